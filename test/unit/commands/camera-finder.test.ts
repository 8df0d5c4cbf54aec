import { describe, expect, it } from "vitest";
import { lensOf, requireCamera } from "#commands/camera-finder.js";

describe("what the calibration page asks of cameras", () => {
  it("judges the camera in use by the lens that a technician has set, and no other by it", () => {
    const present = { source: "rtsp://10.0.0.9/2", fieldOfView: 95 };
    expect(lensOf("http://10.0.0.9/onvif/device_service", present)).toBe(95);
    expect(lensOf("rtsp://10.0.0.8/2", present)).toBeUndefined();
    expect(lensOf("/dev/video0", { source: "/dev/video0", fieldOfView: 95 })).toBe(95);
    expect(lensOf("/dev/video1", { source: "/dev/video0", fieldOfView: 95 })).toBeUndefined();
    expect(lensOf("rtsp://10.0.0.9/2", { ...present, fieldOfView: 70 })).toBeUndefined();
  });

  it.each(["rtsp://user@10.0.0.9/", "rtsp://user:password@10.0.0.9/", "rtsp://:password@10.0.0.9/"])(
    "takes no login inside an address: %s",
    (source) => {
      expect(() => requireCamera(source)).toThrow(/without a login/);
    },
  );
});
