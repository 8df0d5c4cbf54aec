import type { ReadingLimits } from "#contract/policy.js";
import type { Quality, ReadingReason } from "#contract/reading.js";
import type { Surroundings } from "#eye/quality/surroundings.js";

/** What was measured on one face. `glare`: share of its pixels that are saturated. */
export type Measures = Omit<Quality, "weight"> & { readonly glare: number; readonly behind: Surroundings };

/** A face so much of which is saturated is burnt out. */
const MOST_GLARE = 0.25;
/** Against a blown-out background a face is only a shadow, whatever its own grey level. */
const BACKLIGHT = { saturated: 0.4, ratio: 1.8 };
/** So sure of a cover (mask, hand), a moderately odd pose or softness is the cover's doing: keypoints slip on it. */
const SURELY_COVERED = { unreadable: 0.9, poseFactor: 1.4, sharpnessFactor: 0.5 };

/** Why this face is not read, or undefined when it is: the first of the reasons in their fixed order. */
export function reasonAgainst(measures: Measures, limits: ReadingLimits): ReadingReason | undefined {
  const m = measures;
  if (m.faceWidth < limits.minimumFaceWidth || tooClose(m, limits)) return "too_small";
  const faint = m.contrast < limits.minimumContrast;
  if (m.luminance < limits.minimumLuminance || (faint && m.luminance < MIDDLE_GREY)) return "dark";
  if (m.luminance > limits.maximumLuminance || m.glare > MOST_GLARE || faint || isBacklit(m)) return "glare";
  const odd = Math.max(
    Math.abs(m.yaw) / limits.maximumYaw,
    Math.abs(m.pitch) / limits.maximumPitch,
    Math.abs(m.roll) / limits.maximumRoll,
  );
  if (isCovered(m, odd, limits)) return "unreadable";
  if (odd > 1) return "pose";
  if (m.sharpness < limits.minimumSharpness) return "blur";
  if (m.unreadable > limits.maximumUnreadable) return "unreadable";
  return undefined;
}

const MIDDLE_GREY = 128;

/** A turned head's eyes stand close together without being small: its pose is then the reason. */
const tooClose = (m: Measures, limits: ReadingLimits): boolean =>
  Math.abs(m.yaw) <= limits.maximumYaw && m.interEye / Math.cos((m.yaw * Math.PI) / 180) < limits.minimumInterEye;

const isBacklit = ({ luminance, behind }: Measures): boolean =>
  behind.saturated > BACKLIGHT.saturated && behind.luminance > BACKLIGHT.ratio * luminance;

const isCovered = (m: Measures, odd: number, limits: ReadingLimits): boolean =>
  m.unreadable > Math.max(limits.maximumUnreadable, SURELY_COVERED.unreadable) &&
  odd < SURELY_COVERED.poseFactor &&
  m.sharpness > SURELY_COVERED.sharpnessFactor * limits.minimumSharpness;

/** 0–1: how much a reading counts. Smooth, so that a value near a limit weighs little before it is refused. */
export function weightOf(m: Measures, limits: ReadingLimits): number {
  const pose = posePart(m.yaw, limits.maximumYaw) * posePart(m.pitch, limits.maximumPitch);
  const size = rising(m.faceWidth / limits.minimumFaceWidth);
  const sharp = rising(m.sharpness / Math.max(1e-9, limits.minimumSharpness));
  return Math.min(1, Math.max(0, pose * size * sharp * (1 - m.unreadable)));
}

/** 1 when frontal, 0.3 at the limit. */
const posePart = (angle: number, limit: number): number => 1 - 0.7 * Math.min(1, Math.abs(angle) / limit) ** 2;

/** 0.4 at the limit, 1 from twice the limit on. */
const rising = (times: number): number => {
  const x = Math.min(1, Math.max(0, times - 1));
  return 0.4 + 0.6 * x * x * (3 - 2 * x);
};
