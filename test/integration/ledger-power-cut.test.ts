import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadOrCreateKey } from "#platform/signing.js";
import { createRandom } from "#simulation/random.js";
import { expectChain } from "../support/chain.js";
import { bodiesIn, HandClock, openTestLedger } from "../support/desk-parts.js";
import { PowerCuts, readTrace } from "../support/power-cut.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const SESSION = fileURLToPath(new URL("../support/power-cut-session.ts", import.meta.url));
const CALLS = "openat,pwrite64,write,ftruncate,fsync,fdatasync,unlink";
const SEED = 20_260_302;
/** States that are looked at, of many thousands. */
const SAMPLES = 60;

/** A desk's ledger is traced; then the disk of every moment is rebuilt as a power cut could have left it, and opened. */
describe("a power cut at any moment of a ledger's life", () => {
  let folder: TemporaryFolder;
  let cuts: PowerCuts;
  let whole: string[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    const trace = folder.file("trace");
    const paths = ["", "ledger.db", "ledger.db-wal", "ledger.db-journal", "acks"].flatMap((name) => [
      "-P",
      folder.file(name),
    ]);
    const strace = ["-qq", "-y", "-xx", "-s", "1000000", "-e", `trace=${CALLS}`, ...paths, "-o", trace];
    const node = [process.execPath, "--import", "tsx", "--conditions=development", SESSION, folder.path];
    const { status, stderr } = spawnSync("strace", [...strace, ...node], { encoding: "utf8", timeout: 60_000 });
    expect([status, stderr]).toEqual([0, ""]);
    cuts = new PowerCuts(readTrace(readFileSync(trace, "utf8")));
    const ledger = openTestLedger(folder.path, new HandClock());
    whole = bodiesIn(ledger);
    ledger[Symbol.dispose]();
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  /** Opens clean, and holds what was acknowledged: the same events, as a chain. → how many it holds. */
  function expectWhole(at: number, seed: Parameters<PowerCuts["rebuild"]>[2]): number {
    const disk = folder.file(`disk-${at}-${seed}`);
    cuts.rebuild(disk, at, seed);
    copyFileSync(folder.file("device.key"), join(disk, "device.key"));
    const ledger = openTestLedger(disk, new HandClock());
    const bodies = bodiesIn(ledger);
    ledger[Symbol.dispose]();
    rmSync(disk, { recursive: true });
    expect(bodies.length, `step ${at}, seed ${seed}`).toBeGreaterThanOrEqual(cuts.acknowledged(at));
    if (bodies.length > 0) expect(bodies).toEqual(whole.slice(0, bodies.length));
    return bodies.length;
  }

  it("was recorded whole: its last moment holds the whole chain", () => {
    expect(whole).toHaveLength(48);
    expectChain(whole, loadOrCreateKey(folder.file("device.key")).publicKey);
    expect(cuts.acknowledged(cuts.length)).toBe(48);
    expect(expectWhole(cuts.length, "kept")).toBe(48);
  });

  it("what a sync or an acknowledgement stands before or after: all later writes kept, dropped or torn", () => {
    const { next } = createRandom(SEED, 0);
    const places = cuts.worst.filter(() => next() < SAMPLES / (3 * cuts.worst.length));
    expect(places.length).toBeGreaterThan(SAMPLES / 6);
    for (const at of places) for (const fate of ["kept", "dropped", "torn"] as const) expectWhole(at, fate);
  });

  it("any step, each later write with a fate of its own", () => {
    const { next } = createRandom(SEED, 0);
    for (let n = 0; n < SAMPLES; n++) expectWhole(Math.floor(next() * (cuts.length + 1)), n + 1);
  });

  it("would show a ledger that is acknowledged before it is synced", () => {
    const disk = folder.file("careless");
    // The same steps but for the syncs: what was written last is in no file yet, or in part.
    const careless = cuts.unsynced;
    careless.rebuild(disk, careless.length, "dropped");
    copyFileSync(folder.file("device.key"), join(disk, "device.key"));
    const ledger = openTestLedger(disk, new HandClock());
    expect(bodiesIn(ledger).length).toBeLessThan(careless.acknowledged(careless.length));
    ledger[Symbol.dispose]();
  });
});
