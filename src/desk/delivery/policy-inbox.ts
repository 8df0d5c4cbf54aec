import { policyMessageSchema } from "#contract/hub-message.js";
import { mergePolicy, type Policy } from "#contract/policy.js";
import { type Place, sourceOf } from "#contract/topics.js";
import { Refusals } from "#desk/delivery/refusals.js";
import { checkSigned, type Refusal, type Verify } from "#desk/delivery/signed-message.js";
import type { Ledger } from "#desk/ledger/ledger.js";
import type { AppliedPolicy } from "#desk/transactions/applied-policy.js";
import { isErrorCode, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

export type PolicyScope = "ward" | "counter";
type Why = Refusal | "other_source" | "older_number" | "invalid_content";
type Layer = { readonly number: number; readonly patch: Record<string, unknown> };
export type PolicyOptions = {
  readonly place: Place;
  /** The policy file's, or the defaults: what stands below the hub's words. */
  readonly base: Policy;
  readonly ledger: Ledger;
  readonly verify: Verify;
  readonly log: Logger;
  readonly onChange: () => void;
};

/** The policy in force: the desk's own, then the ward's, then the counter's, each winning key by key. */
export class PolicyInbox {
  readonly #options: PolicyOptions;
  readonly #layers: Record<PolicyScope, Layer | undefined>;
  #applied: AppliedPolicy;
  readonly #refused: Record<PolicyScope, boolean> = { ward: false, counter: false };

  readonly #refusals: Record<PolicyScope, Refusals<Why>>;

  constructor(options: PolicyOptions) {
    this.#options = options;
    const refusals = (scope: PolicyScope) => new Refusals<Why>("policy.ignored", options.log.child({ scope }));
    this.#refusals = { ward: refusals("ward"), counter: refusals("counter") };
    const { ledger, base, log } = options;
    this.#layers = { ward: ledger.policyOf("ward"), counter: ledger.policyOf("counter") };
    const merged = merge(base, this.#layers);
    if (!merged) log.error({ event: "policy.unusable", remedy: "publish one that this version knows" });
    this.#applied = merged ?? { number: 0, policy: base };
  }

  readonly applied = (): AppliedPolicy => this.#applied;

  /** Policies that changed nothing, by reason. */
  ignored(scope: PolicyScope): ReadonlyMap<Why, number> {
    return this.#refusals[scope].counts;
  }

  /** What came last, for the ward or the counter, was not taken: an older policy stays in force. */
  readonly refused = (): boolean => this.#refused.ward || this.#refused.counter;

  /** A retained message; must not throw. One that is not the hub's, not newer or not valid changes nothing. */
  readonly receive = (scope: PolicyScope, payload: Buffer): void => {
    const { log } = this.#options;
    try {
      const why = this.#receive(scope, payload);
      this.#refused[scope] = why !== undefined;
      if (why) this.#refusals[scope].add(why);
    } catch (error) {
      log.error({ event: "policy.failed", scope, error: messageOf(error) });
    }
  };

  #receive(scope: PolicyScope, payload: Buffer): Why | undefined {
    if (payload.length === 0) return undefined;
    const { base, verify, place, log } = this.#options;
    const checked = checkSigned(payload, policyMessageSchema, verify);
    if (!checked.ok) return checked.why;
    const { source, data } = checked.message;
    const counter = sourceOf(place);
    const ward = counter.slice(0, counter.lastIndexOf("/"));
    if (source !== ward && !(scope === "counter" && source === counter)) return "other_source";
    const known = this.#layers[scope]?.number ?? 0;
    if (data.number < known) return "older_number";
    if (data.number > known) {
      const merged = merge(base, { ...this.#layers, [scope]: data });
      if (!merged) return "invalid_content";
      this.#layers[scope] = data;
      this.#applied = merged;
      log.info({ event: "policy.applied", scope, number: data.number });
      this.#options.onChange();
    }
    this.#save(scope, data);
    return undefined;
  }

  /** In force even if the disk is full: it may say to score less. Being retained, it comes again and is saved then. */
  #save(scope: PolicyScope, layer: Layer): void {
    const { ledger, log } = this.#options;
    if (ledger.policyOf(scope)?.number === layer.number) return;
    try {
      ledger.savePolicy(scope, layer);
    } catch (error) {
      if (!isErrorCode(error, "ledger.full")) throw error;
      log.warn({ event: "policy.not_saved", scope, number: layer.number });
    }
  }
}

/** Its number is the highest of those that it was made of. Undefined when the whole does not hold together. */
function merge(base: Policy, { ward, counter }: Record<PolicyScope, Layer | undefined>): AppliedPolicy | undefined {
  const layers = [ward, counter].filter((layer) => layer !== undefined);
  try {
    return {
      number: Math.max(0, ...layers.map((layer) => layer.number)),
      policy: mergePolicy(base, ...layers.map((layer) => layer.patch)),
    };
  } catch {
    return undefined;
  }
}
