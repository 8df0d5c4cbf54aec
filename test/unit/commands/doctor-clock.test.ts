import { expect, it } from "vitest";
import { tlsOf } from "#commands/doctor/examine-broker.js";
import { synchronisationOf } from "#commands/doctor/examine-system.js";
import { mqttSchema } from "#platform/mqtt-link.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import { makeCertificates } from "../../support/test-certificates.js";

const shown = (can: string, on: string, synchronised: string): string =>
  ["Timezone=Asia/Ho_Chi_Minh", `CanNTP=${can}`, `NTP=${on}`, `NTPSynchronized=${synchronised}`, ""].join("\n");

it.each([
  [shown("yes", "yes", "yes"), { ok: true, detail: "yes" }],
  [shown("yes", "yes", "no"), { ok: false, detail: "no: waits for 10.0.0.9" }],
  [shown("yes", "no", "no"), { ok: false, detail: "no: switched off" }],
  [shown("no", "no", "no"), { ok: false, detail: "no: no program for it is installed" }],
  ["", { ok: true, detail: "unknown" }],
])("says why a clock is not in step: %j", (text, found) => {
  expect(synchronisationOf(text, "10.0.0.9")).toEqual(found);
});

it("a clock that stands before the certificates' first day is no good certificate", async () => {
  await using folder = await temporaryFolder();
  makeCertificates(folder, ["hub"]);
  const mqtt = mqttSchema.parse({
    url: "mqtt://127.0.0.1:1",
    certFile: folder.file("hub.crt"),
    keyFile: folder.file("hub.key"),
  });
  const now = Date.now();
  expect(await tlsOf(mqtt, [folder.file("ca.crt")], now + 1_000)).toMatchObject({
    detail: "hub.crt 29 d, ca.crt 29 d",
  });
  const early = await tlsOf(mqtt, [folder.file("ca.crt")], now - 86_400_000);
  expect(early).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/^hub\.crt not before \d{4}-.*, ca\.crt not/),
  });
});
