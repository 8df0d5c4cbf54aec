import { canonicalJson } from "#contract/canonical-json.js";
import type { Aggregate } from "#contract/hub-message.js";
import { aggregateTopic } from "#contract/topics.js";
import type { Released } from "#hub/api/read-released.js";
import { signedMessage } from "#hub/city/signed-message.js";
import type { Publish } from "#hub/ingest/receipts.js";
import { cellsOf } from "#hub/report/summary.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import type { SigningKey } from "#platform/signing.js";
import { pause } from "#platform/tasks.js";

type Parts = {
  readonly ward: string;
  readonly key: SigningKey;
  readonly k: () => number;
  readonly released: () => Promise<Pick<Released, "shown" | "agreement">>;
  /** The public rounding of the present moment. */
  readonly madeAt: () => string;
  readonly publish: Publish;
  readonly log: Logger;
};

/** Seldom enough that the moment of a change points at no citizen. */
const EVERY_MS = 5 * 60_000;

/** What of this ward its city may know: the cells that are released, and nothing that moves with one citizen. */
export class WardAggregate {
  readonly #parts: Parts;
  #content = "";
  #message: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Always says what stands at its first look: an earlier life of this hub may have shown what a larger k now hides. */
  async run(signal: AbortSignal): Promise<void> {
    this.#content = "";
    while (!signal.aborted) {
      try {
        await this.review();
      } catch (error) {
        if (!isStoreFault(error)) throw error;
      }
      await pause(EVERY_MS, signal);
    }
  }

  async review(): Promise<void> {
    const { ward, k, released } = this.#parts;
    const { shown, agreement } = await released();
    const data: Aggregate["data"] = { ward, k: k(), fields: cellsOf(shown), agreement };
    const content = canonicalJson(data);
    if (content === this.#content) return;
    this.#content = content;
    this.#message = this.#sign(data);
    await this.publish();
  }

  /** Retained, after every connection and every change. */
  async publish(): Promise<void> {
    const { ward, publish, log } = this.#parts;
    if (this.#message === undefined) return;
    try {
      await publish(aggregateTopic(ward), this.#message, { retain: true });
    } catch (error) {
      if (!isErrorCode(error, "mqtt.offline")) log.warn({ event: "aggregate.not_published", error: messageOf(error) });
    }
  }

  #sign(data: Aggregate["data"]): string {
    return signedMessage(this.#parts.key, { kind: "aggregate", time: this.#parts.madeAt(), data });
  }
}
