import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { PolicyInbox } from "#desk/delivery/policy-inbox.js";
import { loadOrCreateToken } from "#platform/bearer-token.js";
import { createVerifier, loadOrCreateKey } from "#platform/signing.js";
import { DeskParts, HandClock } from "../support/desk-parts.js";
import { FakeHub } from "../support/fake-hub.js";
import { PLACE } from "../support/running-desk.js";

const notice = { consent: "notice" };
let disk = "";
let folder = "";
const owned: Disposable[] = [];
const own = <T extends Disposable>(thing: T): T => {
  owned.push(thing);
  return thing;
};

/** A real disk of 1 MB, filled so that SQLite finds no page more. */
function fill(): void {
  for (let size = 1 << 20; size >= 512; size /= 2) {
    for (;;) {
      try {
        writeFileSync(join(disk, "filler"), Buffer.alloc(size), { flag: "a" });
      } catch {
        break;
      }
    }
  }
}
const free = (): void => rmSync(join(disk, "filler"));

/** What the write-ahead log already holds may take a few commits more. */
function useUp({ ledger }: DeskParts): void {
  fill();
  for (let i = 0; i < 2_000 && !ledger.full; i += 1) ledger.probe();
  expect(ledger.full).toBe(true);
}

describe.skipIf(process.getuid?.() !== 0)("on a full disk", () => {
  beforeEach(() => {
    disk = mkdtempSync(join(tmpdir(), "hailong-full-"));
    execFileSync("/bin/mount", ["-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", disk]);
    folder = join(disk, "data");
    mkdirSync(folder);
  });
  afterEach(() => {
    for (const thing of owned.splice(0).reverse()) thing[Symbol.dispose]();
    execFileSync("/bin/umount", ["-l", disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it("a transaction that a killed desk left open waits for space, and nothing opens before it has ended", () => {
    const clock = new HandClock();
    const before = new DeskParts({ folder, clock, policy: notice });
    const left = before.counter.open({}, "request");
    useUp(before);
    // Its write-ahead log stays as a kill leaves it: the next desk opens the same file.
    const after = own(new DeskParts({ folder, clock, policy: notice }));
    expect(() => after.counter.open({}, "request")).toThrow(/Free space/);
    expect(after.events).toEqual([]);
    free();
    after.counter.tick();
    expect(after.events).toMatchObject([{ data: { token: left.token, reason: "restarted" } }]);
    expect(after.counter.close(left.id)).toEqual({ id: left.id, outcome: "abstained" });
    after.counter.open({}, "request");
    before.ledger[Symbol.dispose]();
  });

  it("an opt-out is still in force after a restart: it is written down as soon as there is space", () => {
    const parts = own(new DeskParts({ folder, policy: notice }));
    const { id } = parts.counter.open({}, "request");
    useUp(parts);
    parts.counter.optOut(id);
    expect(parts.ledger.held).toBe(false);
    free();
    parts.counter.tick();
    expect(parts.ledger.held).toBe(true);
  });

  it("a key or a token that could not be written leaves no empty file that stops the next start", () => {
    fill();
    for (const make of [loadOrCreateKey, loadOrCreateToken]) {
      const file = join(disk, make.name);
      expect(() => make(file)).toThrow();
      free();
      make(file);
      expect(make(file)).toEqual(make(file));
      expect(statSync(file).mode & 0o777).toBe(0o600);
      fill();
    }
    expect(readdirSync(disk).sort()).toEqual(["data", "filler", "loadOrCreateKey", "loadOrCreateToken"]);
  });

  it("a start after an orderly end says what is the matter and how to mend it", () => {
    own(new DeskParts({ folder })).ledger[Symbol.dispose]();
    fill();
    try {
      own(new DeskParts({ folder }));
    } catch (error) {
      expect(error).toMatchObject({ code: "ledger.full", message: expect.stringContaining("Free space") });
    }
    free();
    expect(own(new DeskParts({ folder })).ledger.full).toBe(false);
  });

  it("a policy that the hub sends takes effect all the same", async () => {
    const parts = own(new DeskParts({ folder }));
    const { ledger, log } = parts;
    await using hub = new FakeHub("mqtt://127.0.0.1:1", PLACE, join(folder, "hub.key"));
    const verify = createVerifier(loadOrCreateKey(join(folder, "hub.key")).publicKey);
    const options = { place: PLACE, base: DEFAULT_POLICY, ledger, verify, log: log.log, onChange: () => {} };
    const inbox = new PolicyInbox(options);
    const send = (number: number, k: number): void => inbox.receive("ward", Buffer.from(hub.policy(number, { k })));
    send(3, 13);
    useUp(parts);
    send(5, 15);
    expect(inbox.applied()).toMatchObject({ number: 5, policy: { k: 15 } });
    send(4, 14);
    expect(inbox.applied()).toMatchObject({ number: 5, policy: { k: 15 } });
    free();
    // Retained: the broker repeats it at the next connection.
    send(5, 15);
    expect(new PolicyInbox(options).applied().number).toBe(5);
  });
});
