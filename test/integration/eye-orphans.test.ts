import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort } from "#platform/free-port.js";
import { Child, eventually } from "../support/child.js";
import { makeClip } from "../support/clips.js";
import { PictureServer } from "../support/picture-server.js";
import { startRtspServer } from "../support/rtsp-server.js";
import { childrenOf, isAlive } from "../support/running-processes.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
const script = fileURLToPath(new URL("../support/camera-process.ts", import.meta.url));
const nodeArguments = (camera: object) => [
  "--conditions=development",
  "--import",
  "tsx",
  script,
  JSON.stringify({ size: { width: 640, height: 360 }, stallSeconds: 1, ...camera }),
];

beforeAll(async () => {
  folder = await temporaryFolder();
  await makeClip(folder.file("clip.mp4"), { seconds: 2 });
});
afterAll(() => folder[Symbol.asyncDispose]());

async function decoderOf(pid: number): Promise<number> {
  const found = (await childrenOf(pid)).find(({ argv }) => argv[0]?.endsWith("ffmpeg"));
  if (!found) throw new Error("no decoder");
  return found.pid;
}

describe("an eye that is killed", () => {
  it("takes its decoder with it", async () => {
    await using eye = new Child(
      process.execPath,
      nodeArguments({ kind: "file", path: folder.file("clip.mp4"), loop: true }),
    );
    await eye.says(/live/);
    const decoder = await decoderOf(eye.pid);
    eye.kill("SIGKILL");
    await eventually(async () => !(await isAlive(decoder)), { timeoutMs: 3_000, what: "the decoder's end" });
  });

  it("takes it along even when the camera is silent at that moment, if a little later", async () => {
    const port = await freePort();
    await using server = await startRtspServer({ port });
    const url = `rtsp://viewer:secret@127.0.0.1:${port}/live`;
    await using eye = new Child(process.execPath, nodeArguments({ kind: "rtsp", url }));
    await eye.says(/live/);
    const decoder = await decoderOf(eye.pid);
    server.kill("SIGSTOP");
    eye.kill("SIGKILL");
    await eventually(async () => !(await isAlive(decoder)), { timeoutMs: 20_000, what: "the decoder's end" });
  });

  it("takes it along when an HTTP camera is silent at that moment, too", async () => {
    await using server = await PictureServer.start();
    const { default: sharp } = await import("sharp");
    const blank = await sharp({ create: { width: 64, height: 64, channels: 3, background: "red" } })
      .jpeg()
      .toBuffer();
    const playing = server.play([blank], 10);
    await using eye = new Child(process.execPath, nodeArguments({ kind: "mjpeg", url: server.url("/stream") }));
    await eye.says(/live/);
    const decoder = await decoderOf(eye.pid);
    playing[Symbol.dispose]();
    eye.kill("SIGKILL");
    await eventually(async () => !(await isAlive(decoder)), { timeoutMs: 20_000, what: "the decoder's end" });
  });
});

describe("an eye whose desk is gone", () => {
  it("leaves with it", async () => {
    const args = nodeArguments({ kind: "file", path: folder.file("clip.mp4"), loop: true });
    const eye = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    const ended = once(eye, "exit");
    const late = setTimeout(() => eye.kill("SIGKILL"), 40_000);
    let said = "";
    eye.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    await eventually(() => said.includes("live"));
    eye.stdin.destroy();
    expect(await ended).toEqual([0, null]);
    clearTimeout(late);
    expect(said).toContain("over");
  });

  it("that was started by something else does not care for its standard input", async () => {
    const args = nodeArguments({ kind: "file", path: folder.file("clip.mp4"), loop: true });
    await using eye = new Child(process.execPath, args);
    await eye.says(/live/);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(eye.process.exitCode).toBeNull();
  });
});
