import type { Quality } from "#contract/reading.js";

/** A face that is seen as well as one can be. */
export const CLEAR_VIEW: Quality = {
  faceWidth: 120,
  interEye: 62,
  yaw: 0,
  pitch: 0,
  roll: 0,
  sharpness: 100,
  luminance: 120,
  contrast: 120,
  unreadable: 0.05,
  weight: 1,
};
