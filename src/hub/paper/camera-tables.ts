import type { Report } from "#contract/reports.js";
import { localDay } from "#hub/imports/imports.js";
import type { Table } from "#hub/paper/table.js";
import type { TableText } from "#hub/paper/table-text.js";
import { reasonWords } from "#words/demo-words.js";
import type { ReportWord } from "#words/report-words.js";

/** How far taps and camera agree, or why it is not said. */
export function doubleRatingTable(report: Report, text: TableText): Table {
  const { agreement } = report;
  const levels = text.head("dissatisfied", "satisfiedLevel", "verySatisfied");
  const title = text.word("doubleRating");
  const mode = `${text.word("modeInForce")}: ${text.word(agreement.mode)}.`;
  if (agreement.outcome === "withheld")
    return { title, notes: [agreement.why[text.language], ...notOver(report, text), mode], head: [], rows: [] };
  const coefficient = (key: ReportWord, of: typeof agreement.kappa | typeof agreement.recall): string => {
    const label = text.word(key);
    if (of.value === null) return `${label}: ${of.why[text.language]}.`;
    const { value, low, high } = of;
    const made = "n" in of ? ` = ${of.hits}/${of.n}` : "";
    return `${label}${made}: ${text.fixed(value, 2)} (${text.fixed(low, 2)}–${text.fixed(high, 2)}).`;
  };
  return {
    title,
    notes: [
      `${text.word("pairs")}: ${text.countText(agreement.n)}.`,
      coefficient("kappa", agreement.kappa),
      coefficient("ac2", agreement.ac2),
      coefficient("recall", agreement.recall),
      mode,
    ],
    head: [{ text: `${text.word("tapRow")} ↓ · ${text.word("scoreColumn")} →` }, ...levels],
    rows: agreement.matrix.map((row, place) => [{ text: levels[place]?.text ?? "" }, ...row.map((n) => text.count(n))]),
  };
}

/** By the newest cell and not by a clock: the same figures say the same whenever they are printed. */
function notOver({ months, source }: Report, text: TableText): string[] {
  const day = source.asOf === null ? "" : localDay(Date.parse(source.asOf));
  if (day === "" || day.slice(0, 7) > (months.at(-1) ?? "")) return [];
  return [text.fill("notOver", { day: day.split("-").reverse().join("/") })];
}

export function abstainedTable({ abstentionReasons }: Report, text: TableText): Table {
  const title = text.word("abstained");
  const reasons = Object.entries(abstentionReasons).sort(([, a], [, b]) => b - a);
  if (reasons.length === 0) return { title, notes: [text.word("none")], head: [], rows: [] };
  return {
    title,
    notes: [],
    head: text.head("reason", "count"),
    rows: reasons.map(([reason, n]) => [
      { text: reasonWords[reason as keyof typeof reasonWords]?.[text.language] ?? reason },
      text.count(n),
    ]),
  };
}

export function machinesTable({ uptime }: Report, text: TableText): Table {
  const title = text.word("machines");
  if (uptime.reported === null) return { title, notes: [uptime.why[text.language]], head: [], rows: [] };
  return {
    title,
    notes: [],
    head: text.head("figure", "result", "madeOf"),
    rows: [
      [text.say("uptime"), ...text.share(uptime.reported)],
      [text.say("counterDays"), text.count(uptime.counterDays), ...text.blank(1)],
    ],
  };
}
