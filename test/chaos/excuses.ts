import type { EventRow, HubBook, LedgerBook } from "./books.js";

const OUTCOMES = new Set(["score", "abstention", "cancelled"]);
const nameOf = ({ epoch, seq, hash }: Pick<EventRow, "epoch" | "seq" | "hash">): string => `${epoch}/${seq}/${hash}`;
export const tokenOf = (body: string): string | undefined => JSON.parse(body).data.token;

/**
 * What a restored copy or a second desk may rightly take with it: exactly the events that stood in nothing else. Worked
 * out from both files at the moment of the fault, while their programs are down.
 */
export class Excuses {
  /** Token → why its outcome may be missing. */
  readonly outcomes = new Map<string, string>();
  readonly taps = new Map<string, string>();
  /** Tokens that the desk knows no more, whether or not the hub has them. */
  readonly forgotten = new Set<string>();
  counterTaps = 0;
  /** Taps of the counter have no name: those that a copy signs anew count twice. */
  repeatedCounterTaps = 0;
  /** Tokens whose events may stand twice in the hub's chains, in two epochs; never twice in what they count for. */
  readonly repeats = new Set<string>();

  ledgerRestored(before: LedgerBook, copy: LedgerBook, hub: HubBook): void {
    const why = "in the ledger only, after the copy was made, and without a receipt";
    this.#goneEvents(missingFrom(before.events, [copy.events, hub.events]), why);
    const known = new Set(copy.transactions.map(({ token }) => token));
    const stored = new Set(hub.outcomes.map(({ token }) => token));
    for (const { token } of before.transactions) if (!known.has(token)) this.forgotten.add(token);
    for (const { token, state } of before.transactions)
      if (state === "open" && !known.has(token)) this.outcomes.set(token, "open, and opened after the copy was made");
      else if (!stored.has(token) && !known.has(token)) this.outcomes.set(token, why);
    const { undoable } = before;
    if (undoable && JSON.stringify(undoable) !== JSON.stringify(copy.undoable)) this.#goneTap(undoable.token, why);
    this.copied(copy);
  }

  /** A copy of a ledger lives: what it has not receipted, and what it has open, it will sign anew. */
  copied(copy: LedgerBook): void {
    const receipted = new Map(copy.epochs.map(({ epoch, receipted }) => [epoch, receipted]));
    for (const { epoch, seq, kind, body } of copy.events) {
      if (seq <= (receipted.get(epoch) ?? 0)) continue;
      const token = tokenOf(body);
      if (token !== undefined) this.repeats.add(token);
      else if (kind === "rating") this.repeatedCounterTaps += 1;
    }
    for (const { token, state } of copy.transactions) if (state === "open") this.repeats.add(token);
    if (copy.undoable?.token) this.repeats.add(copy.undoable.token);
    else if (copy.undoable) this.repeatedCounterTaps += 1;
  }

  hubRestored(before: HubBook, copy: HubBook, ledger: LedgerBook): void {
    const gone = missingFrom(before.events, [copy.events, ledger.events]);
    this.#goneEvents(
      gone,
      "in the hub only, after its copy was made: the ledger that sent it was restored or replaced",
    );
  }

  secondDeskEnded(ledger: LedgerBook, hub: HubBook): void {
    this.#goneEvents(missingFrom(ledger.events, [hub.events]), "in the ledger of the second desk, which is gone");
  }

  #goneEvents(events: readonly EventRow[], why: string): void {
    for (const { kind, body } of events) {
      const token = tokenOf(body);
      if (kind === "rating") this.#goneTap(token, why);
      else if (OUTCOMES.has(kind) && token !== undefined) this.outcomes.set(token, why);
    }
  }

  #goneTap(token: string | undefined, why: string): void {
    if (token === undefined) this.counterTaps += 1;
    else this.taps.set(token, why);
  }
}

function missingFrom<T extends EventRow>(events: readonly T[], elsewhere: readonly (readonly EventRow[])[]): T[] {
  const known = new Set(elsewhere.flat().map(nameOf));
  return events.filter((event) => !known.has(nameOf(event)));
}
