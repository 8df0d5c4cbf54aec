/** Between an adult's pupils, cm: the mean; people differ by 6 %. As the desk reckons. */
const PUPILS_CM = 6.3;
/** An adult's face as the detector boxes it, cm. */
const FACE_CM = 15;

/** @typedef {{ fieldOfView: number, pictureWidth: number }} Lens degrees across the picture; px */

/**
 * How many px something as wide as its distance has.
 * @param {Lens} lens
 */
export const focalPx = ({ fieldOfView, pictureWidth }) => pictureWidth / (2 * Math.tan((fieldOfView * Math.PI) / 360));

/**
 * From the lens to the eyes.
 * @param {Lens} lens
 * @param {{ interEye: number, yaw: number }} face px, degrees
 */
export const distanceCm = (lens, { interEye, yaw }) =>
  (PUPILS_CM * focalPx(lens)) / Math.max(1, interEye / Math.max(0.3, Math.cos((yaw * Math.PI) / 180)));

/**
 * The farthest that a chair may stand for both sizes.
 * @param {Lens} lens
 * @param {{ faceWidth: number, interEye: number }} least px
 */
export const farthestCm = (lens, { faceWidth, interEye }) =>
  Math.min((PUPILS_CM * focalPx(lens)) / interEye, (FACE_CM * focalPx(lens)) / faceWidth);

/**
 * How wide the picture is there, cm.
 * @param {Lens} lens
 * @param {number} cm
 */
export const breadthCm = (lens, cm) => (cm * lens.pictureWidth) / focalPx(lens);
