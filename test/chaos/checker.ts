import { createHash } from "node:crypto";
import type { HubBook } from "./books.js";
import { type Excuses, tokenOf } from "./excuses.js";
import type { OneStop, Tap, Visit } from "./one-stop.js";

/**
 * Compares what clients were answered with what stands in the hub's file. Knows hashes and SQL rows; none of the
 * product's code.
 */
export type Verdict = {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly disordered: readonly string[];
  /** A broken chain, another outcome than was answered, or what nobody asked for. */
  readonly wrong: readonly string[];
  /** Missing for a reason: why → how many. */
  readonly explained: ReadonlyMap<string, number>;
  readonly stored: Readonly<Record<string, number>>;
};
type Findings = {
  readonly lost: string[];
  readonly doubled: string[];
  readonly disordered: string[];
  readonly wrong: string[];
  readonly explained: Map<string, number>;
};

const OUTCOMES = new Set(["score", "abstention", "cancelled"]);
const NO_HASH = "0".repeat(64);
/** A second tap for the counter within the undo time takes the place of the first. */
const REPLACED_MS = 4_000;

export function checkBooks(hub: HubBook, clients: readonly OneStop[], excuses: Excuses): Verdict {
  const findings: Findings = { lost: [], doubled: [], disordered: [], wrong: [], explained: new Map() };
  checkChains(hub, findings);
  const visits = clients.flatMap((client) => client.visits);
  checkOutcomes(hub, visits, excuses, findings);
  const taps = clients.flatMap((client) => client.taps);
  checkTaps(hub, taps, excuses, findings);
  checkCounterTaps(hub, taps, excuses, findings);
  for (const client of clients) {
    checkOrder(hub, client.visits, OUTCOMES, findings);
    checkOrder(hub, client.taps, new Set(["rating"]), findings);
  }
  const stored: Record<string, number> = {};
  for (const { kind } of hub.events) stored[kind] = (stored[kind] ?? 0) + 1;
  return { ...findings, stored };
}

/** Every epoch from 1 without a gap, each event on the hash of the one before, in the order of its coming. */
function checkChains(hub: HubBook, { wrong, doubled, disordered }: Findings): void {
  const heads = new Map<string, { seq: number; hash: string }>();
  let first: string | undefined;
  for (const { device, epoch, seq, hash, body } of hub.events) {
    const name = `${device}/${epoch}`;
    const event = JSON.parse(body);
    const head = heads.get(name) ?? { seq: 0, hash: NO_HASH };
    if (createHash("sha256").update(body).digest("hex") !== hash)
      wrong.push(`${name}/${seq}: its hash is not its body's`);
    if (event.id !== `${name}/${seq}`) wrong.push(`${name}/${seq}: its body is ${event.id}`);
    if (seq <= head.seq) doubled.push(`${name}/${seq} stands after ${head.seq}`);
    else if (seq !== head.seq + 1) disordered.push(`${name}/${seq} stands after ${head.seq}`);
    if (event.prev !== head.hash) wrong.push(`${name}/${seq}: prev is not the hash of ${head.seq}`);
    first ??= epoch;
    if (seq === 1 && epoch !== first && event.data.previousEpoch === undefined)
      wrong.push(`${name} begins without naming the epoch before`);
    heads.set(name, { seq, hash });
  }
}

