import type { Audit } from "#hub/people/audit.js";
import type { PagePolicy } from "#hub/policy/page-policy.js";
import { changesOf, sidesOf } from "#hub/policy/policy-changes.js";
import type { WardPatch } from "#hub/policy/ward-policy.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

type Parts = { readonly audit: Audit; readonly pagePolicy: PagePolicy };

/** Every policy that is published is noted, whoever made it: the page, a file, the city, or what was learned. */
export const notePolicies =
  ({ audit, pagePolicy }: Parts, log: Logger) =>
  (number: number, { from, to }: { from: WardPatch; to: WardPatch }): void => {
    try {
      pagePolicy.numbered(number);
      audit.note({ person: "(hub)", action: "policy.numbered", detail: { number, ...sidesOf(changesOf(from, to)) } });
    } catch (error) {
      // The policy counts all the same, and the log of the program has its number.
      log.error({ event: "audit.not_written", error: messageOf(error) });
    }
  };
