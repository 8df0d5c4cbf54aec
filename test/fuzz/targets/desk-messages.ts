import fc from "fast-check";
import { commandOpenExample, inputRatingExample, policyExample, receiptExample } from "#contract/message-examples.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { type CommandParts, takeCommand, takeInputRating } from "#desk/api/mqtt-commands.js";
import { Doorbell } from "#desk/delivery/doorbell.js";
import { OutboxDrain } from "#desk/delivery/outbox-drain.js";
import { PolicyInbox } from "#desk/delivery/policy-inbox.js";
import { createVerifier } from "#platform/signing.js";
import { DeskParts } from "../../support/desk-parts.js";
import { testKey } from "../../support/signing-client.js";
import { CANARY, mutate, mutation, signedAnew } from "../mutations.js";
import { type FuzzTarget, fuzzFolder, fuzzTarget, watchedLog } from "../target.js";

const PLACE = { ward: "phuong-mau", counter: "quay-1" };
const SOURCE = "/hailong/v1/phuong-mau";
const hubKey = testKey(9);
const verify = createVerifier(hubKey.publicKey);
const bytesOf = (message: unknown): Buffer => Buffer.from(JSON.stringify(signedAnew(message, hubKey)));

/** `command` and `input/rating`, as the one-stop software and a button box publish them. */
export async function deskCommands(): Promise<FuzzTarget> {
  const desk = new DeskParts({ folder: fuzzFolder(), policy: { ratingUndoSeconds: 0 } });
  const { log, check } = watchedLog();
  let answer: string | undefined;
  const publish: CommandParts["publish"] = async (_topic, payload) => {
    answer = payload;
  };
  const { counter, ratings, ledger, clock } = desk;
  const parts: CommandParts = { place: PLACE, counter, ratings, ledger, clock, log, publish };
  const replies = [undefined, `hailong/v1/phuong-mau/quay-1/reply/${CANARY}`, "#", "$SYS/x", CANARY];
  let requests = 0;
  const command = (n: number) => {
    const requestId = `fuzz-${String(requests++).padStart(8, "0")}`;
    const id = counter.current?.row.id ?? "none";
    const deeds = ["open", "open", "close", "cancel", "opt-out"] as const;
    const action = deeds[n % deeds.length];
    const data = action === "open" ? { action, requestId, procedure: "chung-thuc" } : { action, requestId, id };
    return { ...commandOpenExample, time: new Date(clock.now()).toISOString(), data };
  };
  const tap = () => ({ ...inputRatingExample, data: { rating: "satisfied", requestId: `tap-${requests++}-fuzz` } });
  const message = (payload: Buffer, responseTopic?: string) => ({
    topic: "hailong/v1/phuong-mau/quay-1/command",
    payload,
    retained: false,
    ...(responseTopic === undefined ? {} : { responseTopic }),
  });
  return fuzzTarget({
    name: "desk.commands",
    share: 0.18,
    cases: fc.record({ tap: fc.boolean(), reply: fc.nat({ max: replies.length - 1 }), what: mutation }),
    take: (one) => {
      answer = undefined;
      clock.pass(10);
      const { seq } = ledger.outbox();
      if (one.tap) takeInputRating(parts, message(mutate(tap(), one.what)));
      else takeCommand(parts, message(mutate(command(one.what.base), one.what), replies[one.reply]));
      check();
      if (one.tap) return ledger.outbox().seq > seq ? "tap recorded" : "tap refused";
      if (answer === undefined) return "unanswered";
      const { data } = JSON.parse(answer) as { data: { ok: boolean; code?: string } };
      return data.ok ? "done" : (data.code ?? "no code");
    },
    proveAlive: async () => {
      takeCommand(parts, message(Buffer.from(JSON.stringify(command(0))), replies[1]));
      if (!answer?.includes('"ok":true')) throw new Error(`a good command was not done: ${answer}`);
    },
    [Symbol.asyncDispose]: async () => desk[Symbol.dispose](),
  });
}

