import type { Remedy } from "#contract/calibration.js";
import type { Quality } from "#contract/reading.js";

/** How the camera sees: across the picture, degrees and px. */
export type Lens = { readonly fieldOfView: number; readonly pictureWidth: number };

/** Between an adult's pupils, cm: the mean; people differ by 6 %. */
const PUPILS_CM = 6.3;
/** Nobody moves a chair by less. */
const STEP_CM = 5;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

const focalPx = ({ fieldOfView, pictureWidth }: Lens): number => pictureWidth / 2 / Math.tan(radians(fieldOfView / 2));

/** The distance between the eyes as if the face were not turned, px. */
export const acrossEyes = ({ interEye, yaw }: Pick<Quality, "interEye" | "yaw">): number =>
  interEye / Math.max(0.3, Math.cos(radians(yaw)));

/** From the lens to the eyes, cm. */
export const distanceCm = (lens: Lens, eyesPx: number): number => (PUPILS_CM * focalPx(lens)) / Math.max(1, eyesPx);

const inSteps = (cm: number): number => Math.max(STEP_CM, STEP_CM * Math.ceil(cm / STEP_CM));

/** How much nearer a chair must stand for what is now so much `short` of its px (0.5: half) to have them. */
export const moveCloser = (distance: number, short: number): Remedy => ({
  code: "move_closer",
  by: inSteps(distance * (1 - short)),
  unit: "cm",
});

/** A face that looks down on the picture is seen from above: the camera hangs too high (pitch > 0), or too low. */
export const moveUpright = (distance: number, pitch: number): Remedy => ({
  code: pitch > 0 ? "lower_camera" : "raise_camera",
  by: inSteps(Math.abs(distance * Math.tan(radians(pitch)))),
  unit: "cm",
});

/** Yaw > 0: the face turns to image right, and so must the camera, round the citizen. */
export const moveSideways = (distance: number, yaw: number): Remedy => ({
  code: yaw > 0 ? "move_camera_right" : "move_camera_left",
  by: inSteps(Math.abs(distance * Math.sin(radians(yaw)))),
  unit: "cm",
});

export const levelCamera = (roll: number): Remedy => ({
  code: "level_camera",
  by: Math.round(Math.abs(roll)),
  unit: "degrees",
});
