import type { Found } from "#commands/doctor/examine-system.js";
import { messageOf } from "#platform/errors.js";
import type { DoctorCheck } from "#words/doctor-words.js";

export type Finding = Found & { readonly check: DoctorCheck };
export type Examinations = { readonly [Check in DoctorCheck]?: () => Promise<Found> };

/** One after the other, so that nothing that is examined slows another; a fault is a finding. */
export async function examine(examinations: Examinations): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [check, look] of Object.entries(examinations) as [DoctorCheck, () => Promise<Found>][]) {
    const found = await look().catch((error: unknown) => ({ ok: false, detail: messageOf(error).slice(0, 300) }));
    findings.push({ check, ...found });
  }
  return findings;
}
