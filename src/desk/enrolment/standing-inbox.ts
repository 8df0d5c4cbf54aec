import { type Standing, standingSchema } from "#contract/hub-message.js";
import { TOPIC_ROOT } from "#contract/topics.js";
import { Refusals } from "#desk/delivery/refusals.js";
import { checkSigned, type Refusal, type Verify } from "#desk/delivery/signed-message.js";
import type { Logger } from "#platform/logger.js";
import { standingWords } from "#words/enrolment-words.js";
import { bothLanguages } from "#words/words.js";

type Word = Standing["data"]["standing"];
type Why = Refusal | "other_ward" | "other_device" | "other_key";

export type StandingParts = {
  readonly ward: string;
  readonly device: string;
  /** What this desk signs with. */
  readonly publicKey: string;
  readonly verify: Verify;
  readonly log: Logger;
};

/** Whether the hub still believes this desk. A word about an earlier key, or another's, changes nothing. */
export class StandingInbox {
  readonly #parts: StandingParts;
  readonly #refusals: Refusals<Why>;
  #standing: Word | undefined;

  constructor(parts: StandingParts) {
    this.#parts = parts;
    this.#refusals = new Refusals("standing.ignored", parts.log);
  }

  get refused(): ReadonlyMap<Why, number> {
    return this.#refusals.counts;
  }

  readonly standing = (): Word | undefined => this.#standing;

  /** Must not throw. */
  readonly receive = (payload: Buffer): void => {
    const why = payload.length === 0 ? undefined : this.#judge(payload);
    if (why) this.#refusals.add(why);
  };

  /** A receipt came for something new: the hub believes this desk again. */
  believed(): void {
    if (this.#standing) this.#parts.log.info({ event: "desk.believed" });
    this.#standing = undefined;
  }

  #judge(payload: Buffer): Why | undefined {
    const { verify, ward, device, publicKey, log } = this.#parts;
    const checked = checkSigned(payload, standingSchema, verify);
    if (!checked.ok) return checked.why;
    const { source, data } = checked.message;
    if (source !== `/${TOPIC_ROOT}/${ward}`) return "other_ward";
    if (data.device !== device) return "other_device";
    if (data.standing === "key_retired" && data.publicKey !== publicKey) return "other_key";
    if (this.#standing !== data.standing)
      log.error({ event: `desk.${data.standing}`, words: bothLanguages(standingWords[data.standing]) });
    this.#standing = data.standing;
    return undefined;
  }
}
