import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

/** What takes longest begins first, and what takes moments comes last: no worker waits for another at the end. */
const FOLDERS = ["long", "system", "fuzz", "integration", "unit"];
const LONGEST = /system\/(demo|kiosk|calibrate|killed)\.test\.ts$|integration\/(ward-page|calibrate-page)\.test\.ts$/;
const turnOf = ({ moduleId, project }: TestSpecification): number =>
  LONGEST.test(moduleId) ? 0 : 1 + FOLDERS.indexOf(project.name);
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => turnOf(a) - turnOf(b));
  }
}

export default defineConfig({
  resolve: { conditions: ["development"] },
  ssr: { resolve: { conditions: ["development"] } },
  test: {
    environment: "node",
    // One more than the two cores that it has to run on: most tests wait for real parts far longer than they compute.
    maxWorkers: 3,
    maxConcurrency: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      // They touch nothing outside themselves: each module is loaded once for all, which halves the time they compute.
      project("unit", { testTimeout: 30_000, isolate: false }),
      project("integration", { testTimeout: 60_000, hookTimeout: 60_000 }),
      project("fuzz", { testTimeout: 600_000 }),
      project("system", { testTimeout: 180_000, hookTimeout: 120_000 }),
      // `scripts/test --long` only: minutes of waiting for prompts and faults.
      project("long", { testTimeout: 180_000, hookTimeout: 120_000 }),
    ],
  },
});
