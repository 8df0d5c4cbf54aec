import { describe, expect, it } from "vitest";
import { CameraWatch } from "#eye/source/camera-watch.js";
import { memoryLog } from "../../../support/memory-log.js";

const picture = (grey: number): Uint8Array => new Uint8Array(640 * 360 * 3).fill(grey);

function watched(): { watch: CameraWatch; states: string[]; lines: string[] } {
  const { log, lines } = memoryLog();
  const states: string[] = [];
  const watch = new CameraWatch({ log, listener: (state) => states.push(state), frozenSeconds: 10 });
  return { watch, states, lines };
}

describe("CameraWatch", () => {
  it("tells a change once", () => {
    const { watch, states, lines } = watched();
    for (let second = 0; second < 30; second++) watch.saw(picture(second), second * 1000);
    for (const detail of ["refused", "refused", "no route"]) watch.report("unreachable", detail);
    expect(states).toEqual(["starting", "live", "unreachable"]);
    expect(lines).toHaveLength(2);
  });

  it("calls an unchanging picture frozen and a changing one live again", () => {
    const { watch, states } = watched();
    for (let second = 0; second <= 9; second++) watch.saw(picture(7), second * 1000);
    expect(states).toEqual(["starting", "live"]);
    watch.saw(picture(7), 10_000);
    watch.saw(picture(8), 10_200);
    expect(states).toEqual(["starting", "live", "frozen", "live"]);
  });

  it("takes noise in few pixels as life", () => {
    const { watch, states } = watched();
    for (let frame = 0; frame < 100; frame++) {
      const rgb = picture(90);
      for (let at = frame % 11; at < rgb.length; at += 11) rgb[at] = 90 + (frame % 3);
      watch.saw(rgb, frame * 1000);
    }
    expect(states).toEqual(["starting", "live"]);
  });

  it("does not count the time without a connection as frozen", () => {
    const { watch, states } = watched();
    watch.saw(picture(7), 0);
    watch.report("unreachable", "gone");
    watch.forget();
    watch.saw(picture(7), 60_000);
    expect(states).toEqual(["starting", "live", "unreachable", "live"]);
  });
});
