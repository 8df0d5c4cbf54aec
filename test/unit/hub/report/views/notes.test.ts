import { describe, expect, it } from "vitest";
import { notesViewSchema } from "#contract/ward-views.js";
import type { Cell } from "#hub/report/cell.js";
import { notesOf, type WardState } from "#hub/report/views/notes.js";
import { createRandom } from "#simulation/random.js";
import { madeUpCells } from "../../../../support/ward-year.js";

const calm: WardState = {
  needTechnician: [],
  offline: [],
  mode: "advisory",
  supports: undefined,
  missingEvents: 0,
};
const span = { from: "2026-10", to: "2026-10" };
const names = { field: (slug: string) => ({ vi: slug, en: slug }), procedure: () => undefined };
const notes = (cells: readonly Cell[], cellsBefore: readonly Cell[], state: Partial<WardState> = {}) =>
  notesViewSchema.parse(notesOf({ span, k: 10, cells, cellsBefore, names, state: { ...calm, ...state } }));
const codes = (view: ReturnType<typeof notes>) => view.notes.map(({ code, subject }) => [code, subject]);

describe("what changed", () => {
  const year = madeUpCells({ months: ["2026-09", "2026-10"], fallen: "2026-10" });
  const [before, now] = ["2026-09", "2026-10"].map((month) => year.filter((cell) => cell.month === month));

  it("names the field that fell, with its numbers, and of the others that it is noise", () => {
    const view = notes(now ?? [], before ?? []);
    expect(codes(view)).toContainEqual(["satisfaction_fell", "dat-dai"]);
    const verdicts = Object.fromEntries(view.fields.map((one) => [one.field, one.satisfaction.difference.verdict]));
    expect(verdicts).toEqual({ "chung-thuc": "noise", "ho-tich": "noise", "dat-dai": "fell", "xay-dung": "noise" });
    const fell = view.notes.find(({ code }) => code === "satisfaction_fell");
    expect(fell?.evidence).toMatchObject({
      of: "share",
      compared: { now: { state: "shown" }, difference: { verdict: "fell" } },
    });
  });

  it("puts first what somebody has to do", () => {
    const state = { needTechnician: ["quay-2"], missingEvents: 6, supports: "suspended" } as const;
    const view = notes(now ?? [], before ?? [], state);
    expect(view.notes.slice(0, 3).map(({ tone, subject }) => [tone, subject])).toEqual([
      ["act", "quay-2"],
      ["act", null],
      ["act", null],
    ]);
  });

  it("says nothing of now where the period is over", () => {
    const over = notesViewSchema.parse(
      notesOf({ span, k: 10, cells: now ?? [], cellsBefore: before ?? [], names, state: undefined }),
    );
    expect(over.notes.some(({ code }) => /^(counters|chains|mode|support)/.test(code))).toBe(false);
    expect(codes(over)).toContainEqual(["satisfaction_fell", "dat-dai"]);
  });

  it("tells falling coverage, and the reason that grew", () => {
    const darker = (now ?? []).map((cell) => ({
      ...cell,
      scores: Math.floor(cell.scores * 0.6),
      scoreTotal: Math.floor(cell.scores * 0.6) * 55,
      scoreSquares: Math.floor(cell.scores * 0.6) * 55 ** 2,
      abstentions: { ...cell.abstentions, dark: (cell.abstentions.dark ?? 0) + Math.ceil(cell.scores * 0.4) },
    }));
    expect(codes(notes(darker, before ?? []))).toEqual(
      expect.arrayContaining([
        ["camera_coverage_fell", null],
        ["abstention_grew", "dark"],
      ]),
    );
  });

  it("says of a month with nothing that it has nothing, and compares nothing", () => {
    const view = notes([], before ?? []);
    expect(codes(view)).toEqual([["nothing_released", null]]);
    expect(view.fields.every(({ satisfaction }) => satisfaction.difference.verdict === "unknown")).toBe(true);
  });
});

it("where nothing changed, one month in ten at most says that some field did", () => {
  const random = createRandom(7, 1);
  const month = (): Cell[] =>
    Array.from({ length: 8 }, (_, i): Cell => {
      const taps = 40 + 30 * i;
      const dissatisfied = Array.from({ length: taps }, () => random.next()).filter((at) => at < 0.02).length;
      return {
        ...{ id: i, releasedAt: "2026-11-02T01:00:00Z", k: 10, month: "2026-10", week: null },
        ...{ field: `linh-vuc-${i}`, procedure: null, band: null, transactions: taps, scores: 0 },
        ...{ scoreTotal: 0, scoreSquares: 0, abstentions: {}, ratedTransactions: taps, pairs: [] },
        ratings: { dissatisfied, satisfied: taps - dissatisfied, very_satisfied: 0 },
      };
    });
  const months = 300;
  let alarms = 0;
  for (let i = 0; i < months; i += 1) {
    const { fields } = notes(month(), month());
    if (fields.some(({ satisfaction }) => ["fell", "rose"].includes(satisfaction.difference.verdict))) alarms += 1;
  }
  expect(alarms / months).toBeLessThan(0.1);
});
