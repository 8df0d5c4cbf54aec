import type { Certificate } from "#contract/certificate.js";
import { certificateWords as words } from "#words/certificate-words.js";
import type { Words } from "#words/words.js";

type Outline = Certificate["camera"]["zone"];

/** A picture of 16 : 9, whatever the camera's was: corners are shares of it. */
const WIDTH = 320;
const HEIGHT = 180;

/** The zone as lines on an empty rectangle; nothing of a picture is in it. */
export function zoneDrawing({ zone, exclude }: Certificate["camera"], language: keyof Words): string {
  const title = `${words.schematic[language]}: ${words.zone[language]}, ${words.mask[language]}`;
  const [x, y] = middleOf(zone);
  return `<svg viewBox="-1 -1 ${WIDTH + 2} ${HEIGHT + 2}" role="img" aria-label="${title}">
<defs><pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0 0V8" class="hatch"/></pattern></defs>
<rect width="${WIDTH}" height="${HEIGHT}" class="picture"/>
<polygon points="${pointsOf(zone)}" class="zone"/>
${exclude.map((mask) => `<polygon points="${pointsOf(mask)}" class="mask" fill="url(#hatch)"/>`).join("\n")}
<g class="chair" transform="translate(${x} ${y})"><path d="M-10 -26H10V-4H-10ZM-14 3H14M-11 3V24M11 3V24"/></g>
</svg>`;
}

const pointsOf = (outline: Outline): string =>
  outline.map(([x, y]) => `${(x * WIDTH).toFixed(1)},${(y * HEIGHT).toFixed(1)}`).join(" ");

function middleOf(outline: Outline): readonly [string, string] {
  const mean = (axis: 0 | 1): number => outline.reduce((sum, corner) => sum + corner[axis], 0) / outline.length;
  return [(mean(0) * WIDTH).toFixed(1), (mean(1) * HEIGHT).toFixed(1)];
}
