import { describe, expect, it } from "vitest";
import type { ImportChange, ImportedCounts, ImportFault } from "#contract/imports.js";
import { ImportStore } from "#hub/imports/import-store.js";
import { type ImportOutcome, Imports } from "#hub/imports/imports.js";
import { importTemplate } from "#hub/imports/template.js";
import { notingAudit, openTestOffice, TEST_CATALOGUE } from "../../../support/office.js";

const NOW = Date.UTC(2026, 10, 20, 3);
const HEAD = "Tháng,Lĩnh vực,Thủ tục,Tiếp nhận,Đã giải quyết,Quá hạn,Phản ánh kiến nghị,Không hài lòng";
const OCTOBER = { from: "2026-10", to: "2026-10" };

function house() {
  const store = new ImportStore(openTestOffice());
  const audit = notingAudit();
  const clock = { now: () => NOW, monotonic: () => 0 };
  const imports = new Imports({ store, catalogue: TEST_CATALOGUE, audit, clock });
  const csv = (text: string | Uint8Array, replace?: string): ImportOutcome =>
    imports.csv(Buffer.from(text as string), { person: "Kỹ thuật viên A", replace });
  /** What a refusal says is to be sent again. */
  const permission = (text: string): string => {
    const outcome = csv(text);
    return "replace" in outcome ? outcome.replace : "";
  };
  const faults = (text: string | Uint8Array): readonly ImportFault[] => {
    const outcome = csv(text);
    return "faults" in outcome ? outcome.faults : [];
  };
  const json = (body: unknown): ImportOutcome => imports.json(body, { person: "a" });
  /** `received 5 → 4`, and what is not brought as `lost`. */
  const changes = (text: string): string[] => {
    const outcome = csv(text);
    if (!("changes" in outcome)) return [];
    return outcome.changes.map(({ period, vi, column, held, brought, how }) =>
      [
        ...(period ? [period] : []),
        `${vi},`,
        `${column}:`,
        shown(held),
        "→",
        brought === null ? how : shown(brought),
      ].join(" "),
    );
  };
  return { store, audit, json, csv, faults, changes, permission };
}
const shown = (figure: ImportChange["held"]): string => (typeof figure === "object" ? figure.vi : String(figure));
const places = (faults: readonly ImportFault[]): string[] => faults.map(({ line, column }) => `${line} ${column}`);

