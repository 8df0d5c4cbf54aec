import { randomBytes } from "node:crypto";
import { canonicalJson } from "#contract/canonical-json.js";
import type { Standing } from "#contract/hub-message.js";
import { standingTopic, TOPIC_ROOT } from "#contract/topics.js";
import type { EnrolledDesk, EnrolledDesks } from "#hub/enrolment/devices-file.js";
import type { KeyRing } from "#hub/enrolment/key-ring.js";
import type { Publish } from "#hub/ingest/receipts.js";
import type { Clock } from "#platform/clock.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { type SigningKey, signText } from "#platform/signing.js";

export type StandingParts = {
  readonly ward: string;
  readonly key: SigningKey;
  readonly keys: KeyRing;
  readonly publish: Publish;
  readonly clock: Clock;
  readonly log: Logger;
};
type Word = Standing["data"]["standing"];

/** A desk that goes on hears it again, at most so often. */
const QUIET_MS = 30_000;

/** Tells desks that their key is no longer believed: at once, when they connect, and when they go on sending. */
export class Standings {
  readonly #parts: StandingParts;
  readonly #toldAt = new Map<string, number>();

  constructor(parts: StandingParts) {
    this.#parts = parts;
  }

  /** After every connection and change of the list: the broker keeps it for desks that are away. */
  announce(desks: EnrolledDesks): void {
    for (const desk of desks.values()) if (desk.revoked) void this.#say(desk, "revoked", true);
  }

  /** For a desk whose event was refused for its key's sake. */
  tell(desk: EnrolledDesk, word: Word): void {
    const now = this.#parts.clock.monotonic();
    if (now - (this.#toldAt.get(desk.device) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return;
    this.#toldAt.set(desk.device, now);
    void this.#say(desk, word, false);
  }

  async #say(desk: EnrolledDesk, standing: Word, retain: boolean): Promise<void> {
    const { ward, key, keys, publish, log } = this.#parts;
    const publicKey = standing === "revoked" ? keys.currentOf(desk) : (keys.beforeOf(desk) ?? desk.publicKey);
    const unsigned: Omit<Standing, "signature"> = {
      specversion: "1.0",
      id: randomBytes(12).toString("base64url"),
      source: `/${TOPIC_ROOT}/${ward}`,
      datacontenttype: "application/json",
      type: "vn.hailong.standing.v1",
      data: { device: desk.device, publicKey, standing },
    };
    const message = canonicalJson({ ...unsigned, signature: signText(key, canonicalJson(unsigned)) });
    try {
      await publish(standingTopic({ ward, counter: desk.counter }), message, { retain });
    } catch (error) {
      if (!isErrorCode(error, "mqtt.offline")) log.warn({ event: "standing.not_sent", error: messageOf(error) });
    }
  }
}
