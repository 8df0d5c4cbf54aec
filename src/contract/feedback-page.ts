import type { AnswerKind, FEEDBACK_STATES, FeedbackTopic } from "#contract/feedback.js";

type Words = { readonly vi: string; readonly en: string };

/** `/feedback/settings.js`: everything that the citizen's phone says. */
export type FeedbackSettings = {
  readonly edition: string;
  readonly words: Readonly<Record<string, Words>>;
  readonly topics: Readonly<Record<FeedbackTopic, Words>>;
  readonly kinds: Readonly<Record<AnswerKind, Words>>;
  readonly states: Readonly<Record<(typeof FEEDBACK_STATES)[number], Words>>;
};
