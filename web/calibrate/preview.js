import { byId } from "./elements.js";

const AGAIN_MS = 2_000;

const image = () => /** @type {HTMLImageElement} */ (byId("preview"));
let running = false;
/** A picture has come since the stream was asked for. */
let loaded = false;
/** The desk has one to show. */
let known = false;
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
  tell(false);
}

/** After a lost connection: a stream that broke off leaves its last picture standing. */
export function reloadPreview() {
  if (running) load();
}

/** Null while a camera is connected: what still stands there is of the one before. @param {{ width: number, height: number } | null} picture */
export function showPicture(picture) {
  known = picture !== null;
  if (picture) byId("stage").style.setProperty("--ratio", String(picture.width / picture.height));
  tell(loaded);
}

export function watchPreview() {
  image().addEventListener("load", () => tell(true));
  image().addEventListener("error", () => {
    if (!running) return;
    tell(false);
    clearTimeout(timer);
    timer = setTimeout(load, AGAIN_MS);
  });
}

function load() {
  clearTimeout(timer);
  attempt++;
  tell(false);
  image().src = `/v1/calibrate/preview?n=${attempt}`;
}

/** @param {boolean} has */
function tell(has) {
  loaded = has;
  byId("no-picture").hidden = has && known;
}
