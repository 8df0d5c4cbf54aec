import { chmod, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isErrorCode } from "#platform/errors.js";
import { freePort } from "#platform/free-port.js";
import { CameraSession } from "../support/camera-session.js";
import { eventually } from "../support/child.js";
import { ffmpeg, makeClip, makePicture, RED_AND_BLUE } from "../support/clips.js";
import { PictureServer } from "../support/picture-server.js";
import { childrenOf } from "../support/running-processes.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
let pictures: Buffer[];
const WHOLE = { zone: { x: 0, width: 1 } };
const SMALL = { size: { width: 640, height: 360 } };

const moving = (width: number, height: number) =>
  Promise.all(
    [0, 1, 2, 3, 4].map((shade) =>
      sharp({ create: { width, height, channels: 3, background: { r: 200, g: 10, b: 20 * shade } } })
        .jpeg()
        .toBuffer(),
    ),
  );

beforeAll(async () => {
  folder = await temporaryFolder();
  pictures = await moving(640, 360);
  await makeClip(folder.file("clip.mp4"), { seconds: 3 });
});
afterAll(() => folder[Symbol.asyncDispose]());

const decoders = async () => (await childrenOf(process.pid)).filter(({ argv }) => argv[0]?.includes("ffmpeg"));

describe("an MJPEG camera", () => {
  it("is thinned to the rate asked for, by a login that no argument list shows", async () => {
    await using server = await PictureServer.start({
      login: { user: "viewer", password: "hush hush", scheme: "digest" },
    });
    using _playing = server.play(pictures, 25);
    const url = server.url("/stream").replace("://", "://viewer:hush%20hush@");
    await using session = new CameraSession({ kind: "mjpeg", url, ...SMALL });
    const frames = await session.moreFrames(12);
    expect(session.states).toEqual(["starting", "live"]);
    expect(frames[0]).toMatchObject({ width: 320, height: 360, middle: "red" });
    const seconds = ((frames.at(-1)?.t ?? 0) - (frames[1]?.t ?? 0)) / 1000;
    expect((frames.length - 2) / seconds).toBeGreaterThan(4);
    expect((frames.length - 2) / seconds).toBeLessThan(6);
    expect((await decoders()).map(({ argv }) => argv.join(" ")).join()).not.toMatch(/hush|viewer|127\.0/);
    expect(session.logged.join("")).not.toContain("hush");
  });

  it("may change its resolution in mid-stream", async () => {
    await using server = await PictureServer.start();
    await using session = new CameraSession({ kind: "mjpeg", url: server.url("/stream"), ...SMALL, ...WHOLE });
    {
      using _small = server.play(pictures, 10);
      await session.moreFrames(3);
    }
    using _large = server.play(await moving(1280, 960), 10);
    const frames = await session.moreFrames(5);
    expect(frames.at(-1)).toMatchObject({ width: 640, height: 360, middle: "red" });
    expect(session.states).toEqual(["starting", "live"]);
  });

  it("that sends garbage between its pictures, or half pictures, goes on", async () => {
    await using server = await PictureServer.start();
    const half = (pictures[1] as Buffer).subarray(0, 700);
    const noise = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 251));
    using _playing = server.play([pictures[0], noise, pictures[2], EMPTY_JPEG, half, pictures[3]] as Buffer[], 10);
    await using session = new CameraSession({ kind: "mjpeg", url: server.url("/stream"), fps: 30, ...SMALL });
    await session.moreFrames(8);
    expect(session.states).toEqual(["starting", "live"]);
    expect(session.logged.join("")).toContain("camera.garbage");
  });

  it("that sends nothing but pictures that cannot be decoded is given up, and tried again", async () => {
    await using server = await PictureServer.start();
    await using session = new CameraSession({ kind: "mjpeg", url: server.url("/stream"), ...SMALL, stallSeconds: 1 });
    using playing = server.play(pictures, 10);
    await session.until("live");
    playing[Symbol.dispose]();
    using bad = server.play([EMPTY_JPEG], 10);
    await session.until("unreachable");
    expect(session.details.at(-1)).toMatch(/cannot be decoded/);
    bad[Symbol.dispose]();
    using _good = server.play(pictures, 10);
    await session.until("live", 30_000);
  });

  it("that shows the same picture for long is frozen, and lives when it changes", async () => {
    await using server = await PictureServer.start();
    await using session = new CameraSession({ kind: "mjpeg", url: server.url("/stream"), ...SMALL, frozenSeconds: 1 });
    const stuck = server.play([pictures[0] as Buffer], 10);
    await session.until("frozen");
    const seen = session.frames.length;
    await eventually(() => session.frames.length > seen);
    stuck[Symbol.dispose]();
    using _moving = server.play(pictures, 10);
    await session.until("live");
    expect(session.states).toEqual(["starting", "live", "frozen", "live"]);
  });

  it("that goes silent is stalled; that is gone is unreachable", async () => {
    const server = await PictureServer.start();
    await using session = new CameraSession({ kind: "mjpeg", url: server.url("/stream"), ...SMALL, stallSeconds: 1 });
    const playing = server.play(pictures, 10);
    await session.until("live");
    playing[Symbol.dispose]();
    await session.until("stalled");
    const { port } = server;
    await server[Symbol.asyncDispose]();
    await session.until("unreachable");
    await using again = await PictureServer.start({ port });
    using _playing = again.play(pictures, 10);
    await session.until("live", 30_000);
  });
});

