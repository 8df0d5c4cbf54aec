import { describe, expect, it } from "vitest";
import { acrossEyes, distanceCm as deskDistance } from "#desk/calibration/guidance.js";
import { breadthCm, distanceCm, farthestCm } from "../../../web/calibrate/distance.js";

const lens = { fieldOfView: 80, pictureWidth: 1280 };

describe("the calculator of distances", () => {
  it("reckons as the desk does when it says by how much to move a chair", () => {
    for (const face of [
      { interEye: 62, yaw: 0 },
      { interEye: 40, yaw: -30 },
      { interEye: 12, yaw: 88 },
    ])
      expect(distanceCm(lens, face)).toBeCloseTo(deskDistance(lens, acrossEyes(face)), 9);
  });

  it("says the farthest chair at which both sizes pass", () => {
    const most = farthestCm(lens, { faceWidth: 80, interEye: 60 });
    const eyesAt = (cm: number) => 60 * (most / cm);
    expect(distanceCm(lens, { interEye: eyesAt(most), yaw: 0 })).toBeCloseTo(most, 6);
    expect(most).toBeLessThan(farthestCm(lens, { faceWidth: 80, interEye: 30 }));
    expect(farthestCm({ ...lens, fieldOfView: 40 }, { faceWidth: 80, interEye: 60 }), "a longer lens").toBeGreaterThan(
      most,
    );
  });

  it("says how broad the picture is there", () => {
    expect(breadthCm({ fieldOfView: 90, pictureWidth: 640 }, 100)).toBeCloseTo(200, 6);
  });
});
