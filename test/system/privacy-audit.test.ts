import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliScript } from "#commands/places.js";
import type { Channel } from "#commands/privacy-audit/channels.js";
import { reportLines, reportOf, type SignedReport } from "#commands/privacy-audit/report.js";
import { runAudit } from "#commands/privacy-audit/run-audit.js";
import { canonicalJson } from "#contract/canonical-json.js";
import { createVerifier } from "#platform/signing.js";
import { Child } from "../support/child.js";
import { drawnBars } from "../support/drawn-bars.js";
import { atRoot } from "../support/footage.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const CODE = "H29.15-A1B2C3D4E5F6-HSMAU";
const PICTURE = Buffer.from(drawnBars({ unit: 6, rows: 20, channels: 3 })).toString("base64");

/** Two sessions beside each other: the counter as it is shipped, and one that gives both canaries away by every channel. */
describe("hailong privacy-audit", () => {
  let folder: TemporaryFolder;
  let shipped: SignedReport;
  let leaky: SignedReport;

  beforeAll(async () => {
    folder = await temporaryFolder();
    writeFileSync(folder.file("facts.json"), JSON.stringify({ code: CODE, picture: PICTURE }));
    const signal = AbortSignal.timeout(150_000);
    const node = process.execPath;
    const leaks = [atRoot("test/support/leaky-counter.mjs"), folder.file("facts.json")];
    await using command = new Child(node, [cliScript(), "privacy-audit", "--json"], { lifeMs: 150_000 });
    const [bad] = await Promise.all([
      runAudit({
        start: (program, config) => [
          ...[node, ...(program === "edge" ? leaks : [])],
          ...[cliScript(), program, "--config", config],
        ],
        signal,
        code: CODE,
      }),
      command.ended,
    ]);
    shipped = JSON.parse(command.stdout);
    leaky = reportOf(bad, bad.key);
  }, 160_000);
  afterAll(() => folder[Symbol.asyncDispose]());

  const of = ({ channels }: SignedReport, name: string): Channel =>
    channels.find(({ channel }) => channel === name) as Channel;

  it("finds nothing at the shipped counter, and shows that it would have", () => {
    const loud = shipped.channels.filter(({ sights, strange }) => sights.length > 0 || strange.length > 0);
    expect(loud).toEqual([]);
    expect(shipped).toMatchObject({
      verdict: "clean",
      outcome: "recorded",
      controls: { pictureFeed: true, memoryWhileOpen: true },
    });
    for (const name of ["ledger", "log", "mqtt", "api", "eye_link", "memory"])
      expect(of(shipped, name).bytes).toBeGreaterThan(0);
    expect(reportLines(shipped).join("\n")).toContain("Canary found: no");
  });

  it("is signed by the counter's key", () => {
    const { signature, ...report } = shipped;
    expect(createVerifier(report.publicKey)(canonicalJson(report), signature)).toBe(true);
    expect(createVerifier(report.publicKey)(canonicalJson({ ...report, outcome: "x" }), signature)).toBe(false);
  });

  it.each(["ledger", "log", "mqtt", "api", "network", "names", "arguments", "core", "memory"])(
    "sees the code leave by: %s",
    (name) => {
      expect(of(leaky, name).sights).toContainEqual(expect.objectContaining({ canary: "code" }));
    },
  );

  it.each(["files", "inside", "eye_link", "memory"])("sees the face leave by: %s", (name) => {
    expect(of(leaky, name).sights).toContainEqual(expect.objectContaining({ canary: "picture" }));
  });

  it("names the file, the connection and the dump that should not be there", () => {
    expect(leaky.verdict).toBe("found");
    expect(of(leaky, "files").strange.join()).toContain("notes.txt");
    expect(of(leaky, "network").strange.join()).toContain("127.0.0.1:9");
    expect(of(leaky, "core").strange.join()).toContain("RLIM");
  });
});
