import { canonicalJson } from "#contract/canonical-json.js";
import { CELLS_PER_PART, type CellsMessage } from "#contract/released-cells.js";
import { cellsTopic } from "#contract/topics.js";
import { signedMessage } from "#hub/city/signed-message.js";
import type { Publish } from "#hub/ingest/receipts.js";
import type { Cell } from "#hub/report/cell.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import type { SigningKey } from "#platform/signing.js";
import { pause } from "#platform/tasks.js";

type Parts = {
  readonly ward: string;
  readonly key: SigningKey;
  /** All that is released, in the order of release. */
  readonly cells: () => Promise<readonly Cell[]>;
  /** The public rounding of the present moment. */
  readonly madeAt: () => string;
  readonly publish: Publish;
  readonly log: Logger;
};
type Said = { readonly content: string; readonly message: string };

const EVERY_MS = 5 * 60_000;

/** What of this ward its city adds up with other wards': the released cells, and nothing else. */
export class WardCells {
  readonly #parts: Parts;
  readonly #said = new Map<string, Said>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.review();
      } catch (error) {
        if (!isStoreFault(error)) throw error;
      }
      await pause(EVERY_MS, signal);
    }
  }

  /** Says what is new, or was never said in this life of the hub. */
  async review(): Promise<void> {
    for (const data of inParts(this.#parts.ward, await this.#parts.cells())) {
      const topic = cellsTopic(data.ward, data.month, data.part);
      const content = canonicalJson(data);
      if (this.#said.get(topic)?.content === content) continue;
      this.#said.set(topic, { content, message: this.#sign(data) });
      await this.#say(topic);
    }
  }

  /** After a connection: the broker may have lost what it retained. */
  async publish(): Promise<void> {
    for (const topic of this.#said.keys()) await this.#say(topic);
  }

  async #say(topic: string): Promise<void> {
    const { publish, log } = this.#parts;
    const message = this.#said.get(topic)?.message ?? "";
    try {
      await publish(topic, message, { retain: true });
    } catch (error) {
      if (!isErrorCode(error, "mqtt.offline")) log.warn({ event: "cells.not_published", error: messageOf(error) });
    }
  }

  #sign(data: CellsMessage["data"]): string {
    return signedMessage(this.#parts.key, { kind: "cells", time: this.#parts.madeAt(), data });
  }
}

/** A cell has its place for good: what is released later comes behind it. */
function inParts(ward: string, cells: readonly Cell[]): CellsMessage["data"][] {
  const months = new Map<string, Cell[]>();
  for (const cell of cells) months.set(cell.month, [...(months.get(cell.month) ?? []), cell]);
  return [...months].flatMap(([month, all]) => {
    const sorted = all.sort((a, b) => a.id - b.id);
    return Array.from({ length: Math.ceil(sorted.length / CELLS_PER_PART) }, (_, part) => ({
      ...{ ward, month, part },
      cells: sorted
        .slice(part * CELLS_PER_PART, (part + 1) * CELLS_PER_PART)
        .map((cell) => ({ ...cell, pairs: cell.pairs.map((row) => [...row]) })),
    }));
  });
}
