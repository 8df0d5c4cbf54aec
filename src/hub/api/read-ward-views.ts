import type { Policy } from "#contract/policy.js";
import type {
  AgreementView,
  Breakdown,
  Grouping,
  NotesView,
  Overview,
  PeriodsView,
  SpanQuery,
  Trends,
  TrendsQuery,
} from "#contract/ward-views.js";
import { GROUPINGS } from "#contract/ward-views.js";
import type { AgreementReason } from "#hub/report/agreement/agreement.js";
import { type Cell, leastK } from "#hub/report/cell.js";
import { agreementViewOf } from "#hub/report/views/agreement-view.js";
import { breakdownOf, type Names } from "#hub/report/views/breakdown.js";
import { monthAfter, spanBefore } from "#hub/report/views/calendar.js";
import { notesOf, type WardState } from "#hub/report/views/notes.js";
import { overviewOf, type Withheld } from "#hub/report/views/overview.js";
import { trendsOf } from "#hub/report/views/trends.js";
import { AGREEMENT_WORDS } from "#words/agreement-words.js";

export type WardSources = {
  readonly ward: string;
  readonly office: PeriodsView["office"];
  /** Figures up to this local date are made up. */
  readonly simulatedUntil: () => string | undefined;
  /** Released cells, and the count of what is in none: nothing else of the store is asked. */
  readonly store: {
    readonly cells: (span: SpanQuery) => Promise<readonly Cell[]>;
    readonly withheld: (span: SpanQuery) => Promise<Withheld>;
  };
  readonly policy: () => Pick<Policy, "k" | "mode" | "recallFloor">;
  readonly names: Names;
  /** As imported for that month; undefined when it was not. */
  readonly dossiers: (month: string) => number | undefined;
  readonly state: () => Promise<Omit<WardState, "mode" | "supports">>;
  /** Local date. */
  readonly today: () => string;
};

const MONTHS_BACK = 36;

/** What the ward page asks about released cells. */
export class WardViews {
  readonly #sources: WardSources;

  constructor(sources: WardSources) {
    this.#sources = sources;
  }

  async periods(): Promise<PeriodsView> {
    const today = this.#sources.today();
    const to = today.slice(0, 7);
    const span = { from: monthAfter(to, 1 - MONTHS_BACK), to };
    const { store } = this.#sources;
    const cells = await store.cells(span);
    const waiting = cells.length > 0 ? undefined : await store.withheld(span);
    const months = [...new Set(cells.map(({ month }) => month))].sort();
    const { k } = this.#sources.policy();
    return {
      received: waiting === undefined || waiting.transactions + waiting.ratings > 0,
      first: months[0] ?? null,
      last: months.at(-1) ?? null,
      today,
      ward: this.#sources.ward,
      office: this.#sources.office,
      k,
      leastK: leastK(cells, k),
      simulatedUntil: this.#sources.simulatedUntil() ?? null,
    };
  }

  async overview(span: SpanQuery): Promise<Overview> {
    const released = await this.#released(span);
    return overviewOf({ ward: this.#sources.ward, dossiers: this.#dossiers(released.cells), ...released });
  }

  async trends({ from, to, by, field, procedure, band }: TrendsQuery): Promise<Trends> {
    const asked = { field, procedure, band };
    const only =
      GROUPINGS.flatMap((one) => (asked[one] === undefined ? [] : [{ by: one, key: asked[one] }]))[0] ?? null;
    return trendsOf({ by, only, ...(await this.#released({ from, to })) });
  }

  async breakdown(span: SpanQuery, by: Grouping): Promise<Breakdown> {
    return breakdownOf({ by, names: this.#sources.names, ...(await this.#released(span)) });
  }

  async agreement(span: SpanQuery): Promise<AgreementView> {
    return agreementViewOf({ span, cells: await this.#sources.store.cells(span), ...this.#sources.policy(), say });
  }

  async notes(span: SpanQuery): Promise<NotesView> {
    const { store, policy, names, state } = this.#sources;
    const [cells, cellsBefore, present] = await Promise.all([
      store.cells(span),
      store.cells(spanBefore(span)),
      this.#isPresent(span),
    ]);
    const now = present ? await state() : undefined;
    const { k, mode, recallFloor } = policy();
    const { agreement } = agreementViewOf({ span, cells, k, mode, recallFloor, say });
    const supports = agreement.outcome === "shown" ? agreement.supports.mode : undefined;
    return notesOf({ span, k, cells, cellsBefore, names, state: now && { ...now, mode, supports } });
  }

  /** This month is in it; or it ends with the month before, of which more is not known yet. */
  async #isPresent({ from, to }: SpanQuery): Promise<boolean> {
    const month = this.#sources.today().slice(0, 7);
    if (to >= month) return from <= month;
    if (to !== monthAfter(month, -1)) return false;
    return (await this.#sources.store.cells({ from: month, to: month })).length === 0;
  }

  /** Of the months that have taps at all: of a year that is not over those to come are not asked for. */
  #dossiers(cells: readonly Cell[]): number | undefined {
    const counts = [...new Set(cells.map(({ month }) => month))].map((month) => this.#sources.dossiers(month));
    return counts.reduce((sum, count) => (sum === undefined || count === undefined ? undefined : sum + count), 0);
  }

  async #released(span: SpanQuery) {
    const { store, policy } = this.#sources;
    const [cells, withheld] = await Promise.all([store.cells(span), store.withheld(span)]);
    return { span, k: policy().k, cells, withheld };
  }
}

const say = (code: AgreementReason) => ({ code, ...AGREEMENT_WORDS[code] });
