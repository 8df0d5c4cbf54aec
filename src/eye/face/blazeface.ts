import type { Face } from "#eye/face/face.js";
import type { Square } from "#eye/face/square-input.js";

/** BlazeFace back-256: what the network sees, and where its 896 anchors stand. */
export const DETECTOR_SIDE = 256;
const VALUES_PER_ANCHOR = 16;
/** Two layers: cells per row, anchors per cell. All anchors of a cell stand at its centre and have no size of their own. */
export const LAYERS = [
  { cells: 16, anchors: 2 },
  { cells: 8, anchors: 6 },
] as const;

/** One layer's outputs: score logits [cells² · anchors] and boxes [cells² · anchors, 16] in network px. */
export type LayerOutput = { readonly scores: Float32Array; readonly boxes: Float32Array };

/**
 * Appends every anchor whose score reaches `threshold`, in picture px. A box is centre offset, size, then six keypoint
 * offsets from the anchor.
 */
export function decodeLayer(
  layer: (typeof LAYERS)[number],
  { scores, boxes }: LayerOutput,
  { square, threshold, into }: { square: Square; threshold: number; into: Face[] },
): void {
  const leastLogit = Math.log(threshold / (1 - threshold));
  const scale = square.side / DETECTOR_SIDE;
  const cell = square.side / layer.cells;
  for (let i = 0; i < scores.length; i++) {
    const logit = scores[i] as number;
    if (logit < leastLogit) continue;
    const place = Math.floor(i / layer.anchors);
    const anchorX = square.x + ((place % layer.cells) + 0.5) * cell;
    const anchorY = square.y + (Math.floor(place / layer.cells) + 0.5) * cell;
    const value = (k: number): number => (boxes[i * VALUES_PER_ANCHOR + k] as number) * scale;
    const [width, height] = [value(2), value(3)];
    into.push({
      box: { x: anchorX + value(0) - width / 2, y: anchorY + value(1) - height / 2, width, height },
      points: [4, 6, 8, 10, 12, 14].map((k) => ({ x: anchorX + value(k), y: anchorY + value(k + 1) })),
      score: 1 / (1 + Math.exp(-logit)),
    });
  }
}
