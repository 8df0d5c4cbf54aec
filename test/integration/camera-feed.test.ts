import { once } from "node:events";
import { readFile, stat, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cameraSchema, previewSocketOf } from "#eye/source/camera-config.js";
import { cameraFingerprint } from "#eye/source/camera-fingerprint.js";
import { openSource } from "#eye/source/open-source.js";
import { systemClock } from "#platform/clock.js";
import { encodeMessage } from "#platform/framing.js";
import { freePort } from "#platform/free-port.js";
import { pause } from "#platform/tasks.js";
import { CameraSession } from "../support/camera-session.js";
import { eventually } from "../support/child.js";
import { ffmpeg, makeClip, makePicture, RED_AND_BLUE } from "../support/clips.js";
import { memoryLog } from "../support/memory-log.js";
import { PictureServer } from "../support/picture-server.js";
import { startRtspServer } from "../support/rtsp-server.js";
import { RunningFeed } from "../support/running-feed.js";
import { childrenOf } from "../support/running-processes.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
let clip: string;
let stills: Buffer[];
let sockets = 0;
const nextSocket = (): string => folder.file(`${++sockets}.sock`);

beforeAll(async () => {
  folder = await temporaryFolder();
  clip = await makeClip(folder.file("clip.mp4"), { seconds: 4 });
  const halves = await makePicture(folder.file("halves.jpg"), RED_AND_BLUE);
  await ffmpeg("-i", halves, "-vf", "hflip", folder.file("turned.jpg"));
  stills = await Promise.all([readFile(halves), readFile(folder.file("turned.jpg"))]);
});
afterAll(() => folder[Symbol.asyncDispose]());

const decoders = async (): Promise<string[][]> =>
  (await childrenOf(process.pid)).map(({ argv }) => [...argv]).filter(([name]) => name?.endsWith("ffmpeg"));

