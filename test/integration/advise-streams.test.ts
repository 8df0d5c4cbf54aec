import { readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cameraProfilesFolder } from "#commands/places.js";
import { adviceSchema } from "#contract/wizard.js";
import { type AdviseOptions, adviseStreams } from "#eye/cameras/advise-streams.js";
import { loadCameraProfiles } from "#eye/cameras/profiles/camera-profile.js";
import { systemClock } from "#platform/clock.js";
import { freePort } from "#platform/free-port.js";
import { CAMERA_PROBLEMS, STREAM_NOTES as notes } from "#words/camera-words.js";
import { type Child, eventually } from "../support/child.js";
import { makeClip, makePicture } from "../support/clips.js";
import { memoryLog } from "../support/memory-log.js";
import { PictureServer } from "../support/picture-server.js";
import { startRtspServer } from "../support/rtsp-server.js";
import { childrenOf } from "../support/running-processes.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const LOGIN = { user: "viewer", password: "s3:cr@t %'" };
const profiles = loadCameraProfiles(cameraProfilesFolder());
const { signal } = new AbortController();

let folder: TemporaryFolder;
let server: Child;
let port: number;
beforeAll(async () => {
  folder = await temporaryFolder();
  port = await freePort();
  server = await startRtspServer({ port, ...LOGIN });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function advise(source: string, options: Partial<AdviseOptions> = {}) {
  const { log, lines } = memoryLog();
  const asked = { source, login: LOGIN, profiles, signal, log, clock: systemClock, seconds: 2, ...options };
  return { ...adviceSchema.parse(await adviseStreams(asked)), lines };
}
const rtsp = (path: string): string => `rtsp://127.0.0.1:${port}${path}`;

describe("advice on a real RTSP camera", () => {
  it("takes the make's substream before a 4K main stream, each measured", async () => {
    const { streams, problem, fieldOfView, make } = await advise(rtsp("/Streaming/Channels/101"), { seconds: 4 });
    expect(problem).toBeNull();
    // Two makes have such addresses, and lenses of their own.
    expect({ fieldOfView, make }).toEqual({ fieldOfView: null, make: null });
    // The third stream of this make is not there, and not mentioned.
    expect(streams).toMatchObject([
      { source: rtsp("/Streaming/Channels/101"), codec: "h264", width: 3840, height: 2160, recommended: false },
      { source: rtsp("/Streaming/Channels/102"), codec: "h264", width: 1280, height: 720, recommended: true },
    ]);
    const [main, sub] = streams;
    expect(main?.notes).toContainEqual(notes.large(3840, 2160));
    expect(sub?.notes.at(-1)).toEqual(notes.lookAtPreview());
    expect(sub?.fps).toBeGreaterThan(8);
    expect(sub?.fps).toBeLessThan(17);
    expect(sub?.keyframeSeconds).toBeCloseTo(1, 0);
    expect(sub?.cpuShare).toBeGreaterThan(0);
    expect(main?.cpuShare).toBeGreaterThan(sub?.cpuShare ?? 1);
  });

  it("finds H.265, with its remedy", async () => {
    const { streams } = await advise(rtsp("/h265"));
    expect(streams).toMatchObject([{ codec: "hevc", width: 1280, height: 720, recommended: true }]);
    expect(streams[0]?.notes).toContainEqual(notes.h265());
  });

  it("advises none where there is only one of 2 fps", async () => {
    const { streams, problem } = await advise(rtsp("/two-fps"));
    expect(streams).toMatchObject([{ width: 1280, recommended: false }]);
    expect(streams[0]?.fps).toBeCloseTo(2, 0);
    expect(problem).toEqual(CAMERA_PROBLEMS.unusable);
  });

  it("says where keyframes do not come", async () => {
    const { streams } = await advise(rtsp("/far-keyframes"), { seconds: 1 });
    expect(streams).toMatchObject([{ keyframeSeconds: null }]);
    expect(JSON.stringify(streams[0]?.notes)).toContain("No second keyframe within 3 s");
  });

  it("tries a wrong password once, and asks for one where there is none", async () => {
    const wrong = await advise(rtsp("/Streaming/Channels/101"), { login: { ...LOGIN, password: "guess" } });
    expect(wrong).toMatchObject({ streams: [], problem: CAMERA_PROBLEMS.refused });
    expect(wrong.lines.join("")).not.toMatch(/guess|viewer/);
    const absent = await advise(rtsp("/live"), { login: undefined });
    expect(absent).toMatchObject({ streams: [], problem: CAMERA_PROBLEMS.needsLogin });
  });

  it("wants no login in the address", async () => {
    const inside = await advise(`rtsp://viewer:guess@127.0.0.1:${port}/live`);
    expect(inside).toMatchObject({ streams: [], problem: CAMERA_PROBLEMS.loginInside });
  });

  it("says why nothing comes: nobody there, no such stream, no such program", async () => {
    const nobody = await advise(`rtsp://127.0.0.1:${await freePort()}/Streaming/Channels/101`);
    expect(nobody.problem).toEqual(CAMERA_PROBLEMS.unreachable);
    expect(nobody.streams).toMatchObject([{ codec: "", notes: [notes.unreadable("Connection refused")] }]);
    const nothing = await advise(rtsp("/nothing"));
    expect(nothing.streams).toMatchObject([{ notes: [notes.unreadable("Server returned 404 Not Found")] }]);
    await expect(advise(rtsp("/live"), { ffmpeg: "/nonexistent/ffmpeg" })).rejects.toThrow(
      /tool\.missing|cannot be started/,
    );
  });

  it("keeps the login out of argument lists, and ends at once when it is given up", async () => {
    const stop = new AbortController();
    const asked = advise(rtsp("/live"), { seconds: 60, signal: stop.signal });
    const decoder = await eventually(async () =>
      (await childrenOf(process.pid)).find(({ argv }) => argv[0]?.endsWith("ffmpeg")),
    );
    expect(decoder.argv.join(" ")).not.toMatch(/viewer|s3|cr@t|cr%40t|127\.0\.0\.1/);
    stop.abort();
    await asked;
    expect((await childrenOf(process.pid)).filter(({ argv }) => argv[0]?.endsWith("ffmpeg"))).toEqual([]);
  });
});

describe("advice on other sources", () => {
  it("measures an MJPEG stream by what arrives, and counts only the pictures that are decoded", async () => {
    const picture = await readFile(await makePicture(folder.file("p.jpg"), "testsrc2=size=1280x720"));
    await using camera = await PictureServer.start({ login: { ...LOGIN, scheme: "basic" } });
    using _playing = camera.play([picture], 15);
    const { streams, problem } = await advise(camera.url("/stream"));
    expect(problem).toBeNull();
    expect(streams).toMatchObject([{ codec: "mjpeg", width: 1280, height: 720, recommended: true }]);
    expect(streams[0]?.fps).toBeGreaterThan(5);
    expect(streams[0]?.fps).toBeLessThan(20);
    const wrong = await advise(camera.url("/stream"), { login: { ...LOGIN, password: "guess" } });
    expect(wrong).toMatchObject({ streams: [], problem: CAMERA_PROBLEMS.refused });
  });

  it("measures stills by what can be fetched", async () => {
    const picture = await readFile(await makePicture(folder.file("s.jpg"), "testsrc2=size=1280x720"));
    await using camera = await PictureServer.start({ login: { ...LOGIN, scheme: "digest" } });
    camera.show(picture);
    const still = `${camera.url("/still")}.jpg`;
    const { streams } = await advise(camera.url("/still"), { still: true });
    expect(streams).toMatchObject([{ codec: "mjpeg", width: 1280, height: 720 }]);
    expect(streams[0]?.fps).toBeGreaterThan(1);
    const wrong = await advise(still, { login: { ...LOGIN, password: "guess" } });
    expect(wrong).toMatchObject({ streams: [], problem: CAMERA_PROBLEMS.refused });
  });

  it("measures a recording at its own pace, and refuses what is none", async () => {
    const clip = await makeClip(folder.file("clip.mp4"), { seconds: 2, size: "1280x720" });
    const { streams } = await advise(clip);
    expect(streams).toMatchObject([{ source: clip, codec: "h264", width: 1280, height: 720, recommended: true }]);
    expect(streams[0]?.fps).toBeCloseTo(15, 0);
    await writeFile(folder.file("text.mp4"), "no video");
    for (const path of [folder.file("text.mp4"), folder.path, folder.file("absent.mp4")])
      expect(await advise(path)).toMatchObject({ problem: CAMERA_PROBLEMS.unreachable });
  });

  it("says so where a USB camera is not there", async () => {
    const v4l2 = { sysfs: folder.file("nothing") };
    expect((await advise("/dev/video97", { v4l2 })).problem).toEqual(CAMERA_PROBLEMS.unreachable);
  });
});
