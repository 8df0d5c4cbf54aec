// A photograph of the screen (PPM on standard input): its size, whether a page fills it, how many colours. One JSON object.
import { readFileSync } from "node:fs";

const bytes = readFileSync(0);
const head = /^P6\s(\d+)\s(\d+)\s255\s/.exec(bytes.subarray(0, 40).toString("latin1"));
if (!head) throw new Error("expected a PPM of grim's");
const [width, height] = [Number(head[1]), Number(head[2])];
const pixel = (x, y) => bytes.readUIntBE(head[0].length + 3 * (y * width + x), 3);

// What nobody has drawn on is black; a browser's bar or a scroll bar is another colour than the rest of the edge.
const edge = new Set();
for (let x = 0; x < width; x++) edge.add(pixel(x, 0)).add(pixel(x, height - 1));
for (let y = 0; y < height; y++) edge.add(pixel(0, y)).add(pixel(width - 1, y));
const colours = new Set();
for (let y = 0; y < height; y += 3) for (let x = 0; x < width; x += 3) colours.add(pixel(x, y));
console.log(
  JSON.stringify({ size: `${width}x${height}`, edge: [...edge].map((one) => one.toString(16)), colours: colours.size }),
);