describe("a snapshot camera", () => {
  it.each(["basic", "digest"] as const)("is asked at the rate, logged in by %s once", async (scheme) => {
    await using server = await PictureServer.start({ login: { user: "viewer", password: "hush", scheme } });
    using _playing = server.play(pictures, 20);
    await writeFile(folder.file("login"), "viewer:hush\n");
    const camera = { kind: "snapshot", url: server.url("/still"), credentialsFile: folder.file("login"), fps: 10 };
    await using session = new CameraSession({ ...camera, ...SMALL });
    const frames = await session.moreFrames(10);
    expect(frames[0]).toMatchObject({ width: 320, height: 360, middle: "red" });
    expect(server.refused).toBe(1);
    const seconds = ((frames.at(-1)?.t ?? 0) - (frames[0]?.t ?? 0)) / 1000;
    expect((frames.length - 1) / seconds).toBeLessThan(12);
  });

  it("with a wrong password, an error, an absurd size or no answer is unreachable, with the reason", async () => {
    await using locked = await PictureServer.start({ login: { user: "a", password: "b", scheme: "basic" } });
    await using first = new CameraSession({ kind: "snapshot", url: locked.url("/still") });
    await first.until("unreachable");
    expect(first.details.at(-1)).toMatch(/401/);

    await using server = await PictureServer.start();
    server.status = 503;
    await using second = new CameraSession({ kind: "snapshot", url: server.url("/still"), ...SMALL });
    await second.until("unreachable");
    expect(second.details.at(-1)).toMatch(/503/);
    server.status = 200;
    server.show(Buffer.alloc(17 * 1024 * 1024));
    await using third = new CameraSession({ kind: "snapshot", url: server.url("/still") });
    await third.until("unreachable");
    expect(third.details.at(-1)).toMatch(/more than/);
    using _playing = server.play(pictures, 10);
    await second.until("live", 30_000);

    await using nobody = new CameraSession({ kind: "snapshot", url: `http://127.0.0.1:${await freePort()}/` });
    await nobody.until("unreachable");
    expect(nobody.details.at(-1)).toBe("ECONNREFUSED");
  });
});

describe("a file as a camera", () => {
  it("keeps real time and loops", async () => {
    const camera = { kind: "file", path: folder.file("clip.mp4"), loop: true, fps: 15, ...SMALL };
    await using session = new CameraSession(camera);
    const frames = await session.moreFrames(60);
    const seconds = ((frames.at(-1)?.t ?? 0) - (frames[0]?.t ?? 0)) / 1000;
    expect(59 / seconds).toBeGreaterThan(12);
    expect(59 / seconds).toBeLessThan(18);
    expect(session.states).toEqual(["starting", "live"]);
  });

  it("ends once it is over, and says so", async () => {
    await using session = new CameraSession({ kind: "file", path: folder.file("clip.mp4"), ...SMALL });
    expect(await session.over).toBeUndefined();
    expect(session.frames.length).toBeGreaterThanOrEqual(14);
    expect(session.states).toEqual(["starting", "live", "unreachable"]);
  });

  it("may be a folder of pictures", async () => {
    await mkdir(folder.file("pictures"));
    await makePicture(folder.file("pictures/10.png"), "color=c=blue:size=320x200");
    await makePicture(folder.file("pictures/9.jpg"), "color=c=red:size=640x360");
    await writeFile(folder.file("pictures/11.jpg"), "no picture");
    await using session = new CameraSession({ kind: "file", path: folder.file("pictures"), fps: 20, ...SMALL });
    expect(await session.over).toBeUndefined();
    expect(session.frames.map(({ middle }) => middle)).toEqual(["red", "blue"]);
    expect(session.frames[0]).toMatchObject({ width: 320, height: 360 });
  });

  it("that is not there, or is none, is unreachable and may still come", async () => {
    const path = folder.file("later.mp4");
    await using session = new CameraSession({ kind: "file", path, loop: true, ...SMALL });
    await session.until("unreachable");
    expect(session.details.at(-1)).toMatch(/later\.mp4 does not exist/);
    await writeFile(path, "garbage ".repeat(1_000));
    await eventually(() => session.source.counters.reconnects > 2);
    expect(session.frames).toHaveLength(0);
    await copyFile(folder.file("clip.mp4"), path);
    await session.until("live", 30_000);
  });

  it("may change its resolution in mid-stream", async () => {
    const [small, large] = [folder.file("small.ts"), folder.file("large.ts")];
    await makeClip(small, { seconds: 1, size: "320x180" });
    await makeClip(large, { seconds: 1, size: "1280x720" });
    await writeFile(folder.file("both.ts"), Buffer.concat([await readFile(small), await readFile(large)]));
    await using session = new CameraSession({ kind: "file", path: folder.file("both.ts"), ...SMALL, ...WHOLE });
    expect(await session.over).toBeUndefined();
    expect(session.frames.length).toBeGreaterThanOrEqual(8);
    expect(session.frames.every(({ width, height }) => width === 640 && height === 360)).toBe(true);
    expect(new Set(session.frames.map(({ sum }) => sum)).size).toBeGreaterThanOrEqual(8);
  });
});

