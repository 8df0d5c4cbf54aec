import { z } from "zod";
import { certificateSchema } from "#contract/certificate.js";
import { certificateExample } from "#contract/certificate-example.js";
import { commandReplySchema, commandSchema, inputRatingSchema, statusSchema } from "#contract/desk-message.js";
import { enrolAnswerSchema, enrolRequestSchema } from "#contract/enrolment.js";
import { eventSchema } from "#contract/event.js";
import * as events from "#contract/event-examples.js";
import { deskToEyeSchema, eyeToDeskSchema } from "#contract/eye-link.js";
import { feedEndSchema, feedRequestSchema } from "#contract/feed-link.js";
import * as http from "#contract/http.js";
import {
  aggregateSchema,
  hubKeySchema,
  policyMessageSchema,
  receiptSchema,
  standingSchema,
} from "#contract/hub-message.js";
import { kioskRatingSchema, kioskViewSchema } from "#contract/kiosk.js";
import * as local from "#contract/local-examples.js";
import * as messages from "#contract/message-examples.js";
import { policySchema } from "#contract/policy.js";
import { cellsMessageSchema } from "#contract/released-cells.js";
import { cellsExample } from "#contract/released-cells-example.js";
import * as trust from "#contract/trust-examples.js";

export type ContractPart = {
  readonly schema: z.ZodType;
  /** `input`: what a sender may leave out is not required. */
  readonly io: "input" | "output";
  readonly examples: readonly unknown[];
};

const [score, abstention, cancelled, rating, health, rekeyed] = eventSchema.options;

/** What crosses the broker. */
export const BUS_MESSAGES = {
  score: { schema: score, io: "output", examples: [events.scoreExample] },
  rating: { schema: rating, io: "output", examples: [events.ratingExample] },
  abstention: { schema: abstention, io: "output", examples: [events.abstentionExample] },
  cancelled: { schema: cancelled, io: "output", examples: [events.cancelledExample] },
  health: { schema: health, io: "output", examples: [events.healthExample] },
  rekeyed: { schema: rekeyed, io: "output", examples: [events.rekeyedExample] },
  status: {
    schema: statusSchema,
    io: "output",
    examples: [messages.statusOnlineExample, messages.statusOfflineExample],
  },
  command: {
    schema: commandSchema,
    io: "input",
    examples: [messages.commandOpenExample, messages.commandCloseExample],
  },
  "command-reply": {
    schema: commandReplySchema,
    io: "output",
    examples: [messages.replyOpenedExample, messages.replyClosedExample, messages.replyRefusedExample],
  },
  "input-rating": { schema: inputRatingSchema, io: "input", examples: [messages.inputRatingExample] },
  receipt: { schema: receiptSchema, io: "output", examples: [messages.receiptExample, messages.rewindExample] },
  policy: { schema: policyMessageSchema, io: "output", examples: [messages.policyExample] },
  standing: { schema: standingSchema, io: "output", examples: [trust.standingExample] },
  "hub-key": { schema: hubKeySchema, io: "output", examples: [trust.hubKeyExample] },
  "enrol-request": { schema: enrolRequestSchema, io: "output", examples: [trust.enrolRequestExample] },
  "enrol-answer": {
    schema: enrolAnswerSchema,
    io: "output",
    examples: [trust.enrolApprovedExample, trust.enrolRefusedExample],
  },
  aggregate: { schema: aggregateSchema, io: "output", examples: [messages.aggregateExample] },
  cells: { schema: cellsMessageSchema, io: "output", examples: [cellsExample] },
} as const satisfies Record<string, ContractPart>;
export type BusMessage = keyof typeof BUS_MESSAGES;

/** HTTP bodies, socket messages and the policy's content. */
export const LOCAL_MESSAGES = {
  "eye-to-desk": { schema: eyeToDeskSchema, io: "output", examples: local.eyeToDeskExamples },
  "desk-to-eye": { schema: deskToEyeSchema, io: "output", examples: local.deskToEyeExamples },
  "feed-request": { schema: feedRequestSchema, io: "output", examples: local.feedRequestExamples },
  "feed-end": { schema: feedEndSchema, io: "output", examples: [local.feedEndExample] },
  "policy-content": { schema: policySchema, io: "input", examples: [messages.policyExample.data.patch] },
  certificate: { schema: certificateSchema, io: "output", examples: [certificateExample] },
  "open-request": { schema: http.openRequestSchema, io: "input", examples: [local.openRequestExample] },
  "open-reply": { schema: http.openReplySchema, io: "output", examples: [local.openReplyExample] },
  "close-reply": { schema: http.closeReplySchema, io: "output", examples: [local.closeReplyExample] },
  "cancel-reply": { schema: http.cancelReplySchema, io: "output", examples: [local.cancelReplyExample] },
  "consent-reply": { schema: http.consentReplySchema, io: "output", examples: [local.consentReplyExample] },
  "current-reply": { schema: http.currentReplySchema, io: "output", examples: [local.currentReplyExample] },
  "rating-request": { schema: http.ratingRequestSchema, io: "input", examples: [local.ratingRequestExample] },
  "rating-reply": { schema: http.ratingReplySchema, io: "output", examples: [local.ratingReplyExample] },
  "kiosk-view": { schema: kioskViewSchema, io: "output", examples: local.kioskViewExamples },
  "kiosk-rating": { schema: kioskRatingSchema, io: "input", examples: [local.kioskRatingExample] },
  "feedback-slip": { schema: http.feedbackSlipSchema, io: "output", examples: [local.feedbackSlipExample] },
  "desk-health": { schema: http.deskHealthSchema, io: "output", examples: [local.deskHealthExample] },
  "hub-health": { schema: http.hubHealthSchema, io: "output", examples: [local.hubHealthExample] },
  summary: { schema: http.summarySchema, io: "output", examples: [local.summaryExample] },
  problem: { schema: http.problemSchema, io: "output", examples: [local.problemExample] },
} as const satisfies Record<string, ContractPart>;
export type LocalMessage = keyof typeof LOCAL_MESSAGES;

export const CONTRACT_PARTS: Readonly<Record<string, ContractPart>> = { ...BUS_MESSAGES, ...LOCAL_MESSAGES };

/** JSON Schema 2020-12. */
export function jsonSchemaOf({ schema, io }: ContractPart): Record<string, unknown> {
  return z.toJSONSchema(schema, { io });
}

/** Draft 7: what AsyncAPI tools read. */
export function draft7Of({ schema, io }: ContractPart): Record<string, unknown> {
  return z.toJSONSchema(schema, { io, target: "draft-7" });
}
