import type { Policy } from "#contract/policy.js";

export type AtOpening = {
  /** A technician has the camera. */
  readonly calibrating: boolean;
  /** A citizen who opted out may still be in the zone. */
  readonly held: boolean;
  /** The legal basis and the posted text are in the configuration. */
  readonly noticeGiven: boolean;
};

/** Whether scoring may start as a transaction opens: by the posted notice, when somebody agrees, or not at all and why. */
export function consentAtOpening(
  policy: Pick<Policy, "consent" | "excludedProcedures" | "requireCertificate">,
  procedure: string | undefined,
  { calibrating, held, noticeGiven }: AtOpening,
): "given" | "asked" | "calibrating" | "excluded_procedure" | "no_certificate" {
  if (calibrating) return "calibrating";
  if (procedure !== undefined && policy.excludedProcedures.includes(procedure)) return "excluded_procedure";
  if (policy.requireCertificate) return "no_certificate";
  // An opt-out belongs to one transaction: whoever comes next is asked, and is scored only by their own word.
  if (held) return "asked";
  return policy.consent === "notice" && noticeGiven ? "given" : "asked";
}
