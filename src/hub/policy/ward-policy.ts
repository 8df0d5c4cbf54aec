import { z } from "zod";
import { canonicalJson } from "#contract/canonical-json.js";
import { DEFAULT_POLICY, mergePolicy, type Policy, policyPatchSchema } from "#contract/policy.js";
import { wardPolicyTopic } from "#contract/topics.js";
import type { Publish } from "#hub/ingest/receipts.js";
import { isSignedBy, readPolicyMessage, signPolicy } from "#hub/policy/policy-message.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { PublishedPolicy } from "#hub/store/policy-rows.js";
import { isStoreFault } from "#hub/store/store-fault.js";
import { readConfig } from "#platform/config-file.js";
import { AppError, isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import type { SigningKey } from "#platform/signing.js";

export type WardPatch = Readonly<Record<string, unknown>>;

/** Reads the keys that the ward sets. Throws `config.*` for what would not make a policy. */
export function readPolicyPatch(file: string): WardPatch {
  const patch = readConfig(file, policyPatchSchema);
  try {
    mergePolicy(DEFAULT_POLICY, patch);
    return patch;
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const complaints = error.issues.map(({ path, message }) => `${path.join(".")}: ${message} (${file})`);
    throw new AppError("config.invalid", complaints.join("\n"));
  }
}

type Parts = {
  readonly ward: string;
  readonly store: Pick<EventStore, "policies" | "savePolicy">;
  readonly key: SigningKey;
  readonly publish: Publish;
  /** Another content was numbered here. */
  readonly onNumbered?: (number: number, change: { readonly from: WardPatch; readonly to: WardPatch }) => void;
  readonly log: Logger;
};

/** The ward's policy as the hub publishes it: another content gets a higher number, also when it is an old content. */
export class WardPolicy {
  readonly #parts: Parts;
  #published: PublishedPolicy | undefined;
  #applied: Policy;
  /** The number under which desks may know another content, when this store was restored from a backup; else 0. */
  #taken = 0;

  static async open(parts: Parts): Promise<WardPolicy> {
    return new WardPolicy(parts, (await parts.store.policies()).at(-1));
  }

  private constructor(parts: Parts, published: PublishedPolicy | undefined) {
    this.#parts = parts;
    this.#published = published;
    this.#applied = published ? policyOf(published, parts.log) : DEFAULT_POLICY;
  }

  /** 0: none was published. */
  get number(): number {
    return this.#published?.number ?? 0;
  }

  get applied(): Policy {
    return this.#applied;
  }

  /** Takes over what another worker has published. */
  async refresh(): Promise<void> {
    const published = (await this.#parts.store.policies()).at(-1);
    if (!published || published.number === this.#published?.number) return;
    this.#published = published;
    this.#applied = policyOf(published, this.#parts.log);
    if (this.#taken <= published.number) this.#taken = 0;
  }

  /** Numbers and publishes the patch if it differs. While the store takes nothing the one before stays: set it again later. */
  async set(patch: WardPatch): Promise<void> {
    const before = this.#published ?? { number: 0, patch: {} };
    if (this.#taken === 0 && canonicalJson(patch) === canonicalJson(before.patch)) return;
    const next = { number: Math.max(this.#taken, before.number) + 1, patch };
    try {
      if (!(await this.#parts.store.savePolicy(next))) return await this.refresh();
    } catch (error) {
      if (isStoreFault(error)) return;
      throw error;
    }
    this.#taken = 0;
    this.#published = next;
    this.#applied = mergePolicy(DEFAULT_POLICY, patch);
    this.#parts.log.info({ event: "policy.numbered", number: next.number });
    this.#parts.onNumbered?.(next.number, { from: before.patch, to: patch });
    await this.publish();
  }

  /** What the broker retained of an earlier life of this hub. Counts only under its own signature; never throws. */
  heard(payload: Buffer): void {
    const { key, ward } = this.#parts;
    const message = readPolicyMessage(payload, ward);
    if (!message) return;
    const { number, patch } = message.data;
    const ours = this.#published ?? { number: 0, patch: {} };
    if (number < ours.number) return;
    if (number === ours.number && canonicalJson(patch) === canonicalJson(ours.patch)) return;
    if (isSignedBy(key.publicKey, message)) this.#taken = Math.max(this.#taken, number);
  }

  /** Retained, after every connection and every change. A ward that never set one publishes none. */
  async publish(): Promise<void> {
    const { ward, key, publish, log } = this.#parts;
    if (!this.#published) return;
    try {
      const message = signPolicy(this.#published, ward, key);
      await publish(wardPolicyTopic(ward), canonicalJson(message), { retain: true });
    } catch (error) {
      if (!isErrorCode(error, "mqtt.offline")) log.warn({ event: "policy.not_published", error: messageOf(error) });
    }
  }
}

/** What is published now, as seen from beside the hub. */
export async function publishedPolicy(
  store: Pick<EventStore, "policies">,
  log: Logger,
): Promise<{ readonly number: number; readonly applied: Policy }> {
  const published = (await store.policies()).at(-1);
  return published
    ? { number: published.number, applied: policyOf(published, log) }
    : { number: 0, applied: DEFAULT_POLICY };
}

/** What another version published may hold what this one does not know: until it is set anew, the defaults. */
function policyOf({ number, patch }: PublishedPolicy, log: Logger): Policy {
  try {
    return mergePolicy(DEFAULT_POLICY, patch);
  } catch (error) {
    log.error({ event: "policy.unknown_content", number, error: messageOf(error), used: "the defaults" });
    return DEFAULT_POLICY;
  }
}
