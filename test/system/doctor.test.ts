import { writeFile } from "node:fs/promises";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { readEdgeConfig } from "#commands/edge-config.js";
import { withOffice } from "#commands/office-beside.js";
import { cliScript } from "#commands/places.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { issueCertificate } from "#desk/certificates/issue-certificate.js";
import { deviceKey, driftFileIn, openDataFolder } from "#desk/data-folder.js";
import { newDrift, writeDrift } from "#desk/drift/drift-file.js";
import { loadExpressionModel } from "#eye/models.js";
import { openStore } from "#hub/store/open-store.js";
import { createLogger } from "#platform/logger.js";
import { certificateFacts } from "../support/certificates.js";
import { Child } from "../support/child.js";
import { atRoot, demoClip } from "../support/footage.js";
import { startMosquitto } from "../support/mosquitto.js";
import { SecureBroker } from "../support/secure-broker.js";
import { temporaryFolder } from "../support/temporary-folder.js";

type Report = {
  ok: boolean;
  checks: { program: string; check: string; ok: boolean; detail: string; remedy?: { vi: string } }[];
};

async function doctor(...configs: string[]): Promise<Report & { code: number | null }> {
  const args = [cliScript(), "doctor", "--config", ...configs, "--json"];
  await using child = new Child(process.execPath, args, { lifeMs: 90_000 });
  const code = await child.ended;
  return { code, ...(JSON.parse(child.stdout) as Report) };
}

it("finds a good machine green, and names what is red with its remedy", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder, { lines: ["allow_anonymous true"] });
  const edge = {
    ward: "phuong-mau",
    counter: "quay-01",
    data: "data",
    camera: { kind: "file", path: demoClip("neutral-transaction"), loop: true },
    hub: { mqtt: { url: broker.url }, publicKey: "A".repeat(43) },
  };
  const config = folder.file("edge.yaml");
  await writeFile(config, stringify(edge));
  openDataFolder(folder.file("data"), edge)[Symbol.dispose]();
  const key = deviceKey(folder.file("data"));
  const { desk } = readEdgeConfig(config);
  const { sha256 } = await loadExpressionModel(atRoot("models"));
  const facts = certificateFacts({ model: sha256 });
  const camera = { ...facts.camera, fingerprint: desk.cameraFingerprint };
  new CertificateShelf(desk.data, key.publicKey).keep(issueCertificate({ ...facts, camera }, key));
  const well = await doctor(config);
  expect(well.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(well).toMatchObject({ code: 0, ok: true });

  const certificate = new CertificateShelf(desk.data, key.publicKey).list()[0]?.id ?? null;
  const reference = {
    coefficients: Array(64).fill(1),
    detail: 1,
    light: 90,
    frames: 9,
    extent: { width: 1, height: 1 },
  };
  const found = { ...newDrift(certificate), reference, found: ["moved" as const] };
  writeDrift(driftFileIn(folder.file("data")), found);
  const turned = await doctor(config);
  expect(turned.checks.filter(({ ok }) => !ok)).toMatchObject([{ check: "drift", detail: "moved" }]);

  const sick = { ...edge, models: "nowhere", hub: { ...edge.hub, mqtt: { url: "mqtt://127.0.0.1:1" } } };
  await writeFile(config, stringify({ ...sick, camera: { ...edge.camera, zone: { x: 0.2 } } }));
  const ill = await doctor(config);
  expect(ill.code).toBe(1);
  const red = ill.checks.filter(({ ok }) => !ok);
  expect(red.map(({ check }) => check)).toEqual(expect.arrayContaining(["models", "broker", "certificate"]));
  expect(red.map(({ check }) => check)).not.toContain("disk");
  for (const { remedy } of red) expect(remedy?.vi).toMatch(/\p{L}/u);
});

it("examines a hub by its own configuration: over mutual TLS, beside its store, its people and its desks", async () => {
  await using folder = await temporaryFolder();
  await using broker = await SecureBroker.start([]);
  const hub = {
    ...{ ward: "phuong-mau", data: "data", devicesFile: "devices.yaml" },
    mqtt: { url: broker.url, ...broker.identity("hub") },
  };
  const config = folder.file("hub.yaml");
  await writeFile(config, stringify(hub));
  await writeFile(folder.file("devices.yaml"), "[]");
  const data = folder.file("data");
  await withOffice({ data }, ({ people }) => people.add({ name: "lan", role: "admin", password: "một mật khẩu dài" }));
  const options = { file: `${data}/hub.db`, ward: hub.ward, shared: false, log: createLogger("test", "silent") };
  await (await openStore({ kind: "sqlite" }, options))[Symbol.asyncDispose]();
  const well = await doctor(config);
  expect(well.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(well).toMatchObject({ code: 0, ok: true });
  const detailOf = (name: string) => well.checks.find(({ check }) => check === name)?.detail;
  expect(detailOf("broker")).toContain("(mutual TLS)");
  expect(detailOf("tls")).toMatch(/^hub.crt 729 d, broker 729 d, ca.crt 3649 d$/);
  expect(well.checks.map(({ check }) => check)).not.toContain("models");

  const short = { ...hub.mqtt, ...broker.identity("hub-short", { DAYS: "10" }) };
  const old = new Database(`${data}/hub.db`);
  old.pragma("user_version = 1");
  old.close();
  await withOffice({ data }, ({ people }) => people.setDisabled("lan", true));
  await writeFile(folder.file("devices.yaml"), "[{ device: hl-0123456789ab }]");
  await writeFile(config, stringify({ ...hub, mqtt: short }));
  const edge = folder.file("edge.yaml");
  const camera = { kind: "file", path: folder.file("none.mp4") };
  const counter = { ward: hub.ward, counter: "quay-01", data: "desk", camera, models: "nowhere" };
  await writeFile(edge, stringify({ ...counter, hub: { mqtt: { url: "mqtt://127.0.0.1:1" } } }));
  const ill = await doctor(config, edge);
  const red = ill.checks.filter(({ ok }) => !ok);
  const redOf = (program: string) => red.flatMap((one) => (one.program === program ? [one.check] : []));
  expect(redOf("hub")).toEqual(["tls", "devices", "store", "people", "events"]);
  expect(redOf("counter")).toEqual(expect.arrayContaining(["models", "broker"]));
  for (const { remedy } of red) expect(remedy?.vi).toMatch(/\p{L}/u);
});
