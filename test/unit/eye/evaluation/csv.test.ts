import { describe, expect, it } from "vitest";
import { type CsvRecord, readCsv } from "#eye/evaluation/dataset/csv.js";

async function read(...chunks: string[]): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of readCsv(chunks)) records.push(record);
  return records;
}
const fieldsOf = async (...chunks: string[]) => (await read(...chunks)).map(({ fields }) => fields);

describe("readCsv", () => {
  it.each<[string, string[][]]>([
    [
      "a,b\nc,d\n",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    [
      "a,b\r\nc,d",
      [
        ["a", "b"],
        ["c", "d"],
      ],
    ],
    ["\uFEFFpath,label\r\n", [["path", "label"]]],
    ['"a,1","b ""c"""\n', [["a,1", 'b "c"']]],
    ['"two\nlines",x\n', [["two\nlines", "x"]]],
    ['"a"\r\n"b"', [["a"], ["b"]]],
    ['a"b,c\n', [['a"b', "c"]]],
    [
      "a,,\n\n,\n",
      [
        ["a", "", ""],
        ["", ""],
      ],
    ],
    ["", []],
  ])("reads %j", async (text, expected) => {
    expect(await fieldsOf(text)).toEqual(expected);
    expect(await fieldsOf(...text)).toEqual(expected);
  });

  it("knows the line on which a record begins", async () => {
    expect((await read('"two\nlines"\nx\n\ny')).map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it.each([
    ['a\n"b', /line 2: a quote that is never closed/],
    ['"a"b,c', /line 1: expected a comma after the closing quote, got "b"/],
  ])("refuses %j and names the line", async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});
