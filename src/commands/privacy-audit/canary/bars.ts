/**
 * The canary in the picture: bars so wide in modules, dark first and last. A row reads the same mirrored. It is looked for in
 * any bytes, whatever size, format or layout a picture was given: rows of bars below each other at equal distances.
 */
export const BAR_MODULES = [2, 1, 1, 3, 1, 1, 2] as const;
export const MODULES = 11;

/** Of 255. */
const MIDDLE = 128;
/** Of a range: by how much every bright bar is brighter than every dark one, and how far bars of one kind may differ. */
const [CONTRAST, SPREAD] = [0.25, 0.25];
/** Modules from the middle of a row: a bright place, then a dark one. The outermost bars are twice as wide. */
const BRIGHT_AT = [0, 1, 3];
const DARK_AT = [2, 4.2, 4.8];
/** Samples of one module: narrower bars do not survive scaling, and wider than this is no row of a face. */
const [LEAST_UNIT, MOST_UNIT] = [2, 60];
/** In a program's memory: its numbers of eight bytes, lying beside equal pointers, look like rows of narrower bars. */
export const LEAST_UNIT_IN_MEMORY = 3;
/** The middle bar is never narrower: looking at every fifth sample misses none. */
const [SKIP, MIDDLE_BAR] = [5, 3];
/** Bars below each other: some figures of a program look like one row, never like so many at one distance. */
const ROWS = 6;

/** How samples of one channel lie in memory: bytes alone, of RGB, of RGBA. */
const BYTE_STEPS = [1, 3, 4];
const FLOAT_STEPS = [1, 3];
/** Ranges that networks are fed with. */
const RANGES = [
  [0, 1],
  [-1, 1],
  [0, 255],
] as const;

type Samples = Uint8Array | Float32Array;
type Look = {
  readonly leastUnit: number;
  readonly step: number;
  readonly phase: number;
  readonly middle: number;
  readonly range: number;
};

/** How the bars lie in these bytes; undefined where there are none. `leastUnit`: of bytes; floats are no such numbers. */
export function formOfBars(bytes: Uint8Array, leastUnit: number = LEAST_UNIT): string | undefined {
  const step = BYTE_STEPS.find((step) => holdsRows(bytes, { leastUnit, step, middle: MIDDLE, range: 255 }));
  return step === undefined ? formInFloats(bytes) : `bytes, every ${step}`;
}

function formInFloats(bytes: Uint8Array): string | undefined {
  const start = (4 - (bytes.byteOffset % 4)) % 4;
  if (bytes.length - start < 4) return undefined;
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset + start, (bytes.length - start) >> 2);
  for (const [low, high] of RANGES) {
    const range = high - low;
    const look = { leastUnit: LEAST_UNIT, middle: low + (range * MIDDLE) / 255, range };
    const step = FLOAT_STEPS.find((step) => holdsRows(floats, { ...look, step }));
    if (step !== undefined) return `floats ${low}–${high}, every ${step}`;
  }
  return undefined;
}

/** Black and white: of several channels red, green and blue show them all. Pointers of a program do in one. */
function holdsRows(samples: Samples, look: Omit<Look, "phase">): boolean {
  const channels = Math.min(look.step, COLOURS);
  let showing = 0;
  for (let phase = 0; phase < look.step && showing + look.step - phase >= channels; phase++)
    if (rowsBelowEachOther(samples, { ...look, phase })) showing++;
  return showing >= channels;
}
const COLOURS = 3;

function rowsBelowEachOther(samples: Samples, look: Look): boolean {
  const { leastUnit, step, phase, middle } = look;
  const count = Math.floor((samples.length - phase) / step);
  const at = (place: number): number => samples[phase + place * step] as number;
  const rows: number[] = [];
  for (let place = 0; place < count; place += SKIP) {
    if (!(at(place) >= middle)) continue;
    let [left, right] = [place, place];
    const farthest = Math.min(count - 1, place + MIDDLE_BAR * MOST_UNIT);
    while (left > 0 && at(left - 1) >= middle && place - left < MIDDLE_BAR * MOST_UNIT) left--;
    while (right < farthest && at(right + 1) >= middle) right++;
    const unit = (right - left + 1) / MIDDLE_BAR;
    if (unit >= leastUnit && unit < MOST_UNIT && isRow(samples, look, { centre: (left + right) / 2, unit })) {
      rows.push((left + right) / 2);
      if (equallyFar(rows, unit)) return true;
    }
    place = Math.max(place, right + 1 - SKIP);
  }
  return false;
}

function isRow(samples: Samples, { step, phase, range }: Look, row: { centre: number; unit: number }): boolean {
  const span = (modules: readonly number[]): { least: number; most: number } => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const module of modules)
      for (const side of [-module, module]) {
        const sample = samples[phase + Math.round(row.centre + side * row.unit) * step] ?? Number.NaN;
        [least, most] = [Math.min(least, sample), Math.max(most, sample)];
      }
    return { least, most };
  };
  const [bright, dark] = [span(BRIGHT_AT), span(DARK_AT)];
  const alike = bright.most - bright.least <= SPREAD * range && dark.most - dark.least <= SPREAD * range;
  return alike && bright.least - dark.most >= CONTRAST * range;
}

function equallyFar(rows: readonly number[], unit: number): boolean {
  const last = rows.slice(-ROWS);
  if (last.length < ROWS) return false;
  const gaps = last.slice(1).map((place, i) => place - (last[i] as number));
  return Math.max(...gaps) - Math.min(...gaps) <= 2 * unit && Math.min(...gaps) >= MODULES * unit;
}
