import type { Box } from "#eye/face/face.js";
import type { Outline, Rectangle, Zone } from "#eye/source/zone.js";

/** What of the picture may be analysed. */
export type Seen = { readonly zone: Zone; readonly exclude: readonly Outline[] };
/** A rectangle as shares of the zone's own rectangle. */
export type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

type Span = readonly [number, number];

/** An oblique edge becomes steps of this height: always to the side where less is seen. */
const BANDS = 48;
const NEAR = 1e-6;

/**
 * What of the zone's rectangle is blanked before anything looks at it: what lies outside the polygon, and what is
 * excluded. Rectangles, for both decoders know those; they never leave a pixel that should be hidden.
 */
export function blankedAreas({ zone, exclude }: Seen): Area[] {
  if (!zone.polygon && exclude.length === 0) return [];
  const within = (outline: Outline): Outline =>
    outline.map(([x, y]) => [(x - zone.x) / zone.width, (y - zone.y) / zone.height]);
  const polygon = zone.polygon && within(zone.polygon);
  const hidden = exclude.map(within);
  const levels = [polygon ?? [], ...hidden].flat().map(([, y]) => y);
  const areas: Area[] = [];
  for (const [top, bottom] of bandsAt(levels)) {
    const outside = polygon ? complement(spansOf(polygon, { top, bottom, narrow: true })) : [];
    const spans = [...outside, ...hidden.flatMap((one) => spansOf(one, { top, bottom, narrow: false }))];
    for (const [left, right] of union(spans)) areas.push({ left, top, right, bottom });
  }
  return joined(areas);
}

/** The share that is not blanked. */
export const shareLeft = (areas: readonly Area[]): number =>
  areas.reduce((left, area) => left - (area.right - area.left) * (area.bottom - area.top), 1);

/** The share of a box that lies in the picture and is not blanked; `picture`: where that lies in the frame of the box. */
export function shareSeen(box: Box, picture: Rectangle, blanked: readonly Area[]): number {
  const [x, y] = [box.x - picture.left, box.y - picture.top];
  const common = ({ left, top, right, bottom }: Area): number => {
    const width = Math.min(x + box.width, right * picture.width) - Math.max(x, left * picture.width);
    const height = Math.min(y + box.height, bottom * picture.height) - Math.max(y, top * picture.height);
    return width > 0 && height > 0 ? width * height : 0;
  };
  const whole = common({ left: 0, top: 0, right: 1, bottom: 1 });
  return blanked.reduce((rest, area) => rest - common(area), whole) / (box.width * box.height);
}

function bandsAt(levels: readonly number[]): Span[] {
  const regular = Array.from({ length: BANDS + 1 }, (_, i) => i / BANDS);
  const edges = [...regular, ...levels].filter((y) => y >= 0 && y <= 1).sort((a, b) => a - b);
  return edges.flatMap((top, i): Span[] => {
    const bottom = edges[i + 1];
    return bottom !== undefined && bottom - top > 2 * NEAR ? [[top, bottom]] : [];
  });
}

/** Where a polygon covers a band that no corner divides: wholly (`narrow`), or at all. */
function spansOf(outline: Outline, band: { top: number; bottom: number; narrow: boolean }): Span[] {
  const [above, below] = [crossings(outline, band.top + NEAR), crossings(outline, band.bottom - NEAR)];
  const spans: Span[] = [];
  for (let i = 0; i + 1 < above.length; i += 2) {
    const at = (row: readonly number[], k: number): number => Math.min(1, Math.max(0, row[k] ?? 0));
    const [left, right] = band.narrow
      ? [Math.max(at(above, i), at(below, i)), Math.min(at(above, i + 1), at(below, i + 1))]
      : [Math.min(at(above, i), at(below, i)), Math.max(at(above, i + 1), at(below, i + 1))];
    if (right > left) spans.push([left, right]);
  }
  return spans;
}

/** Where a polygon's edges meet the line at `y`, from left to right. */
function crossings(outline: Outline, y: number): number[] {
  return outline
    .flatMap(([x0, y0], i) => {
      const [x1, y1] = outline[(i + 1) % outline.length] as Outline[number];
      return y0 > y === y1 > y ? [] : [x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)];
    })
    .sort((a, b) => a - b);
}

function complement(spans: readonly Span[]): Span[] {
  const edges = [0, ...spans.flat(), 1];
  return edges.flatMap((from, i): Span[] => {
    const to = edges[i + 1];
    return i % 2 === 0 && to !== undefined && to > from ? [[from, to]] : [];
  });
}

function union(spans: readonly Span[]): Span[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Equal spans in bands that follow each other become one rectangle. */
function joined(areas: readonly Area[]): Area[] {
  const result: Area[] = [];
  for (const area of areas) {
    const above = result.findIndex((a) => a.bottom === area.top && a.left === area.left && a.right === area.right);
    if (above >= 0) result[above] = { ...(result[above] as Area), bottom: area.bottom };
    else result.push(area);
  }
  return result;
}
