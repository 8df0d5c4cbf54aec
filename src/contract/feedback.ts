import { z } from "zod";
import { RATINGS } from "#contract/rating-scale.js";

/** What a citizen may tell the office from a phone, apart from every score. */
const TOPICS = ["attitude", "time", "procedure", "facilities", "fee", "other"] as const;
export type FeedbackTopic = (typeof TOPICS)[number];
/** `untold`: of ratings that were counted before topics were. */
export const COUNTED_TOPICS = [...TOPICS, "untold"] as const;

/** Of one transaction: 16 bytes that follow from its token, and from which the token does not follow. */
const feedbackCodeSchema = z.string().regex(/^[A-Za-z0-9_-]{21}[AQgw]$/, "expected a code of 22 characters");

/** Desk and hub make the same code of a token, each for itself: half of SHA-256 over this. */
export const feedbackCodeSource = (token: string): string => `hailong feedback ${token}`;

export const FEEDBACK_STATES = ["received", "answered", "closed"] as const;
const stateSchema = z.enum(FEEDBACK_STATES).describe("received → answered → closed");

/** What an office says of a góp ý: that something will be done (tiếp thu), or why it is so (giải trình). */
const ANSWER_KINDS = ["accepted", "explained"] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];
const answerKindSchema = z
  .enum(ANSWER_KINDS)
  .describe("accepted (tiếp thu): the answer says what will be done. explained (giải trình): why it is so");

const WORDS_LIMIT = 1_000;

/** `/v1/feedback/ticket`: what the form needs before it may be sent. */
export const feedbackTicketSchema = z.strictObject({
  ticket: z.string().describe("to be sent along; good for an hour, and once"),
  waitMs: z.int().min(0).describe("a form that is sent sooner was not filled in by a person"),
});

export const feedbackSubmissionSchema = z.strictObject({
  ticket: z.string().max(200),
  code: feedbackCodeSchema.optional().describe("of the transaction; without it the office's own QR was used"),
  rating: z.enum(RATINGS).optional(),
  topic: z.enum(TOPICS).default("other"),
  words: z.string().max(WORDS_LIMIT).default(""),
  website: z.string().max(200).default("").describe("no person sees this field: it stays empty"),
});
export type FeedbackSubmission = z.output<typeof feedbackSubmissionSchema>;

export const feedbackReceiptSchema = z.strictObject({
  outcome: z
    .literal("received")
    .describe(
      "a code counts once, and whatever comes again changes nothing: who sends does not learn which of both it was",
    ),
  receipt: z
    .string()
    .nullable()
    .describe("shown to the author alone: with it the answer can be read. Null where nothing was written"),
  masked: z.boolean().describe("a number, an address of mail or a name was made unreadable"),
});
export type FeedbackReceipt = z.infer<typeof feedbackReceiptSchema>;

const receiptCodeSchema = z
  .string()
  .regex(
    /^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/,
    "expected a receipt code of 16 letters and digits",
  );

/** What the author sees with the receipt code. */
export const feedbackStandingSchema = z.strictObject({
  state: stateSchema,
  topic: z.enum(TOPICS),
  day: z.iso.date(),
  words: z.string(),
  answer: z.string().nullable(),
  kind: answerKindSchema
    .nullable()
    .describe("null while there is no answer, and for answers from before there were kinds"),
  answeredOn: z.iso.date().nullable(),
});
export type FeedbackStanding = z.infer<typeof feedbackStandingSchema>;

/** What the office sees. */
export const feedbackItemSchema = feedbackStandingSchema.extend({
  id: z.int().min(1),
  answeredBy: z.string().nullable(),
  closedOn: z.iso.date().nullable(),
});
export type FeedbackItem = z.infer<typeof feedbackItemSchema>;

export const feedbackQuerySchema = z.strictObject({
  state: z.enum(FEEDBACK_STATES).optional(),
  topic: z.enum(TOPICS).optional(),
  most: z.coerce.number().int().min(1).max(200).default(50),
  page: z.coerce
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(1)
    .describe("the newest days come first; with state=received the oldest, who have waited longest"),
});
const count = z.int().min(0);
/** Counts of a month; null while nothing may be said of them. */
const monthSchema = z.strictObject({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  ratings: z.record(z.enum(RATINGS), count).nullable(),
  topics: z
    .record(z.enum(COUNTED_TOPICS), count)
    .nullable()
    .describe("of those who rated; untold: counted before topics were kept"),
});
export const feedbackListSchema = z.strictObject({
  items: z.array(feedbackItemSchema),
  states: z.strictObject({ received: count, answered: count, closed: count }),
  k: z.int().min(1),
  months: z
    .array(monthSchema)
    .describe("with a transaction's code: a figure of its own (source: QR), never among the taps"),
  untied: z
    .array(monthSchema)
    .describe("by the office's own QR, tied to no transaction: one person can send any number of them"),
});
export type FeedbackList = z.infer<typeof feedbackListSchema>;

export const feedbackAnswerSchema = z.strictObject({
  kind: answerKindSchema,
  answer: z.string().trim().min(1).max(2_000),
  replace: z.boolean().default(false).describe("an answer that was given may be put in other words"),
});
export const feedbackStandingRequestSchema = z.strictObject({ receipt: receiptCodeSchema });
