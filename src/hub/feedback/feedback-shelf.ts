import { randomInt } from "node:crypto";
import type { AnswerKind, FeedbackItem, FeedbackList, FeedbackStanding, FeedbackTopic } from "#contract/feedback.js";
import { AppError } from "#platform/errors.js";
import type { Sqlite } from "#platform/sqlite.js";

type Row = {
  readonly id: number;
  readonly day: string;
  readonly topic: FeedbackTopic;
  readonly words: string;
  readonly state: FeedbackItem["state"];
  readonly answer: string | null;
  readonly answer_kind: AnswerKind | null;
  readonly answered_by: string | null;
  readonly answered_on: string | null;
  readonly closed_on: string | null;
};
type Answer = { readonly kind: AnswerKind; readonly answer: string; readonly replace: boolean };
export type Written = {
  readonly day: string;
  readonly topic: FeedbackTopic;
  readonly words: string;
  /** Hash of the author's receipt code. */
  readonly receipt: string;
};
type Asked = {
  readonly state?: FeedbackItem["state"] | undefined;
  readonly topic?: FeedbackTopic | undefined;
  readonly most: number;
  readonly page: number;
};

/** What citizens wrote and the office answered. Of who wrote it nothing is known. */
export class FeedbackShelf {
  readonly #db: Sqlite;

  constructor(db: Sqlite) {
    this.#db = db;
  }

  put({ day, topic, words, receipt }: Written): void {
    this.#db
      .prepare("INSERT INTO feedback (id, day, topic, words, state, receipt) VALUES (?, ?, ?, ?, 'received', ?)")
      .run(randomInt(1, 2 ** 47), day, topic, words, receipt);
  }

  /** The newest first; of what waits for an answer the oldest, or it would wait longest. */
  list({ state, topic, most, page }: Asked): FeedbackItem[] {
    return this.#db
      .prepare<Record<string, unknown>, Row>(
        `SELECT * FROM feedback WHERE (@state IS NULL OR state = @state) AND (@topic IS NULL OR topic = @topic)
         ORDER BY iif(@state = 'received', day, NULL), day DESC, id LIMIT @most OFFSET @skip`,
      )
      .all({ state: state ?? null, topic: topic ?? null, most, skip: (page - 1) * most })
      .map(itemOf);
  }

  states(): FeedbackList["states"] {
    const rows = this.#db
      .prepare<[], { state: FeedbackItem["state"]; n: number }>(
        "SELECT state, count(*) AS n FROM feedback GROUP BY state",
      )
      .all();
    return { received: 0, answered: 0, closed: 0, ...Object.fromEntries(rows.map(({ state, n }) => [state, n])) };
  }

  /** By the hash of a receipt code. Throws `feedback.unknown`. */
  standing(receipt: string): FeedbackStanding {
    const row = this.#db
      .prepare<[string, string], Row>(
        `SELECT id, day, topic, words, state, answer, answer_kind, answered_by, answered_on, closed_on FROM feedback WHERE receipt = ?
         UNION ALL SELECT 0, day, topic, words, 'received', NULL, NULL, NULL, NULL, NULL FROM feedback_pending WHERE receipt = ?`,
      )
      .get(receipt, receipt);
    if (!row) throw new AppError("feedback.unknown", "no feedback has this receipt code");
    const { id: _, answeredBy: __, closedOn: ___, ...standing } = itemOf(row);
    return standing;
  }

  /** Throws `feedback.unknown`, and `feedback.closed` when it is, or was answered and is not to be replaced. */
  answer(id: number, { kind, answer, replace }: Answer, by: string, day: string): FeedbackItem {
    const from = replace ? "('received', 'answered')" : "('received')";
    const set = "state = 'answered', answer = ?, answer_kind = ?, answered_by = ?, answered_on = ?";
    this.#change(id, from, set, answer, kind, by, day);
    return this.#item(id);
  }

  close(id: number, day: string): FeedbackItem {
    this.#change(id, "('received', 'answered')", "state = 'closed', closed_on = ?", day);
    return this.#item(id);
  }

  #change(id: number, from: string, set: string, ...values: readonly string[]): void {
    const { changes } = this.#db
      .prepare(`UPDATE feedback SET ${set} WHERE id = ? AND state IN ${from}`)
      .run(...values, id);
    if (changes > 0) return;
    this.#item(id);
    throw new AppError("feedback.closed", "its state has changed");
  }

  #item(id: number): FeedbackItem {
    const row = this.#db.prepare<[number], Row>("SELECT * FROM feedback WHERE id = ?").get(id);
    if (!row) throw new AppError("feedback.unknown", "no feedback has this number");
    return itemOf(row);
  }
}

const itemOf = ({ id, day, topic, words, state, answer, ...row }: Row): FeedbackItem => ({
  ...{ id, day, topic, words, state, answer },
  kind: row.answer_kind,
  answeredBy: row.answered_by,
  answeredOn: row.answered_on,
  closedOn: row.closed_on,
});
