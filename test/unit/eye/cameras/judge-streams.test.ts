import { describe, expect, it } from "vitest";
import { facePx, judgeStreams } from "#eye/cameras/judge-streams.js";
import type { StreamFigures } from "#eye/cameras/stream-figures.js";
import { STREAM_NOTES as notes } from "#words/camera-words.js";

const SIGHT = { fieldOfView: 70, size: { width: 1280, height: 720 } };
const GOOD: StreamFigures = {
  ...{ codec: "h264", width: 1280, height: 720, fps: 15, keyframeSeconds: 1 },
  ...{ cpuShare: 0.08, steadyClock: true, seconds: 4 },
};
const stream = (name: string, figures: Partial<StreamFigures> = {}) => ({
  ...{ name, source: `rtsp://camera/${name}`, capture: {}, figures: { ...GOOD, ...figures } },
});
const judge = (...streams: Parameters<typeof judgeStreams>[0]) => judgeStreams(streams, SIGHT);
const taken = (...streams: Parameters<typeof judgeStreams>[0]) =>
  judge(...streams).find((one) => one.recommended)?.name;

describe("the stream to take", () => {
  it("is the one that costs least of those that nothing speaks against", () => {
    expect(
      taken(stream("a"), stream("b", { cpuShare: 0.05 }), stream("c", { width: 1920, height: 1080, cpuShare: 0.2 })),
    ).toBe("b");
  });

  it("is the substream before H.265, 4K, slow pictures, far keyframes or an uneven clock, even if it costs more", () => {
    const sub = stream("sub", { cpuShare: 0.4 });
    for (const main of [
      { codec: "hevc" },
      { width: 3840, height: 2160 },
      { fps: 10 },
      { keyframeSeconds: 8 },
      { keyframeSeconds: null },
      { steadyClock: false },
    ])
      expect(taken(stream("main", { ...main, cpuShare: 0.01 }), sub)).toBe("sub");
  });

  it("is the large one where faces are too small on the other: a wide lens and a small substream", () => {
    const main = stream("main", { codec: "hevc", width: 2560, height: 1440, cpuShare: 0.5 });
    const sub = stream("sub", { width: 640, height: 480, cpuShare: 0.01 });
    expect(judgeStreams([main, sub], { ...SIGHT, fieldOfView: 100 })[0]?.recommended).toBe(true);
  });

  it("shows faces as wide as they are analysed: a picture is scaled down to fit, and never up", () => {
    const px = (width: number, height: number, size = SIGHT.size) => facePx({ width, height }, { ...SIGHT, size });
    expect(px(3840, 2160)).toBe(px(1280, 720));
    expect(px(2048, 1536)).toBe(px(960, 720));
    expect(px(640, 360)).toBeLessThan(px(1280, 720));
    expect(px(3840, 2160, { width: 1920, height: 1080 })).toBeGreaterThan(px(1280, 720));
    const wide = { ...SIGHT, fieldOfView: 130 };
    const judged = judgeStreams([stream("4k", { width: 3840, height: 2160 })], wide);
    expect(judged[0]?.notes).toContainEqual(notes.facesTooSmall(facePx({ width: 1280, height: 720 }, wide)));
  });

  it("is told with what a camera at the machine is asked for", () => {
    const capture = { format: "yuyv422" as const, size: { width: 800, height: 448 } };
    expect(judge({ ...stream("usb"), capture })[0]).toMatchObject({ ...capture, recommended: true });
    expect(judge(stream("net"))[0]).not.toHaveProperty("format");
  });

  it("is none where all are too slow, show faces too small or cannot be read", () => {
    const unreadable = {
      name: "u",
      source: "rtsp://camera/u",
      capture: {},
      figures: undefined,
      detail: "404 Not Found",
    };
    const judged = judge(stream("slow", { fps: 2 }), stream("small", { width: 352, height: 288 }), unreadable);
    expect(judged.map(({ recommended }) => recommended)).toEqual([false, false, false]);
    expect(judged.map((one) => one.notes)).toEqual([
      [notes.tooSlow(2)],
      [notes.facesTooSmall(facePx({ width: 352, height: 288 }, SIGHT))],
      [notes.unreadable("404 Not Found")],
    ]);
    expect(judged[2]).toMatchObject({ codec: "", width: 0, fps: 0 });
  });
});

describe("the notes", () => {
  it("say why, and what to set, of each", () => {
    const [main, sub] = judge(
      stream("main", { codec: "hevc", width: 3840, height: 2160, keyframeSeconds: 4, cpuShare: 0.9 }),
      stream("sub"),
    );
    expect(main?.notes).toEqual([notes.large(3840, 2160), notes.h265(), notes.heavy(0.9), notes.keyframesFar(4)]);
    expect(sub?.notes).toEqual([notes.recommended(0.08), notes.lookAtPreview()]);
  });

  it("do not blame JPEG for its keyframes, nor a camera at 12 for 11.9", () => {
    const judged = judge(
      stream("taken"),
      stream("jpeg", { codec: "mjpeg", keyframeSeconds: null, fps: 11.9, cpuShare: 0.3 }),
    );
    expect(judged[1]?.notes).toEqual([notes.good()]);
  });

  it("write figures as each language does", () => {
    expect(notes.keyframesFar(2.5).vi).toContain("2,5 giây");
    expect(notes.keyframesFar(2.5).en).toContain("2.5 s");
    expect(notes.recommended(0.0349)).toMatchObject({
      vi: expect.stringContaining("3,5 %"),
      en: expect.stringContaining("3.5 %"),
    });
  });
});
