import type { Row } from "#contract/calibration.js";
import type { Measure } from "#contract/measure.js";
import type { CalibrationLimits } from "#contract/policy.js";
import type { Quality } from "#contract/reading.js";
import {
  acrossEyes,
  distanceCm,
  levelCamera,
  moveCloser,
  moveSideways,
  moveUpright,
} from "#desk/calibration/guidance.js";
import { judge, rowOf, verdictOf } from "#desk/calibration/rows.js";
import { median, percentile, shareOf } from "#desk/calibration/statistics.js";

export type PictureContext = { readonly limits: CalibrationLimits; readonly fieldOfView: number };

/** px, where nothing was measured yet. */
const USUAL_WIDTH = 1280;
/** Face widths per second: as fast as a nod, and as slow as sitting. */
const MOVING = 0.5;
const RESTING = 0.15;
/** What is behind outshines a face from this ratio on, or when so much of it is white. */
const OUTSHINES = { ratio: 1.8, saturated: 0.4 };

/** Rows of size, angle, light and sharpness from the frames that showed one face to measure. */
export function judgePicture(measures: readonly Measure[], { limits, fieldOfView }: PictureContext): Row[] {
  const seen = measures.flatMap(({ reading }) => (reading.quality ? [reading.quality] : []));
  const faces = seen.length >= limits.leastFrames ? seen : [];
  const of = (name: keyof Quality): number | null => median(faces.map((quality) => quality[name]));
  // As if the face looked straight: a turned one has its own row.
  const eyes = median(faces.map(acrossEyes));
  const width = of("faceWidth");
  const lens = { fieldOfView, pictureWidth: measures.at(-1)?.picture.width ?? USUAL_WIDTH };
  const distance = distanceCm(lens, eyes ?? 0);
  // One distance for both: whoever moves the chair moves it once.
  const short = Math.min((width ?? 0) / limits.faceWidth.pass, (eyes ?? 0) / limits.interEye.pass);
  const closer = () => moveCloser(distance, short);
  return [
    judge({
      check: "face_width",
      figure: width,
      unit: "px",
      limit: limits.faceWidth,
      remedy: closer,
    }),
    judge({
      check: "inter_eye",
      figure: eyes,
      unit: "px",
      limit: limits.interEye,
      remedy: closer,
    }),
    ...judgeAngles(faces, { limits, distance, upsideDown: isUpsideDown(measures) }),
    ...judgeLight(measures, faces, limits),
    judge({
      check: "sharpness",
      figure: of("sharpness"),
      unit: "sharpness",
      limit: limits.sharpness,
      remedy: { code: "focus" },
    }),
    judgeMotion(measures, limits),
  ];
}

/** Fewer than the rows take: each such look is sure by itself, and a slow machine has few. */
const LEAST_LOOKS = 3;

/** Before somebody comes nothing tells which way up the picture is. */
function isUpsideDown(measures: readonly Measure[]): boolean {
  const peopled = measures.filter(({ faces }) => faces.length > 0);
  if (peopled.length < LEAST_LOOKS) return false;
  return (shareOf(peopled, ({ picture }) => picture.upsideDown) ?? 0) > 0.5;
}

function judgeAngles(
  faces: readonly Quality[],
  { limits, distance, upsideDown }: { limits: CalibrationLimits; distance: number; upsideDown: boolean },
): Row[] {
  const { within, share } = limits.angle;
  const remedies = {
    yaw: (angle: number) => moveSideways(distance, angle),
    pitch: (angle: number) => moveUpright(distance, angle),
    roll: levelCamera,
  };
  return (["yaw", "pitch", "roll"] as const).map((check) => {
    const angles = faces.map((quality) => quality[check]);
    const middle = median(angles);
    const steady = shareOf(angles, (angle) => Math.abs(angle) <= within) ?? 0;
    const row = { check, figure: middle, unit: "degrees", limit: { pass: within, fail: within } } as const;
    const remedy = () => remedies[check](middle ?? 0);
    // What such a picture says of angles is imagined: the detector has put eyes where the mouth is.
    if (check === "roll" && upsideDown) return rowOf({ ...row, figure: 180, remedy: levelCamera(180) }, "fail");
    if (middle === null) return rowOf({ ...row, remedy }, "unmeasured");
    if (Math.abs(middle) > within) return rowOf({ ...row, remedy }, "fail");
    return rowOf({ ...row, remedy }, steady >= share ? "pass" : "warn");
  });
}

function judgeLight(measures: readonly Measure[], faces: readonly Quality[], limits: CalibrationLimits): Row[] {
  const level = median(faces.map(({ luminance }) => luminance));
  const dim = level !== null && level < (limits.darkest.pass + limits.brightest.pass) / 2;
  const flickers = measures.map(({ picture }) => picture.flicker);
  return [
    judge({
      check: "luminance",
      figure: level,
      unit: "grey",
      limit: dim ? limits.darkest : limits.brightest,
      remedy: { code: dim ? "front_light" : "less_light" },
    }),
    judge({
      check: "contrast",
      figure: median(faces.map(({ contrast }) => contrast)),
      unit: "grey",
      limit: limits.contrast,
      remedy: { code: dim ? "front_light" : "diffuse_light" },
    }),
    judge({
      check: "backlight",
      figure:
        faces.length === 0
          ? null
          : shareOf(
              measures.filter(({ face }) => face),
              outshone,
            ),
      unit: "share",
      limit: limits.backlight,
      remedy: { code: "cover_background" },
    }),
    judge({
      check: "flicker",
      // Motion comes and goes; lamps flicker in every picture.
      figure: measures.length >= limits.leastFrames ? percentile(flickers, 0.25) : null,
      unit: "percent",
      limit: limits.flicker,
      remedy: { code: "mains_frequency" },
    }),
  ];
}

function outshone({ face, reading: { quality } }: Measure): boolean {
  if (!face || !quality) return false;
  return face.behind.saturated > OUTSHINES.saturated && face.behind.luminance > OUTSHINES.ratio * quality.luminance;
}

/** A long exposure softens a face that moves and leaves one at rest sharp. */
function judgeMotion(measures: readonly Measure[], limits: CalibrationLimits): Row {
  const sharpness = (is: (speed: number) => boolean): number[] =>
    measures.flatMap(({ face, reading }) =>
      face && reading.quality && is(face.speed) ? [reading.quality.sharpness] : [],
    );
  const [moving, resting] = [sharpness((speed) => speed >= MOVING), sharpness((speed) => speed <= RESTING)];
  const enough = moving.length >= 3 && resting.length >= 3;
  const row = {
    check: "motion_blur",
    figure: enough ? (median(moving) ?? 0) / Math.max(1, median(resting) ?? 1) : null,
    unit: "ratio",
    limit: limits.motionBlur,
    remedy: { code: "shorter_exposure" },
  } as const;
  return row.figure === null ? rowOf(row, "unmeasured") : rowOf(row, verdictOf(row.figure, row.limit));
}
