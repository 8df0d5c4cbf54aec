import { byId } from "./elements.js";

const AGAIN_MS = 2_000;

const image = () => /** @type {HTMLImageElement} */ (byId("preview"));
let running = false;
let attempt = 0;
let timer = 0;

/** The picture as it comes: it is in this page's memory only. */
export function startPreview() {
  if (running) return;
  running = true;
  load();
}

export function stopPreview() {
  running = false;
  clearTimeout(timer);
  image().removeAttribute("src");
  byId("no-picture").hidden = false;
}

/** After a lost connection: a stream that broke off leaves its last picture standing. */
export function reloadPreview() {
  if (running) load();
}

function load() {
  clearTimeout(timer);
  attempt++;
  byId("no-picture").hidden = false;
  image().src = `/v1/calibrate/preview?n=${attempt}`;
}

/** @param {{ width: number, height: number }} picture */
export function shapeStage({ width, height }) {
  byId("stage").style.setProperty("--ratio", String(width / height));
}

export function watchPreview() {
  image().addEventListener("load", () => {
    byId("no-picture").hidden = true;
  });
  image().addEventListener("error", () => {
    if (!running) return;
    byId("no-picture").hidden = false;
    clearTimeout(timer);
    timer = setTimeout(load, AGAIN_MS);
  });
}
