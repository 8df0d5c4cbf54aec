import type { Why } from "#contract/double-rating.js";
import type { IntegrityView } from "#contract/ward-views.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { integrityOf } from "#hub/report/integrity.js";
import type { Span } from "#hub/report/period.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { TamperNotes } from "#hub/tamper/tamper-notes.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";

type Sources = {
  readonly store: Pick<EventStore, "tally" | "tapFacts" | "gaps">;
  readonly k: number;
  readonly desks: EnrolledDesks;
  readonly tamper: Pick<TamperNotes, "read">;
};

/** How the figures of these months came about: signs over the whole ward; what was refused; what is missing of chains, now and then. */
export async function readIntegrityView({ store, k, desks, tamper }: Sources, span: Span): Promise<IntegrityView> {
  const [tally, taps, gaps] = await Promise.all([store.tally(span), store.tapFacts(span), store.gaps()]);
  return {
    ...span,
    integrity: integrityOf({ taps, tally, k, say }),
    cancelled: tally.cancelled,
    gaps: gaps.map((gap) => ({ counter: desks.get(gap.device)?.counter ?? null, ...gap })),
    ...tamper.read(span),
  };
}

const say = (code: keyof typeof AGREEMENT_WORDS): Why => ({ code, ...AGREEMENT_WORDS[code] });
