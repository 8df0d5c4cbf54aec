import { readFileSync } from "node:fs";
import { z } from "zod";
import { backgroundSchema } from "#contract/background.js";
import { createFile } from "#platform/create-file.js";
import { AppError, systemCode } from "#platform/errors.js";

const daySchema = z.strictObject({
  day: z.iso.date(),
  windows: z.int().min(5),
  scored: z.int().min(0),
  faceWidth: z.number().min(0).nullable(),
  faceLight: z.number().min(0).max(255).nullable(),
});

const sumsSchema = z.strictObject({
  windows: z.int().min(0),
  scored: z.int().min(0),
  faces: z.int().min(0).describe("windows in which a face was measured"),
  widths: z.number().min(0),
  lights: z.number().min(0),
});
/** Of one day: how many windows, and sums of what was measured in them. */
export type DaySums = z.infer<typeof sumsSchema>;

const FINDINGS = ["moved", "dirty", "drifted"] as const;
export type Finding = (typeof FINDINGS)[number];

const driftSchema = z.strictObject({
  certificate: z.string().nullable().describe("whose reference this is"),
  reference: backgroundSchema.nullable(),
  checked: z.number().min(0).describe("last check that could tell, ms since the Unix epoch"),
  found: z.array(z.enum(FINDINGS)),
  first: z.array(daySchema).max(60).describe("the first days after calibration"),
  last: z.array(daySchema).max(7),
  today: z.strictObject({ day: z.iso.date(), sums: sumsSchema }).nullable().describe("the day that is not over"),
});
export type Drift = z.infer<typeof driftSchema>;

export const newDrift = (certificate: string | null): Drift => ({
  certificate,
  reference: null,
  checked: 0,
  found: [],
  first: [],
  last: [],
  today: null,
});

/** What was known at the desk's last end. Throws where the file is there and cannot be read, or is not a desk's. */
export function readDrift(file: string): Drift {
  try {
    return driftSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (systemCode(error) === "ENOENT") return newDrift(null);
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    // Without the cause, which quotes the file.
    throw new AppError("message.invalid", `${file}: expected what a desk writes, got something else`);
  }
}

export const writeDrift = (file: string, drift: Drift): void => createFile(file, `${JSON.stringify(drift)}\n`);
