import type { Change, Report, ReportLanguage, ReportLine, Share } from "#contract/reports.js";
import {
  changeText,
  countText,
  decimalText,
  fixed,
  fractionOf,
  intervalOf,
  percentOf,
} from "#hub/paper/number-text.js";
import { hundredthsText } from "#hub/report/half-up.js";
import { reasonWords } from "#words/demo-words.js";
import { BAND_WORDS, INDEX_WORDS, type ReportWord, reportWords } from "#words/report-words.js";

/** `value`: as a spreadsheet should reckon with it. */
type TableCell = { readonly text: string; readonly value?: number };
export type Table = {
  readonly title: string;
  readonly notes: readonly string[];
  readonly head: readonly string[];
  readonly rows: readonly (readonly TableCell[])[];
};

/** A report as tables: what page and workbook both show. */
export function reportTables(report: Report, language: ReportLanguage): Table[] {
  const paper = new Tables(report, language);
  return [
    paper.overall(),
    paper.lines("byField", "field", report.fields),
    paper.lines("byProcedure", "procedure", report.procedures),
    paper.doubleRating(),
    paper.abstained(),
    paper.machines(),
    paper.index54(),
    paper.sheet(),
  ];
}

class Tables {
  readonly #report: Report;
  readonly #language: ReportLanguage;

  constructor(report: Report, language: ReportLanguage) {
    this.#report = report;
    this.#language = language;
  }

