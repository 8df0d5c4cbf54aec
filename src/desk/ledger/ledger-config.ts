import { z } from "zod";

export const ledgerSchema = z.strictObject({
  keepDays: z
    .int()
    .min(1)
    .max(3_650)
    .default(90)
    .describe("how long receipted events stay, for a hub that is restored from a backup"),
  maxMegabytes: z
    .number()
    .min(1)
    .max(100_000)
    .default(512)
    .describe("near it receipted events go earlier; at it, with none left, the desk behaves as on a full disk"),
});
export type LedgerConfig = z.infer<typeof ledgerSchema>;
