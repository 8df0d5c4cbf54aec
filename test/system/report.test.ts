import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { withPaper } from "#commands/paper-beside.js";
import { cliScript } from "#commands/places.js";
import { readReport } from "#hub/paper/read-report.js";
import { renderReport } from "#hub/paper/render-report.js";
import { StoreHouse } from "../support/both-stores.js";
import { Child } from "../support/child.js";
import { fillReportWard } from "../support/report-ward.js";

const HEADINGS = "Tháng,Lĩnh vực,Tiếp nhận,Đã giải quyết,Quá hạn,Phản ánh kiến nghị";

async function hailong(...args: string[]) {
  await using child = new Child(process.execPath, [cliScript(), ...args], { lifeMs: 60_000 });
  return { code: await child.ended, stdout: child.stdout, stderr: child.stderr };
}

it("imports a month, reports it to the byte, and says what a wrong import has to mend", {
  timeout: 120_000,
}, async () => {
  await using house = await StoreHouse.start("sqlite");
  const { config } = await fillReportWard(house);
  await house.closeAll();
  writeFileSync(house.folder.file("devices.yaml"), "[]\n");
  const [right, wrong, out] = ["right.csv", "wrong.csv", "out.xlsx"].map((name) => house.folder.file(name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(right, `${HEADINGS}\n10/2026,Hộ tịch,"1.200","1.000",20,5\n`);
  writeFileSync(wrong, `${HEADINGS}\n5/10/2026,Thuế,1,1,0,0\n`);

  const huge = house.folder.file("huge.csv");
  writeFileSync(huge, "");
  truncateSync(huge, 5_000_000);

  const [imported, refused, both] = await Promise.all([
    hailong("hub", "import", "-c", config, "--file", right),
    hailong("hub", "import", "-c", config, "--file", wrong),
    hailong("report", "--month", "2026-10", "--quarter", "2026-Q4", "-c", config),
  ]);
  expect([imported.code, imported.stdout.split(":")[0]], imported.stderr).toEqual([0, "1 2026-10"]);
  expect([refused.code, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toMatch(/dòng · line 2, Lĩnh vực.*\n.*dòng · line 2, Tháng/);
  writeFileSync(wrong, `${HEADINGS}\n10/2026,Hộ tịch,"1.201","1.000",20,5\n`);
  const [other, over] = await Promise.all(
    [wrong, huge].map((file) => hailong("hub", "import", "-c", config, "--file", file)),
  );
  expect(over?.stderr).toMatch(/huge\.csv has 5000000 bytes; expected 4194304 at most.*Split it/s);
  expect([other?.code, other?.stderr]).toEqual([2, expect.stringMatching(/tiếp nhận · received: .*1200 → .*1201\n/)]);
  const [, command = ""] = /^ {2}hailong (hub import .* --replace [0-9a-f]{12})$/m.exec(other?.stderr ?? "") ?? [];
  const repeated = await hailong(...command.split(" "));
  expect([repeated.code, repeated.stdout.split(":")[0]], repeated.stderr).toEqual([0, "1 2026-10"]);
  expect([both.code, both.stderr]).toEqual([2, expect.stringContaining("--quarter")]);

  const [reported, own] = await Promise.all([
    hailong("report", "--month", "2026-10", "--format", "xlsx", "-c", config, "-o", out),
    hailong("report", "--month", "2026-10", "--form", "ratings", "--format", "csv", "-c", config),
  ]);
  expect([reported.code, reported.stderr]).toEqual([0, ""]);
  expect([own.code, own.stderr]).toEqual([0, ""]);
  expect(own.stdout).toContain("source.query,,,hailong report --month 2026-10 --form ratings");
  expect(own.stdout).not.toMatch(/scores|cameraCoverage|meanScore/);
  // Another process, at another time.
  const again = await withPaper(config, async ({ sources, letterhead }) => {
    const report = await readReport("2026-10", sources);
    expect(report.total.dossiers).toMatchObject({ received: 1_201, resolved: 1_000, disliked: null });
    return renderReport("xlsx", { report, language: "vi", letterhead, revision: 1 });
  });
  expect(readFileSync(out).equals(again)).toBe(true);
});
