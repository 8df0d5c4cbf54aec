import type { CoveragePoint } from "#eye/evaluation/figures/risk-coverage.js";
import { axes, plot } from "#eye/evaluation/report/axes.js";
import { percent } from "#eye/evaluation/report/number-text.js";
import { acrossPlot, upPlot } from "#eye/evaluation/report/scales.js";
import { html, type Piece } from "#platform/html.js";

type Curves = { readonly curve: readonly CoveragePoint[]; readonly marks: readonly CoveragePoint[] };

/** Accuracy on the surest part of the set, with its interval as a band. */
export function coverageChart({ curve, marks }: Curves, label: string): Piece {
  const drawn = curve.filter(({ accuracy }) => accuracy.n > 0);
  const least = Math.min(...drawn.map(({ accuracy }) => accuracy.low), ...marks.map(({ accuracy }) => accuracy.low));
  // A multiple of 20 %, so that the quarters between are whole.
  const low = Math.min(0.8, Math.max(0, Math.floor(least * 5) / 5));
  const y = (share: number): number => upPlot((share - low) / (1 - low));
  const at = (share: (point: CoveragePoint) => number) => (point: CoveragePoint) =>
    `${acrossPlot(point.coverage)},${y(share(point))}`;
  const upper = drawn.map(at(({ accuracy }) => accuracy.high));
  const lower = drawn.map(at(({ accuracy }) => accuracy.low)).reverse();
  const line = drawn.map(at(({ accuracy }) => accuracy.share ?? 0));
  const points = marks.flatMap(({ coverage, accuracy }) => {
    if (accuracy.share === null) return [];
    const [cx, cy] = [acrossPlot(coverage), y(accuracy.share)];
    return [
      html`<circle class="mark" cx="${cx}" cy="${cy}" r="4.5"/>
<text class="marked" x="${cx - 6}" y="${cy + 20}" text-anchor="end">${percent(accuracy.share)}</text>`,
    ];
  });
  return plot(
    label,
    html`${axes({ low })}<polygon class="band" points="${[...upper, ...lower].join(" ")}"/>
<polyline class="curve" points="${line.join(" ")}"/>${points}`,
  );
}
