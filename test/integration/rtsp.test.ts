import { writeFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "#platform/free-port.js";
import { pause } from "#platform/tasks.js";
import { CameraSession } from "../support/camera-session.js";
import { makeClip } from "../support/clips.js";
import { startRtspServer } from "../support/rtsp-server.js";
import { childrenOf, isAlive } from "../support/running-processes.js";
import { TcpProxy } from "../support/tcp-proxy.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
let clip: string;
const LOGIN = { user: "viewer", password: "s3:cr@t %'" };
const login = `${LOGIN.user}:${encodeURIComponent(LOGIN.password)}@`;

beforeAll(async () => {
  folder = await temporaryFolder();
  clip = await makeClip(folder.file("clip.mp4"), { seconds: 4 });
  await writeFile(folder.file("login"), `${LOGIN.user}:${LOGIN.password}\n`, { mode: 0o600 });
  await writeFile(folder.file("wrong"), `${LOGIN.user}:guess\n`, { mode: 0o600 });
});
afterAll(() => folder[Symbol.asyncDispose]());

const camera = (port: number, extra: object = {}) => ({
  kind: "rtsp",
  url: `rtsp://127.0.0.1:${port}/live`,
  credentialsFile: folder.file("login"),
  size: { width: 640, height: 360 },
  ...extra,
});

describe("a real RTSP camera", () => {
  it("gives frames at the rate asked for, with a digest login that nobody can read", async () => {
    const port = await freePort();
    await using _server = await startRtspServer({ port, clip, ...LOGIN });
    await using session = new CameraSession(camera(port, { zone: { x: 0, width: 1 } }));
    await session.until("live");
    const frames = await session.moreFrames(11);
    expect(session.states).toEqual(["starting", "live"]);
    expect(frames[0]).toMatchObject({ width: 640, height: 360 });
    expect(new Set(frames.map(({ sum }) => sum)).size).toBeGreaterThan(5);
    const seconds = ((frames.at(-1)?.t ?? 0) - (frames[0]?.t ?? 0)) / 1000;
    expect((frames.length - 1) / seconds).toBeGreaterThan(4);
    expect((frames.length - 1) / seconds).toBeLessThan(6);

    const decoders = (await childrenOf(process.pid)).filter(({ argv }) => argv[0]?.endsWith("ffmpeg"));
    expect(decoders).toHaveLength(1);
    expect(decoders[0]?.argv.join(" ")).not.toMatch(/viewer|s3|cr@t|cr%40t|127\.0\.0\.1/);
    expect(session.logged.join("")).not.toContain("s3");
  });

  it("plays real footage over UDP and with basic login too", async () => {
    const port = await freePort();
    await using _server = await startRtspServer({ port, clip, ...LOGIN, scheme: "basic" });
    const url = `rtsp://${login}127.0.0.1:${port}/clip`;
    await using session = new CameraSession({ kind: "rtsp", url, transport: "udp", fps: 15 });
    await session.moreFrames(20);
    expect(session.frames[0]).toMatchObject({ width: 640, height: 720 });
  });

  it("is unreachable with a wrong password, and says why without saying what", async () => {
    const port = await freePort();
    await using _server = await startRtspServer({ port, clip, ...LOGIN });
    await using session = new CameraSession(camera(port, { credentialsFile: folder.file("wrong") }));
    await session.until("unreachable");
    expect(session.details.at(-1)).toMatch(/401 Unauthorized/);
    // Many cameras shut out whoever tries a wrong one again and again: not before a minute is over.
    await pause(3_000);
    expect(session.source.counters.reconnects).toBe(0);
    expect(session.states).toEqual(["starting", "unreachable"]);
    expect(session.logged.filter((line) => line.includes("camera.state"))).toHaveLength(1);
    expect(`${session.logged} ${session.details}`).not.toMatch(/guess|viewer/);
  });

  it("that is absent at start is taken up when it comes; killed, it is connected again", async () => {
    const port = await freePort();
    await using session = new CameraSession(camera(port));
    await session.until("unreachable");
    {
      await using server = await startRtspServer({ port, clip, ...LOGIN });
      await session.until("live", 30_000);
      await session.moreFrames(3);
      server.kill("SIGKILL");
      await session.until("unreachable");
    }
    const before = session.source.counters.reconnects;
    await using _again = await startRtspServer({ port, clip, ...LOGIN });
    await session.until("live", 30_000);
    await session.moreFrames(3);
    expect(session.states).toEqual(["starting", "unreachable", "live", "unreachable", "live"]);
    expect(session.source.counters.reconnects).toBeGreaterThan(before);
  });

  it("that falls silent is stalled, left and taken up again", async () => {
    const port = await freePort();
    await using server = await startRtspServer({ port, clip, ...LOGIN });
    await using session = new CameraSession(camera(port, { stallSeconds: 1 }));
    await session.until("live");
    server.kill("SIGSTOP");
    await session.until("stalled");
    expect(session.details.at(-1)).toBe("no picture for 1 s");
    server.kill("SIGCONT");
    await session.until("live", 30_000);
    await session.moreFrames(3);
  });

  it("behind a cable that is pulled and a network that swallows everything comes back", async () => {
    const port = await freePort();
    await using _server = await startRtspServer({ port, clip, ...LOGIN });
    await using proxy = await TcpProxy.start(port);
    await using session = new CameraSession(camera(proxy.port, { stallSeconds: 1 }));
    await session.until("live");
    proxy.down();
    await session.until("unreachable");
    proxy.up();
    await session.until("live", 30_000);
    proxy.hang();
    await session.until("stalled");
    proxy.hang(false);
    await session.until("live", 30_000);
  });

  it("leaves no process behind", async () => {
    const port = await freePort();
    await using _server = await startRtspServer({ port, clip, ...LOGIN });
    let pids: number[] = [];
    {
      await using session = new CameraSession(camera(port));
      await session.until("live");
      const running = (await childrenOf(process.pid)).filter(({ argv }) => argv[0]?.endsWith("ffmpeg"));
      pids = running.map(({ pid }) => pid);
      expect(pids).toHaveLength(1);
    }
    for (const pid of pids) expect(await isAlive(pid)).toBe(false);
  });
});
