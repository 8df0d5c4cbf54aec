import type { z } from "zod";
import { canonicalJson } from "#contract/canonical-json.js";
import { type ImportFault, type ImportReply, type ImportRequest, importRequestSchema } from "#contract/imports.js";
import type { Catalogue } from "#hub/catalogue/catalogue.js";
import { checkRows } from "#hub/imports/check-rows.js";
import { headingOf } from "#hub/imports/headings.js";
import { type Conflict, notedChanges, shownChanges } from "#hub/imports/import-changes.js";
import type { ImportStore } from "#hub/imports/import-store.js";
import { type KnownNames, knownNames } from "#hub/imports/known-names.js";
import { readCsv } from "#hub/imports/read-csv.js";
import { readDrafts } from "#hub/imports/read-draft.js";
import type { Audit } from "#hub/people/audit.js";
import type { Clock } from "#platform/clock.js";
import { sha256Hex } from "#platform/signing.js";
import { IMPORT_FAULTS, type ImportFaultKey } from "#words/import-words.js";

/** Wholly stored; or wrong in places; or right, but other figures are held. */
export type ImportOutcome = ImportReply | { readonly faults: readonly ImportFault[] } | Conflict;
/** Who brings it, and which figures that are held are to be replaced: those of one comparison, or all. */
export type Bringing = { readonly person: string; readonly replace?: string | undefined };
type Parts = {
  readonly store: ImportStore;
  readonly catalogue: Catalogue;
  readonly audit: Audit;
  readonly clock: Clock;
};
type Checked = {
  readonly request: ImportRequest;
  readonly lineOf: (place: number) => number;
  readonly columnOf: (key: string) => string;
};

/** What the office brings in. Wholly understood and stored, or every fault named and nothing changed. */
export class Imports {
  readonly #parts: Parts;
  readonly #names: KnownNames;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#names = knownNames(parts.catalogue);
  }

  csv(bytes: Uint8Array, by: Bringing): ImportOutcome {
    const reading = readCsv(bytes);
    if ("faults" in reading) return reading;
    const understood = readDrafts(reading.kind, reading.drafts, this.#names);
    if ("faults" in understood) return inOrder(understood.faults);
    const { request, lines } = understood;
    const lineOf = (place: number): number => lines[place] ?? place + 1;
    return this.#take({ request, lineOf, columnOf: (key) => headingOf(request.kind, key) }, by);
  }

  json(body: unknown, by: Bringing): ImportOutcome {
    const parsed = importRequestSchema.safeParse(body ?? {});
    if (!parsed.success) return { faults: parsed.error.issues.map(faultOf) };
    return this.#take({ request: parsed.data, lineOf: (place) => place + 1, columnOf: (key) => key }, by);
  }

  #take(checked: Checked, { person, replace }: Bringing): ImportOutcome {
    const { store, catalogue, audit, clock } = this.#parts;
    const { request } = checked;
    const { kind, rows } = request;
    const faults = checkRows({ ...checked, names: this.#names, today: localDay(clock.now()) });
    if (faults.length > 0) return inOrder(faults);
    const sha256 = sha256Hex(canonicalJson(rows));
    const stored = store.store(request, `${new Date(clock.now()).toISOString().slice(0, 19)}Z`, {
      replace,
      note: ({ outcome, replaced }) =>
        audit.note({
          person,
          action: `import.${kind}`,
          detail: { rows: rows.length, outcome, ...notedChanges(kind, replaced), sha256 },
        }),
    });
    if (stored.outcome === "refused") {
      const shown = shownChanges(stored.replaced, { ...checked, kind }, catalogue);
      return { ...shown, replace: stored.comparison, changedSince: replace !== undefined };
    }
    const { outcome, periods } = stored;
    return { kind, rows: rows.length, periods: kind === "due" ? [] : [...periods], outcome, sha256 };
  }
}

const inOrder = (faults: readonly ImportFault[]) => ({ faults: [...faults].sort((a, b) => a.line - b.line) });

/** Vietnam has one time zone, without summer time. */
export const localDay = (ms: number): string => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);

const FAULT_OF_KEY: Readonly<Record<string, ImportFaultKey>> = {
  month: "notMonth",
  field: "unknownField",
  procedure: "unknownProcedure",
  received: "notCount",
  resolved: "notCount",
  overdue: "notCount",
  complaints: "notCount",
  disliked: "notCount",
  reference: "notRunningNumber",
  due: "notDate",
  done: "notDate",
  period: "notPeriod",
  index: "notIndex",
  self: "notPoints",
  appraised: "notPoints",
  evidence: "longEvidence",
};

/** A key or a value may be anything, a dossier code too: only keys that are ours are said again. */
function faultOf({ path }: z.core.$ZodIssue): ImportFault {
  const [, place, key] = path;
  const known = FAULT_OF_KEY[String(key)];
  const line = typeof place === "number" ? place + 1 : 1;
  if (known) return { line, column: String(key), ...IMPORT_FAULTS[known]() };
  return { line, column: "", ...IMPORT_FAULTS[typeof place === "number" ? "unknownColumn" : "badRequest"]() };
}
