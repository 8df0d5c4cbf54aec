import type { AnyReport, ReportLanguage } from "#contract/reports.js";
import type { Letterhead } from "#hub/paper/letterhead.js";
import { countText } from "#hub/paper/number-text.js";
import { periodText } from "#hub/paper/period-text.js";
import { reportTables } from "#hub/paper/report-tables.js";
import { sheetOfPaper, signatureBlock } from "#hub/paper/sheet-of-paper.js";
import { columnsOf, type Table, type TableCell } from "#hub/paper/table.js";
import { html, nothing, type Piece } from "#platform/html.js";
import { FORM_WORDS } from "#words/report-form-words.js";
import { type ReportWord, reportWords } from "#words/report-words.js";
import type { Words } from "#words/words.js";

export type PageParts = {
  readonly report: AnyReport;
  readonly language: ReportLanguage;
  readonly letterhead: Letterhead;
  /** From 1; a later one says that it changes what was written before. */
  readonly revision: number;
};

/** The report as one document to print. */
export function reportPage({ report, language, letterhead, revision }: PageParts): string {
  const { period, source, total } = report;
  const say = (key: ReportWord): string => reportWords[key][language];
  const { title, holds, method } = FORM_WORDS[report.form];
  const fill = (words: Words, values: Readonly<Record<string, number>>): string =>
    words[language].replace(/\{(\w+)\}/g, (_, name: string) => countText(values[name] ?? 0, language));
  const cells = source.cells.n > 0 ? `${source.cells.n} (${source.cells.first}–${source.cells.last})` : "0";
  const body = html`<main>
<h1>${say("report")}</h1>
<p class="about">${title[language]}</p>
<p class="about">${periodText(period, language)}</p>
${holds ? html`<p class="holds">${holds[language]}</p>` : nothing}
${source.simulatedUntil === null ? nothing : html`<p class="notice"><strong>${say("simulated")}</strong></p>`}
${revision > 1 ? html`<p class="notice"><strong>${fill(reportWords.revision, { n: revision - 1 })}</strong></p>` : nothing}
${total.figures.transactions === 0 ? html`<p class="notice">${fill(reportWords.noData, { k: source.k })}</p>` : nothing}
${reportTables(report, language).map(sectionOf)}
<section>
<h2>${say("method")}</h2>
<p>${fill(method, { k: source.leastK })}</p>
${signatureBlock(letterhead, language)}
<footer>
<p>${say("query")}: <code>${source.query}</code> · ${say("policy")}: ${source.policy} (k = ${source.k}) · ${say("cells")}: ${cells} · ${say("asOf")}: ${source.asOf ?? "–"}</p>
<p>${say("sha256")}: <code>${source.sha256}</code></p>
</footer>
</section>
</main>`;
  const heading = `${title[language]} · ${periodText(period, language)}`;
  return sheetOfPaper({ language, title: heading, letterhead, number: say("number"), year: period.slice(0, 4), body });
}

const sectionOf = (table: Table): Piece => html`<section${classOf(table.shape)}>
<h2>${table.title}</h2>
${table.rows.length === 0 ? nothing : tableOf(table)}
${table.notes.map(
  (note) => html`<p>${note}</p>
`,
)}</section>
`;
const cellOf = ({ text, value, kind }: TableCell): Piece =>
  html`<td${classOf(value === undefined ? undefined : "number", kind)}>${text}</td>`;

function classOf(...names: readonly (string | undefined)[]): Piece {
  const given = names.filter((name) => name !== undefined).join(" ");
  return given === "" ? nothing : html` class="${given}"`;
}

/** Wide tables are moved sideways on a phone: by keys too, and named for those who do not see them. */
function tableOf(table: Table): Piece {
  const { head, rows } = columnsOf(table, "page");
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${table.title}"><table>
<thead><tr>${head.map(({ text }) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ([first, ...rest]) => html`<tr><th scope="row">${first?.text ?? ""}</th>${rest.map(cellOf)}</tr>
`,
)}</tbody>
</table></div>`;
}
