import { z } from "zod";

export const batchSchema = z.strictObject({
  maxEvents: z.int().min(1).max(5_000).default(500).describe("events in one commit, at most"),
  maxMs: z.number().min(0).max(1_000).default(20).describe("time between two commits, at least, under load"),
  catchUpShare: z
    .number()
    .min(0.05)
    .max(1)
    .default(0.4)
    .describe("of the hub's time, for desks that catch up after an outage; 1: as fast as it can"),
});
export type BatchConfig = z.infer<typeof batchSchema>;
