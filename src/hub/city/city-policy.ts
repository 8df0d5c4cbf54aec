import { existsSync, readFileSync } from "node:fs";
import { canonicalJson } from "#contract/canonical-json.js";
import type { PolicyMessage } from "#contract/hub-message.js";
import { DEFAULT_POLICY, mergePolicy, type Policy } from "#contract/policy.js";
import type { CityConfig } from "#hub/city/city-config.js";
import { isSignedBy, readPolicyMessage } from "#hub/policy/policy-message.js";
import type { WardPatch } from "#hub/policy/ward-policy.js";
import { createFile } from "#platform/create-file.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

type Parts = { readonly city: CityConfig; readonly file: string; readonly log: Logger };
type Refusal = "not_contract" | "bad_signature" | "older_number" | "invalid_content" | "less_privacy";

/**
 * What the city proposes. The hub puts it below the ward's own file and publishes the whole under its own key, which is
 * the only one that desks take a policy from. The newest is kept as it was signed, so that neither a restart nor a
 * replay of an older one loosens it.
 */
export class CityPolicy {
  readonly #parts: Parts;
  #message: PolicyMessage | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { file } = parts;
    if (existsSync(file)) this.#take(readFileSync(file));
  }

  get patch(): WardPatch {
    return this.#message?.data.patch ?? {};
  }

  /** What the bridge brought; never throws. */
  heard(payload: Buffer): void {
    const { file, log } = this.#parts;
    if (payload.length === 0 || !this.#take(payload)) return;
    log.info({ event: "city_policy.taken", number: this.#message?.data.number });
    try {
      createFile(file, payload);
    } catch (error) {
      // In force all the same; being retained, it comes again.
      log.error({ event: "city_policy.not_saved", error: messageOf(error) });
    }
  }

  /** → whether it is a newer one. */
  #take(payload: Buffer): boolean {
    const { city, log } = this.#parts;
    const message = readPolicyMessage(payload, city.name);
    if (message && this.#message && canonicalJson(message) === canonicalJson(this.#message)) return false;
    const why = message ? this.#refusal(message) : "not_contract";
    if (why) log.warn({ event: "city_policy.ignored", why });
    else this.#message = message;
    return why === undefined;
  }

  #refusal(message: PolicyMessage): Refusal | undefined {
    if (!isSignedBy(this.#parts.city.publicKey, message)) return "bad_signature";
    if (message.data.number <= (this.#message?.data.number ?? 0)) return "older_number";
    const policy = policyOf(message.data.patch);
    if (!policy) return "invalid_content";
    return guardsPrivacy(policy) ? undefined : "less_privacy";
  }
}

function policyOf(patch: WardPatch): Policy | undefined {
  try {
    return mergePolicy(DEFAULT_POLICY, patch);
  } catch {
    return undefined;
  }
}

/** A city is who the aggregates are kept coarse for: it may ask for more privacy than the defaults, and never for less. */
function guardsPrivacy({
  k,
  grainMinutes,
  backOfficeDelayDays,
  consent,
  presence,
  excludedProcedures,
}: Policy): boolean {
  const excluded = new Set(excludedProcedures);
  return (
    k >= DEFAULT_POLICY.k &&
    grainMinutes >= DEFAULT_POLICY.grainMinutes &&
    backOfficeDelayDays >= DEFAULT_POLICY.backOfficeDelayDays &&
    consent === DEFAULT_POLICY.consent &&
    presence.enabled === DEFAULT_POLICY.presence.enabled &&
    DEFAULT_POLICY.excludedProcedures.every((procedure) => excluded.has(procedure))
  );
}
