import { defineConfig } from "vitest/config";

const project = (name: string, extra: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.ts`], ...extra },
});

export default defineConfig({
  resolve: { conditions: ["development"] },
  ssr: { resolve: { conditions: ["development"] } },
  test: {
    environment: "node",
    // Most tests wait for real parts far longer than they compute.
    maxWorkers: 2,
    projects: [
      project("unit", { testTimeout: 30_000 }),
      project("integration", { testTimeout: 60_000, hookTimeout: 60_000 }),
      project("fuzz", { testTimeout: 600_000 }),
      project("system", { testTimeout: 180_000, hookTimeout: 120_000 }),
    ],
  },
});