function checkOutcomes(hub: HubBook, visits: readonly Visit[], excuses: Excuses, findings: Findings): void {
  const { lost, doubled, wrong, explained } = findings;
  const counted = groupBy(hub.outcomes, ({ token }) => token);
  const events = groupBy(
    hub.events.filter(({ kind }) => OUTCOMES.has(kind)),
    ({ body }) => tokenOf(body),
  );
  for (const { token, answered, cycle } of visits) {
    const rows = counted.get(token) ?? [];
    const why = excuses.outcomes.get(token);
    const what = `transaction ${token} of cycle ${cycle}, answered ${answered}`;
    if (rows.length > 1) doubled.push(`${what}, counts ${rows.length} times`);
    if ((events.get(token)?.length ?? 0) > 1 && !excuses.repeats.has(token)) doubled.push(`${what}, was taken twice`);
    if (rows.length === 0 && why === undefined) lost.push(`${what}, is not at the hub`);
    if (rows.length === 0 && why !== undefined) explained.set(why, (explained.get(why) ?? 0) + 1);
    const kind = rows[0]?.kind;
    const mayDiffer = answered === "any" || answered === "unknown" || why !== undefined;
    if (kind !== undefined && kind !== answered && !mayDiffer) wrong.push(`${what}, is ${kind} at the hub`);
    if (answered === "unknown" && !excuses.forgotten.has(token)) wrong.push(`${what}: no restored copy explains that`);
  }
  const known = new Set(visits.map(({ token }) => token));
  for (const token of counted.keys()) if (!known.has(token)) wrong.push(`transaction ${token}: nobody was told of it`);
}

function checkTaps(hub: HubBook, taps: readonly Tap[], excuses: Excuses, findings: Findings): void {
  const { lost, doubled, wrong, explained } = findings;
  const counted = groupBy(hub.ratings, ({ token }) => token ?? undefined);
  for (const { token, rating, cycle } of taps) {
    if (token === null) continue;
    const rows = counted.get(token) ?? [];
    const why = excuses.taps.get(token);
    const what = `tap for ${token} of cycle ${cycle}`;
    if (rows.length > 1) doubled.push(`${what} counts ${rows.length} times`);
    if (rows.length === 0 && why === undefined) lost.push(`${what} is not at the hub`);
    if (rows.length === 0 && why !== undefined) explained.set(why, (explained.get(why) ?? 0) + 1);
    if (rows[0] && rows[0].rating !== rating) wrong.push(`${what} says ${rows[0].rating}, was ${rating}`);
  }
  const tapped = new Set(taps.map(({ token }) => token));
  for (const token of counted.keys()) if (!tapped.has(token)) wrong.push(`tap for ${token}: nobody was told of it`);
}

/** Taps of the counter have no name: they can only be counted. */
function checkCounterTaps(hub: HubBook, taps: readonly Tap[], excuses: Excuses, { lost, doubled }: Findings): void {
  const ours = taps.filter(({ token }) => token === null);
  const replaced = ours.filter(({ at }, index) => (ours[index + 1]?.at ?? Number.POSITIVE_INFINITY) - at < REPLACED_MS);
  const rows = hub.ratings.filter(({ token }) => token === null).length;
  if (rows > ours.length + excuses.repeatedCounterTaps)
    doubled.push(`${ours.length} taps of the counter, ${rows} at the hub`);
  if (rows < ours.length - replaced.length - excuses.counterTaps)
    lost.push(`${ours.length} taps of the counter, ${rows} at the hub`);
}

/** Within each chain, what one client was answered stands in the order of the answers. */
function checkOrder(
  hub: HubBook,
  answers: readonly { readonly token: string | null }[],
  kinds: ReadonlySet<string>,
  { disordered }: Findings,
): void {
  const places = new Map(answers.map(({ token }, place) => [token, place]));
  const seen = new Set<string>();
  const reached = new Map<string, number>();
  for (const { epoch, seq, kind, body } of hub.events) {
    const token = tokenOf(body);
    const place = token === undefined ? undefined : places.get(token);
    // What stands a second time (signed anew after a restored copy) has its order from the first.
    if (!kinds.has(kind) || token === undefined || place === undefined || seen.has(token)) continue;
    seen.add(token);
    if (place < (reached.get(epoch) ?? -1)) disordered.push(`${epoch}/${seq} (${kind}) came before what it follows`);
    reached.set(epoch, Math.max(place, reached.get(epoch) ?? -1));
  }
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
