import { z } from "zod";

export const batchSchema = z.strictObject({
  maxEvents: z.int().min(1).max(5_000).default(500).describe("events in one commit, at most"),
  maxMs: z.number().min(0).max(1_000).default(20).describe("time between two commits, at least, under load"),
});
export type BatchConfig = z.infer<typeof batchSchema>;
