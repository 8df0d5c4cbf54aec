import { z } from "zod";
import { slugSchema } from "#contract/identifiers.js";

export const workersSchema = z.strictObject({
  group: slugSchema.describe("the shared subscription: `$share/{group}/…`, the same for all workers of one hub"),
  graceMs: z
    .int()
    .min(50)
    .max(60_000)
    .default(500)
    .describe("how long an event that came early waits for another worker's before the desk is asked again"),
});
