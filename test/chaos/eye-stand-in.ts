import { systemClock } from "#platform/clock.js";
import { pause } from "#platform/tasks.js";
import { FakeEye } from "../support/fake-eye.js";
import { expressionAt } from "../support/readings.js";

const BETWEEN_READINGS_MS = 50;
const PRESENCE_EVERY = 20;

/** An eye that always comes back: reads a content face while the desk asks for it. */
export class EyeStandIn implements Disposable {
  readonly #stop = new AbortController();

  constructor(socket: string) {
    void this.#live(socket, this.#stop.signal);
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
  }

  async #live(socket: string, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        using eye = await FakeEye.ready(socket);
        for (let turn = 0; !eye.closed && !signal.aborted; turn += 1) {
          const t = systemClock.monotonic();
          if (eye.bound !== undefined) eye.read(expressionAt(t, { happiness: 0.5 }));
          else if (turn % PRESENCE_EVERY === 0) eye.say({ type: "presence", t, faces: 1 });
          await pause(BETWEEN_READINGS_MS, signal);
        }
      } catch {
        // The desk is down for longer than one attempt waits.
      }
    }
  }
}
