import { BAR_MODULES, MODULES } from "#commands/privacy-audit/canary/bars.js";

type Drawing = { readonly unit: number; readonly rows: number; readonly width?: number; readonly channels?: number };

/** The canary on a grey picture: levels 0–255, row by row, `unit` samples a module. */
export function drawnBars({ unit, rows, width = MODULES * unit + 40, channels = 1 }: Drawing): Uint8Array {
  const picture = new Uint8Array(width * rows * channels).fill(230);
  for (let row = 0; row < rows; row++) {
    let x = 20;
    BAR_MODULES.forEach((modules, bar) => {
      const span = modules * unit * channels;
      const from = (row * width + Math.round(x)) * channels;
      if (bar % 2 === 0) picture.fill(25, from, from + span);
      x += modules * unit;
    });
  }
  return picture;
}
