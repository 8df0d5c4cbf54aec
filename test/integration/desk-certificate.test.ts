import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { issueCertificate } from "#desk/certificates/issue-certificate.js";
import { loadOrCreateKey } from "#platform/signing.js";
import { certificateFacts } from "../support/certificates.js";
import { eventually } from "../support/child.js";
import { FakeEye } from "../support/fake-eye.js";
import { FakeHub } from "../support/fake-hub.js";
import { startMosquitto } from "../support/mosquitto.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { testKey } from "../support/signing-client.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const facts = certificateFacts({ ...PLACE });

it("a desk whose policy asks for a certificate scores once one is there, tells the hub, and takes no forged one", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder, { lines: ["allow_anonymous true"] });
  await using hub = await new FakeHub(broker.url, PLACE, folder.file("hub.key")).connected();
  const policy = { requireCertificate: true, mode: "active" };
  const hubKey = hub.key.publicKey;
  await using desk = await RunningDesk.start({ folder: folder.path, broker: broker.url, hubKey, policy });
  using eye = await FakeEye.ready(desk.socket);
  const told = () => JSON.parse(hub.statuses.at(-1) ?? "{}").data?.certificate;
  await eventually(() => hub.statuses.length > 0);
  expect(told()).toBeNull();

  // Another desk's, and one of this desk that was bettered by hand.
  const forged = new CertificateShelf(desk.data, testKey(8).publicKey);
  forged.keep(issueCertificate(facts, testKey(8)));
  const key = loadOrCreateKey(join(desk.data, "device.key"));
  const failing = issueCertificate({ ...facts, verdict: "fail" }, key);
  const bettered = JSON.stringify({ ...failing, verdict: "pass" });
  mkdirSync(join(desk.data, "certificates"), { recursive: true });
  writeFileSync(join(desk.data, "certificates", `${failing.id}.json`), bettered);
  const before = await desk.open();
  await desk.close(before.id);
  await eventually(() => hub.of("abstention").length === 1);
  expect(hub.of("abstention")[0]?.data.reason).toBe("no_certificate");
  expect(told()).toBeNull();

  const certificate = issueCertificate(facts, key);
  new CertificateShelf(desk.data, key.publicKey).keep(certificate);
  await eventually(() => told()?.id === certificate.id);
  expect(told()).toEqual({ id: certificate.id, verdict: "pass", issued: certificate.issued });
  const { id } = await desk.open();
  await eye.readFor(1_400, { happiness: 0.8 });
  await desk.close(id);
  await eventually(() => hub.of("score").length === 1);
  expect(hub.of("score")[0]?.data.mode).toBe("active");
});
