import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { copyLedger } from "#desk/ledger/copy-ledger.js";
import { isErrorCode } from "#platform/errors.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";
import { expectChain } from "../support/chain.js";
import { eventually } from "../support/child.js";
import { DeskParts, HandClock, openTestLedger } from "../support/desk-parts.js";
import { FakeHub } from "../support/fake-hub.js";
import { startMosquitto } from "../support/mosquitto.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const owned: AsyncDisposable[] = [];
const own = <T extends AsyncDisposable>(thing: T): T => {
  owned.push(thing);
  return thing;
};
afterEach(async () => {
  for (const thing of owned.splice(0).reverse()) await thing[Symbol.asyncDispose]();
});

async function site() {
  const folder = own(await temporaryFolder());
  const broker = own(await startMosquitto(folder));
  const hub = await own(new FakeHub(broker.url, PLACE, folder.file("hub.key"))).connected();
  const start = () =>
    RunningDesk.start({ folder: folder.path, broker: broker.url, hubKey: hub.key.publicKey }).then(own);
  return { folder, hub, start };
}
const serve = async (desk: RunningDesk): Promise<unknown> => desk.close((await desk.open({}, false)).id);
const rate = (desk: RunningDesk): Promise<unknown> => desk.call("POST", "/v1/ratings", { rating: "satisfied" });
const backlog = async (desk: RunningDesk): Promise<unknown> => (await desk.call("GET", "/v1/health")).body.backlog;
const emptied = (desk: RunningDesk): Promise<true> =>
  eventually(async () => ((await backlog(desk)) === 0 ? (true as const) : undefined), { what: "empty outbox" });
const ledgerOf = (desk: RunningDesk): string => join(desk.data, "ledger.db");

function giveBack(desk: RunningDesk, copy: string): void {
  for (const end of ["", "-wal", "-shm"]) rmSync(`${ledgerOf(desk)}${end}`, { force: true });
  copyFileSync(copy, ledgerOf(desk));
}

describe("a backup of the ledger", () => {
  it("is taken while the desk writes, opens clean, belongs to its user alone, and overwrites nothing", async () => {
    const { folder, hub, start } = await site();
    const desk = await start();
    let stop = false;
    const busy = (async () => {
      while (!stop) await serve(desk);
    })();
    await eventually(() => hub.events.length > 20);
    const copies = await Promise.all([1, 2, 3].map((n) => copyLedger(ledgerOf(desk), folder.file(`copy-${n}.db`))));
    stop = true;
    await busy;
    for (const [index, { seq }] of copies.entries()) {
      const file = folder.file(`copy-${index + 1}.db`);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const db = openSqliteReadOnly(file);
      expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
      const bodies = db.prepare<[], string>("SELECT body FROM events ORDER BY seq").pluck().all();
      db.close();
      expect(bodies).toHaveLength(seq);
      expectChain(bodies, desk.publicKey);
    }
    const before = readFileSync(folder.file("copy-1.db"));
    await expect(copyLedger(ledgerOf(desk), folder.file("copy-1.db"))).rejects.toThrow(/nothing is overwritten/);
    expect(readFileSync(folder.file("copy-1.db"))).toEqual(before);
    await expect(copyLedger(ledgerOf(desk), folder.file("no/such/copy.db"))).rejects.toThrow(/folder that is there/);
    await expect(copyLedger(folder.file("none.db"), folder.file("copy-4.db"))).rejects.toThrow(/is not there/);
    expect(readdirSync(folder.path).filter((name) => name.endsWith(".new"))).toEqual([]);
  });

  it("given back an hour later: what the hub has not is named, what it has is not sent twice", async () => {
    const { folder, hub, start } = await site();
    const desk = await start();
    await serve(desk);
    await rate(desk);
    await emptied(desk);
    // These two have no receipt yet when the copy is taken.
    hub.answering = false;
    await serve(desk);
    await rate(desk);
    const { epoch, seq } = await copyLedger(ledgerOf(desk), folder.file("copy.db"));
    expect(seq).toBe(4);
    hub.answering = true;
    await desk.stop();
    const second = await start();
    await serve(second);
    await emptied(second);
    // These die with the disk: answered at the counter, never receipted.
    hub.answering = false;
    await serve(second);
    await serve(second);
    await second.stop();
    giveBack(second, folder.file("copy.db"));
    hub.answering = true;
    const restored = await start();
    await serve(restored);
    const log = JSON.parse(await restored.logged("ledger.restored"));
    await emptied(restored);
    const held = hub.stored.get(epoch)?.length ?? 0;
    expect(held).toBe(5);
    expect(log).toMatchObject({ previousEpoch: epoch, missing: { from: held + 1 } });
    const [, fresh = []] = [...hub.stored.values()];
    expect(fresh[0]?.event.data).toMatchObject({ previousEpoch: epoch, missing: { from: held + 1 } });
    // The one served since; nothing of what the hub has had from the ledger that was lost.
    expect(fresh).toHaveLength(2);
    expect(hub.of("rating")).toHaveLength(2);
    expect(new Set(hub.of("abstention").map(({ data }) => data.token)).size).toBe(hub.of("abstention").length);
    await eventually(async () => {
      const { body } = await restored.call("GET", "/v1/health");
      return (body.alarms as string[]).includes("events_missing");
    });
  });

  it("does not bring back a tap that could still be taken back: it was the original's to publish", async () => {
    using parts = new DeskParts();
    parts.ratings.rate({ rating: "satisfied", source: "page" });
    expect(parts.ledger.undoable).toBeDefined();
    const copy = join(parts.folder, "copy.db");
    await copyLedger(join(parts.folder, "ledger.db"), copy);
    const db = openSqliteReadOnly(copy);
    expect(db.prepare("SELECT key FROM meta WHERE key = 'undoable'").all()).toEqual([]);
    db.close();
  });
});