describe("an import of counts", () => {
  it("is understood by the names that people use, with either separator and a byte-order mark", () => {
    const { store, csv } = house();
    const rows = "10/2026;hộ tịch;ĐĂNG KÝ KHAI SINH;1.250;1.200;12;3;\n2026-10;Land;;10;9;0;0;1\n";
    expect(csv(`\ufeff${HEAD.replaceAll(",", ";")}\n${rows}`)).toMatchObject({
      kind: "counts",
      rows: 2,
      outcome: "stored",
    });
    expect(store.counts(OCTOBER)).toEqual([
      {
        month: "2026-10",
        field: "dat-dai",
        procedure: null,
        received: 10,
        resolved: 9,
        overdue: 0,
        complaints: 0,
        disliked: 1,
      },
      {
        month: "2026-10",
        field: "ho-tich",
        procedure: "khai-sinh",
        received: 1250,
        resolved: 1200,
        overdue: 12,
        complaints: 3,
        disliked: null,
      },
    ]);
  });

  it("never replaces another figure, or loses a row, without being told to", () => {
    const { store, audit, csv, changes, permission } = house();
    csv(`${HEAD}\n2026-10,Hộ tịch,,100,90,1,0,\n2026-10,Đất đai,,10,9,0,0,0\n`);
    const other = `${HEAD}\n2026-10,Hộ tịch,,101,90,0,0,2\n`;
    expect(changes(other)).toEqual([
      "2026-10 Đất đai, Tiếp nhận: 10 → lost",
      "2026-10 Hộ tịch, Tiếp nhận: 100 → 101",
      "2026-10 Hộ tịch, Quá hạn: 1 → 0",
    ]);
    expect(store.counts(OCTOBER)).toMatchObject([{ received: 10 }, { received: 100, disliked: null }]);
    expect(audit.noted).toHaveLength(1);
    expect(csv(other, permission(other))).toMatchObject({ outcome: "stored" });
    expect(store.counts(OCTOBER)).toMatchObject([{ received: 101 }]);
    expect(audit.noted[1]?.detail).toMatchObject({
      replaced: 3,
      figures: "2026-10 dat-dai received 10 → –, 2026-10 ho-tich received 100 → 101, 2026-10 ho-tich overdue 1 → 0",
    });
  });

  it.each([
    ["another figure of a field that is compared", "2026-10,Hộ tịch,,99,90,1,0,0\n2026-10,Đất đai,,10,9,0,0,0"],
    [
      "a figure that is not named, of a row that would be gone",
      "2026-10,Hộ tịch,,100,90,1,0,0\n2026-10,Đất đai,,10,8,0,0,0",
    ],
    ["a row that is new", "2026-10,Hộ tịch,,100,90,1,0,0\n2026-10,Đất đai,,10,9,0,0,0\n2026-09,Hộ tịch,,7,7,0,0,0"],
  ])("is allowed to replace only what was seen, and not %s", (_what, since) => {
    const { store, csv, permission } = house();
    const september = "2026-09,Hộ tịch,,5,5,0,0,0";
    csv(`${HEAD}\n2026-10,Hộ tịch,,100,90,1,0,0\n2026-10,Đất đai,,10,9,0,0,0\n`);
    const other = `${HEAD}\n2026-10,Hộ tịch,,101,90,1,0,0\n${september}\n`;
    const seen = permission(other);
    expect(seen).toBe(permission(other));
    csv(`${HEAD}\n${since}\n`, "all");
    const held = store.counts({ from: "2026-09", to: "2026-10" });
    const again = csv(other, seen);
    expect(again).toMatchObject({ changedSince: true, changes: expect.any(Array) });
    expect(store.counts({ from: "2026-09", to: "2026-10" })).toEqual(held);
    expect(csv(other, "replace" in again ? again.replace : "")).toMatchObject({ outcome: "stored" });
  });

  it("is not allowed by what was seen of another file", () => {
    const { store, csv, permission } = house();
    csv(`${HEAD}\n2026-10,Hộ tịch,,100,90,1,0,0\n`);
    const seen = permission(`${HEAD}\n2026-10,Hộ tịch,,101,90,1,0,0\n`);
    expect(csv(`${HEAD}\n2026-10,Hộ tịch,,1010,90,1,0,0\n`, seen)).toMatchObject({ changedSince: true });
    expect(store.counts(OCTOBER)).toMatchObject([{ received: 100 }]);
  });

  it("is judged where it is stored, so that two who import at once do not overtake each other", () => {
    const { store, csv } = house();
    csv(`${HEAD}\n2026-10,Hộ tịch,,100,90,1,0,0\n`);
    const [row] = store.counts(OCTOBER);
    const request = { kind: "counts" as const, rows: [{ ...row, received: 99 } as ImportedCounts] };
    expect(store.store(request, "2026-11-20T03:00:00Z")).toMatchObject({ outcome: "refused" });
    const note = () => {
      throw new Error("the disk is full");
    };
    expect(() => store.store(request, "2026-11-20T03:00:00Z", { replace: "all", note })).toThrow("full");
    expect(store.counts(OCTOBER)).toEqual([row]);
  });

  it("takes other fields besides, and fills in what was empty, without a question", () => {
    const { csv } = house();
    csv(`${HEAD}\n2026-10,Hộ tịch,,100,90,1,0,\n`);
    expect(csv(`${HEAD}\n2026-10,Hộ tịch,,100,90,1,0,4\n2026-10,Đất đai,,10,9,0,0,0\n`)).toMatchObject({
      outcome: "stored",
    });
  });

  it("lets a whole field be brought by procedures where they add up to it, and never the other way unasked", () => {
    const { csv, changes } = house();
    const born = "2026-10,Hộ tịch,Đăng ký khai sinh,60,50,1,0,0";
    csv(`${HEAD}\n2026-10,Hộ tịch,,100,90,1,0,0\n`);
    expect(changes(`${HEAD}\n${born}\n`)).toEqual([
      "2026-10 Hộ tịch, Tiếp nhận: 100 → 60",
      "2026-10 Hộ tịch, Đã giải quyết: 90 → 50",
    ]);
    expect(csv(`${HEAD}\n${born}\n2026-10,Hộ tịch,Đăng ký kết hôn,40,40,0,0,0\n`)).toMatchObject({ outcome: "stored" });
    expect(changes(`${HEAD}\n2026-10,Hộ tịch,,100,90,1,0,0\n`)).toEqual([
      "2026-10 Hộ tịch: Đăng ký kết hôn, Tiếp nhận: 40 → lost",
      "2026-10 Hộ tịch: Đăng ký khai sinh, Tiếp nhận: 60 → lost",
    ]);
  });

  it("names the first of very many, and how many more there are", () => {
    const { csv } = house();
    const year = (received: number): string =>
      Array.from({ length: 11 }, (_, i) => `${i + 1 > 9 ? i + 1 : `0${i + 1}`}/2026`)
        .flatMap((month) => ["Hộ tịch", "Đất đai"].map((field) => `${month},${field},,${received},1,0,0,0`))
        .join("\n");
    csv(`${HEAD}\n${year(5)}\n`);
    const outcome = csv(`${HEAD}\n${year(6)}\n`);
    expect("changes" in outcome && [outcome.changes.length, outcome.more]).toEqual([20, 2]);
  });

  it("knows Excel's line of the separator, its own notes and lines in quotation marks", () => {
    const { store, csv } = house();
    csv(`sep=;\r\n${HEAD.replaceAll(",", ";")}\r\n# chú thích;;;;;;;\r\n"46296";"Hộ tịch";;"1,250";9;0;0;0\r\n`);
    expect(store.counts(OCTOBER)).toMatchObject([{ received: 1250 }]);
  });

  it("replaces a month whole when told to, and says when it brought nothing new; each time is noted", () => {
    const { store, audit, csv } = house();
    const both = `${HEAD}\n2026-10,Hộ tịch,,5,5,0,0,0\n2026-10,Đất đai,,7,7,0,0,0\n2026-09,Đất đai,,6,6,0,0,0\n`;
    csv(both);
    expect(csv(both)).toMatchObject({ outcome: "unchanged", rows: 3 });
    csv(`${HEAD}\n2026-10,Hộ tịch,,4,4,0,0,0\n`, "all");
    expect(store.counts({ from: "2026-09", to: "2026-10" })).toMatchObject([{ received: 6 }, { received: 4 }]);
    expect(audit.noted.map(({ action, detail }) => [action, detail.outcome])).toEqual([
      ["import.counts", "stored"],
      ["import.counts", "unchanged"],
      ["import.counts", "stored"],
    ]);
  });

  it("changes nothing when one row is wrong, and names every place", () => {
    const { store, audit, faults } = house();
    const found = faults(
      `${HEAD}\n2026-10,Hộ tịch,,5,5,0,0,0\n10/1/2026,Hộ tịch,,x,,0,0,0\n2026-10,Thuế,Ly hôn,1,1,0,0,0\n2026-10,Đất đai,Đăng ký khai sinh,1,1,0,0,0,9\n`,
    );
    expect(places(found)).toEqual([
      "3 Tiếp nhận",
      "3 Đã giải quyết",
      "3 Tháng",
      "4 Lĩnh vực",
      "4 Thủ tục",
      "5 ",
      "5 Thủ tục",
    ]);
    expect(found[3]?.vi).toContain("“Thuế”");
    expect(found.every(({ vi, en }) => vi !== "" && en !== "")).toBe(true);
    expect(store.counts(OCTOBER)).toEqual([]);
    expect(audit.noted).toEqual([]);
  });

  it("refuses what adds up wrongly or lies ahead", () => {
    const { faults } = house();
    const found = faults(
      [
        HEAD,
        "2026-10,Hộ tịch,,5,5,6,0,0",
        "2026-12,Hộ tịch,,5,5,0,0,0",
        "2026-09,Hộ tịch,,5,5,0,0,0",
        "2026-09,Hộ tịch,Đăng ký kết hôn,5,5,0,0,0",
        "2026-09,Hộ tịch,Đăng ký kết hôn,5,5,0,0,0",
      ].join("\n"),
    );
    expect(places(found)).toEqual(["2 Quá hạn", "3 Tháng", "4 Thủ tục", "6 Lĩnh vực"]);
  });

  it("takes no column that is not its own, and does not say again what stood there", () => {
    const { faults } = house();
    const [fault] = faults(`${HEAD},000.00.12.H26-241201-0001\n2026-10,Hộ tịch,,5,5,0,0,0,x\n`);
    expect(fault).toMatchObject({ line: 1, column: "9" });
    expect(JSON.stringify(fault)).not.toContain("H26");
  });

  it.each([
    ["UTF-16 without its mark", Buffer.from(`${HEAD}\n`, "utf16le"), "UTF-16"],
    ["titles above the headings", Buffer.from(`UBND PHƯỜNG MẪU,,\n${HEAD}\n`), "Dòng đầu tiên"],
    ["Windows-1258", Buffer.from([...Buffer.from("Th"), 0xe1, ...Buffer.from("ng,L"), 0xee, 0xf2, 0x0a]), "CSV UTF-8"],
    ["an old font", Buffer.from("Th¸ng,LÜnh vùc,TiÕp nhËn\n1,2,3\n"), "Unicode"],
    ["a workbook", Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0]), "Excel"],
    ["nothing", Buffer.from(""), "dòng"],
    ["headings of something else", Buffer.from("a,b\n1,2\n"), "tệp mẫu"],
    ["an open quotation mark", Buffer.from(`${HEAD}\n"2026-10,Hộ tịch,,5,5,0,0,0\n`), "ngoặc kép"],
  ])("refuses %s and says how to save it", (_what, bytes, remedy) => {
    const found = house().faults(bytes);
    expect(found).toHaveLength(1);
    expect(found[0]?.vi).toContain(remedy);
  });

  const row = "2026-10,Hộ tịch,,5,5,0,0,0";
  const tabs = (text: string): string => text.replaceAll(",", "\t");
  const HEAD_TURNED = "Quá hạn,Tháng,Lĩnh vực,Tiếp nhận,Đã giải quyết,Phản ánh kiến nghị";
  it.each<[string, string | Uint8Array]>([
    ["Excel's Unicode text", Buffer.from(tabs(`\ufeff${HEAD}\r\n${row}\r\n`), "utf16le")],
    ["the other order of its bytes", Buffer.from(tabs(`\ufeff${HEAD}\r\n${row}\r\n`), "utf16le").swap16()],
    ["empty lines below", `${HEAD}\r\n${row}\r\n,,,,,,,\r\n,,,\r\n`],
    ["a total below", `${HEAD}\n${row}\nTổng cộng,,,5,5,0,0,0\n`],
    ["a month's total below", `${HEAD}\n${row}\n2026-10,TỔNG SỐ,,5,5,0,0,0\n`],
    ["headings in another order", `${HEAD_TURNED}\n0,2026-10,Hộ tịch,5,5,0\n`],
  ])("takes one row of a file with %s", (_what, text) => {
    const { store, csv } = house();
    expect(csv(text)).toMatchObject({ rows: 1, outcome: "stored" });
    expect(store.counts(OCTOBER)).toMatchObject([{ field: "ho-tich", procedure: null, received: 5 }]);
  });

  it.each([
    [
      "a column of another name",
      `${HEAD.replace("Quá hạn", "Trễ")}\n${row}\n`,
      "1 Quá hạn",
      "đổi lại tên",
      "another name",
    ],
    ["a row twice", `${HEAD}\n${row}\n${row}\n`, "3 Lĩnh vực", "Trùng với dòng 2", "line 2"],
    [
      "a field's total",
      `${HEAD}\n2026-10,Hộ tịch,Cộng,5,5,0,0,0\n`,
      "2 Thủ tục",
      "để trống ô Thủ tục",
      "leave the procedure",
    ],
    ["a day of a month", `${HEAD}\n46300,Hộ tịch,,5,5,0,0,0\n`, "2 Tháng", "Ghi dạng 2026-10", "Write it as 2026-10"],
    ["a part of a dossier", `${HEAD}\n2026-10,Hộ tịch,,"5,5",5,0,0,0\n`, "2 Tiếp nhận", "số nguyên", "whole number"],
  ])("names row, column and remedy of %s", (_what, text, place, vi, en) => {
    const [fault] = house().faults(text);
    expect(places(fault ? [fault] : [])).toEqual([place]);
    expect([fault?.vi, fault?.en]).toEqual([expect.stringContaining(vi), expect.stringContaining(en)]);
  });

  it("as JSON has the same rules", () => {
    const { store, json } = house();
    const row = { month: "2026-10", field: "ho-tich", received: 5, resolved: 5, overdue: 0, complaints: 0 };
    expect(json({ kind: "counts", rows: [{ ...row, overdue: 6 }] })).toMatchObject({
      faults: [{ line: 1, column: "overdue" }],
    });
    expect(json({ kind: "counts", rows: [row, { ...row, month: "10/2026", code: "H26" }] })).toMatchObject({
      faults: [
        { line: 2, column: "month" },
        { line: 2, column: "" },
      ],
    });
    expect(json({ kind: "counts", rows: [row] })).toMatchObject({
      outcome: "stored",
      periods: ["2026-10"],
    });
    expect(store.counts(OCTOBER)).toMatchObject([{ procedure: null, disliked: null }]);
    expect(json("x")).toMatchObject({ faults: [{ line: 1, column: "" }] });
  });
});

