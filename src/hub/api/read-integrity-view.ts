import type { Why } from "#contract/double-rating.js";
import type { IntegrityView } from "#contract/ward-views.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { integrityOf } from "#hub/report/integrity.js";
import type { EventStore } from "#hub/store/event-store.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";

type Sources = {
  readonly store: Pick<EventStore, "tally" | "tapFacts" | "gaps">;
  readonly k: number;
  readonly desks: EnrolledDesks;
  readonly rejected: ReadonlyMap<string, number>;
};

/** How the figures came about: signs over the whole ward, and what is missing of the desks' chains. */
export async function readIntegrityView({ store, k, desks, rejected }: Sources): Promise<IntegrityView> {
  const [tally, taps, gaps] = await Promise.all([store.tally(), store.tapFacts(), store.gaps()]);
  return {
    integrity: integrityOf({ taps, tally, k, say }),
    cancelled: tally.cancelled,
    gaps: gaps.map((gap) => ({ counter: desks.get(gap.device)?.counter ?? null, ...gap })),
    rejected: Object.fromEntries(rejected),
  };
}

const say = (code: keyof typeof AGREEMENT_WORDS): Why => ({ code, ...AGREEMENT_WORDS[code] });
