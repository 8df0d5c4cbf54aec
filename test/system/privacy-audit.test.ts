import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliScript } from "#commands/places.js";
import { reportOf } from "#commands/privacy-audit/report.js";
import { reportLines } from "#commands/privacy-audit/report-lines.js";
import type { ReportChannel, SignedReport } from "#commands/privacy-audit/report-schema.js";
import { runAudit } from "#commands/privacy-audit/run-audit.js";
import { checkReport } from "#commands/privacy-audit/verify-report.js";
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
    const pictures = pathToFileURL(atRoot("test/support/leaky-pictures.mjs"));
    pictures.searchParams.set("facts", folder.file("facts.json"));
    const audit = [cliScript(), "privacy-audit", "--json", "--out", folder.file("report.json")];
    await using command = new Child(node, audit, { lifeMs: 150_000 });
    const [bad] = await Promise.all([
      runAudit({
        start: (program, config) => [
          ...[node, ...(program === "edge" ? leaks : ["--import", pictures.href])],
          ...[cliScript(), program, "--config", config],
        ],
        signal,
        code: CODE,
      }),
      command.ended,
    ]);
    shipped = JSON.parse(command.stdout);
    leaky = reportOf(bad);
  }, 160_000);
  afterAll(() => folder[Symbol.asyncDispose]());

  const of = ({ channels }: SignedReport, name: string): ReportChannel =>
    channels.find(({ channel }) => channel === name) as ReportChannel;

  it("finds nothing at the shipped counter, and shows that it would have", () => {
    const loud = shipped.channels.filter(({ sights, strange }) => sights.length > 0 || strange.length > 0);
    expect(loud).toEqual([]);
    expect(shipped).toMatchObject({
      verdict: "clean",
      outcome: "recorded",
      controls: { pictureFeed: true, memoryWhileOpen: true, code: true, recorded: true, traffic: true },
    });
    for (const name of ["ledger", "log", "mqtt", "api", "eye_link", "memory"])
      expect(of(shipped, name).bytes).toBeGreaterThan(0);
    expect(reportLines(shipped).join("\n")).toContain("Canary found: no");
  });

  it("leaves a report that can be checked", () => {
    expect(checkReport(readFileSync(folder.file("report.json"), "utf8"))).toEqual({ ok: true, report: shipped });
  });

  it.each(["ledger", "log", "mqtt", "api", "network", "names", "arguments", "core", "memory"])(
    "sees the code leave by: %s",
    (name) => {
      expect(of(leaky, name).sights).toContainEqual(expect.objectContaining({ canary: "code" }));
    },
  );

  it.each(["files", "inside", "eye_link", "network", "memory"])("sees the face leave by: %s", (name) => {
    expect(of(leaky, name).sights).toContainEqual(expect.objectContaining({ canary: "picture" }));
  });

  it("sees what eye and feed give away themselves, and hold", () => {
    expect(of(leaky, "network").strange.join()).toContain("hailong eye → UDP");
    expect(of(leaky, "files").strange).toContain("frames.rgb");
    expect(of(leaky, "files").sights).toContainEqual({
      canary: "picture",
      form: expect.stringMatching(/^bytes, every \d$/),
    });
    const held = of(leaky, "memory").sights.map(({ canary, form }) => `${canary} in ${form}`);
    expect(held.join()).toContain("code in hailong eye: text");
    for (const program of ["eye", "camera-feed"]) expect(held.join()).toContain(`picture in hailong ${program}: bytes`);
  });

  it("names the file, the connection and the dump that should not be there", () => {
    expect(leaky.verdict).toBe("found");
    expect(of(leaky, "files").strange.join()).toContain("notes.txt");
    expect(of(leaky, "network").strange.join()).toContain("127.0.0.1:9");
    expect(of(leaky, "core").strange.join()).toContain("RLIM");
  });
});
