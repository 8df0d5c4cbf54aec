import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { cameraSchema, resolveCameraPaths } from "#eye/source/camera-config.js";
import { readConfig } from "#platform/config-file.js";
import { messageOf } from "#platform/errors.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

async function complaint(yaml: string): Promise<string> {
  await using folder = await temporaryFolder();
  await writeFile(folder.file("edge.yaml"), yaml);
  try {
    readConfig(folder.file("edge.yaml"), z.strictObject({ camera: cameraSchema }));
    return "";
  } catch (error) {
    return messageOf(error);
  }
}

describe("camera configuration", () => {
  it("has a default for everything but where the camera is", () => {
    expect(cameraSchema.parse({ kind: "rtsp", url: "rtsp://camera/live" })).toEqual({
      kind: "rtsp",
      url: "rtsp://camera/live",
      transport: "tcp",
      fps: 5,
      zone: { x: 0.25, y: 0, width: 0.5, height: 1 },
      exclude: [],
      fieldOfView: 70,
      size: { width: 1280, height: 720 },
      stallSeconds: 5,
      frozenSeconds: 10,
    });
  });

  it.each([
    ["camera:\n  kind: rtsp\n  url: rtsp://c/\n  fps: 90\n", /camera\.fps: .*<=30.*got 90 \(.*edge\.yaml:4\)/],
    ["camera:\n  kind: rtsp\n  url: rtsp://c/\n  fsp: 9\n", /camera\.fsp: unknown key.*edge\.yaml:4\)/],
    ["camera:\n  kind: webcam\n", /camera\.kind: expected rtsp, mjpeg, snapshot, v4l2 or file, got "webcam".*:2\)/],
    ["camera:\n  kind: mjpeg\n  url: rtsp://u:pw@c/\n", /camera\.url: expected an address that begins with http:/],
    ["camera:\n  kind: mjpeg\n", /camera\.url: expected/],
    ["camera:\n  kind: v4l2\n  path: /etc/passwd\n", /camera\.path: expected a device such as \/dev\/video0/],
    [
      "camera:\n  kind: file\n  path: a\n  zone: {x: 0.8}\n",
      /camera\.zone\.width: .*outside the picture.*edge\.yaml:4/,
    ],
    [
      "camera:\n  kind: file\n  path: a\n  zone:\n    polygon: [[0, 0], [1, 1], [1, 0], [0, 1]]\n",
      /camera\.zone\.polygon: expected an outline whose edges do not cross.*edge\.yaml:5/,
    ],
    [
      "camera:\n  kind: file\n  path: a\n  zone:\n    polygon: [[0, 0], [1.2, 1], [1, 0]]\n",
      /camera\.zone\.polygon\.1\.0: .*<=1, got 1\.2.*edge\.yaml:5/,
    ],
    [
      "camera:\n  kind: file\n  path: a\n  exclude: [[[0.2, 0], [0.8, 0], [0.8, 1], [0.2, 1]]]\n",
      /camera\.exclude: expected to leave something of the zone.*edge\.yaml:4/,
    ],
  ])("complains of %j with key, expectation and line", async (yaml, expected) => {
    expect(await complaint(yaml)).toMatch(expected);
  });

  it("never shows an address, which may hold a password", async () => {
    expect(await complaint("camera:\n  kind: mjpeg\n  url: rtsp://u:hush@c/\n")).not.toContain("hush");
  });

  it("resolves the paths that it holds", () => {
    const at = (path: string) => `/etc/hailong/${path}`;
    const file = resolveCameraPaths(cameraSchema.parse({ kind: "file", path: "a.mp4" }), at);
    expect(file).toMatchObject({ path: "/etc/hailong/a.mp4" });
    const rtsp = cameraSchema.parse({ kind: "rtsp", url: "rtsp://c/", credentialsFile: "login" });
    expect(resolveCameraPaths(rtsp, at)).toMatchObject({ credentialsFile: "/etc/hailong/login" });
    expect(resolveCameraPaths(cameraSchema.parse({ kind: "v4l2" }), at)).toMatchObject({ path: "/dev/video0" });
  });
});
