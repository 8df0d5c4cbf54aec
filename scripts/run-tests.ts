import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Runs `npm run check` beside every vitest project but `long`, with `--long` that one too, and ends with the one line
 * that counts: `N passed, N failed`.
 */
const asked = process.argv.slice(2);
const long = asked.includes("--long");
const folder = mkdtempSync(join(tmpdir(), "hailong-tests-"));
const report = join(folder, "report.json");

/** → its exit code; 1 for one that was ended, or could not be started. */
async function endOf(child: ChildProcess): Promise<number> {
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return code ?? 1;
  } catch (error) {
    console.error(String(error));
    return 1;
  }
}

/** What it said is kept until it has ended: two programs that talk at once are hard to read. The tests come first. */
async function check(): Promise<{ code: number; said: string }> {
  const child = spawn("nice", ["-n", "19", "npm", "run", "-s", "check"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  return { code: await endOf(child), said };
}

async function test(): Promise<number> {
  const args = [
    "--no-install",
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ];
  const projects = long ? [] : ["--project=!long"];
  const files = asked.filter((argument) => argument !== "--long");
  const child = spawn("npx", [...args, ...projects, ...files], { stdio: ["ignore", "inherit", "inherit"] });
  return endOf(child);
}

// The tests that come first wait more than they compute.
const [checked, tested] = await Promise.all([check(), test()]);
process.stdout.write(checked.said);

type Totals = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numFailedTestSuites: number };
let totals: Totals = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numFailedTestSuites: 0 };
try {
  totals = JSON.parse(readFileSync(report, "utf8")) as Totals;
} catch {
  console.error("vitest wrote no report");
}
rmSync(folder, { recursive: true, force: true });

const passed = totals.numPassedTests + (checked.code === 0 ? 1 : 0);
let failed = totals.numFailedTests + (checked.code === 0 ? 0 : 1);
if (failed === 0 && (tested !== 0 || totals.numPassedTests === 0)) failed = Math.max(1, totals.numFailedTestSuites);
if (totals.numPendingTests > 0) console.log(`skipped: ${totals.numPendingTests}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
