import { expect, it } from "vitest";
import type { Gap } from "#hub/store/chain.js";
import { forgetTamperNotes, TamperNotes } from "#hub/tamper/tamper-notes.js";
import { createVerifier } from "#platform/signing.js";
import { memoryLog } from "../../../support/memory-log.js";
import { openTestOffice } from "../../../support/office.js";
import { SigningClient } from "../../../support/signing-client.js";

const { device, counter, publicKey } = new SigningClient().enrolment;
const desks = new Map([[device, { device, counter, publicKey, verify: createVerifier(publicKey) }]]);
const OCTOBER = { from: "2026-10", to: "2026-10" };
const topicOf = (of: string): string => `hailong/v1/phuong-mau/${of}/score`;

function bench(db = openTestOffice()) {
  const at = { now: Date.parse("2026-10-14T03:02:00Z"), gaps: [] as Gap[], head: 3 };
  const { log, lines } = memoryLog();
  const epoch = "00112233445566aa";
  const notes = new TamperNotes({
    db,
    store: {
      gaps: async () => at.gaps,
      heads: async () => [{ device, epoch, seq: at.head, hash: "" }],
    },
    desks: () => desks,
    grainMinutes: () => 5,
    clock: { now: () => at.now, monotonic: () => 0 },
    log,
  });
  return { db, notes, at, lines, gap: { device, epoch, from: 4, to: 9 } };
}

it("what was refused is there after a restart, by local day, with the counter as far as it is known", () => {
  const { db, notes, at } = bench();
  notes.refused({ reason: "bad_signature", device, topic: topicOf(counter) });
  notes.refused({ reason: "bad_signature", device, topic: topicOf(counter) });
  notes.refused({ reason: "not_json", topic: topicOf(counter) });
  notes.refused({ reason: "not_json", topic: topicOf("nowhere") });
  // In Vietnam it is the day after.
  at.now = Date.parse("2026-10-14T17:00:00Z");
  notes.refused({ reason: "forked", device });
  notes[Symbol.dispose]();
  const { notes: again } = bench(db);
  const { notedSince, ...read } = again.read(OCTOBER);
  expect(notedSince).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect(read).toEqual({
    rejected: { bad_signature: 2, not_json: 2, forked: 1 },
    refusals: [
      { day: "2026-10-15", reason: "forked", counter, device, n: 1 },
      { day: "2026-10-14", reason: "bad_signature", counter, device, n: 2 },
      { day: "2026-10-14", reason: "not_json", counter: null, device: null, n: 1 },
      { day: "2026-10-14", reason: "not_json", counter, device: null, n: 1 },
    ],
    gapNotes: [],
  });
  expect(again.read({ from: "2026-11", to: "2026-12" }).refusals).toEqual([]);
});

it("strangers fill neither the disk nor the memory: beyond so many rows of a day only the reason is counted", () => {
  const { db, notes } = bench();
  for (let n = 0; n < 2_000; n++) notes.refused({ reason: "bad_signature", device: `hl-${n}` });
  notes.read(OCTOBER);
  for (let n = 0; n < 2_000; n++) notes.refused({ reason: "bad_signature", device: `hl-other-${n}` });
  expect(notes.read(OCTOBER).rejected).toEqual({ bad_signature: 4_000 });
  expect(db.prepare("SELECT count(*) FROM refusals").pluck().get()).toBeLessThanOrEqual(501);
});

it("a gap that healed is told with when and how long; one that the store forgot is not called healed", async () => {
  const { notes, at, gap } = bench();
  at.gaps = [gap];
  await notes.look();
  at.gaps = [{ ...gap, to: 12 }];
  at.now += 30 * 60_000;
  await notes.look();
  const open = { counter, device, from: 4, to: 12, seen: "2026-10-14T03:00:00Z", healed: null };
  expect(notes.read(OCTOBER).gapNotes).toEqual([open]);
  at.gaps = [];
  await notes.look();
  expect(notes.read(OCTOBER).gapNotes).toEqual([open]);
  at.head = 12;
  at.now += 60 * 60_000;
  await notes.look();
  expect(notes.read(OCTOBER).gapNotes).toEqual([{ ...open, healed: "2026-10-14T04:30:00Z" }]);
  // Another of the same chain is another.
  at.gaps = [{ ...gap, from: 13, to: 14 }];
  await notes.look();
  expect(notes.read(OCTOBER).gapNotes.map(({ from }) => from)).toEqual([13, 4]);
});

it("is let go with the audit log; a disk that is full keeps nobody from reading what was written", () => {
  const { db, notes, lines } = bench();
  notes.refused({ reason: "forked", device });
  notes.read(OCTOBER);
  db.pragma("query_only = 1");
  notes.refused({ reason: "forked", device });
  expect(notes.read(OCTOBER).rejected).toEqual({ forked: 1 });
  expect(JSON.stringify(lines)).toContain("refusals.not_saved");
  db.pragma("query_only = 0");
  expect(notes.read(OCTOBER).rejected).toEqual({ forked: 2 });
  forgetTamperNotes(db, "2026-11-01");
  expect(notes.read(OCTOBER).refusals).toEqual([]);
});
