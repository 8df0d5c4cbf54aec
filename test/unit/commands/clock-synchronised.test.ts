import { expect, it } from "vitest";
import { synchronisationOf } from "#commands/doctor/examine-system.js";

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
