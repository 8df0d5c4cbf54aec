import { z } from "zod";
import { canonicalJson } from "#contract/canonical-json.js";
import { agreementSchema } from "#contract/double-rating.js";
import { roundedTimeSchema } from "#contract/event.js";
import { cellSchema } from "#contract/http.js";
import {
  deviceSchema,
  epochSchema,
  hashSchema,
  publicKeySchema,
  signatureSchema,
  slugSchema,
} from "#contract/identifiers.js";
import { policyPatchSchema } from "#contract/policy.js";

const signed = {
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200).describe("/hailong/v1/{ward}"),
  datacontenttype: z.literal("application/json"),
  signature: signatureSchema.describe("by the hub's key"),
};

/** Stored durably up to here. Only this empties an outbox; a PUBACK does not. */
export const receiptSchema = z.strictObject({
  ...signed,
  type: z.literal("vn.hailong.receipt.v1"),
  data: z.strictObject({
    device: deviceSchema,
    epoch: epochSchema,
    upTo: z.int().min(0),
    hash: hashSchema.describe("of the event `upTo`; 64 zeros when upTo is 0"),
    rewindTo: z.int().min(0).optional().describe("the hub was restored: send again everything after this"),
    slower: z
      .strictObject({ milliseconds: z.int().min(0).max(60_000) })
      .optional()
      .describe("pause this long between batches"),
  }),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** Retained; numbers only grow. A rollback is an old content with a new number. A city's bears the city's name and key. */
export const policyMessageSchema = z.strictObject({
  ...signed,
  type: z.literal("vn.hailong.policy.v1"),
  data: z.strictObject({ number: z.int().min(1), patch: policyPatchSchema }),
});
export type PolicyMessage = z.infer<typeof policyMessageSchema>;

/** What a desk hears when its events are refused for its key's sake. Names the key, so that it says nothing of a newer one. */
export const standingSchema = z.strictObject({
  ...signed,
  type: z.literal("vn.hailong.standing.v1"),
  data: z.strictObject({
    device: deviceSchema,
    publicKey: publicKeySchema.describe("the desk's, that is no longer believed"),
    standing: z
      .enum(["revoked", "key_retired"])
      .describe("revoked: by the ward, for good; key_retired: this desk signs with the key before its last one"),
  }),
});
export type Standing = z.infer<typeof standingSchema>;

export const handoverSchema = z.strictObject({
  number: z.int().min(1).describe("1 for the first handover; gapless"),
  from: publicKeySchema,
  to: publicKeySchema,
  signature: signatureSchema.describe("by `from`, over the canonical JSON of {ward, number, from, to}"),
  proof: signatureSchema.describe("by `to`, over the same"),
});
export const MOST_HANDOVERS = 24;

/** Retained. Every handover carries its own signatures: a desk that was away follows from the key that it knows. */
export const hubKeySchema = z.strictObject({
  specversion: z.literal("1.0"),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200).describe("/hailong/v1/{ward}"),
  datacontenttype: z.literal("application/json"),
  type: z.literal("vn.hailong.hub-key.v1"),
  data: z.strictObject({ handovers: z.array(handoverSchema).min(1).max(MOST_HANDOVERS) }),
});
export type HubKeyMessage = z.infer<typeof hubKeySchema>;
/**
 * Retained: what of a ward its city may know. Only cells that `GET /v1/summary` has released, which move in steps of at
 * least k transactions; no count that moves with one citizen, nothing about one transaction, counter or clerk.
 */
export const aggregateSchema = z.strictObject({
  ...signed,
  type: z.literal("vn.hailong.aggregate.v1"),
  time: roundedTimeSchema.describe("when this was made; of two the later counts"),
  data: z.strictObject({
    ward: slugSchema,
    k: z.int().min(1),
    fields: z.array(cellSchema),
    agreement: agreementSchema,
  }),
});
export type Aggregate = z.infer<typeof aggregateSchema>;

export type Handover = z.infer<typeof handoverSchema>;

/** What both keys of a handover sign. */
export const handoverText = (ward: string, { number, from, to }: Pick<Handover, "number" | "from" | "to">): string =>
  canonicalJson({ ward, number, from, to });
