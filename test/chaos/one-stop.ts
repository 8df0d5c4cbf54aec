import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { pause } from "#platform/tasks.js";
import { oneAtATime } from "./program.js";
import type { Chance } from "./random.js";

/** What the desk answered about one transaction. `any`: it was left open, or ended by the desk, and must be there once. */
export type Visit = {
  readonly cycle: number;
  readonly token: string;
  readonly id: string;
  answered: "score" | "abstention" | "cancelled" | "any" | "unknown";
};
/** A tap that was answered `recorded`; `token` null: it belongs to the counter. */
export type Tap = {
  readonly cycle: number;
  readonly token: string | null;
  readonly rating: string;
  readonly at: number;
};
type Answer = { readonly status: number; readonly body: Record<string, string> };
type Manners = {
  /** How long a citizen who agreed sits there. */
  readonly scoredMs?: () => number;
  /** How long an answer took, all attempts together. */
  readonly heard?: (path: string, ms: number) => void;
};

const ATTEMPT_MS = 2_500;
const AGAIN_MS = 150;
const PATIENCE_MS = 90_000;
/** Longer than the policy's shortest window. */
const SCORED_MS = 1_350;
const RATINGS = ["dissatisfied", "satisfied", "very_satisfied"];

/** Good one-stop software: one key for each request, sent again with the same key until there is an answer. */
export class OneStop {
  readonly visits: Visit[] = [];
  readonly taps: Tap[] = [];
  /** Attempts without an answer, and answers that said `not now`. */
  unanswered = 0;
  refused = 0;
  /** Between two visits: nothing is asked while the given work lasts. */
  readonly between = oneAtATime();
  readonly #url: string;
  readonly #tokenFile: string;
  readonly #manners: Manners;
  #left: Visit | undefined;

  constructor(url: string, tokenFile: string, manners: Manners = {}) {
    this.#url = url;
    this.#tokenFile = tokenFile;
    this.#manners = manners;
  }

  /** One citizen, as chance has it. */
  visit(cycle: number, chance: Chance): Promise<void> {
    return this.between(async () => {
      const [scored, tapsFirst, tapsLater] = [chance.chance(0.3), chance.chance(0.25), chance.chance(0.35)];
      const ends = chance.pick(["close", "close", "close", "cancel", "leave"] as const);
      const rating = chance.pick(RATINGS);
      const visit = await this.#open(cycle);
      if (scored) {
        await this.#ask("POST", `/v1/transactions/${visit.id}/agree`);
        await pause(this.#manners.scoredMs?.() ?? SCORED_MS);
      }
      if (tapsFirst) await this.#tap(visit, rating);
      if (ends === "leave") this.#left = visit;
      else await this.#end(visit, ends);
      if (tapsLater && !tapsFirst && ends !== "cancel") await this.#tap(visit, rating);
    });
  }

  /** A short one that is closed: whoever waits for news has one. */
  quickVisit(cycle: number): Promise<void> {
    return this.between(async () => this.#end(await this.#open(cycle), "close"));
  }

  /** Ends what was left open. Call it within `between`. */
  async settle(): Promise<void> {
    if (this.#left) await this.#end(this.#left, "close");
    this.#left = undefined;
  }

  async #open(cycle: number): Promise<Visit> {
    const { status, body } = await this.#ask("POST", "/v1/transactions", { procedure: "chung-thuc" });
    if (status !== 201 || !body.id || !body.token) throw new Error(`open answered ${status} ${JSON.stringify(body)}`);
    const visit: Visit = { cycle, token: body.token, id: body.id, answered: "any" };
    this.#left = undefined;
    this.visits.push(visit);
    return visit;
  }

  async #end(visit: Visit, how: "close" | "cancel"): Promise<void> {
    const { status, body } = await this.#ask("POST", `/v1/transactions/${visit.id}/${how}`);
    if (status === 200) {
      const kinds = { recorded: "score", abstained: "abstention", cancelled: "cancelled" } as const;
      visit.answered = kinds[body.outcome as keyof typeof kinds];
    } else if (body.code === "transaction.unknown") visit.answered = "unknown";
    else if (body.code !== "transaction.closed") throw new Error(`${how} answered ${status} ${JSON.stringify(body)}`);
  }

  async #tap({ cycle, token }: Visit, rating: string): Promise<void> {
    const { status, body } = await this.#ask("POST", "/v1/ratings", { rating, token });
    if (status === 201)
      this.taps.push({
        cycle,
        token: body.belongsTo === "transaction" ? token : null,
        rating,
        at: performance.now(),
      });
    else throw new Error(`rating answered ${status} ${JSON.stringify(body)}`);
  }

  async #ask(method: string, path: string, body?: object): Promise<Answer> {
    const key = randomUUID();
    const began = performance.now();
    const deadline = began + PATIENCE_MS;
    for (;;) {
      const answer = await this.#attempt(method, path, { key, body }).catch(() => undefined);
      if (answer && answer.status !== 503) {
        this.#manners.heard?.(path, performance.now() - began);
        return answer;
      }
      if (answer) this.refused += 1;
      else this.unanswered += 1;
      if (performance.now() > deadline) throw new Error(`${method} ${path}: no answer in ${PATIENCE_MS / 1_000} s`);
      await pause(AGAIN_MS);
    }
  }

  async #attempt(method: string, path: string, asked: { key: string; body?: object | undefined }): Promise<Answer> {
    const reply = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${readFileSync(this.#tokenFile, "utf8").trim()}`,
        "idempotency-key": asked.key,
        ...(asked.body ? { "content-type": "application/json" } : {}),
      },
      ...(asked.body ? { body: JSON.stringify(asked.body) } : {}),
      signal: AbortSignal.timeout(ATTEMPT_MS),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, string> };
  }
}
