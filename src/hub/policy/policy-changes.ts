import { canonicalJson } from "#contract/canonical-json.js";
import type { WardPolicyChange } from "#contract/ward-policy.js";
import type { WardPatch } from "#hub/policy/ward-policy.js";

type Change = WardPolicyChange["changes"][number];

/** What one patch sets otherwise than another; null where it does not set it. */
export const changesOf = (from: WardPatch, to: WardPatch): Change[] =>
  [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .sort()
    .map((key) => ({ key, from: from[key] ?? null, to: to[key] ?? null }))
    .filter((change) => canonicalJson(change.from) !== canonicalJson(change.to));

/** The same as two texts, for the audit log. */
export function sidesOf(changes: readonly Change[]): { from: string; to: string } {
  const side = (which: "from" | "to"): string =>
    JSON.stringify(Object.fromEntries(changes.map((change) => [change.key, change[which]])));
  return { from: side("from"), to: side("to") };
}
