import type { ClassFigures } from "#eye/evaluation/figures/confusion.js";
import type { Share } from "#eye/evaluation/figures/wilson.js";
import { decimals, intervalText, percent } from "#eye/evaluation/report/number-text.js";
import { html, type Piece } from "#platform/html.js";
import { classWords, evaluationWords as words } from "#words/evaluation-words.js";

/** Precision, recall and F1 of each class that occurs. */
export function classTable(classes: readonly ClassFigures[]): Piece {
  const share = (figure: Share): Piece => html`${percent(figure.share)} <small>${intervalText(figure)}</small>`;
  const rows = classes
    .filter(({ recall, precision }) => recall.n + precision.n > 0)
    .map(
      ({ name, precision, recall, f1 }) => html`<tr><td>${classWords[name] ?? name} <small>${name}</small></td>
<td>${share(precision)}</td><td>${share(recall)}</td>
<td>${decimals(f1.value)} <small>${f1.low.toFixed(2)}–${f1.high.toFixed(2)}</small></td><td>${recall.n}</td></tr>`,
    );
  return html`<div class="scroll"><table><tr><th>${words.perClass.vi}</th><th>${words.precision.vi} <small>${words.precision.en}</small></th>
<th>${words.recall.vi} <small>${words.recall.en}</small></th><th>F1</th><th>n</th></tr>${rows}</table></div>`;
}
