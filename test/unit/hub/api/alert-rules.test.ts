import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FleetView } from "#contract/fleet.js";
import { addCertificateMetrics } from "#hub/api/certificate-metrics.js";
import { addChainMetrics } from "#hub/api/chain-metrics.js";
import { addFleetMetrics } from "#hub/api/fleet-metrics.js";
import { createMetrics } from "#hub/api/metrics.js";
import { createCityMetrics } from "#hub/city/city-metrics.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";
import { makeCertificates } from "../../../support/test-certificates.js";

const folder = fileURLToPath(new URL("../../../../device/prometheus", import.meta.url));
const promtool = (...args: string[]): string => execFileSync("promtool", args, { cwd: folder, encoding: "utf8" });

const NOW = Date.parse("2026-11-27T02:00:00Z");
const fleet: FleetView = {
  connected: true,
  desks: [
    {
      ...{
        counter: "quay-08",
        device: "hl-0123456789ab",
        online: true,
        simulated: false,
        version: "1.0.0",
        model: null,
        certificate: null,
      },
      health: {
        ...{ at: "2026-11-27T01:50:00Z", alarms: ["camera_moved"], camera: "stalled", fps: 14.5, latencyP95Ms: 31.5 },
        ...{ framesDropped: 3, reconnects: 1, backlog: 7, uptimeSeconds: 600 },
      },
      days: [],
      concerns: ["camera_moved", "no_certificate"],
    },
    {
      ...{
        counter: "quay-09",
        device: "hl-0123456789ac",
        online: null,
        simulated: false,
        version: null,
        model: null,
        certificate: null,
      },
      ...{ health: null, days: [], concerns: [] },
    },
  ],
};

let certificates: TemporaryFolder;
beforeAll(async () => {
  certificates = await temporaryFolder();
  makeCertificates(certificates, ["desk-quay-08", "one-stop-quay-08"]);
  // Not one: nothing is claimed of it, and the others are told all the same.
  writeFileSync(certificates.file("desk-quay-09.crt"), "half a certifi");
});
afterAll(() => certificates[Symbol.asyncDispose]());

/** All that a hub and a city hub say to Prometheus. */
async function scraped(): Promise<string> {
  const { registry } = createMetrics({
    rejected: () => new Map([["bad_signature", 2]]),
    ...{ waiting: () => 0, connected: () => true, storeFault: () => undefined },
    desks: () => ({ enrolled: 2, online: 1, revoked: 0 }),
  });
  addFleetMetrics({ registry, fleet: () => fleet, now: () => NOW });
  addChainMetrics(registry, { gaps: async () => [{ device: "hl-0123456789ab", epoch: "a1", from: 4, to: 15 }] });
  const [authority, broker_login] = ["ca.crt", "none.crt"].map((file) => certificates.file(file));
  const own = { authority, broker_login, pages: undefined };
  addCertificateMetrics(registry, { own, issued: certificates.path }, () => Date.now());
  const city = createCityMetrics({
    health: () => ({
      ...{ status: "ok", alarms: [], refused: { bad_signature: 1 } },
      wards: [{ ward: "phuong-mau", newest: "2026-11-26T02:00:00Z" }],
    }),
    now: () => NOW,
  });
  return `${await registry.metrics()}${await city.metrics()}`;
}

test("promtool takes the rules, and every rule fires when it must and not otherwise", () => {
  expect(promtool("check", "rules", "hailong-alerts.yaml")).toMatch(/SUCCESS: \d+ rules found/);
  expect(promtool("test", "rules", "hailong-alerts.test.yaml")).toContain("SUCCESS");
  const [rules, tests] = ["hailong-alerts.yaml", "hailong-alerts.test.yaml"].map((file) =>
    readFileSync(`${folder}/${file}`, "utf8"),
  );
  const fired = new Set(tests?.match(/(?<=alertname="|alertname: )\w+(?=",|\n +exp_alerts:\n)/g));
  for (const [alert] of rules?.matchAll(/(?<=- alert: )\w+/g) ?? []) expect([...fired]).toContain(alert);
});

