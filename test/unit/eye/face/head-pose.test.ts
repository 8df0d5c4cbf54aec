import { describe, expect, it } from "vitest";
import { headPose } from "#eye/face/head-pose.js";

/** A head of other proportions than the mean face, in eye distances: x right, y down, z away from the camera. */
const HEAD = [
  [-0.5, 0, 0],
  [0.5, 0, 0],
  [0, 0.55, -0.58],
  [0, 1.1, -0.38],
  [-1.05, 0.15, 1.0],
  [1.05, 0.15, 1.0],
] as const;

function project(angles: { yaw?: number; pitch?: number; roll?: number }, scale = 70) {
  const [yaw, pitch, roll] = [angles.yaw ?? 0, angles.pitch ?? 0, angles.roll ?? 0].map((a) => (a * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  return HEAD.map(([x, y, z]) => {
    // Looking down first, then turning to image right, then tilting counter-clockwise.
    const [y1, z1] = [y * Math.cos(pitch) - z * Math.sin(pitch), y * Math.sin(pitch) + z * Math.cos(pitch)];
    const [x2] = [x * Math.cos(yaw) - z1 * Math.sin(yaw)];
    return {
      x: 300 + scale * (x2 * Math.cos(roll) + y1 * Math.sin(roll)),
      y: 200 + scale * (-x2 * Math.sin(roll) + y1 * Math.cos(roll)),
    };
  });
}

describe("headPose", () => {
  it.each([-45, -20, 0, 20, 45])("tells a yaw of %i°, positive to image right", (yaw) => {
    const pose = headPose(project({ yaw }));
    expect(Math.abs(pose.yaw - yaw)).toBeLessThan(4);
    expect(Math.abs(pose.roll)).toBeLessThan(3);
  });

  it.each([-30, -15, 15, 30])("tells a pitch of %i°, positive looking down", (pitch) => {
    const pose = headPose(project({ pitch }));
    expect(Math.abs(pose.pitch - pitch)).toBeLessThan(6);
    expect(Math.abs(pose.yaw)).toBeLessThan(1);
  });

  it.each([-35, 12, 35])("tells a roll of %i°, positive counter-clockwise in the picture", (roll) => {
    const pose = headPose(project({ roll }));
    expect(Math.abs(pose.roll - roll)).toBeLessThan(1);
    expect(Math.abs(pose.yaw)).toBeLessThan(1);
  });

  it("does not depend on the size of the face", () => {
    const [small, large] = [
      headPose(project({ yaw: 25, roll: 10 }, 20)),
      headPose(project({ yaw: 25, roll: 10 }, 200)),
    ];
    expect(small.yaw).toBeCloseTo(large.yaw, 6);
    expect(small.pitch).toBeCloseTo(large.pitch, 6);
  });

  it("stays finite when all points fall together", () => {
    const pose = headPose(HEAD.map(() => ({ x: 5, y: 5 })));
    expect(Object.values(pose).every(Number.isFinite)).toBe(true);
  });
});