describe("a camera at this machine", () => {
  const recorder = async (body: string): Promise<string> => {
    const file = folder.file(`ffmpeg-${Math.random().toString(36).slice(2)}`);
    await writeFile(file, `#!/bin/sh\nprintf '%s\\n' "$@" > '${file}.arguments'\n${body}\n`);
    await chmod(file, 0o755);
    return file;
  };

  it("is asked for JPEG, which is passed on as it is", async () => {
    await writeFile(folder.file("two.jpg"), Buffer.concat([pictures[0] as Buffer, pictures[1] as Buffer]));
    const capture = await recorder(`while cat '${folder.file("two.jpg")}'; do sleep 0.1; done`);
    await using session = new CameraSession({ kind: "v4l2", path: "/dev/video7", ...SMALL }, capture);
    await session.moreFrames(3);
    const args = (await readFile(`${capture}.arguments`, "utf8")).trim().split("\n").join(" ");
    expect(args).toContain("-f v4l2 -input_format mjpeg -framerate 15 -video_size 640x360 -i /dev/video7");
    expect(args).toContain("-c:v copy -f mjpeg");
  });

  it("that gives no JPEG is decoded into frames", async () => {
    const capture = await recorder("head -c 3000000 /dev/urandom; sleep 5");
    await using session = new CameraSession({ kind: "v4l2", format: "yuyv422", captureFps: 30, ...SMALL }, capture);
    await session.moreFrames(1);
    const args = (await readFile(`${capture}.arguments`, "utf8")).trim().split("\n").join(" ");
    expect(args).toContain("-f v4l2 -input_format yuyv422 -framerate 30 -video_size 640x360 -i /dev/video0");
    expect(args).toContain("-f rawvideo -pix_fmt rgb24");
  });

  it("that is not there is unreachable", async () => {
    await using session = new CameraSession({ kind: "v4l2", path: "/dev/video-none", ...SMALL });
    await session.until("unreachable");
    expect(session.details.at(-1)).toMatch(/No such file or directory/);
  });
});

describe("the zone", () => {
  const zone = { x: 0.5, y: 0, width: 0.5, height: 1 };

  it("is all that is decoded, in videos and in stills alike", async () => {
    await makeClip(folder.file("halves.mp4"), { seconds: 1 });
    await ffmpeg("-f", "lavfi", "-i", RED_AND_BLUE, "-t", "1", "-c:v", "libx264", folder.file("halves.mp4"));
    await mkdir(folder.file("halves"));
    await makePicture(folder.file("halves/1.png"), RED_AND_BLUE);
    for (const path of [folder.file("halves.mp4"), folder.file("halves")]) {
      await using session = new CameraSession({ kind: "file", path, zone, ...SMALL });
      expect(await session.over).toBeUndefined();
      expect(session.frames[0]).toMatchObject({ width: 320, height: 360, middle: "blue" });
    }
  });
});

describe("a machine without ffmpeg", () => {
  it("is told what to install, at once", async () => {
    await using session = new CameraSession({ kind: "file", path: folder.file("clip.mp4") }, "/nonexistent/ffmpeg");
    const error = await session.over;
    expect(isErrorCode(error, "tool.missing")).toBe(true);
    expect(String(error)).toContain("apt-get install ffmpeg");
  });
});

/** A start, an end and nothing to decode between them. */
const EMPTY_JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xd9]);
