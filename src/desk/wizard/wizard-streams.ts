import type { ServerResponse } from "node:http";
import type { WizardView } from "#contract/wizard.js";
import type { Visit } from "#desk/wizard/visit.js";

const BOUNDARY = "hailong-preview";
export const PREVIEW_TYPE = `multipart/x-mixed-replace; boundary=${BOUNDARY}`;
/** A reader that is this far behind does not read. */
const MAX_BEHIND_BYTES = 262_144;

/** A phone that has left the network never says so: its place is for another. */
const STALLED_MS = 10_000;

/** Server-sent events of a visit, until it or the connection ends. */
export function streamVisit(visit: Visit, view: () => WizardView, response: ServerResponse): void {
  const send = (event: string, data: unknown): void => {
    if (response.writableLength > MAX_BEHIND_BYTES) response.destroy();
    else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const forget = visit.watch({
    onView: () => send("view", view()),
    onMeasure: (measure) => send("measure", measure),
    onEnd: (reason) => {
      send("ended", { reason });
      response.end();
    },
  });
  response.on("error", () => {});
  response.on("close", forget);
  response.write("retry: 1000\n\n");
  send("view", view());
}

/** The preview's pictures, each replacing the one before; one that the reader has no time for is left out. */
export function streamPictures(visit: Visit, response: ServerResponse): void {
  let drainedAt = performance.now();
  const forget = visit.look({
    onPicture: (jpeg) => {
      if (response.writableLength > 0) {
        if (performance.now() - drainedAt > STALLED_MS) response.destroy();
        return;
      }
      drainedAt = performance.now();
      response.write(`--${BOUNDARY}\r\ncontent-type: image/jpeg\r\ncontent-length: ${jpeg.length}\r\n\r\n`);
      response.write(jpeg);
      response.write("\r\n");
    },
    onEnd: () => response.end(`--${BOUNDARY}--\r\n`),
  });
  response.on("error", () => {});
  response.on("close", forget);
}
