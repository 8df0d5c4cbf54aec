import { z } from "zod";
import { abstentionReasonSchema } from "#contract/event.js";
import { tokenSchema } from "#contract/identifiers.js";
import { RATINGS } from "#contract/rating-scale.js";

/** What a program may do: read released figures, read single transactions by their tokens, or bring counts in. */
export const SCOPES = ["figures", "transactions", "imports"] as const;
export type Scope = (typeof SCOPES)[number];

const points = z.number().min(0).max(100);
const level = z.enum(RATINGS);
const joined = { token: tokenSchema, rating: level.nullable().describe("what the citizen tapped; null: nothing") };

/** One transaction, for the one-stop back office that keeps its token. */
export const transactionReplySchema = z.discriminatedUnion("outcome", [
  z.strictObject({
    outcome: z.literal("scored"),
    ...joined,
    score: points,
    interval: z
      .strictObject({ low: points, high: points, confidence: z.literal(0.9) })
      .describe("measurement interval: how well the face was read, not how satisfied anyone is"),
    level: level.nullable().describe("null until a calibrated mapping exists"),
    mode: z.enum(["active", "advisory", "suspended"]),
  }),
  z.strictObject({ outcome: z.literal("abstained"), ...joined, reason: abstentionReasonSchema }),
  z.strictObject({ outcome: z.literal("cancelled"), ...joined }),
]);
export type TransactionReply = z.infer<typeof transactionReplySchema>;

export const MOST_TOKENS = 100;
export const transactionQuerySchema = z.strictObject({ tokens: z.array(tokenSchema).min(1).max(MOST_TOKENS) });
export const transactionsReplySchema = z.strictObject({
  transactions: z.array(transactionReplySchema),
  unavailable: z.array(tokenSchema).describe("unknown, not to be told yet, or erased; which of these is not said"),
});
export type TransactionsReply = z.infer<typeof transactionsReplySchema>;
