/** @import { Measure } from "../../src/contract/measure.ts" */
/** @import { WizardView } from "../../src/contract/wizard.ts" */

/** A view comes every second. */
const SILENT_MS = 6_000;
const AGAIN_MS = 1_500;

/**
 * Follows what the desk says until the session ends.
 * @param {{
 *   onView: (view: WizardView) => void,
 *   onMeasure: (measure: Measure) => void,
 *   onEnded: (reason: string) => void,
 *   onLost: () => void,
 * }} told
 */
export function followDesk({ onView, onMeasure, onEnded, onLost }) {
  /** @type {EventSource | undefined} */
  let source;
  let silence = 0;
  const connect = () => {
    source?.close();
    source = new EventSource("/v1/calibrate/events");
    source.addEventListener("view", (event) => {
      again(SILENT_MS);
      onView(JSON.parse(event.data));
    });
    source.addEventListener("measure", (event) => onMeasure(JSON.parse(event.data)));
    source.addEventListener("ended", (event) => {
      stop();
      onEnded(JSON.parse(event.data).reason);
    });
    source.addEventListener("error", () => {
      source?.close();
      onLost();
      // Not left to the browser: it gives up for good after an answer that is no stream.
      again(AGAIN_MS);
    });
    again(SILENT_MS);
  };
  /** @param {number} ms */
  const again = (ms) => {
    clearTimeout(silence);
    silence = setTimeout(() => {
      onLost();
      connect();
    }, ms);
  };
  const stop = () => {
    clearTimeout(silence);
    source?.close();
  };
  connect();
  return stop;
}
