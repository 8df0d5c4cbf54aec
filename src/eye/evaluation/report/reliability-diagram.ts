import type { Calibration } from "#eye/evaluation/figures/calibration.js";
import { axes, plot } from "#eye/evaluation/report/axes.js";
import { percent } from "#eye/evaluation/report/number-text.js";
import { acrossPlot, PLOT, round, upPlot } from "#eye/evaluation/report/scales.js";
import { html, type Piece } from "#platform/html.js";

/** A bar per bin of confidence, with its interval; on the diagonal a model is as often right as it is sure. */
export function reliabilityDiagram({ bins, n }: Calibration, label: string): Piece {
  const width = PLOT.side / bins.length;
  const bars = bins.flatMap(({ from, confidence, accuracy }) => {
    if (confidence === null || accuracy.share === null) return [];
    const x = round(acrossPlot(from) + 1.5);
    const centre = round(acrossPlot(from) + width / 2);
    const top = upPlot(accuracy.share);
    const opacity = round(0.35 + 0.65 * Math.sqrt(accuracy.n / n));
    return [
      html`<rect class="bar" x="${x}" y="${top}" width="${round(width - 3)}" height="${round(upPlot(0) - top)}" opacity="${opacity}" rx="1.5">
<title>${percent(confidence)} → ${percent(accuracy.share)}, n = ${accuracy.n}</title></rect>
<line class="whisker" x1="${centre}" x2="${centre}" y1="${upPlot(accuracy.high)}" y2="${upPlot(accuracy.low)}"/>`,
    ];
  });
  const diagonal = html`<line class="ideal" x1="${acrossPlot(0)}" y1="${upPlot(0)}" x2="${acrossPlot(1)}" y2="${upPlot(1)}"/>`;
  return plot(label, html`${axes()}${bars}${diagonal}`);
}
