import { make } from "./elements.js";
import { wordsOf } from "./language.js";

/** @import { ECharts, EChartsOption } from "echarts" */
/**
 * `label`: what the picture says, for who does not see it. `table`: the same figures as numbers.
 * @typedef {{ option: EChartsOption, label: string, table: HTMLElement, height?: number }} Chart
 */

/** Loaded once a chart is there to be drawn: the page's words do not wait for it. @type {Promise<typeof import("echarts")> | undefined} */
let library;
/** @type {{ drawn: ECharts, print: HTMLImageElement, option: EChartsOption, height: number }[]} */
let live = [];
const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) live.find(({ drawn }) => drawn.getDom() === target)?.drawn.resize();
});

const HEIGHT = 300;
const PRINT_WIDTH = 680;
/** Canvas on the screen, and at least two of its dots to one of the page's. */
const DOTS = Math.max(2, devicePixelRatio);

/**
 * A picture with its numbers behind it. On paper it is a drawing of its own: lines stay sharp.
 * @param {Chart} chart
 */
export function makeChart({ option, label, table, height = HEIGHT }) {
  const place = make("div", { class: "chart", role: "img", "aria-label": label });
  place.style.height = `${height}px`;
  const print = make("img", { class: "print-only", alt: label });
  void draw(place, { option, label, height, print });
  const numbers = make("details", {}, make("summary", {}, wordsOf("numbers")), table);
  return make("figure", {}, place, print, numbers);
}

/** @param {HTMLElement} place @param {{ option: EChartsOption, label: string, height: number, print: HTMLImageElement }} chart */
async function draw(place, { option, label, height, print }) {
  library ??= import("./echarts.js");
  const { init } = await library;
  // It measures its place, which stands on the page only once the view is whole.
  while (!place.isConnected) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (place.hasAttribute("data-left")) return;
  }
  const drawn = init(place, null, { renderer: "canvas", devicePixelRatio: DOTS });
  const whole = { animation: false, aria: { enabled: true, label: { description: label } }, ...option };
  drawn.setOption(whole);
  live.push({ drawn, print, option: whole, height });
  sizes.observe(place);
}

/** The view is left: what it drew is let go. */
export function leaveCharts() {
  for (const place of document.querySelectorAll(".chart")) place.setAttribute("data-left", "");
  for (const { drawn } of live) {
    sizes.unobserve(drawn.getDom());
    drawn.dispose();
  }
  live = [];
}

addEventListener("beforeprint", () => void drawForPaper());

async function drawForPaper() {
  if (!library || live.length === 0) return;
  const { init } = await library;
  for (const { print, option, height } of live) {
    const drawn = init(null, null, { renderer: "svg", ssr: true, width: PRINT_WIDTH, height });
    drawn.setOption(option);
    print.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn.renderToSVGString())}`;
    drawn.dispose();
  }
}
