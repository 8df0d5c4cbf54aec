import type { Grouping, GroupMeasure, Slice } from "#eye/evaluation/figures/groups.js";
import { percent } from "#eye/evaluation/report/number-text.js";
import { round } from "#eye/evaluation/report/scales.js";
import { html, type Piece } from "#platform/html.js";

const ROW = 30;
const NAME = 130;
const TRACK = 220;
const WIDTH = 480;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
type Chart = { readonly grouping: Grouping; readonly measure: GroupMeasure; readonly label: string };

/**
 * One line per group: its share as a dot, its interval as a bar, on one scale that just holds them all. Nothing where
 * nothing was asked.
 */
export function groupChart({ grouping, measure, label }: Chart): Piece | undefined {
  const slices = grouping.slices.filter((slice) => slice[measure].n > 0);
  if (slices.length === 0) return undefined;
  const height = slices.length * ROW + 30;
  const { from, to } = scaleOf(slices, measure);
  const x = (share: number): number => round(NAME + ((share - from) / (to - from)) * TRACK);
  const grid = TICKS.map((part) => from + part * (to - from)).map(
    (at) => html`<line class="grid" x1="${x(at)}" x2="${x(at)}" y1="4" y2="${height - 24}"/>
<text class="tick" x="${x(at)}" y="${height - 8}" text-anchor="middle">${round(100 * at)}</text>`,
  );
  const rows = slices.map((slice, i) => {
    const { share, low, high, n } = slice[measure];
    const y = 4 + (i + 0.5) * ROW;
    return html`<text class="name" x="${NAME - 14}" y="${y + 4}" text-anchor="end">${shortened(slice.value)}<title>${slice.value}</title></text>
<rect class="interval" x="${x(low)}" y="${y - 5}" width="${round(x(high) - x(low))}" height="10" rx="5"/>
<circle class="mark" cx="${x(share ?? 0)}" cy="${y}" r="4.5"/>
<text class="sub" x="${NAME + TRACK + 14}" y="${y + 4}">${percent(share)} · n = ${n}</text>`;
  });
  return html`<svg class="groups" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}">${grid}${rows}</svg>`;
}

/** From and to a multiple of 4 %, so that the ticks between are whole. */
function scaleOf(slices: readonly Slice[], measure: GroupMeasure): { from: number; to: number } {
  const low = Math.min(...slices.map((slice) => slice[measure].low));
  const high = Math.max(...slices.map((slice) => slice[measure].high));
  const from = Math.floor(low * 25) / 25;
  return { from, to: Math.max(from + 0.04, Math.ceil(high * 25) / 25) };
}

const shortened = (value: string): string => (value.length > 16 ? `${value.slice(0, 15)}…` : value || "–");
