import { describe, expect, it } from "vitest";
import type { EnrolledDesks } from "#hub/enrolment/devices-file.js";
import { KeyRing } from "#hub/enrolment/key-ring.js";
import { Inbox } from "#hub/ingest/inbox.js";
import { Ingest } from "#hub/ingest/ingest.js";
import type { ReceiptNews } from "#hub/ingest/receipts.js";
import { Rejections } from "#hub/ingest/rejections.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { AppError } from "#platform/errors.js";
import { createVerifier } from "#platform/signing.js";
import { eventually } from "../../../support/child.js";
import { memoryLog } from "../../../support/memory-log.js";
import { SigningClient, sample } from "../../../support/signing-client.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const desk = (): SigningClient => new SigningClient();

async function bench(file: string, { appendFails = 0, clients = [desk()] } = {}) {
  let now = 0;
  let failures = appendFails;
  const clock = { now: () => 0, monotonic: () => now };
  const { log, lines } = memoryLog();
  const rejections = new Rejections(clock, log);
  const inner = openSqliteStore(file);
  const receipts: (ReceiptNews & { commits: number; waiting: number })[] = [];
  let commits = 0;
  const order: string[] = [];
  const desks: EnrolledDesks = new Map(
    clients.map(({ enrolment: { device, counter, publicKey } }) => [
      device,
      { device, counter, publicKey, verify: createVerifier(publicKey) },
    ]),
  );
  let disorder = 0;
  const ingest: Ingest = new Ingest({
    ward: "phuong-mau",
    batch: { maxEvents: 10, maxMs: 0, catchUpShare: 0.5 },
    store: {
      ...inner,
      commit: async (chains, decide) => {
        if (failures-- > 0) throw new AppError("ledger.full", "no space");
        const decision = await inner.commit(chains, decide);
        if (decision.appends.length > 0) order.push(`committed ${decision.appends.length}`);
        if (decision.appends.length > 0) commits += 1;
        return decision;
      },
    },
    graceMs: 0,
    desks: () => desks,
    keys: new KeyRing(),
    rejections,
    onDistrust: () => {},
    sendReceipt: (news) => {
      receipts.push({ ...news, commits, waiting: ingest.waiting });
      order.push(`receipt ${news.head.seq}`);
    },
    receivedAt: () => "2026-03-02T08:15:00Z",
    onBatch: ({ duplicates, early }) => {
      disorder += duplicates + early;
    },
    clock,
    log,
  });
  const stop = new AbortController();
  const running = ingest.run(stop.signal);
  return {
    ingest,
    receipts,
    order,
    lines,
    rejections,
    store: inner,
    get disorder() {
      return disorder;
    },
    get commits() {
      return commits;
    },
    pass: (ms: number) => {
      now += ms;
    },
    abort: () => stop.abort(),
    running,
    [Symbol.asyncDispose]: async () => {
      stop.abort();
      await running;
      await inner[Symbol.asyncDispose]();
    },
  };
}

const letter = ({ topic, body }: { topic: string; body: string }) => ({ topic, payload: Buffer.from(body) });

