import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs `npm run check` and every vitest project but `long`, with `--long` that one too, and ends with the one line that
 * counts: `N passed, N failed`.
 */
const asked = process.argv.slice(2);
const long = asked.includes("--long");
const folder = mkdtempSync(join(tmpdir(), "hailong-tests-"));
const report = join(folder, "report.json");
const run = (command: string, args: string[]): number =>
  spawnSync(command, args, { stdio: ["ignore", "inherit", "inherit"] }).status ?? 1;

const checked = run("npm", ["run", "-s", "check"]);
const tested = run("npx", [
  "--no-install",
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...(long ? [] : ["--project=!long"]),
  ...asked.filter((argument) => argument !== "--long"),
]);

type Totals = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number };
let totals: Totals = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numFailedTestSuites: 0 };
try {
  totals = JSON.parse(readFileSync(report, "utf8")) as Totals;
} catch {
  console.error("vitest wrote no report");
}
rmSync(folder, { recursive: true, force: true });

const passed = totals.numPassedTests + (checked === 0 ? 1 : 0);
let failed = totals.numFailedTests + (checked === 0 ? 0 : 1);
if (failed === 0 && (tested !== 0 || totals.numPassedTests === 0)) failed = Math.max(1, totals.numFailedTestSuites);
if (totals.numPendingTests > 0) console.log(`skipped: ${totals.numPendingTests}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
