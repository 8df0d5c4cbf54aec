import { mkdirSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MachineStrain } from "#eye/governor/machine-strain.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

it("reads the kernel's own figures, and does without them where they are hidden", async () => {
  await using folder = await temporaryFolder();
  const [pressure, processors] = [folder.file("pressure"), folder.file("cpu")];
  for (const [name, count] of [
    ["cpu0", "3"],
    ["cpu1", "0"],
  ] as const) {
    mkdirSync(`${processors}/${name}/thermal_throttle`, { recursive: true });
    writeFileSync(`${processors}/${name}/thermal_throttle/core_throttle_count`, `${count}\n`);
  }
  writeFileSync(
    pressure,
    "some avg10=62.50 avg60=10.00 avg300=1.00 total=123\nfull avg10=0.00 avg60=0 avg300=0 total=0\n",
  );
  const strain = new MachineStrain({ pressure, processors });
  expect(strain.take()).toEqual({ pressure: 0.625, throttled: false });
  writeFileSync(`${processors}/cpu1/thermal_throttle/core_throttle_count`, "1\n");
  expect(strain.take()).toEqual({ pressure: 0.625, throttled: true });
  expect(strain.take().throttled).toBe(false);
  const hidden = new MachineStrain({ pressure: folder.file("none"), processors: folder.file("nowhere") });
  expect(hidden.take()).toEqual({ pressure: undefined, throttled: false });
});