describe("Ingest", () => {
  it("commits first and receipts then, one receipt a batch", async () => {
    await using folder = await temporaryFolder();
    await using b = await bench(folder.file("hub.db"));
    const client = desk();
    for (let n = 1; n <= 25; n++) b.ingest.receive(letter(client.next("score", sample.score(n))));
    await eventually(() => b.receipts.at(-1)?.head.seq === 25);
    expect(b.order).toEqual(["committed 10", "receipt 10", "committed 10", "receipt 20", "committed 5", "receipt 25"]);
  });

  it("stores the good events of a batch whatever else is in it", async () => {
    await using folder = await temporaryFolder();
    await using b = await bench(folder.file("hub.db"));
    const client = desk();
    const [one, two] = [client.next("score", sample.score(1)), client.next("rating", sample.rating(1))];
    const twin = client.link("score", sample.score(9), { seq: 1, prev: "0".repeat(64) });
    const stranger = new SigningClient({ byte: 8 }).next("score", sample.score(3));
    const forged = { ...two, body: two.body.replace("very_satisfied", "dissatisfied") };
    for (const event of [{ ...one, body: "{" }, stranger, one, twin, forged, two]) b.ingest.receive(letter(event));
    await eventually(() => b.receipts.at(-1)?.head.hash === two.hash);
    expect(b.order).toEqual(["committed 2", "receipt 2"]);
    expect(Object.fromEntries(b.rejections.counts)).toEqual({
      not_json: 1,
      unknown_device: 1,
      forked: 1,
      bad_signature: 1,
    });
  });

  it("a flood of bad messages costs a bounded time and a line a minute", async () => {
    await using folder = await temporaryFolder();
    await using b = await bench(folder.file("hub.db"));
    const client = desk();
    const good = client.next("score", sample.score(1));
    const forged = letter({ ...good, body: good.body.replace('"score":61.5', '"score":91.5') });
    for (let n = 0; n < 50_000; n++) b.ingest.receive(forged);
    const other = { topic: "hailong/v1/phuong-mau/quay-02/score", payload: Buffer.from("{") };
    b.ingest.receive(other);
    await eventually(() => b.ingest.waiting === 0);
    b.ingest.receive(letter(good));
    await eventually(() => b.receipts.at(-1)?.head.seq === 1);
    expect(Object.fromEntries(b.rejections.counts)).toEqual({ overload: 48_000, bad_signature: 2_000, not_json: 1 });
    expect(b.lines.filter((line) => line.includes("event.rejected"))).toHaveLength(3);
  });

  it("stores what it had taken when it is told to stop, and takes no more", async () => {
    await using folder = await temporaryFolder();
    await using b = await bench(folder.file("hub.db"));
    const client = desk();
    for (let n = 1; n <= 40; n++) b.ingest.receive(letter(client.next("score", sample.score(n))));
    b.abort();
    b.ingest.receive(letter(client.next("score", sample.score(41))));
    await b.running;
    expect(b.receipts.at(-1)?.head.seq).toBe(40);
    expect(await b.store.heads()).toMatchObject([{ seq: 40 }]);
  });

  it("lets the rest of the program go on between batches, however much waits", async () => {
    await using folder = await temporaryFolder();
    await using b = await bench(folder.file("hub.db"));
    const client = desk();
    for (let n = 1; n <= 200; n++) b.ingest.receive(letter(client.next("score", sample.score(n))));
    let turns = 0;
    const turn = (): void => {
      if (b.order.length > 0 && b.ingest.waiting > 0) turns += 1;
      if (b.ingest.waiting > 0) setImmediate(turn);
    };
    setImmediate(turn);
    await eventually(() => b.receipts.at(-1)?.head.seq === 200);
    expect(turns).toBeGreaterThanOrEqual(15);
  });

  it("a lone fresh event is in the next batch, however much others have waiting; each desk's order is kept", async () => {
    await using folder = await temporaryFolder();
    const clients = Array.from({ length: 21 }, (_, n) => new SigningClient({ byte: n + 1, counter: `quay-${n + 1}` }));
    const [calm = desk(), ...behind] = clients;
    await using b = await bench(folder.file("hub.db"), { clients });
    for (let n = 1; n <= 40; n++)
      for (const client of behind) b.ingest.receive(letter(client.next("score", sample.score(n))));
    await eventually(() => b.receipts.length >= 40);
    const before = b.commits;
    b.ingest.receive(letter(calm.next("score", sample.score(1))));
    const receipt = await eventually(() => b.receipts.find(({ device }) => device === calm.device));
    // A batch may have been under way when it came.
    expect(receipt.commits - before).toBeLessThanOrEqual(2);
    expect(receipt.waiting).toBeGreaterThan(300);
    await eventually(() => b.ingest.waiting === 0);
    await eventually(async () => (await b.store.heads()).filter(({ seq }) => seq === 40).length === 20);
    expect(b.disorder).toBe(0);
  });

  it("gives no receipt while the disk is full and says so once; then stores the same events", async () => {
    await using folder = await temporaryFolder();
    await using b = await bench(folder.file("hub.db"), { appendFails: 2 });
    const event = desk().next("score", sample.score(1));
    b.ingest.receive(letter(event));
    await eventually(() => b.ingest.fault === "full");
    expect(b.receipts).toEqual([]);
    await eventually(() => b.receipts.length === 1);
    expect(b.ingest.fault === "full").toBe(false);
    expect(b.lines.filter((line) => line.includes("store.full"))).toHaveLength(1);
  });

  it("asks to rewind at most twice a second, and not for what came after", async () => {
    await using folder = await temporaryFolder();
    await using b = await bench(folder.file("hub.db"));
    const client = desk();
    const events = Array.from({ length: 9 }, (_, n) => client.next("score", sample.score(n + 1)));
    const give = async (from: number, to: number): Promise<void> => {
      for (const event of events.slice(from, to)) b.ingest.receive(letter(event));
      await eventually(() => b.ingest.waiting === 0);
      await new Promise((resolve) => setTimeout(resolve, 10));
    };
    for (let n = 3; n < 6; n++) await give(n, n + 1);
    expect(b.receipts).toMatchObject([{ head: { seq: 0 }, rewind: true }]);
    b.pass(600);
    await give(6, 7);
    expect(b.receipts).toHaveLength(2);
    await give(0, 9);
    expect(b.receipts.at(-1)).toMatchObject({ head: { seq: 9 }, rewind: false });
    expect(await b.store.gaps()).toEqual([]);
  });

  it("after a restart knows where each chain stands, and says so for enrolled desks", async () => {
    await using folder = await temporaryFolder();
    const client = desk();
    {
      await using b = await bench(folder.file("hub.db"));
      b.ingest.receive(letter(client.next("score", sample.score(1))));
      await eventually(() => b.receipts.length === 1);
    }
    await using b = await bench(folder.file("hub.db"));
    await b.ingest.announce();
    const [first] = client.sent;
    expect(b.receipts).toMatchObject([{ device: client.device, head: { seq: 1, hash: first?.hash }, rewind: true }]);
    b.ingest.receive(letter(client.next("score", sample.score(2))));
    await eventually(() => b.receipts.at(-1)?.head.seq === 2);
  });
});