  overall(): Table {
    const { figures, changes, dossiers, ratedDossiers } = this.#report.total;
    const { withheld, missingImports, source } = this.#report;
    const { meanScore, ratings } = figures;
    const mean = meanScore ? { value: this.#fixed(meanScore.value), range: this.#range(meanScore) } : undefined;
    const share = (key: ReportWord, of: Share | null, change: Change | null | undefined): TableCell[] => [
      this.#say(key),
      ...this.#share(of),
      { text: of ? intervalOf(of, this.#language) : "–" },
      { text: change === undefined ? "–" : this.#change(change, 2) },
    ];
    const count = (key: ReportWord, n: number | null): TableCell[] => [
      this.#say(key),
      n === null ? { text: `< ${source.k}` } : this.#count(n),
      ...this.#blank(3),
    ];
    const notes = [this.#fill("withheld", { ...withheld, k: source.k })];
    if (missingImports.length > 0) notes.push(this.#fill("missingImports", { months: missingImports.join(", ") }));
    if (dossiers && missingImports.length === 0 && ratings.total > dossiers.received)
      notes.push(this.#word("importsDoNotFit"));
    return {
      title: this.#word("overall"),
      notes,
      head: this.#head("figure", "result", "madeOf", "interval", "change"),
      rows: [
        share("satisfied", figures.satisfied, changes.satisfied),
        share("ratingCoverage", figures.ratingCoverage, changes.ratingCoverage),
        share("cameraCoverage", figures.cameraCoverage, changes.cameraCoverage),
        [
          this.#say("meanScore"),
          { text: mean?.value ?? "–", ...(meanScore ? { value: meanScore.value } : {}) },
          { text: meanScore ? countText(meanScore.n, this.#language) : "–" },
          { text: mean?.range ?? "–" },
          { text: this.#change(changes.meanScore, 1) },
        ],
        share("ratedDossiers", ratedDossiers, undefined),
        count("transactions", figures.transactions),
        count("scores", figures.scores),
        count("ratings", ratings.total),
        count("dissatisfied", ratings.dissatisfied),
        count("satisfiedLevel", ratings.satisfied),
        count("verySatisfied", ratings.very_satisfied),
        ...(dossiers
          ? [
              count("received", dossiers.received),
              count("resolved", dossiers.resolved),
              count("overdue", dossiers.overdue),
              count("complaints", dossiers.complaints),
              ...(dossiers.disliked === null ? [] : [count("disliked", dossiers.disliked)]),
            ]
          : []),
      ],
    };
  }

  lines(title: ReportWord, name: ReportWord, lines: readonly ReportLine[]): Table {
    const columns = ["satisfied", "ratingCoverage", "cameraCoverage"] as const;
    return {
      title: this.#word(title),
      notes: [],
      head: [
        ...this.#head(name, "transactions"),
        ...columns.flatMap((key) => [this.#word(key), this.#word("madeOf")]),
        ...this.#head("meanScore", "change", "ratedDossiers", "madeOf"),
      ],
      rows: lines.map(({ name: words, figures, changes, ratedDossiers }) => [
        { text: words[this.#language] },
        this.#count(figures.transactions),
        ...columns.flatMap((key) => this.#share(figures[key])),
        figures.meanScore
          ? {
              text: `${this.#fixed(figures.meanScore.value)} (${this.#range(figures.meanScore)})`,
              value: figures.meanScore.value,
            }
          : { text: "–" },
        { text: this.#change(changes.satisfied, 2) },
        ...this.#share(ratedDossiers),
      ]),
    };
  }

  doubleRating(): Table {
    const { agreement } = this.#report;
    const levels = (["dissatisfied", "satisfiedLevel", "verySatisfied"] as const).map((key) => this.#word(key));
    const title = this.#word("doubleRating");
    const mode = `${this.#word("modeInForce")}: ${this.#word(agreement.mode)}.`;
    if (agreement.outcome === "withheld")
      return { title, notes: [agreement.why[this.#language], mode], head: [], rows: [] };
    const coefficient = (key: ReportWord, of: typeof agreement.kappa | typeof agreement.recall): string => {
      const label = this.#word(key);
      if (of.value === null) return `${label}: ${of.why[this.#language]}.`;
      const { value, low, high } = of;
      const made = "n" in of ? ` = ${of.hits}/${of.n}` : "";
      return `${label}${made}: ${this.#fixed(value, 2)} (${this.#fixed(low, 2)}–${this.#fixed(high, 2)}).`;
    };
    return {
      title,
      notes: [
        `${this.#word("pairs")}: ${countText(agreement.n, this.#language)}.`,
        coefficient("kappa", agreement.kappa),
        coefficient("ac2", agreement.ac2),
        coefficient("recall", agreement.recall),
        mode,
      ],
      head: [`${this.#word("tapRow")} ↓ · ${this.#word("scoreColumn")} →`, ...levels],
      rows: agreement.matrix.map((row, place) => [{ text: levels[place] ?? "" }, ...row.map((n) => this.#count(n))]),
    };
  }

  abstained(): Table {
    const reasons = Object.entries(this.#report.abstentionReasons).sort(([, a], [, b]) => b - a);
    return {
      title: this.#word("abstained"),
      notes: reasons.length === 0 ? [this.#word("none")] : [],
      head: reasons.length === 0 ? [] : this.#head("reason", "count"),
      rows: reasons.map(([reason, n]) => [
        { text: reasonWords[reason as keyof typeof reasonWords]?.[this.#language] ?? reason },
        this.#count(n),
      ]),
    };
  }

  machines(): Table {
    const { uptime } = this.#report;
    const title = this.#word("machines");
    if (!uptime) return { title, notes: [this.#word("none")], head: [], rows: [] };
    return {
      title,
      notes: [],
      head: this.#head("figure", "result", "madeOf"),
      rows: [
        [this.#say("uptime"), ...this.#share(uptime.reported)],
        [this.#say("counterDays"), this.#count(uptime.counterDays), ...this.#blank(1)],
      ],
    };
  }

  index54(): Table {
    const { index54 } = this.#report;
    const title = this.#word("index54Title");
    if (!index54) return { title, notes: [this.#whyNoIndex(), this.#word("noCamera")], head: [], rows: [] };
    const { resolved, overdue, disliked } = index54;
    const row = (key: ReportWord, percent: string, n?: number): TableCell[] => [
      this.#say(key),
      { text: `${decimalText(percent, this.#language)}%`, value: Number(percent) },
      { text: n === undefined ? "–" : `${countText(n, this.#language)}/${countText(resolved, this.#language)}` },
    ];
    return {
      title,
      notes: [
        `${this.#word(index54.full ? "fullMarks" : "notFullMarks")}.`,
        ...(index54.dislikedFrom === "taps" ? [this.#word("fromTaps")] : []),
        this.#word("noCamera"),
      ],
      head: this.#head("figure", "result", "madeOf"),
      rows: [
        row("overdue", index54.overduePercent, overdue),
        row("complainedOrDisliked", index54.dislikedPercent, disliked),
        row("index54Value", index54.value),
      ],
    };
  }

  #whyNoIndex(): string {
    const { total, missingImports, source } = this.#report;
    const { dossiers, figures } = total;
    if (!dossiers || missingImports.length > 0 || dossiers.resolved === 0) return this.#word("none");
    const hidden = dossiers.disliked === null && figures.ratings.dissatisfied === null;
    return hidden ? this.#fill("fewTaps", { k: source.k }) : this.#word("importsDoNotFit");
  }

  sheet(): Table {
    const { sheet } = this.#report;
    const title = this.#word("sheetTitle");
    const notes = [this.#word("sheetNote")];
    if (!sheet) return { title, notes: [this.#word("none"), ...notes], head: [], rows: [] };
    const points = (value: number | null): TableCell =>
      value === null ? { text: "–" } : { text: this.#fixed(value, 2), value };
    const total = (of: typeof sheet.self): TableCell => (of ? points(of.hundredths / 100) : { text: "–" });
    const band = (of: typeof sheet.self): TableCell => ({ text: of ? BAND_WORDS[of.band][this.#language] : "–" });
    return {
      title,
      notes,
      head: this.#head("index", "self", "appraised", "evidence"),
      rows: [
        ...sheet.rows.map(({ index, self, appraised, evidence }) => [
          { text: `${index}. ${INDEX_WORDS[index - 1]?.[this.#language] ?? ""}` },
          points(self),
          points(appraised),
          { text: evidence },
        ]),
        [
          { text: `${this.#word("total")} (${hundredthsText(1_800).slice(0, 2)})` },
          total(sheet.self),
          total(sheet.appraised),
          { text: "" },
        ],
        [this.#say("band"), band(sheet.self), band(sheet.appraised), { text: "" }],
      ],
    };
  }

  #word(key: ReportWord): string {
    return reportWords[key][this.#language];
  }

  #say(key: ReportWord): TableCell {
    return { text: this.#word(key) };
  }

  #head(...keys: readonly ReportWord[]): string[] {
    return keys.map((key) => this.#word(key));
  }

  #fill(key: ReportWord, values: Readonly<Record<string, string | number>>): string {
    return this.#word(key).replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? "";
      return typeof value === "number" ? countText(value, this.#language) : value;
    });
  }

  #count(n: number): TableCell {
    return { text: countText(n, this.#language), value: n };
  }

  #blank(n: number): TableCell[] {
    return Array.from({ length: n }, () => ({ text: "–" }));
  }

  /** The percentage, and what it is made of. */
  #share(share: Share | null): TableCell[] {
    return [
      { text: percentOf(share, this.#language), ...(share ? { value: Number(share.percent) } : {}) },
      { text: fractionOf(share, this.#language) },
    ];
  }

  #change(change: Change | null, digits: number): string {
    if (!change) return "–";
    return `${changeText(change, digits, this.#language)}: ${this.#word(change.clear ? "clear" : "unclear")}`;
  }

  #range({ low, high }: { low: number; high: number }): string {
    return `${this.#fixed(low)}–${this.#fixed(high)}`;
  }

  #fixed(value: number, digits = 1): string {
    return fixed(value, digits, this.#language);
  }
}
