import { readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CameraSettingsFile, cameraInForce } from "#commands/camera-settings.js";
import { type CameraConfig, cameraSchema } from "#eye/source/camera-config.js";
import { type TemporaryFolder, temporaryFolder } from "../../support/temporary-folder.js";

const RTSP = { kind: "rtsp", url: "rtsp://10.0.0.9/2", fps: 6 };
const configured = (camera: object = RTSP): CameraConfig => cameraSchema.parse(camera);
const SQUARE: [number, number][] = [
  [0.2, 0.1],
  [0.8, 0.1],
  [0.8, 0.9],
  [0.2, 0.9],
];
const refused = (of: () => void): string => {
  try {
    of();
  } catch (error) {
    expect(error).toMatchObject({ code: "request.invalid" });
    return (error as Error).message;
  }
  throw new Error("was not refused");
};

describe("the camera as a technician sets it", () => {
  it("lies over edge.yaml until somebody changes that, zone and exclusions too", async () => {
    await using folder = await temporaryFolder();
    const settings = new CameraSettingsFile(() => configured(), folder.path);
    const before = settings.fingerprint();
    settings.draw({ zone: SQUARE, exclude: [SQUARE.map(([x, y]) => [x / 4, y])] });
    expect(settings.settings()).toMatchObject({ source: "rtsp://10.0.0.9/2", zone: SQUARE, hasLogin: false });
    expect(settings.fingerprint()).not.toBe(before);
    expect(cameraInForce(configured(), folder.path)).toMatchObject({ kind: "rtsp", fps: 6, zone: { polygon: SQUARE } });
    const moved = configured({ ...RTSP, url: "rtsp://10.0.0.10/2" });
    expect(cameraInForce(moved, folder.path)).toEqual(moved);
    expect(new CameraSettingsFile(() => moved, folder.path).settings().source).toBe("rtsp://10.0.0.10/2");
  });

  it("takes another camera with its login apart, which goes with that camera only", async () => {
    await using folder = await temporaryFolder();
    const settings = new CameraSettingsFile(() => configured(), folder.path);
    const login = { user: "viewer", password: "p:w@d" };
    settings.choose({ source: "http://10.0.0.7/video", login, fieldOfView: 90 });
    expect(settings.settings()).toMatchObject({
      source: "http://10.0.0.7/video",
      kind: "mjpeg",
      hasLogin: true,
      fieldOfView: 90,
    });
    expect(readFileSync(folder.file("camera.login"), "utf8")).toBe("viewer:p:w@d\n");
    const modeOf = (name: string): number => statSync(folder.file(name)).mode & 0o777;
    expect(modeOf("camera.login")).toBe(0o600);
    // The eye, a program of another user, reads where the zone lies.
    expect(modeOf("camera.yaml")).toBe(0o640);
    expect(readFileSync(folder.file("camera.yaml"), "utf8")).not.toContain("p:w@d");
    settings.choose({ source: "http://10.0.0.7/video", fieldOfView: 80 });
    expect(settings.settings()).toMatchObject({ hasLogin: true, fieldOfView: 80 });
    settings.choose({ source: "http://10.0.0.7/video", still: true });
    expect(settings.settings().kind).toBe("snapshot");
    settings.choose({ source: "http://10.0.0.8/video" });
    expect(settings.settings()).toMatchObject({ hasLogin: false, fieldOfView: 80 });
    settings.choose({ source: "/dev/video2" });
    expect(settings.settings()).toMatchObject({ kind: "v4l2", source: "/dev/video2" });
  });

  it("leaves the way to the camera as it is, whichever camera that is", async () => {
    await using folder = await temporaryFolder();
    const behind = configured({ ...RTSP, feed: "/run/hailong/camera.sock" });
    new CameraSettingsFile(() => behind, folder.path).choose({ source: "rtsp://10.0.0.7/1" });
    expect(cameraInForce(behind, folder.path)).toMatchObject({ url: "rtsp://10.0.0.7/1", feed: behind.feed });
  });

  it("keeps what edge.yaml says of a camera that stays the same", async () => {
    await using folder = await temporaryFolder();
    const own = configured({ ...RTSP, url: "rtsp://a:b@10.0.0.9/2", transport: "udp" });
    const settings = new CameraSettingsFile(() => own, folder.path);
    expect(settings.settings()).toMatchObject({ source: "rtsp://10.0.0.9/2", hasLogin: true });
    settings.choose({ source: "rtsp://10.0.0.9/2", fieldOfView: 60 });
    expect(cameraInForce(own, folder.path)).toMatchObject({ transport: "udp", fieldOfView: 60 });
  });

  it("takes format and size of a camera at the machine, all of whose streams have one path, and for it only", async () => {
    await using folder = await temporaryFolder();
    const settings = new CameraSettingsFile(() => configured(), folder.path);
    const camera = () => cameraInForce(configured(), folder.path);
    const size = { width: 800, height: 448 };
    settings.choose({ source: "/dev/video0", format: "yuyv422", size });
    expect(camera()).toMatchObject({ kind: "v4l2", path: "/dev/video0", format: "yuyv422", size });
    settings.choose({ source: "/dev/video0", fieldOfView: 80 });
    expect(camera()).toMatchObject({ format: "yuyv422", size, fieldOfView: 80 });
    settings.choose({ source: "/dev/video0", format: "h264", size: { width: 1280, height: 720 } });
    expect(camera()).toMatchObject({ format: "h264", size: { width: 1280, height: 720 } });
    settings.choose({ source: "/dev/video0", format: "yuyv422", size });
    settings.choose({ source: "rtsp://10.0.0.9/3" });
    expect(camera().size).toEqual({ width: 1280, height: 720 });
    expect(refused(() => settings.choose({ source: "rtsp://10.0.0.9/3", format: "h264" }))).toMatch(/format/);
  });

  it("refuses what no camera can be, names the field, and changes nothing", async () => {
    await using folder = await temporaryFolder();
    const settings = new CameraSettingsFile(() => configured(), folder.path);
    const draw = (zone: [number, number][], exclude: [number, number][][] = []) =>
      refused(() => settings.draw({ zone, exclude }));
    const bow: [number, number][] = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]] as [number, number][];
    expect(draw(bow)).toMatch(/^zone: expected an outline whose edges do not cross/);
    expect(draw(SQUARE, [bow])).toMatch(/^exclude: expected an outline whose edges do not cross/);
    expect(draw(SQUARE.map(([x, y]) => [x + 0.4, y]))).toMatch(/^zone: /);
    expect(draw(SQUARE, [SQUARE])).toMatch(/^exclude: expected to leave something/);
    expect(draw(SQUARE.map(([x, y]) => [0.5 + x / 50, y]))).toMatch(/^zone: .*narrower/);
    for (const source of [
      "/etc/passwd",
      "file:///etc/passwd",
      "rtsp://a:b@10.0.0.9/2",
      "clip.mp4",
      "http://10.0.0.9/snap.cgi?user=a&pwd=b",
    ])
      expect(refused(() => settings.choose({ source }))).toMatch(/^source: expected/);
    for (const source of ["http://10.0.0.7/onvif/device_service", "http://10.0.0.7/", "http://10.0.0.7"])
      expect(() => settings.choose({ source, still: false })).toThrow(
        expect.objectContaining({ code: "camera.no_stream" }),
      );
    expect(cameraInForce(configured(), folder.path)).toEqual(configured());
    settings.choose({ source: "http://10.0.0.7/?action=stream" });
  });

  it("says which file to mend when somebody broke it", async () => {
    await using folder: TemporaryFolder = await temporaryFolder();
    new CameraSettingsFile(() => configured(), folder.path).choose({ source: "rtsp://10.0.0.9/3" });
    const { writeFileSync } = await import("node:fs");
    writeFileSync(folder.file("camera.yaml"), "over: nonsense\ncamera: {kind: rtsp}\n");
    expect(() => cameraInForce(configured(), folder.path)).toThrow(/camera\.yaml/);
  });
});