describe("an import of due dates", () => {
  const DUE = "Số thứ tự,Thủ tục,Ngày hẹn trả,Ngày trả";

  it("keeps the office's running number, and knows who waits too long", () => {
    const { store, csv } = house();
    csv(
      `${DUE}\n127/2026,Đăng ký kết hôn,1/11/2026,2026-10-30\n128/2026,Đăng ký kết hôn,1/11/2026,\n129,khai-sinh,30/10/2026,3/11/2026\n130,khai-sinh,30/11/2026,\n`,
    );
    expect(store.late("2026-11-20").map(({ reference }) => reference)).toEqual(["128/2026", "129"]);
  });

  it.each(["000.00.12.H26-241201-0001", "H26.12-241201-0001", "0912345678", "001234567890", "128/26", "Nguyễn"])(
    "refuses %s for a running number, without saying it again",
    (reference) => {
      const found = house().faults(`${DUE}\n${reference},Đăng ký kết hôn,1/11/2026,\n`);
      expect(places(found)).toEqual(["2 Số thứ tự"]);
      expect(JSON.stringify(found)).not.toContain(reference);
    },
  );
});

describe("an import of due dates that are held", () => {
  const DUE = "Số thứ tự,Thủ tục,Ngày hẹn trả,Ngày trả";
  const row = (reference: string, procedure: string, due: string, done: string): string =>
    `${DUE}\n${reference},${procedure},${due},${done}\n`;

  it("replaces a procedure or a date only when told to; what was done meanwhile is taken", () => {
    const { store, audit, csv, changes, permission } = house();
    csv(row("128/2026", "khai-sinh", "1/11/2026", ""));
    expect(csv(row("128/2026", "khai-sinh", "1/11/2026", "3/11/2026"))).toMatchObject({ outcome: "stored" });
    expect(csv(row("129/2026", "khai-sinh", "1/11/2026", ""))).toMatchObject({ outcome: "stored" });
    const other = row("128/2026", "ket-hon", "5/11/2026", "");
    expect(changes(other)).toEqual([
      "Số 128/2026: Đăng ký khai sinh, Thủ tục: Đăng ký khai sinh → Đăng ký kết hôn",
      "Số 128/2026: Đăng ký khai sinh, Ngày hẹn trả: 2026-11-01 → 2026-11-05",
      "Số 128/2026: Đăng ký khai sinh, Ngày trả: 2026-11-03 → changed",
    ]);
    const seen = permission(other);
    expect(store.due("128/2026")).toMatchObject({ procedure: "khai-sinh", done: "2026-11-03" });
    expect(csv(other, seen)).toMatchObject({ outcome: "stored" });
    expect(store.due("128/2026")).toMatchObject({ procedure: "ket-hon", due: "2026-11-05", done: null });
    // The log is kept longer than a due date's number may be.
    expect(audit.noted.at(-1)?.detail).toEqual({
      ...{ rows: 1, outcome: "stored", replaced: 3 },
      sha256: expect.any(String),
    });
  });
});

