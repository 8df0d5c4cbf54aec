import { readFileSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findCameras } from "#eye/cameras/find-cameras.js";
import { readDeviceList, readFormats } from "#eye/cameras/v4l2/listing.js";
import { v4l2Streams } from "#eye/cameras/v4l2/streams.js";
import { CAMERA_PROBLEMS } from "#words/camera-words.js";
import { memoryLog } from "../../../support/memory-log.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

const fixtures = fileURLToPath(new URL("../../../fixtures/v4l2/", import.meta.url));
const fixture = (name: string): string => readFileSync(`${fixtures}${name}.txt`, "utf8");

describe("what v4l2-ctl prints", () => {
  it("names every node after its device, whose name may hold brackets and colons", () => {
    expect(readDeviceList(fixture("c920-list-devices"))).toEqual([
      { name: "bcm2835-codec-decode", path: "/dev/video10" },
      { name: "bcm2835-codec-decode", path: "/dev/video11" },
      { name: "HD Pro Webcam C920", path: "/dev/video0" },
      { name: "HD Pro Webcam C920", path: "/dev/video1" },
      { name: "Integrated Camera: Integrated C", path: "/dev/video2" },
      { name: "Integrated Camera: Integrated C", path: "/dev/video3" },
    ]);
  });

  it("lists formats, sizes and each size's highest rate", () => {
    const formats = readFormats(fixture("c920-list-formats-ext"));
    expect(formats.map(({ pixels }) => pixels)).toEqual(["YUYV", "H264", "MJPG"]);
    expect(formats[0]?.sizes).toEqual([
      { width: 640, height: 480, fps: 30 },
      { width: 800, height: 448, fps: 30 },
      { width: 1280, height: 720, fps: 10 },
      { width: 2304, height: 1536, fps: 2 },
    ]);
  });

  it("is understood as older versions print it, and with ranges", () => {
    expect(readFormats(fixture("old-list-formats-ext"))).toEqual([
      {
        pixels: "MJPG",
        sizes: [
          { width: 1280, height: 720, fps: 30 },
          { width: 640, height: 480, fps: 30 },
        ],
      },
      { pixels: "YUYV", sizes: [{ width: 640, height: 480, fps: 30 }] },
    ]);
    expect(readFormats(fixture("loopback-list-formats-ext"))).toEqual([
      { pixels: "YU12", sizes: [{ width: 8192, height: 8192, fps: 1000 }] },
    ]);
  });

  it.each(["codec", "metadata"])("is no camera where no rate is told: %s", (name) => {
    expect(readFormats(fixture(`${name}-list-formats-ext`))).toEqual([]);
  });
});

describe("the streams of a USB camera", () => {
  it("are one per format that can be asked for, next to 720p where that is fast enough", () => {
    const streams = v4l2Streams("/dev/video0", readFormats(fixture("c920-list-formats-ext")));
    expect(streams.map(({ name }) => name)).toEqual(["YUYV 800×448", "H264 1280×720", "MJPG 1280×720"]);
    expect(streams[0]).toMatchObject({ capture: { format: "yuyv422", size: { width: 800, height: 448 } } });
    expect(streams[2]).toMatchObject({
      ...{ kind: "v4l2", source: "/dev/video0", capture: { format: "mjpeg", size: { width: 1280, height: 720 } } },
      input: [
        "-f",
        "v4l2",
        "-input_format",
        "mjpeg",
        "-framerate",
        "15",
        "-video_size",
        "1280x720",
        "-i",
        "/dev/video0",
      ],
    });
  });

  it("is a guess without a list, and none where no format is known", () => {
    expect(v4l2Streams("/dev/video0", undefined).map(({ name }) => name)).toEqual(["MJPG 1280×720"]);
    expect(v4l2Streams("/dev/video9", readFormats(fixture("loopback-list-formats-ext")))).toEqual([]);
  });
});

describe("finding cameras at this machine", () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const nodes = { video0: "HD Pro Webcam C920", video1: "HD Pro Webcam C920", video10: "bcm2835-codec-decode" };
    for (const [node, name] of Object.entries(nodes)) {
      await mkdir(folder.file(`sysfs/${node}`), { recursive: true });
      await writeFile(folder.file(`sysfs/${node}/name`), `${name}\n`);
      await writeFile(folder.file(`sysfs/${node}/index`), node === "video1" ? "1\n" : "0\n");
    }
    await script("v4l2-ctl", [
      `case "$*" in`,
      `  --list-devices) cat "${fixtures}c920-list-devices.txt" ;;`,
      `  "-d /dev/video0 --list-formats-ext") cat "${fixtures}c920-list-formats-ext.txt" ;;`,
      `  "-d /dev/video10 --list-formats-ext") cat "${fixtures}codec-list-formats-ext.txt" ;;`,
      `  *) cat "${fixtures}metadata-list-formats-ext.txt" ;;`,
      "esac",
    ]);
    await script("closed", [`echo "Cannot open device $2, exiting." >&2`, "exit 1"]);
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  async function script(name: string, lines: readonly string[]): Promise<void> {
    await writeFile(folder.file(name), ["#!/bin/sh", ...lines, ""].join("\n"));
    await chmod(folder.file(name), 0o755);
  }
  const find = (program: string, sysfs = "sysfs") =>
    findCameras({
      ...{ signal: new AbortController().signal, log: memoryLog().log },
      route: { address: "127.0.0.1", port: 9, from: [] },
      v4l2: { program: folder.file(program), sysfs: folder.file(sysfs) },
    });
  const ours = async (found: ReturnType<typeof find>) => {
    const { cameras, problems } = await found;
    return { cameras, problems: problems.filter((problem) => problem !== CAMERA_PROBLEMS.noNetwork) };
  };

  it("lists what delivers pictures, with formats and rates", async () => {
    expect(await ours(find("v4l2-ctl"))).toEqual({
      problems: [],
      cameras: [
        {
          ...{ source: "/dev/video0", kind: "v4l2", name: "HD Pro Webcam C920", needsLogin: false },
          detail: "YUYV 2304×1536 2 fps; H264 1920×1080 30 fps; MJPG 1920×1080 30 fps",
        },
      ],
    });
  });

  it("falls back on the kernel's list where v4l2-ctl is missing, and says so", async () => {
    const { cameras, problems } = await ours(find("absent"));
    expect(problems).toEqual([CAMERA_PROBLEMS.noTool]);
    expect(cameras.map(({ source, name, detail }) => [source, name, detail])).toEqual([
      ["/dev/video0", "HD Pro Webcam C920", ""],
      ["/dev/video10", "bcm2835-codec-decode", ""],
    ]);
  });

  it("says where it may not look", async () => {
    expect(await ours(find("closed"))).toEqual({ cameras: [], problems: [CAMERA_PROBLEMS.closed] });
  });

  it("misses no tool where nothing is plugged in", async () => {
    expect(await ours(find("absent", "nothing"))).toEqual({ cameras: [], problems: [] });
  });
});
