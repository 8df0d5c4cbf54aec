import type { ServerResponse } from "node:http";
import type { KioskView } from "#contract/kiosk.js";
import type { KioskDesk } from "#desk/kiosk/kiosk-desk.js";

/** A page that hears nothing for longer than two of these connects again. */
const BEAT_MS = 10_000;
/** A reader that is this far behind does not read. */
const MAX_BEHIND_BYTES = 65_536;

/** Server-sent events: the view as it is now, then each change. Ends with the connection. */
export function streamViews(kiosk: KioskDesk, response: ServerResponse): void {
  const send = (event: string, data: unknown): void => {
    if (response.writableLength > MAX_BEHIND_BYTES) response.destroy();
    else response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const show = (view: KioskView): void => send("view", view);
  const forget = kiosk.watch(show);
  const beat = setInterval(() => send("beat", {}), BEAT_MS);
  beat.unref();
  response.on("error", () => {});
  response.on("close", () => {
    clearInterval(beat);
    forget();
  });
  response.write("retry: 1000\n\n");
  show(kiosk.view());
}
