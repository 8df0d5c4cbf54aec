import type { Policy } from "#contract/policy.js";

/** The policy in force: its number (0: the desk's own default) and its content. */
export type AppliedPolicy = { readonly number: number; readonly policy: Policy };
