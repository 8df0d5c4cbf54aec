import { acrossPlot, PLOT, upPlot } from "#eye/evaluation/report/scales.js";
import { html, type Piece } from "#platform/html.js";

const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
type Ticks = { readonly low: number };

/** Grid lines and percentages; the vertical axis runs from `low` to 1. */
export function axes({ low }: Ticks = { low: 0 }): Piece {
  const [left, right, bottom] = [acrossPlot(0), acrossPlot(1), upPlot(0)];
  return html`${QUARTERS.map(
    (at) => html`<line class="grid" x1="${left}" x2="${right}" y1="${upPlot(at)}" y2="${upPlot(at)}"/>
<text class="tick" x="${left - 8}" y="${upPlot(at) + 4}" text-anchor="end">${percentOf(low + at * (1 - low))}</text>
<line class="grid" x1="${acrossPlot(at)}" x2="${acrossPlot(at)}" y1="${upPlot(1)}" y2="${bottom}"/>
<text class="tick" x="${acrossPlot(at)}" y="${bottom + 20}" text-anchor="middle">${percentOf(at)}</text>`,
  )}`;
}

const percentOf = (share: number): string => `${Math.round(100 * share)}`;

export function plot(label: string, content: Piece): Piece {
  return html`<svg class="plot" viewBox="0 0 ${PLOT.width} ${PLOT.height}" role="img" aria-label="${label}">${content}</svg>`;
}
