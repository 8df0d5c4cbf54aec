import { z } from "zod";

/** What is checked, in the order in which a technician mends it. */
export const CHECKS = [
  "source_rate",
  "stalls",
  "latency",
  "faces",
  "staff",
  "face_width",
  "inter_eye",
  "yaw",
  "pitch",
  "roll",
  "luminance",
  "contrast",
  "backlight",
  "lux",
  "flicker",
  "sharpness",
  "motion_blur",
  "drill_cover",
  "drill_turn",
  "drill_mask",
  "drill_second",
  "drill_staff",
  "drill_replaced",
  "drill_expression",
  "yield",
] as const;
const checkSchema = z.enum(CHECKS);
export type Check = z.infer<typeof checkSchema>;

/** `unmeasured`: nothing to judge by, yet or ever; a certificate can do without the optional ones. */
const rowVerdictSchema = z.enum(["pass", "warn", "fail", "unmeasured"]);
export type RowVerdict = z.infer<typeof rowVerdictSchema>;

const UNITS = [
  "px",
  "degrees",
  "grey",
  "share",
  "ratio",
  "lux",
  "percent",
  "fps",
  "count",
  "ms",
  "sharpness",
  "valence",
] as const;

/** What to do, in steps that words can be made of; `by` in `unit` where the figures tell how much. */
export const REMEDIES = [
  "move_closer",
  "lower_camera",
  "raise_camera",
  "move_camera_left",
  "move_camera_right",
  "level_camera",
  "front_light",
  "less_light",
  "diffuse_light",
  "cover_background",
  "focus",
  "shorter_exposure",
  "mains_frequency",
  "faster_stream",
  "mend_network",
  "lighter_stream",
  "one_person",
  "show_citizen",
  "exclude_staff",
  "repeat_drill",
  "mend_rows_above",
] as const;
const remedySchema = z.strictObject({
  code: z.enum(REMEDIES),
  by: z.number().optional(),
  unit: z.enum(["cm", "degrees"]).optional(),
});
export type Remedy = z.infer<typeof remedySchema>;

export const rowSchema = z.strictObject({
  check: checkSchema,
  verdict: rowVerdictSchema,
  figure: z.number().nullable(),
  unit: z.enum(UNITS),
  pass: z.number().describe("the figure that passes"),
  fail: z.number().describe("the figure that fails; between the two is a warning"),
  /** Of a drill: what most of its frames said. */
  detail: z.string().max(64).optional(),
  remedy: remedySchema.nullable(),
});
export type Row = z.infer<typeof rowSchema>;

const verdictSchema = z.enum(["pass", "warn", "fail", "incomplete"]);
export type CalibrationVerdict = z.infer<typeof verdictSchema>;