describe("a camera by its feed", () => {
  it("gives the same frames as the camera itself, reached only while an eye looks", async () => {
    const feed = nextSocket();
    const camera = {
      kind: "file",
      path: clip,
      loop: true,
      fps: 10,
      exclude: [
        [
          [0.4, 0],
          [0.5, 0],
          [0.5, 1],
        ],
      ],
    };
    await using _running = await RunningFeed.start(feed, camera);
    expect(await decoders()).toEqual([]);
    const sums = new Set<number>();
    {
      await using session = new CameraSession({ ...camera, feed });
      await session.until("live");
      const frames = await session.moreFrames(8);
      expect(session.states).toEqual(["starting", "live"]);
      for (const { sum, width, height, t } of frames) {
        sums.add(sum);
        expect([width, height]).toEqual([640, 720]);
        expect(t).toBeGreaterThan(0);
      }
    }
    await eventually(async () => (await decoders()).length === 0);
    await using direct = new CameraSession(camera);
    const frames = await direct.moreFrames(16);
    expect(frames.filter(({ sum }) => sums.has(sum)).length).toBeGreaterThan(5);
  });

  it("ends well, and lets its eye go, when only a new start can see the camera's login", async () => {
    const feed = nextSocket();
    const camera = { kind: "file", path: clip, loop: true, fps: 10 };
    await using running = await RunningFeed.start(feed, camera);
    await using session = new CameraSession({ ...camera, feed });
    await session.until("live");
    running.outdated = true;
    expect(await running.ended).toBeUndefined();
    await session.until("unreachable");
  });

  it("hands the newest picture to a slow eye and lets the others go", async () => {
    const feed = nextSocket();
    const camera = { kind: "file", path: clip, loop: true, fps: 15, size: { width: 640, height: 360 } };
    await using _running = await RunningFeed.start(feed, camera);
    const socket = connect(feed);
    const got: { at: number; heard: number }[] = [];
    let bytes = Buffer.alloc(0);
    const frame = 16 + 320 * 360 * 3;
    const request = { camera: cameraFingerprint(cameraSchema.parse(camera)), fps: 15 };
    socket.write(encodeMessage(request));
    socket.on("data", (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (bytes.length < frame) return;
      expect(bytes.length).toBe(frame);
      got.push({ at: bytes.readDoubleBE(8), heard: Number(process.hrtime.bigint()) / 1e6 });
      bytes = Buffer.alloc(0);
      setTimeout(() => socket.write(Buffer.alloc(4)), 500);
    });
    await eventually(() => got.length >= 4, { what: "four frames" });
    socket.destroy();
    // Nothing but the newest: after half a second's wait it is younger than the wait.
    for (const { at, heard } of got) expect(heard - at).toBeLessThan(400);
  });

  it("passes on JPEG pictures as the camera made them, of a stream and of stills with a login", async () => {
    await using server = await PictureServer.start({ login: { user: "viewer", password: "s3cret", scheme: "digest" } });
    using _playing = server.play(stills, 15);
    await writeFile(folder.file("login"), "viewer:s3cret\n", { mode: 0o600 });
    const common = { credentialsFile: folder.file("login"), zone: { x: 0, width: 0.5 } };
    for (const camera of [
      { kind: "mjpeg", url: server.url("/stream"), ...common },
      { kind: "snapshot", url: server.url("/still"), ...common },
    ]) {
      const feed = nextSocket();
      await using _running = await RunningFeed.start(feed, camera);
      // The eye knows no login.
      await using session = new CameraSession({ ...camera, credentialsFile: folder.file("nowhere"), feed });
      await session.until("live");
      const frames = await session.moreFrames(6);
      expect(new Set(frames.map(({ middle }) => middle))).toEqual(new Set(["red", "blue"]));
    }
  });

  it("tells a wrong password, a camera that stalls and one that freezes as the camera itself would", async () => {
    const port = await freePort();
    await using server = await startRtspServer({ port, clip, user: "viewer", password: "right" });
    await writeFile(folder.file("right"), "viewer:right\n", { mode: 0o600 });
    await writeFile(folder.file("wrong"), "viewer:guess\n", { mode: 0o600 });
    const camera = { kind: "rtsp", url: `rtsp://127.0.0.1:${port}/live`, stallSeconds: 1 };
    {
      const feed = nextSocket();
      await using _running = await RunningFeed.start(feed, { ...camera, credentialsFile: folder.file("wrong") });
      await using session = new CameraSession({ ...camera, feed });
      await session.until("unreachable");
      expect(session.details.at(-1)).toMatch(/401 Unauthorized/);
      await pause(1_000);
      expect(session.source.counters.reconnects).toBe(0);
      expect(`${session.logged} ${session.details} ${_running.lines}`).not.toMatch(/guess|viewer/);
    }
    const feed = nextSocket();
    await using _running = await RunningFeed.start(feed, { ...camera, credentialsFile: folder.file("right") });
    await using session = new CameraSession({ ...camera, feed });
    await session.until("live");
    for (const argv of await decoders()) expect(argv.join(" ")).not.toMatch(/right|viewer|127\.0\.0\.1/);
    server.kill("SIGSTOP");
    await session.until("stalled");
    expect(session.details.at(-1)).toBe("no picture for 1 s");
    server.kill("SIGCONT");
    await session.until("live", 30_000);

    await using still = await PictureServer.start();
    using _playing = still.play(stills.slice(0, 1), 10);
    const frozen = { kind: "mjpeg", url: still.url("/stream"), frozenSeconds: 1, feed: nextSocket() };
    await using _frozenFeed = await RunningFeed.start(frozen.feed, frozen);
    await using watched = new CameraSession(frozen);
    await watched.until("frozen");
  });

  it("outlives its feed, and the feed its eyes: each comes back to the other", async () => {
    const feed = nextSocket();
    const camera = { kind: "file", path: clip, loop: true, fps: 10 };
    await using session = new CameraSession({ ...camera, feed });
    await session.until("unreachable");
    expect(session.details.at(-1)).toBe("the camera feed does not answer (ENOENT)");
    {
      await using _running = await RunningFeed.start(feed, camera);
      await session.until("live");
    }
    await session.until("unreachable");
    await using running = await RunningFeed.start(feed, camera);
    await session.until("live");
    // The rate of a survey, and back: the camera is let go of and taken again, and nobody is told of an outage.
    session.source.setRate(15);
    await session.moreFrames(5);
    session.source.setRate(10);
    await session.moreFrames(5);
    expect(session.states).toEqual(["starting", "unreachable", "live", "unreachable", "live"]);
    await using second = new CameraSession({ ...camera, feed });
    await second.until("unreachable");
    expect(second.details.at(-1)).toBe("another program has the camera");
    expect(running.lines.filter((line) => line.includes("feed.connected"))).toHaveLength(3);
  });

  it("serves no eye that has other settings, and the whole view only where a technician is served", async () => {
    const feed = nextSocket();
    const camera = { kind: "file", path: clip, loop: true, fps: 10 };
    await using running = await RunningFeed.start(feed, camera);
    await using other = new CameraSession({ ...camera, zone: { x: 0, width: 1 }, feed });
    await other.until("unreachable");
    expect(other.details.at(-1)).toBe("the camera's settings have changed: restart the eye");
    running.camera = cameraSchema.parse({ ...camera, zone: { x: 0, width: 1 }, feed });
    await other.until("live");
    await other[Symbol.asyncDispose]();

    const greedy = connect(feed);
    const request = { camera: cameraFingerprint(running.camera), fps: 10, preview: { width: 320, fps: 5 } };
    greedy.write(encodeMessage(request));
    const [answer] = (await once(greedy, "data")) as [Buffer];
    expect(answer.toString()).toContain("nobody is shown the whole view on this socket");

    const shown: Uint8Array[] = [];
    const stop = new AbortController();
    const preview = { width: 320, fps: 5, show: (jpeg: Uint8Array) => void shown.push(jpeg) };
    const options = { clock: systemClock, log: memoryLog().log, signal: stop.signal, preview };
    await using technicians = openSource(running.camera, options);
    let frames = 0;
    for await (const { width } of technicians) {
      expect(width).toBe(1280);
      if (++frames >= 5 && shown.length >= 2) break;
    }
    for (const jpeg of shown) expect([...jpeg.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  });

  it("is for its user and group alone", async () => {
    const feed = nextSocket();
    await using _running = await RunningFeed.start(feed, { kind: "file", path: clip });
    expect((await stat(feed)).mode & 0o777).toBe(0o660);
    expect((await stat(previewSocketOf(feed))).mode & 0o777).toBe(0o660);
  });

  it("ends with the remedy where there is no decoder, and the eye is told", async () => {
    const feed = nextSocket();
    const camera = { kind: "file", path: clip, fps: 10 };
    await using running = await RunningFeed.start(feed, camera, "no-such-ffmpeg");
    await using session = new CameraSession({ ...camera, feed });
    await session.until("unreachable");
    expect(session.details.at(-1)).toMatch(/no-such-ffmpeg cannot be started/);
    expect(await running.ended).toMatchObject({ code: "tool.missing" });
  });
});
