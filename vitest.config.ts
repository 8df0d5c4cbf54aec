import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

/** What takes minutes begins first, or the run waits for it alone at the end. */
const LONG = /(long\/[a-z-]+|system\/(demo|calibrate|kiosk|chaos))\.test\.ts$/;
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const long = sorted.filter(({ moduleId }) => LONG.test(moduleId));
    return [...long, ...sorted.filter((file) => !long.includes(file))];
  }
}

export default defineConfig({
  resolve: { conditions: ["development"] },
  ssr: { resolve: { conditions: ["development"] } },
  test: {
    environment: "node",
    // Most tests wait for real parts far longer than they compute.
    maxWorkers: 2,
    maxConcurrency: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      project("unit", { testTimeout: 30_000 }),
      project("integration", { testTimeout: 60_000, hookTimeout: 60_000 }),
      project("fuzz", { testTimeout: 600_000 }),
      project("system", { testTimeout: 180_000, hookTimeout: 120_000 }),
      // `scripts/test --long` only: minutes of waiting for prompts and faults.
      project("long", { testTimeout: 180_000, hookTimeout: 120_000 }),
    ],
  },
});
