import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";

const count = z.int().min(0);

/** Why a counter needs somebody. */
export const CONCERNS = [
  "offline",
  "silent",
  "no_certificate",
  "certificate_failed",
  "camera_unwell",
  "camera_moved",
  "camera_dirty",
  "camera_drifted",
  "clock",
  "disk",
  "backlog",
  "events_missing",
  "policy_refused",
  "key",
  "coverage_low",
] as const;
export type Concern = (typeof CONCERNS)[number];

/** One desk as it is now. Health only: nothing here, nor anywhere else, is satisfaction by counter. */
const fleetDeskSchema = z.strictObject({
  counter: slugSchema,
  device: z.string(),
  online: z.boolean().nullable().describe("null: not heard of since the hub started or lost its broker"),
  simulated: z.boolean().describe("made up by `hailong simulate --into`: there is no machine"),
  version: z.string().nullable(),
  model: z.string().nullable().describe("first 12 digits of the expression model's sha256"),
  certificate: z
    .strictObject({
      id: z.string(),
      verdict: z.enum(["pass", "warn", "fail"]),
      issued: z.string().optional().describe("UTC; absent where the desk does not say it"),
    })
    .nullable(),
  health: z
    .strictObject({
      at: z.string().describe("rounded UTC"),
      alarms: z.array(z.string()),
      camera: z.string(),
      fps: z.number(),
      latencyP95Ms: z.number(),
      framesDropped: count,
      reconnects: count,
      backlog: count,
      uptimeSeconds: count,
    })
    .nullable(),
  days: z
    .array(z.strictObject({ day: z.iso.date(), scores: count, wanted: count }))
    .describe("the last week, days with work only: windows that the camera was to read, and those that it could"),
  concerns: z.array(z.enum(CONCERNS)),
});
export type FleetDesk = z.infer<typeof fleetDeskSchema>;

export const fleetViewSchema = z.strictObject({
  connected: z.boolean().describe("the hub to its broker: without it nobody knows who is online"),
  desks: z.array(fleetDeskSchema),
});
export type FleetView = z.infer<typeof fleetViewSchema>;