describe("hailong backup", () => {
  const hailong = (...args: string[]) => spawnSync(process.execPath, ["dist/cli.js", ...args], { encoding: "utf8" });

  it("copies, says how far, and refuses with words", async () => {
    const folder: TemporaryFolder = own(await temporaryFolder());
    mkdirSync(folder.file("data"));
    using parts = new DeskParts({ folder: folder.file("data") });
    parts.counter.open({}, "request");
    parts.counter.closeAs("close");
    writeFileSync(
      folder.file("edge.yaml"),
      JSON.stringify({
        ...PLACE,
        data: "data",
        camera: { kind: "file", path: "clip.mp4" },
        hub: { mqtt: { url: "mqtt://127.0.0.1:1" }, publicKey: "A".repeat(43) },
      }),
    );
    const once = hailong("backup", "--config", folder.file("edge.yaml"), folder.file("copy.db"));
    expect([once.status, once.stderr]).toEqual([0, ""]);
    expect(once.stdout).toContain("(1)");
    const again = hailong("backup", "--config", folder.file("edge.yaml"), folder.file("copy.db"));
    expect([again.status, again.stderr]).toEqual([2, expect.stringContaining("nothing is overwritten")]);
    expect(readFileSync(folder.file("copy.db")).includes("PRIVATE KEY")).toBe(false);
  });
});

describe("a ledger that is damaged", () => {
  const spoil: readonly [string, (bytes: Buffer) => void, RegExp][] = [
    [
      "a letter of signed events",
      // Where no checksum of SQLite looks.
      (bytes) => {
        for (let at = bytes.indexOf("closedBy"); at >= 0; at = bytes.indexOf("closedBy")) bytes.write("C", at);
      },
      /chain does not hold at event \d+.*left as it is.*newest backup/,
    ],
    ["a page", (bytes) => void bytes.fill(0xa5, 4_096, 8_192), /is damaged|cannot be used/],
  ];

  it.each(spoil)("(%s) is refused with the remedy and left exactly as it was found", async (_what, damage, words) => {
    const folder = own(await temporaryFolder());
    mkdirSync(folder.file("data"));
    const serveSome = (parts: DeskParts, transactions: number): void => {
      for (let n = 0; n < transactions; n++) {
        parts.counter.open({}, "request");
        parts.counter.closeAs("close");
      }
    };
    const first = new DeskParts({ folder: folder.file("data") });
    serveSome(first, 40);
    first.ledger[Symbol.dispose]();
    using parts = new DeskParts({ folder: folder.file("data") });
    serveSome(parts, 3);
    // As a kill leaves it: the newest rows are in the write-ahead log alone.
    const names = ["ledger.db", "ledger.db-wal", "device.key"];
    for (const name of names) copyFileSync(join(parts.folder, name), folder.file(name));
    const bytes = readFileSync(folder.file("ledger.db"));
    damage(bytes);
    writeFileSync(folder.file("ledger.db"), bytes);
    const found = names.map((name) => readFileSync(folder.file(name)));
    const clock = new HandClock();
    const refused = expect.toSatisfy((error: unknown) => isErrorCode(error, "ledger.broken"));
    expect(() => openTestLedger(folder.path, clock)).toThrowError(refused);
    expect(() => openTestLedger(folder.path, clock)).toThrowError(words);
    expect(names.map((name) => readFileSync(folder.file(name)))).toEqual(found);
  });
});