test("promtool finds nothing wrong with what hubs say; every figure that a rule asks for is said", async () => {
  const text = await scraped();
  const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
  expect([status, stdout, stderr]).toEqual([0, "", ""]);
  expect(text).toContain('hailong_hub_desk_report_age_seconds{counter="quay-08"} 600');
  expect(text).toContain('hailong_hub_desk_concern{counter="quay-08",concern="camera_moved"} 1');
  expect(text).toContain("hailong_hub_missing_events 12");
  expect(text).toContain('hailong_city_ward_silent_seconds{ward="phuong-mau"} 86400');
  for (const labels of [
    'certificate="authority"',
    'certificate="desk",counter="quay-08"',
    'certificate="one_stop",counter="quay-08"',
  ]) {
    const left = Number(text.split(`hailong_hub_certificate_left_seconds{${labels}} `)[1]?.split("\n")[0]);
    expect(left / 86_400, labels).toBeCloseTo(30, 1);
  }
  // Of a file that cannot be read, and of a counter that nobody has heard of, nothing is claimed.
  expect(text).not.toMatch(/quay-09|broker_login/);
  const rules = readFileSync(`${folder}/hailong-alerts.yaml`, "utf8");
  const asked = new Set(rules.match(/hailong_(?:hub|city)_[a-z0-9_]+/g));
  expect(asked.size).toBeGreaterThan(10);
  for (const name of asked) expect(text).toContain(`# TYPE ${name} `);
});

test("every alert says what is wrong and what to do, in Vietnamese and then in English", () => {
  const rules = readFileSync(`${folder}/hailong-alerts.yaml`, "utf8");
  const alerts = rules.match(/- alert:/g) ?? [];
  for (const key of ["summary", "description"]) {
    const said = [...rules.matchAll(new RegExp(`^ +${key}: "(.+)"$`, "gm"))].map(([, text]) => text);
    expect(said).toHaveLength(alerts.length);
    for (const text of said) expect(text).toMatch(/[ạảãầấậẩẫăắằặẳẵđêếềệểễôốồộổỗơớờợởỡưứừựửữ].* · [\x20-\x7e]+$/i);
  }
});

test("every alert leads to its own place, which both documents have", () => {
  const rules = readFileSync(`${folder}/hailong-alerts.yaml`, "utf8");
  const places = [...rules.matchAll(/- alert: (\w+)[\s\S]*?runbook_url: "(.+)"/g)].map(([, name, url]) => ({
    name,
    url,
  }));
  expect(places).toHaveLength(rules.match(/- alert:/g)?.length ?? 0);
  for (const file of ["operations.md", "operations.vi.md"]) {
    const text = readFileSync(`${folder}/../../docs/${file}`, "utf8");
    for (const { name, url } of places) {
      const anchor = name?.toLowerCase();
      expect(url).toBe(`docs/operations.md#${anchor}`);
      expect(text, file).toContain(`<a id="${anchor}"></a>`);
    }
  }
});

test("a reason that an alert waits for is said before it first happens", async () => {
  const text = await scraped();
  const rules = readFileSync(`${folder}/hailong-alerts.yaml`, "utf8");
  const waited = [...rules.matchAll(/(hailong_\w+_total)\{reason=~"([^"]+)"\}/g)];
  expect(waited.map(([, name]) => name)).toEqual(["hailong_hub_rejected_total", "hailong_city_refused_total"]);
  for (const [, name, reasons] of waited)
    for (const reason of reasons?.split("|") ?? []) expect(text).toContain(`${name}{reason="${reason}"} `);
  expect(text).toContain('hailong_hub_rejected_total{reason="forked"} 0');
  expect(text).toContain('hailong_city_refused_total{reason="changed_cell"} 0');
});

test("tells nothing of how satisfied anyone is", async () => {
  expect(await scraped()).not.toMatch(/satisf|rating|score/i);
});
