import { openSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { NewEvent } from "#desk/ledger/chain.js";
import { openTestLedger } from "./desk-parts.js";

/**
 * A desk's ledger through two lives, for a trace of its system calls: `power-cut-session.ts FOLDER`. After each commit it
 * says in the file `acks` how many events have been acknowledged.
 */
const TRANSACTIONS = 12;
const [, , folder = ""] = process.argv;
const acks = openSync(join(folder, "acks"), "w");
const time = "2026-03-02T08:00:00Z";
const tap: NewEvent = { kind: "rating", time, data: { rating: "satisfied", source: "page", rated: time } };

for (const life of [1, 2]) {
  const ledger = openTestLedger(folder, { now: () => Date.parse(time) }, { limits: { keepDays: 1 } });
  for (let n = 0; n < TRANSACTIONS; n++) {
    const id = `${life}-${n}`;
    ledger.commit({ open: { id, token: `token-${id}`, opened: time } });
    ledger.commit({ conclude: { id, state: "recorded" }, events: [tap, tap] });
    const { epoch, seq } = ledger.outbox();
    writeSync(acks, `${seq}\n`);
    if (n % 4 === 0) ledger.setReceipted(epoch, seq);
    if (n % 6 === 0) ledger.tidy();
  }
  ledger[Symbol.dispose]();
}
