import type { Confusion } from "#eye/evaluation/figures/confusion.js";
import { round } from "#eye/evaluation/report/scales.js";
import { html, type Piece } from "#platform/html.js";
import { classWords } from "#words/evaluation-words.js";

const CELL = { width: 78, height: 46 };
const LEFT = 118;
const TOP = 58;

/** Each row is what people said, coloured by the share of it that went to each column; the right answers are green. */
export function heatMap({ classes, counts }: Confusion, label: string): Piece {
  const width = LEFT + classes.length * CELL.width + 4;
  const height = TOP + classes.length * CELL.height + 4;
  const cells = counts.flatMap((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, guess) => cellOf({ truth, guess, count, total }));
  });
  const names = classes.map((name, i) => {
    const [x, y] = [LEFT + (i + 0.5) * CELL.width, TOP + (i + 0.5) * CELL.height];
    return html`<text class="name" x="${x}" y="${TOP - 26}" text-anchor="middle">${classWords[name] ?? name}</text>
<text class="sub" x="${x}" y="${TOP - 11}" text-anchor="middle">${name}</text>
<text class="name" x="${LEFT - 12}" y="${y - 1}" text-anchor="end">${classWords[name] ?? name}</text>
<text class="sub" x="${LEFT - 12}" y="${y + 14}" text-anchor="end">${name}</text>`;
  });
  const sizes = `min-width:${Math.round(width * 0.75)}px;max-width:${Math.round(width * 1.1)}px`;
  return html`<div class="scroll"><svg class="heat" style="${sizes}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${names}${cells}</svg></div>`;
}

type Cell = { truth: number; guess: number; count: number; total: number };

function cellOf({ truth, guess, count, total }: Cell): Piece {
  const share = total === 0 ? 0 : count / total;
  const [x, y] = [LEFT + guess * CELL.width, TOP + truth * CELL.height];
  const kind = truth === guess ? "right" : "wrong";
  // Small confusions must still be seen: the square root lifts them.
  const strength = round(Math.sqrt(share) * 100) / 100;
  const ink = strength > 0.62 ? "light" : "dark";
  const [cx, cy] = [x + CELL.width / 2, y + CELL.height / 2];
  const numbers =
    count === 0
      ? html`<text class="none" x="${cx}" y="${cy + 4}" text-anchor="middle">·</text>`
      : html`<text class="count ${ink}" x="${cx}" y="${cy - 1}" text-anchor="middle">${count}</text>
<text class="share ${ink}" x="${cx}" y="${cy + 14}" text-anchor="middle">${round(100 * share)} %</text>`;
  return html`<rect class="empty" x="${x + 1}" y="${y + 1}" width="${CELL.width - 2}" height="${CELL.height - 2}" rx="4"/>
<rect class="${kind}" x="${x + 1}" y="${y + 1}" width="${CELL.width - 2}" height="${CELL.height - 2}" rx="4" opacity="${strength}"/>${numbers}`;
}
