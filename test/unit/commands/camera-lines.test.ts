import { describe, expect, it } from "vitest";
import { adviceLines, foundLines, makesLines } from "#commands/cameras/camera-lines.js";
import { cameraProfilesFolder } from "#commands/places.js";
import { loadCameraProfiles } from "#eye/cameras/profiles/camera-profile.js";
import { CAMERA_PROBLEMS, STREAM_NOTES } from "#words/camera-words.js";

describe("what `hailong cameras` prints", () => {
  it("is a camera a line, and what did not work", () => {
    const camera = { source: "/dev/video0", kind: "v4l2" as const, name: "C920", detail: "MJPG 1920×1080 30 fps" };
    const lines = foundLines({ cameras: [{ ...camera, needsLogin: true }], problems: [CAMERA_PROBLEMS.noNetwork] });
    expect(lines[0]).toBe("/dev/video0  [v4l2]  C920  (cần đăng nhập · needs a login)");
    expect(lines[1]).toBe("    MJPG 1920×1080 30 fps");
    expect(lines[2]).toMatch(/^! .* · /);
    expect(foundLines({ cameras: [], problems: [] })).toEqual(["Không tìm thấy camera nào · No camera was found"]);
  });

  it("is each stream's figures and notes, with a mark at the one to take", () => {
    const figures = { codec: "h264", width: 1280, height: 720, fps: 15, keyframeSeconds: 2, cpuShare: 0.081 };
    const good = { source: "rtsp://c/1", name: "sub", ...figures, recommended: true, notes: [STREAM_NOTES.good()] };
    const bad = { ...good, source: "rtsp://c/2", codec: "", recommended: false, notes: [STREAM_NOTES.unreadable("")] };
    const usb = { ...good, source: "/dev/video0", format: "yuyv422" as const, size: { width: 800, height: 448 } };
    expect(adviceLines({ streams: [usb], fieldOfView: null, make: null, problem: null }).slice(0, 3)).toEqual([
      "→ /dev/video0  sub",
      "    camera.format: yuyv422",
      "    camera.size: { width: 800, height: 448 }",
    ]);
    const lines = adviceLines({ streams: [good, bad], fieldOfView: null, make: null, problem: null });
    expect(lines[0]).toBe("→ rtsp://c/1  sub");
    expect(lines[1]).toContain("h264 1280×720, 15 fps");
    expect(lines[1]).toContain("8.1 %");
    expect(lines.filter((line) => line.startsWith("  rtsp://c/2"))).toHaveLength(1);
  });

  it("names every make with its addresses", () => {
    const text = makesLines(loadCameraProfiles(cameraProfilesFolder())).join("\n");
    expect(text).toContain("rtsp://…/Streaming/Channels/{channel}02");
    expect(text).toContain("http://…/ISAPI/Streaming/channels/{channel}01/picture");
    expect(text).not.toContain("undefined");
  });
});