/** Receipts: forged ones, and what a hub gone mad would sign. */
export async function deskReceipts(): Promise<FuzzTarget> {
  const desk = new DeskParts({ folder: fuzzFolder() });
  const { log, check } = watchedLog();
  const { ledger, clock } = desk;
  const courier = { connected: false, publish: async () => {} };
  const firstOfEpoch = ({ previousEpoch }: { previousEpoch?: string | undefined }) => ({
    kind: "cancelled" as const,
    time: "2026-03-02T08:15:00Z",
    data: { token: `${previousEpoch}AAAAAQ`, opened: "2026-03-02T08:15:00Z", closed: "2026-03-02T08:15:00Z" },
  });
  const drain = new OutboxDrain({
    place: PLACE,
    ledger,
    courier,
    bell: new Doorbell(),
    verify,
    clock,
    log,
    firstOfEpoch,
  });
  const serve = (): void => void desk.counter.close(desk.counter.open({}, "request").id);
  const receipt = (n: number) => {
    const { epoch, seq, receipted } = ledger.outbox();
    if (seq - receipted < 2) serve();
    const upTo = receipted + (n % 2);
    const data = { device: ledger.device, epoch, upTo, hash: ledger.hashAt(epoch, upTo) ?? "" };
    return { ...receiptExample, source: SOURCE, data };
  };
  const take = (payload: Buffer): string => {
    const [before, ignored] = [ledger.outbox(), new Map<string, number>(drain.ignored)];
    drain.receive(payload);
    check();
    const after = ledger.outbox();
    if (after.epoch !== before.epoch) return "ledger_restored";
    if (after.receipted > before.receipted) return "receipted";
    if (after.receipted < before.receipted) return "rewound";
    return [...drain.ignored].find(([why, n]) => n > (ignored.get(why) ?? 0))?.[0] ?? "again";
  };
  return fuzzTarget({
    name: "desk.receipts",
    share: 0.1,
    cases: mutation,
    take: (what) => take(mutate(receipt(what.base), what, hubKey)),
    proveAlive: async () => {
      serve();
      const outcome = take(bytesOf(receipt(1)));
      if (outcome !== "receipted") throw new Error(`a good receipt was ${outcome}`);
    },
    [Symbol.asyncDispose]: async () => desk[Symbol.dispose](),
  });
}

type Scope = "ward" | "counter";

/** Policies of ward and counter. */
export async function deskPolicies(): Promise<FuzzTarget> {
  const desk = new DeskParts({ folder: fuzzFolder() });
  const { log, check } = watchedLog();
  const options = { place: PLACE, base: DEFAULT_POLICY, ledger: desk.ledger, verify, log, onChange: () => {} };
  let inbox = new PolicyInbox(options);
  const patches = [policyExample.data.patch, { k: 12 }, { mode: "active", recallFloor: 0.7 }, { mapping: null }];
  const scopes = ["ward", "counter"] as const;
  const numberOf = (scope: Scope): number => desk.ledger.policyOf(scope)?.number ?? 0;
  /** A hub that signed the highest number that there is can say nothing newer: begin again. */
  const beginAgain = (): void => {
    for (const scope of scopes) desk.ledger.savePolicy(scope, { number: 1, patch: {} });
    inbox = new PolicyInbox(options);
  };
  const policy = (scope: Scope, n: number) => {
    if (numberOf(scope) > 1e12) beginAgain();
    const data = { number: numberOf(scope) + 1 - (n % 3), patch: patches[n % patches.length] };
    return { ...policyExample, source: SOURCE, data };
  };
  const take = (scope: Scope, payload: Buffer): string => {
    const before = numberOf(scope);
    inbox.receive(scope, payload);
    check();
    if (numberOf(scope) > before) return "applied";
    return inbox.refused() ? "refused" : "no change";
  };
  return fuzzTarget({
    name: "desk.policies",
    share: 0.13,
    cases: fc.record({ scope: fc.constantFrom(...scopes), what: mutation }),
    take: ({ scope, what }) => take(scope, mutate(policy(scope, what.base), what, hubKey)),
    proveAlive: async () => {
      beginAgain();
      if (take("ward", bytesOf(policy("ward", 0))) !== "applied") throw new Error("a good policy was not applied");
    },
    [Symbol.asyncDispose]: async () => desk[Symbol.dispose](),
  });
}
