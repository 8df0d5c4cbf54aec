import { z } from "zod";
import {
  feedbackAnswerSchema,
  feedbackItemSchema,
  feedbackListSchema,
  feedbackQuerySchema,
  feedbackReceiptSchema,
  feedbackStandingRequestSchema,
  feedbackStandingSchema,
  feedbackSubmissionSchema,
  feedbackTicketSchema,
} from "#contract/feedback.js";
import { type ApiPart, operation } from "#contract/openapi-parts.js";

const standing = {
  state: "answered",
  topic: "time",
  day: "2026-10-05",
  words: "Chờ lâu vào buổi sáng",
  answer: "Từ tháng 11, Bộ phận Một cửa mở thêm một quầy vào buổi sáng.",
  kind: "accepted",
  answeredOn: "2026-10-06",
};
const item = { id: 120_394_551, ...standing, answeredBy: "van-phong", closedOn: null };
const id = { id: z.int().min(1) };
const TOO_MANY = "Too many from this address";

/** QR feedback: what a citizen's phone sends and looks up, and what the office does with it. */
export const feedbackApi: ApiPart = {
  paths: {
    "/v1/feedback/ticket": {
      get: operation({
        id: "getFeedbackTicket",
        tag: "feedback",
        summary: "What a form needs before it may be sent",
        reply: { status: 200, name: "FeedbackTicket", description: "Good for an hour, once, and not before `waitMs`" },
        problems: { 429: TOO_MANY },
        open: true,
      }),
    },
    "/v1/feedback": {
      post: operation({
        id: "sendFeedback",
        tag: "feedback",
        summary: "A citizen's rating, topic and words",
        description:
          "A code counts once. Numbers of telephones, identity cards, dossiers and vehicles, addresses of mail, and names behind a title (anh, chị, cán bộ …) are masked before anything is stored. No link from the words to a transaction is kept.",
        body: { name: "FeedbackSubmission", required: true },
        reply: { status: 201, name: "FeedbackReceipt", description: "Received, or received before" },
        problems: { 400: "A field is not valid, or the ticket is not good now", 429: TOO_MANY },
        open: true,
      }),
      get: operation({
        id: "listFeedback",
        tag: "feedback",
        summary: "What citizens wrote, and its figures",
        query: feedbackQuerySchema.shape,
        reply: {
          status: 200,
          name: "FeedbackList",
          description: "The newest days first; with `state=received` the oldest",
        },
        problems: { 400: "A parameter is not valid" },
        session: true,
      }),
    },
    "/v1/feedback/standing": {
      post: operation({
        id: "lookUpFeedback",
        tag: "feedback",
        summary: "What became of it, for its author",
        body: { name: "FeedbackStandingRequest", required: true },
        reply: { status: 200, name: "FeedbackStanding", description: "Its state and the answer" },
        problems: { 400: "The code is not one", 404: "There is none with this code", 429: TOO_MANY },
        open: true,
      }),
    },
    "/v1/feedback/{id}/answer": {
      post: operation({
        id: "answerFeedback",
        tag: "feedback",
        summary: "Answer (operator)",
        description: "Either kind, chosen each time: there is no default. `replace` puts both in other words.",
        path: id,
        body: { name: "FeedbackAnswer", required: true },
        reply: { status: 200, name: "FeedbackItem", description: "Answered" },
        problems: {
          400: "The answer is empty or too long, or its kind is missing",
          404: "There is none",
          409: "Answered or closed before",
        },
        session: true,
        changes: true,
      }),
    },
    "/v1/feedback/{id}/close": {
      post: operation({
        id: "closeFeedback",
        tag: "feedback",
        summary: "Close (operator)",
        path: id,
        reply: { status: 200, name: "FeedbackItem", description: "Closed" },
        problems: { 404: "There is none", 409: "Closed before" },
        session: true,
        changes: true,
      }),
    },
  },
  schemas: {
    FeedbackTicket: {
      schema: feedbackTicketSchema,
      io: "output",
      examples: [{ ticket: "k3x9.AAAAAAAAAAAA.c2lnbmF0dXJl", waitMs: 2_000 }],
    },
    FeedbackSubmission: {
      schema: feedbackSubmissionSchema,
      io: "input",
      examples: [
        {
          ticket: "k3x9.AAAAAAAAAAAA.c2lnbmF0dXJl",
          code: "AAAAAAAAAAAAAAAAAAAAAQ",
          rating: "satisfied",
          topic: "time",
          words: "Nhanh gọn",
        },
      ],
    },
    FeedbackReceipt: {
      schema: feedbackReceiptSchema,
      io: "output",
      examples: [{ outcome: "received", receipt: "7K2M-9PQR-0ABC-DEFG", masked: false }],
    },
    FeedbackStandingRequest: {
      schema: feedbackStandingRequestSchema,
      io: "input",
      examples: [{ receipt: "7K2M-9PQR-0ABC-DEFG" }],
    },
    FeedbackStanding: { schema: feedbackStandingSchema, io: "output", examples: [standing] },
    FeedbackItem: { schema: feedbackItemSchema, io: "output", examples: [item] },
    FeedbackAnswer: {
      schema: feedbackAnswerSchema,
      io: "input",
      examples: [{ kind: "accepted", answer: standing.answer }],
    },
    FeedbackList: {
      schema: feedbackListSchema,
      io: "output",
      examples: [
        {
          items: [item],
          states: { received: 3, answered: 1, closed: 12 },
          k: 10,
          months: [
            {
              month: "2026-10",
              ratings: { dissatisfied: 2, satisfied: 9, very_satisfied: 4 },
              topics: { attitude: 2, time: 6, procedure: 3, facilities: 0, fee: 0, other: 4, untold: 0 },
            },
          ],
          untied: [{ month: "2026-10", ratings: null, topics: null }],
        },
      ],
    },
  },
};
