import { z } from "zod";

/** Why an eye reads fewer pictures than it is configured to. */
const SLOW_REASONS = ["late", "cpu_pressure", "thermal"] as const;
export type SlowReason = (typeof SLOW_REASONS)[number];

/** Said only while the eye is slowed down. `late`: readings were late, or pictures were replaced unread. */
export const slowedSchema = z
  .strictObject({
    fps: z
      .number()
      .min(0)
      .max(30)
      .describe("pictures analysed per second, at most; 0: none, for even the least is late"),
    reason: z.enum(SLOW_REASONS),
  })
  .describe("the eye reads fewer pictures than configured, and why; absent: as many as configured");
export type Slowed = z.infer<typeof slowedSchema>;
