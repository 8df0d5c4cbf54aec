import { z } from "zod";

export const releaseSchema = z.strictObject({
  when: z
    .enum(["week", "batch"])
    .default("week")
    .describe("week: a day after its end; batch: at every look, as soon as enough is there (demo, trials)"),
});
export type ReleaseConfig = z.infer<typeof releaseSchema>;
