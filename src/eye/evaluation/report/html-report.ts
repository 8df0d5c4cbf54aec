import type { Evaluation } from "#eye/evaluation/evaluation.js";
import type { Figures } from "#eye/evaluation/figures/figures.js";
import { GROUP_MEASURES } from "#eye/evaluation/figures/groups.js";
import { classTable } from "#eye/evaluation/report/class-table.js";
import { coverageChart } from "#eye/evaluation/report/coverage-chart.js";
import { groupChart } from "#eye/evaluation/report/group-chart.js";
import { heatMap } from "#eye/evaluation/report/heat-map.js";
import { reliabilityDiagram } from "#eye/evaluation/report/reliability-diagram.js";
import { STYLE } from "#eye/evaluation/report/style.js";
import { tiles } from "#eye/evaluation/report/tiles.js";
import { html, nothing, type Piece } from "#platform/html.js";
import { evaluationWords as words } from "#words/evaluation-words.js";
import { bothLanguages, type Words } from "#words/words.js";

/** One file that needs no other: no script, nothing from anywhere. */
export function htmlReport(evaluation: Evaluation): string {
  const { figures, counts } = evaluation;
  const body = counts.evaluated === 0 ? section(words.nothing, nothing) : figuresOf(figures);
  return html`<!doctype html>
<html lang="vi"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title.vi} · ${evaluation.model.name}</title><style>${{ markup: STYLE }}</style></head>
<body><main>${head(evaluation)}${body}${groups(figures)}${badRows(evaluation)}
<footer>${words.notFeeling.vi}<br>${words.notFeeling.en}</footer></main></body></html>
`.markup;
}

function head({ model, set, crop, seconds, counts, interrupted }: Evaluation): Piece {
  const row = (name: Words, value: string): Piece => html`<dt title="${name.en}">${name.vi}</dt><dd>${value}</dd>`;
  const how = crop === "full" ? words.cropFull : words.cropDetect;
  const also: [number, Words][] = [
    [counts.leftOut, words.leftOut],
    [counts.undetected, words.undetected],
    [counts.bordered, words.bordered],
    [counts.bad, words.bad],
  ];
  return html`<header><h1>${words.title.vi}</h1><div class="en">${words.title.en}</div>
<dl>${row(words.model, `${model.name} · sha256 ${model.sha256.slice(0, 16)}… · T = ${model.temperature}`)}${row(words.set, set)}
${row(words.crop, `${crop} – ${bothLanguages(how)}`)}${row(words.evaluated, `${counts.evaluated} · ${seconds.toFixed(1)} s`)}
${also.filter(([count]) => count > 0).map(([count, name]) => row(name, String(count)))}
${interrupted ? row(words.interrupted, "✓") : nothing}</dl></header>`;
}

function figuresOf(figures: Figures): Piece {
  const { eight, three, calibration, coverage, coverageCurve } = figures;
  const matrix = (of: Figures["eight"] | Figures["three"], layout: string): Piece => {
    if (of.n === 0) return nothing;
    const count = String(of.classes.length);
    const title = { vi: `${words.confusion.vi}, ${count} lớp`, en: `${words.confusion.en}, ${count} classes` };
    const content = html`<div class="${layout}">${heatMap(of.confusion, title.vi)}${classTable(of.classes)}</div>`;
    return section(title, content, words.confusionAxes);
  };
  return html`${tiles(figures)}${matrix(three, "beside")}${matrix(eight, "")}<div class="pair">
${section(words.reliability, reliabilityDiagram(calibration, words.reliability.vi), words.reliabilityAxes)}
${section(words.coverage, coverageChart({ curve: coverageCurve, marks: coverage }, words.coverage.vi), words.coverageAxes)}</div>`;
}

function groups({ groupings, worstGap }: Figures): Piece {
  if (groupings.length === 0) return nothing;
  const charts = groupings.map((grouping) => {
    const { column } = grouping;
    const drawn = GROUP_MEASURES.flatMap((measure) => {
      const name = words[measure];
      const chart = groupChart({ grouping, measure, label: `${column}: ${name.vi}` });
      return chart ? [html`<div><h4>${name.vi} <small>${name.en}</small></h4>${chart}</div>`] : [];
    });
    return html`<h3>${column}</h3><div class="charts">${drawn}</div>`;
  });
  const gap = worstGap
    ? html`<p class="gap ${worstGap.clear ? "clear" : ""}"><b>${words.worstGap.vi}</b>: ${worstGap.column}, ${words[worstGap.measure].vi.toLowerCase()}:
${worstGap.worst} ↔ ${worstGap.best}, ${(100 * worstGap.gap).toFixed(1)} điểm phần trăm (${(worstGap.clear ? words.clearGap : words.unclearGap).vi})
<br><small>${words.worstGap.en}: ${(worstGap.clear ? words.clearGap : words.unclearGap).en}</small></p>`
    : nothing;
  return section(words.groups, html`${gap}${charts}`, words.interval);
}

function badRows({ badRows: rows, counts }: Evaluation): Piece {
  if (counts.bad === 0) return nothing;
  const more = counts.bad > rows.length ? html`<li>${words.badMore.vi}: ${counts.bad - rows.length}</li>` : nothing;
  const lines = rows.map(({ where, problem }) => html`<li>${where}: ${problem}</li>`);
  return section(words.bad, html`<ul>${lines}${more}</ul>`);
}

const section = (title: Words, content: Piece, axes?: Words): Piece => {
  const caption = axes ? html`${axes.vi}<br>${title.en} – ${axes.en}` : html`${title.en}`;
  return html`<section><h2>${title.vi}</h2><p class="en">${caption}</p>${content}</section>`;
};
