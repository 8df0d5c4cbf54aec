import type { Check } from "#contract/calibration.js";

/** What the technician acts out, and what the eye must then say. */
export const DRILLS = ["cover", "turn", "mask", "second", "staff", "replaced", "expression"] as const;
export type Drill = (typeof DRILLS)[number];

export const checkOf = (drill: Drill): Check => `drill_${drill}`;
