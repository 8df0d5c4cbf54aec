import { canonicalJson } from "#contract/canonical-json.js";
import type { CellRefusal } from "#contract/city.js";
import { slugSchema } from "#contract/identifiers.js";
import { type CellsMessage, cellsMessageSchema } from "#contract/released-cells.js";
import { cellsTopic, TOPIC_ROOT } from "#contract/topics.js";
import type { CityStore } from "#hub/city/city-store.js";
import type { Wards } from "#hub/city/wards-file.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

type Parts = {
  readonly wards: () => Wards;
  readonly store: Pick<CityStore, "take">;
  /** A cell of fewer says too much of each one in it. */
  readonly leastCell: number;
  readonly log: Logger;
};
type Message = { readonly topic: string; readonly payload: Buffer };
/** A part holds a hundred cells; a cell is under 2 kB. */
export const MAX_BYTES = 262_144;

/** What wards have released: believed when the ward's hub signed it, counted once however often it comes. */
export class CellsInbox {
  readonly #parts: Parts;
  readonly #refused = new Map<CellRefusal, number>();
  readonly #waiting = new Map<string, Message>();
  /** By topic: why what came there last was refused. */
  readonly #standing = new Map<string, CellRefusal>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get refused(): ReadonlyMap<string, number> {
    return this.#refused;
  }

  /** By ward, as the broker's topics name it. What was refused and has come right since is not in it. */
  get standing(): ReadonlyMap<string, ReadonlySet<CellRefusal>> {
    const wards = new Map<string, Set<CellRefusal>>();
    for (const [topic, why] of this.#standing) {
      const ward = slugSchema.safeParse(topic.split("/")[2]).data;
      if (ward !== undefined) wards.set(ward, (wards.get(ward) ?? new Set()).add(why));
    }
    return wards;
  }

  /** Never throws. */
  receive(message: Message): void {
    const { wards, store, leastCell, log } = this.#parts;
    const checked = check(message, { wards: wards(), leastCell });
    if (typeof checked === "string") {
      this.#refuse(message, checked);
      // Retained: it is not sent again when its ward is entered in the list.
      if (checked === "unknown_ward" && this.#waiting.size < MOST_WAITING) this.#waiting.set(message.topic, message);
      log.warn({ event: "cells.refused", why: checked });
      return;
    }
    try {
      const { ward, month, part, cells } = checked.data;
      const taken = store.take(checked.data, checked.time);
      if (taken === "new") log.info({ event: "cells.taken", ward, month, part, n: cells.length });
      if (taken !== "changed") {
        this.#standing.delete(message.topic);
        return;
      }
      this.#refuse(message, "changed_cell");
      log.error({ event: "cells.refused", why: "changed_cell", ward, month, part });
    } catch (error) {
      if (!isErrorCode(error, "ledger.full")) throw error;
      log.error({ event: "cells.not_stored", error: messageOf(error) });
    }
  }

  #refuse({ topic }: Message, why: CellRefusal): void {
    this.#refused.set(why, (this.#refused.get(why) ?? 0) + 1);
    if (this.#standing.has(topic) || this.#standing.size < MOST_WAITING) this.#standing.set(topic, why);
  }

  /** After the list of wards changed. */
  review(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const message of waiting) this.receive(message);
  }
}

const MOST_WAITING = 1_000;

function check(
  { topic, payload }: Message,
  { wards, leastCell }: { readonly wards: Wards; readonly leastCell: number },
): CellsMessage | CellRefusal {
  if (payload.length > MAX_BYTES) return "oversized";
  const message = cellsMessageSchema.safeParse(parseJson(payload)).data;
  if (!message) return "not_contract";
  const { signature, ...unsigned } = message;
  const { ward, month, part, cells } = message.data;
  const isWhole = cells.every((cell) => cell.month === month);
  if (topic !== cellsTopic(ward, month, part) || message.source !== `/${TOPIC_ROOT}/${ward}` || !isWhole)
    return "wrong_topic";
  const known = wards.get(ward);
  if (!known) return "unknown_ward";
  if (!known.verify(canonicalJson(unsigned), signature)) return "bad_signature";
  return cells.every((cell) => sizeOf(cell) >= leastCell) ? message : "small_cell";
}

type MessageCell = CellsMessage["data"]["cells"][number];

/** Of transactions and of taps without one; or, where it holds nothing but others' pairs, of pairs. */
function sizeOf({ transactions, ratings, ratedTransactions, pairs }: MessageCell): number {
  const units = transactions + sum(Object.values(ratings)) - ratedTransactions;
  return units > 0 ? units : sum(pairs.flat());
}

const sum = (counts: readonly number[]): number => counts.reduce((total, n) => total + n, 0);

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
}
