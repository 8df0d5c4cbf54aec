import { describe, expect, it } from "vitest";
import { PacketList } from "#eye/cameras/packet-list.js";
import { decodedInPart, streamFigures } from "#eye/cameras/stream-figures.js";

const HEAD = [
  "#software: Lavf59.27.100",
  "#tb 0: 1/90000",
  "#media_type 0: video",
  "#codec_id 0: h264",
  "#dimensions 0: 1280x720",
];

/** Pictures at 15 per second, every `gop`th a keyframe, listed as ffmpeg does; `arrive` says when each came, ms. */
function listed(
  count: number,
  gop: number,
  arrive = (i: number) => (i * 1000) / 15,
  tick = (i: number) => i * 6000,
): PacketList {
  const list = new PacketList();
  list.push(`${HEAD.join("\n")}\n`, 0);
  for (let i = 0; i < count; i++) {
    const flag = i % gop === 0 ? "" : ", F=0x0";
    list.push(
      `0, ${String(tick(i)).padStart(10)}, ${tick(i)},     6000,     2537, 0xbf52ba68${flag}, S=1,       16\n`,
      arrive(i),
    );
  }
  return list;
}
const figures = ({ head, packets }: PacketList, options: { cpuShare?: number; timed?: boolean } = {}) =>
  streamFigures(head, packets, { cpuShare: 0.1, timed: true, ...options });

describe("the packet list", () => {
  it("is read however its text is cut", () => {
    const whole = listed(3, 2);
    const text = `${HEAD.join("\n")}\n0, 0, 0, 6000, 9, 0x1\n0, 6000, 6000, 6000, 9, 0x1, F=0x0\n0, 12000, 12000, 6000, 9, 0x1\n`;
    const cut = new PacketList();
    for (const sign of text) cut.push(sign, 0);
    expect(cut.head).toEqual({ codec: "h264", width: 1280, height: 720 });
    expect(cut.packets.map(({ time, key }) => [time, key])).toEqual(whole.packets.map(({ time, key }) => [time, key]));
  });
});

describe("figures of a stream", () => {
  it("are its rate, its longest keyframe gap and a steady clock", () => {
    const { fps, keyframeSeconds, steadyClock } = figures(listed(61, 15));
    expect(fps).toBeCloseTo(15, 5);
    expect(keyframeSeconds).toBeCloseTo(1, 5);
    expect(steadyClock).toBe(true);
  });

  it("are not of the pictures that a camera had in store", () => {
    const atOnce = listed(61, 15, (i) => (i < 5 ? 300 : (i * 1000) / 15));
    expect(figures(atOnce).fps).toBeCloseTo(15, 5);
  });

  it("tell no gap where a second keyframe was not seen", () => {
    expect(figures(listed(60, 100)).keyframeSeconds).toBeNull();
  });

  it("go by arrival where the camera's times stand still, jump back or run at another speed", () => {
    for (const tick of [() => 6000, (i: number) => (i % 20) * 6000, (i: number) => i * 3000]) {
      const { steadyClock, fps, keyframeSeconds } = figures(listed(61, 15, undefined, tick));
      expect(steadyClock).toBe(false);
      expect(fps).toBeCloseTo(15, 5);
      expect(keyframeSeconds).toBeCloseTo(1, 5);
    }
  });

  it("go by the camera's times where it is the decoder that is slow", () => {
    const slow = listed(61, 15, (i) => (i * 1000) / 5);
    expect(figures(slow, { cpuShare: 1 })).toMatchObject({ steadyClock: true, fps: expect.closeTo(15, 5) });
    expect(figures(slow)).toMatchObject({ steadyClock: false, fps: expect.closeTo(5, 5) });
  });

  it("go by arrival where there are no times at all", () => {
    const made = figures(
      listed(61, 1, (i) => i * 100),
      { timed: false },
    );
    expect(made).toMatchObject({ steadyClock: true, fps: expect.closeTo(10, 5) });
  });

  it("of JPEG pictures count only those that are decoded", () => {
    const all = figures(listed(61, 1), { cpuShare: 0.3 });
    expect(decodedInPart(all).cpuShare).toBeCloseTo(0.1, 5);
    expect(decodedInPart({ ...all, fps: 2 }).cpuShare).toBeCloseTo(0.3, 5);
  });
});
