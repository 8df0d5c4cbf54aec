import type { Report, ReportLanguage } from "#contract/reports.js";
import type { Letterhead } from "#hub/paper/letterhead.js";
import { countText } from "#hub/paper/number-text.js";
import { periodText } from "#hub/paper/period-text.js";
import { reportTables, type Table } from "#hub/paper/report-tables.js";
import { sheetOfPaper, signatureBlock } from "#hub/paper/sheet-of-paper.js";
import { html, nothing, type Piece } from "#platform/html.js";
import { type ReportWord, reportWords } from "#words/report-words.js";

export type PageParts = {
  readonly report: Report;
  readonly language: ReportLanguage;
  readonly letterhead: Letterhead;
  /** From 1; a later one says that it changes what was written before. */
  readonly revision: number;
};

/** The report as one document to print. */
export function reportPage({ report, language, letterhead, revision }: PageParts): string {
  const { period, source, total } = report;
  const say = (key: ReportWord): string => reportWords[key][language];
  const fill = (key: ReportWord, values: Readonly<Record<string, number>>): string =>
    say(key).replace(/\{(\w+)\}/g, (_, name: string) => countText(values[name] ?? 0, language));
  const cells = source.cells.n > 0 ? `${source.cells.n} (${source.cells.first}–${source.cells.last})` : "0";
  const body = html`<main>
<h1>${say("report")}</h1>
<p class="about">${say("title")}</p>
<p class="about">${periodText(period, language)}</p>
${source.simulatedUntil === null ? nothing : html`<p class="notice"><strong>${say("simulated")}</strong></p>`}
${revision > 1 ? html`<p class="notice"><strong>${fill("revision", { n: revision - 1 })}</strong></p>` : nothing}
${total.figures.transactions === 0 ? html`<p class="notice">${fill("noData", { k: source.k })}</p>` : nothing}
${reportTables(report, language).map(sectionOf)}
<section>
<h2>${say("method")}</h2>
<p>${fill("methodText", { k: source.leastK })}</p>
${signatureBlock(letterhead, language)}
</section>
</main>
<footer>
<p>${say("query")}: <code>${source.query}</code> · ${say("policy")}: ${source.policy} (k = ${source.k}) · ${say("cells")}: ${cells} · ${say("asOf")}: ${source.asOf ?? "–"}</p>
<p>${say("sha256")}: <code>${source.sha256}</code></p>
</footer>`;
  const title = `${say("title")} · ${periodText(period, language)}`;
  return sheetOfPaper({ language, title, letterhead, number: say("number"), year: period.slice(0, 4), body });
}

const sectionOf = ({ title, notes, head, rows }: Table): Piece => html`<section${head.length > 6 ? wide : nothing}>
<h2>${title}</h2>
${rows.length === 0 ? nothing : tableOf(title, head, rows)}
${notes.map(
  (note) => html`<p>${note}</p>
`,
)}</section>
`;
const wide: Piece = { markup: ' class="wide"' };
const numeric: Piece = { markup: ' class="number"' };

/** Wide tables are moved sideways on a phone: by keys too, and named for those who do not see them. */
const tableOf = (
  title: string,
  head: Table["head"],
  rows: Table["rows"],
): Piece => html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead>
<tbody>
${rows.map(
  ([
    first,
    ...rest
  ]) => html`<tr><th scope="row">${first?.text ?? ""}</th>${rest.map(({ text, value }) => html`<td${value === undefined ? nothing : numeric}>${text}</td>`)}</tr>
`,
)}</tbody>
</table></div>`;