describe("Rejections", () => {
  it("counts all, logs each reason and device once a minute", () => {
    let now = 0;
    const { log, lines } = memoryLog();
    const rejections = new Rejections({ now: () => 0, monotonic: () => now }, log);
    for (let n = 0; n < 50; n++) rejections.add("not_json");
    rejections.add("forked", "hl-000000000001");
    rejections.add("forked", "hl-000000000002");
    now = 60_000;
    rejections.add("not_json");
    expect(Object.fromEntries(rejections.counts)).toEqual({ not_json: 51, forked: 2 });
    expect(lines).toHaveLength(4);
  });
});

describe("Inbox", () => {
  it("is bounded in letters and in bytes, and has room again once emptied", () => {
    const inbox = new Inbox();
    const small = { topic: "t", payload: Buffer.alloc(10) };
    const large = (n: number) => ({
      topic: `hailong/v1/phuong-mau/quay-${n % 9}/score`,
      payload: Buffer.alloc(16_000),
    });
    expect(inbox.put({ topic: "t", payload: Buffer.alloc(16_385) })).toBe("oversized");
    let taken = 0;
    while (inbox.put(large(taken)) === "taken") taken += 1;
    expect(taken).toBe(Math.floor((32 * 1_024 * 1_024) / 16_000));
    expect(inbox.crowded).toBe(true);
    inbox.take(taken);
    taken = 0;
    for (let n = 0; inbox.put({ ...small, topic: `hailong/v1/phuong-mau/quay-${n % 9}/score` }) === "taken"; n++)
      taken += 1;
    expect(taken).toBe(10_000);
  });

  it("keeps room for the others when one counter sends without end", () => {
    const inbox = new Inbox();
    const from = (counter: string) => ({ topic: `hailong/v1/phuong-mau/${counter}/score`, payload: Buffer.alloc(10) });
    for (let n = 0; n < 20_000; n++) inbox.put(from("quay-01"));
    expect(inbox.put(from("quay-01"))).toBe("overload");
    expect(inbox.put({ ...from("quay-01"), topic: "hailong/v1/phuong-mau/quay-01/health" })).toBe("overload");
    expect(inbox.put(from("quay-02"))).toBe("taken");
    inbox.take(1);
    expect(inbox.put(from("quay-01"))).toBe("taken");
  });
});
