import { createHash } from "node:crypto";
import { addDays, momentOf } from "#simulation/year/calendar.js";
import { COUNTERS, MISHAPS } from "#simulation/year/made-up-ward.js";

export type MadeUpCertificate = {
  readonly id: string;
  readonly issued: string;
  readonly verdict: "pass" | "warn";
};

/** Days before the last one on which a technician calibrated: one round in spring, and whoever was moved since. */
const ISSUED = [254, 254, 254, 31, 253, 253, 253, 252, 252, 96] as const;
/** It passed with something to keep an eye on. */
const WARNED = 6;

/** What each counter works under on the last day; null where the camera has drifted since. */
export const certificatesOn = (until: string): (MadeUpCertificate | null)[] =>
  COUNTERS.map((_, i) => {
    if (i + 1 === MISHAPS.drifting.counter) return null;
    const issuedAt = momentOf(addDays(until, -(ISSUED[i] as number)), 8 + (i % 4));
    return {
      id: createHash("sha256")
        .update(`${until} ${i + 1}`)
        .digest("hex")
        .slice(0, 16),
      issued: `${new Date(issuedAt).toISOString().slice(0, 19)}Z`,
      verdict: i + 1 === WARNED ? "warn" : "pass",
    };
  });
