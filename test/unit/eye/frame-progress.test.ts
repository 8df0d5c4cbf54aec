import { expect, test } from "vitest";
import type { CameraState } from "#contract/eye-link.js";
import { FrameProgress } from "#eye/frame-progress.js";

test("an eye that gets frames and looks at none does not move; one without a camera is not to blame", () => {
  let idle: CameraState | "resting" = "live";
  const progress = new FrameProgress(() => idle);
  progress.looked();
  expect(progress.moved()).toBe(true);
  expect(progress.moved()).toBe(false);
  for (const known of ["unreachable", "stalled", "starting", "resting"] as const) {
    idle = known;
    expect(progress.moved()).toBe(true);
  }
  idle = "live";
  expect(progress.moved()).toBe(false);
});