describe("an import of points", () => {
  it("keeps the sheet of a period", () => {
    const { store, csv } = house();
    csv('Kỳ,Chỉ số,Tự chấm,Thẩm định,Minh chứng\nQuý IV/2026,1,"1,5",2,Báo cáo 12\n2026-Q4,2,2,,\n');
    expect(store.points("2026-Q4")).toEqual([
      { index: 1, self: 1.5, appraised: 2, evidence: "Báo cáo 12" },
      { index: 2, self: 2, appraised: null, evidence: "" },
    ]);
  });

  it("may have filled in what was empty; other points and another evidence are replaced only when told to", () => {
    const { store, audit, csv, changes } = house();
    const sheet = (self: string, appraised: string, evidence: string): string =>
      `Kỳ,Chỉ số,Tự chấm,Thẩm định,Minh chứng\n2026-Q4,1,${self},${appraised},${evidence}\n`;
    csv(sheet("1", "", ""));
    expect(csv(sheet("1", "2", "Báo cáo 12"))).toMatchObject({ outcome: "stored" });
    expect(csv(sheet("1", "2", "Báo cáo 12"))).toMatchObject({ outcome: "unchanged" });
    const other = sheet("1.5", "", "Báo cáo 13");
    expect(changes(other)).toEqual([
      "2026-Q4 Chỉ số 1, Tự chấm: 1 → 1.5",
      "2026-Q4 Chỉ số 1, Thẩm định: 2 → changed",
      "2026-Q4 Chỉ số 1, Minh chứng: Báo cáo 12 → Báo cáo 13",
    ]);
    csv(other, "all");
    expect(store.points("2026-Q4")).toMatchObject([{ self: 1.5, appraised: null }]);
    expect(audit.noted.at(-1)?.detail.figures).toBe(
      "2026-Q4 1 self 1 → 1.5, 2026-Q4 1 appraised 2 → –, 2026-Q4 1 evidence",
    );
  });

  it("refuses a tenth index and three points", () => {
    const { faults } = house();
    expect(places(faults("Kỳ,Chỉ số,Tự chấm\n2026-Q4,10,1\n2026-Q4,1,3\n"))).toEqual(["2 Chỉ số", "3 Tự chấm"]);
  });
});

describe("the template", () => {
  it.each(["counts", "due", "points"] as const)("of %s is known when it comes back, and holds no row", (kind) => {
    const found = house().faults(importTemplate(kind));
    expect(found.map(({ vi }) => vi)).toEqual(["Không có dòng số liệu nào"]);
  });
});
