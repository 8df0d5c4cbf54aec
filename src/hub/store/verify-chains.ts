import { canonicalJson } from "#contract/canonical-json.js";
import type { HailongEvent } from "#contract/event.js";
import { GENESIS_HASH } from "#contract/identifiers.js";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import type { Rekeying } from "#hub/enrolment/key-ring.js";
import type { EpochHead, EpochOf, Gap } from "#hub/store/chain.js";
import type { EventStore, KeptLink } from "#hub/store/event-store.js";
import { createVerifier, sha256Hex } from "#platform/signing.js";

/**
 * missing: there is no such link. altered: the body is not what its hash says. misplaced: it is another event's.
 * unlinked: it does not name the one before. forged: its desk did not sign it. head: the chain ends elsewhere.
 */
type ChainFault = "missing" | "altered" | "misplaced" | "unlinked" | "forged" | "head";
type Finding = EpochOf & { readonly seq: number; readonly fault: ChainFault };
export type Verification = {
  chains: number;
  events: number;
  /** Of them: only their hash is left, which the next one names. */
  erased: number;
  /** Of them: their desk is enrolled no more, so that no key can vouch for them. */
  withoutKey: number;
  faults: number;
  /** The first faults. */
  readonly findings: Finding[];
  readonly gaps: readonly Gap[];
};

const PAGE = 500;
const MOST_FINDINGS = 50;

/** Walks every chain from its beginning: hashes, links, and signatures where the body stands. Changes nothing. */
export async function verifyChains(
  store: Pick<EventStore, "heads" | "links" | "gaps" | "rekeyings">,
  desks: EnrolledDesks,
): Promise<Verification> {
  const result: Verification = {
    chains: 0,
    events: 0,
    erased: 0,
    withoutKey: 0,
    faults: 0,
    findings: [],
    gaps: await store.gaps(),
  };
  const rekeyings = await store.rekeyings();
  for (const head of await store.heads()) {
    const verify = anyKeyOf(head.device, { desks, rekeyings });
    await verifyChain(store, head, { verify, result });
  }
  return result;
}

async function verifyChain(
  store: Pick<EventStore, "links">,
  head: EpochHead,
  { verify, result }: { verify: Verify | undefined; result: Verification },
): Promise<void> {
  const { device, epoch } = head;
  const report = (seq: number, fault: ChainFault): void => {
    result.faults += 1;
    if (result.findings.length < MOST_FINDINGS) result.findings.push({ device, epoch, seq, fault });
  };
  let before = { seq: 0, hash: GENESIS_HASH };
  result.chains += 1;
  for (;;) {
    // A running hub goes on meanwhile: what came after the beginning is for the next time.
    const links = await store.links(head, before.seq, Math.min(PAGE, head.seq - before.seq));
    for (const link of links) {
      result.events += 1;
      if (link.body === null) result.erased += 1;
      else if (!verify) result.withoutKey += 1;
      if (link.seq !== before.seq + 1) report(before.seq + 1, "missing");
      const fault = faultOf(link, { device, epoch, prev: before.hash, verify });
      if (fault) report(link.seq, fault);
      before = link;
    }
    if (links.length === 0 || before.seq >= head.seq) break;
    // Whatever else the process does goes on in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (before.seq !== head.seq || before.hash !== head.hash) report(head.seq, "head");
}

type Verify = (text: string, signature: string) => boolean;
type Known = { readonly desks: EnrolledDesks; readonly rekeyings: readonly Rekeying[] };

/** One of the keys that the desk has had: the enrolled one, and those that it was handed on to. */
function anyKeyOf(device: string, { desks, rekeyings }: Known): Verify | undefined {
  const desk = desks.get(device);
  if (!desk) return undefined;
  const later = rekeyings.filter((one) => one.device === device).map(({ publicKey }) => createVerifier(publicKey));
  const keys = [desk.verify, ...later];
  return (text, signature) => keys.some((verify) => verify(text, signature));
}

type Expected = EpochOf & {
  readonly prev: string;
  readonly verify: Verify | undefined;
};

function faultOf({ seq, hash, body }: KeptLink, { device, epoch, prev, verify }: Expected): ChainFault | undefined {
  if (body === null) return undefined;
  if (sha256Hex(body) !== hash) return "altered";
  const { signature, ...unsigned }: HailongEvent = JSON.parse(body);
  if (unsigned.device !== device || unsigned.epoch !== epoch || unsigned.seq !== seq) return "misplaced";
  if (unsigned.prev !== prev) return "unlinked";
  return verify && !verify(canonicalJson(unsigned), signature) ? "forged" : undefined;
}
