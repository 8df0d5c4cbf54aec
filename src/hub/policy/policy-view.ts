import { canonicalJson } from "#contract/canonical-json.js";
import { DEFAULT_POLICY, layerPatches, type Policy } from "#contract/policy.js";
import { PAGE_KEYS, type WardPolicyView } from "#contract/ward-policy.js";
import type { WardPatch } from "#hub/policy/ward-policy.js";

type Layers = { readonly city: WardPatch; readonly ward: WardPatch; readonly inForce: Policy };
type Key = WardPolicyView["keys"][number];

/** Where each key of the policy in force comes from. */
export function keysOf({ city, ward, inForce }: Layers, settable: boolean): Key[] {
  const pageKeys: readonly string[] = PAGE_KEYS;
  return Object.entries(inForce).map(([key, value]) => ({
    key,
    from: layerOf(key, value, { city, ward }),
    settable: settable && pageKeys.includes(key),
  }));
}

function layerOf(key: string, value: unknown, { city, ward }: Omit<Layers, "inForce">): Key["from"] {
  if (key in ward) return "ward";
  if (key in city) return isSame(value, layerPatches(DEFAULT_POLICY, city)[key]) ? "city" : "learned";
  return isSame(value, DEFAULT_POLICY[key as keyof Policy]) ? "default" : "learned";
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
