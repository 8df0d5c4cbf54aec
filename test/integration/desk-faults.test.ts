import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { systemClock } from "#platform/clock.js";
import { encodeMessage } from "#platform/framing.js";
import { loadOrCreateKey } from "#platform/signing.js";
import { expectChain } from "../support/chain.js";
import { Child, eventually } from "../support/child.js";
import { FakeEye } from "../support/fake-eye.js";
import { FakeHub } from "../support/fake-hub.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { expressionAt } from "../support/readings.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { isAlive } from "../support/running-processes.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const closers: (() => void | Promise<void>)[] = [];
const own = <T extends AsyncDisposable>(thing: T): T => {
  closers.push(async () => thing[Symbol.asyncDispose]());
  return thing;
};
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const notice = { consent: "notice" };
const posted = { notice: { legalBasis: "test", text: { vi: "Có chấm điểm", en: "Scoring" } } };

async function site(extra: object = {}): Promise<{ desk: RunningDesk; hub: FakeHub; broker: Mosquitto; path: string }> {
  const folder = own(await temporaryFolder());
  const broker = own(await startMosquitto(folder));
  const hub = await own(new FakeHub(broker.url, PLACE, folder.file("hub.key"))).connected();
  const hubKey = hub.key.publicKey;
  const options = { folder: folder.path, broker: broker.url, hubKey, policy: notice, extra: { ...posted, ...extra } };
  return { desk: own(await RunningDesk.start(options)), hub, broker, path: folder.path };
}
const alone = async (extra: object = {}, clock = systemClock): Promise<RunningDesk> => {
  const folder = own(await temporaryFolder());
  const hubKey = loadOrCreateKey(folder.file("hub.key")).publicKey;
  const options = { folder: folder.path, broker: "mqtt://127.0.0.1:1", hubKey, policy: notice, clock };
  return own(await RunningDesk.start({ ...options, extra: { ...posted, ...extra } }));
};

describe("the eye", () => {
  it("that dies in mid-window costs coverage, and is bound again to the same window when it is back", async () => {
    const { desk, hub } = await site();
    const first = await FakeEye.ready(desk.socket);
    const { id } = await desk.open({}, false);
    await first.readFor(2_000, { happiness: 0.6 });
    const window = first.bound;
    const slowed = { fps: 2, reason: "thermal" } as const;
    const counts = { framesRead: 9, framesDropped: 0, reconnects: 0, sourceFps: 5, latencyP50Ms: 9, latencyP95Ms: 9 };
    first.say({ type: "stats", stats: { ...counts, slowed } });
    await eventually(async () => (await desk.call("GET", "/v1/health")).body.slowed !== undefined);
    expect((await desk.call("GET", "/v1/health")).body.slowed).toEqual(slowed);
    first[Symbol.dispose]();
    await desk.logged("eye.gone");
    const { eye, slowed: nobody } = (await desk.call("GET", "/v1/health")).body;
    expect([eye, nobody]).toEqual(["down", undefined]);
    await eventually(async () => ((await desk.call("GET", "/v1/health")).body.alarms as string[]).includes("eye_down"));
    // Longer than the second that a reading may speak for.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    using second = await FakeEye.ready(desk.socket);
    await eventually(() => second.bound === window);
    expect(second.heard[0]?.type).toBe("limits");
    await second.readFor(2_000, { happiness: 0.6 });
    expect((await desk.close(id)).body.outcome).toBe("recorded");
    const score = await eventually(() => hub.of("score")[0]);
    expect(score.data.coverage).toBeLessThan(0.85);
    expect(score.data.score).toBeGreaterThan(70);
  });

  it("that never comes leaves abstentions, not errors", async () => {
    const { desk, hub } = await site();
    const { id } = await desk.open({}, false);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect((await desk.close(id)).body.outcome).toBe("abstained");
    const abstention = await eventually(() => hub.of("abstention")[0]);
    expect(abstention.data.reason).toBe("eye_down");
  });

  it("that says what is not of the contract is hung up on, and nothing of it is logged", async () => {
    const desk = await alone();
    const nonsense: Uint8Array[] = [
      Buffer.from([0xff, 0xff, 0xff, 0xff]),
      Buffer.concat([Buffer.from([0, 0, 0, 4]), Buffer.from("{no}")]),
      encodeMessage({ type: "reading", window: 1, reading: { ...expressionAt(1), landmarks: [12345.678] } }),
      encodeMessage({ type: "ready", version: "1", modelSha256: "not a hash", detectorSha256: "" }),
      encodeMessage(null),
    ];
    for (const bytes of nonsense) {
      const eye = await FakeEye.ready(desk.socket);
      eye.sayRaw(bytes);
      await eventually(() => eye.closed, { what: `an end after ${Buffer.from(bytes).toString()}` });
    }
    using good = await FakeEye.ready(desk.socket);
    await eventually(async () => (await desk.call("GET", "/v1/health")).body.eye === "ready");
    expect(good.closed).toBe(false);
    expect(desk.lines.join("")).not.toContain("12345.678");
  });

  it("is one: a second is refused", async () => {
    const desk = await alone();
    using first = await FakeEye.ready(desk.socket);
    const second = new FakeEye(desk.socket);
    await eventually(() => second.closed);
    expect(first.closed).toBe(false);
  });

  it("is started by the desk, started again when it dies, and ended with the desk", async () => {
    const script = "console.error('eye', process.pid); setInterval(() => {}, 1000)";
    const folder = own(await temporaryFolder());
    const pids = folder.file("pids");
    const noted = `require('fs').appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n'); ${script}`;
    const socket = folder.file("e.sock");
    const desk = await alone({ eye: { socket, start: { command: process.execPath, args: ["-e", noted] } } });
    const started = (): number[] => {
      try {
        return readFileSync(pids, "utf8").trim().split("\n").map(Number);
      } catch {
        return [];
      }
    };
    await eventually(() => started().length === 1);
    process.kill(started()[0] ?? 0, "SIGKILL");
    await eventually(() => started().length === 2, { what: "a second eye" });
    await desk.stop();
    for (const pid of started()) expect(await isAlive(pid)).toBe(false);
  });
});

describe("an end in mid-window", () => {
  it("by SIGTERM scores what was read, drains, and says that it is offline", async () => {
    const { desk, hub } = await site();
    using eye = await FakeEye.ready(desk.socket);
    await desk.open({}, false);
    await eye.readFor(1_400, { happiness: 0.6 });
    await desk.stop();
    expect(hub.of("score")[0]?.data.closedBy).toBe("shutdown");
    await eventually(() => JSON.parse(hub.statuses.at(-1) ?? "{}").data?.online === false);
  });

  it("comes within ten seconds though the broker hangs", async () => {
    const { desk, broker } = await site();
    await eventually(async () => (await desk.call("GET", "/v1/health")).body.hub === "connected");
    broker.child.kill("SIGSTOP");
    await desk.close((await desk.open({}, false)).id);
    const began = performance.now();
    await desk.stop();
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

it("goes on when the clock is stepped back an hour, and says so", async () => {
  let step = 0;
  const desk = await alone({}, { now: () => Date.now() + step, monotonic: systemClock.monotonic });
  using eye = await FakeEye.ready(desk.socket);
  const { id } = await desk.open({}, false);
  await eye.readFor(700, { happiness: 0.4 });
  step = -3_600_000;
  await eye.readFor(700, { happiness: 0.4 });
  expect((await desk.close(id)).body.outcome).toBe("recorded");
  await eventually(async () =>
    ((await desk.call("GET", "/v1/health")).body.alarms as string[]).includes("clock_stepped"),
  );
});

describe.skipIf(process.getuid?.() !== 0)("a full disk", () => {
  it("pauses scoring with an alarm, loses nothing, and goes on by itself when there is space", async () => {
    const { desk, hub, path } = await (async () => {
      const folder = own(await temporaryFolder());
      mkdirSync(folder.file("data"));
      execFileSync("/bin/mount", ["-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", folder.file("data")]);
      closers.push(() => void execFileSync("/bin/umount", ["-l", folder.file("data")]));
      const broker = own(await startMosquitto(folder));
      const hub = await own(new FakeHub(broker.url, PLACE, folder.file("hub.key"))).connected();
      const options = { folder: folder.path, broker: broker.url, hubKey: hub.key.publicKey, policy: notice };
      return { desk: own(await RunningDesk.start({ ...options, extra: posted })), hub, path: folder.path };
    })();
    const first = await desk.open({}, false);
    expect((await desk.close(first.id)).status).toBe(200);
    const second = await desk.open({}, false);
    fill(`${path}/data/filler`);
    // What the write-ahead log already holds may still take a few commits.
    const taken: string[] = [first.token, second.token];
    let refused = await desk.close(second.id);
    for (let i = 0; i < 300 && refused.status === 200; i += 1) {
      const opened = await desk.call("POST", "/v1/transactions", {});
      if (opened.status === 201) taken.push(opened.body.token as string);
      refused = opened.status === 201 ? await desk.close(opened.body.id as string) : opened;
    }
    expect(refused.status).toBe(503);
    expect(refused.body.code).toBe("ledger.full");
    expect(refused.body.detail).toContain("Free space");
    await eventually(async () =>
      ((await desk.call("GET", "/v1/health")).body.alarms as string[]).includes("ledger_full"),
    );
    rmSync(`${path}/data/filler`);
    await eventually(
      async () => !((await desk.call("GET", "/v1/health")).body.alarms as string[]).includes("ledger_full"),
    );
    const last = await desk.open({}, false);
    expect((await desk.close(last.id)).status).toBe(200);
    await eventually(async () => (await desk.call("GET", "/v1/health")).body.backlog === 0);
    const tokens = hub.of("abstention").map(({ data }) => data.token);
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const token of [...taken, last.token]) expect(tokens).toContain(token);
    expectChain(
      [...hub.stored.values()].flat().map(({ body }) => body),
      desk.publicKey,
    );
  });

  function fill(file: string): void {
    for (let size = 1 << 20; size >= 512; size /= 2) {
      for (;;) {
        try {
          writeFileSync(file, Buffer.alloc(size), { flag: "a" });
        } catch {
          break;
        }
      }
    }
  }
});

it("kill −9 in mid-session loses nothing that was answered: the same chain goes on, the open one abstains", async () => {
  const folder = own(await temporaryFolder());
  const broker = own(await startMosquitto(folder));
  const hub = await own(new FakeHub(broker.url, PLACE, folder.file("hub.key"))).connected();
  const options = { folder: folder.path, broker: broker.url, hubKey: hub.key.publicKey, policy: notice, extra: posted };
  const script = `import { RunningDesk } from ${JSON.stringify(new URL("../support/running-desk.ts", import.meta.url).pathname)};
    const desk = await RunningDesk.start(${JSON.stringify(options)});
    const open = await desk.open({}, false); await desk.close(open.id);
    const left = await desk.open({}, false);
    console.log(JSON.stringify({ closed: open.token, left })); setInterval(() => {}, 1000);`;
  const file = folder.file("desk.mts");
  writeFileSync(file, script);
  const child = own(new Child(process.execPath, ["--conditions=development", "--import", "tsx", file]));
  await child.says(/"left"/);
  child.kill("SIGKILL");
  await child.ended;
  const { closed, left } = JSON.parse(child.stdout);
  const desk = own(await RunningDesk.start(options));
  expect((await desk.close(left.id)).body).toEqual({ id: left.id, outcome: "abstained" });
  await eventually(async () => (await desk.call("GET", "/v1/health")).body.backlog === 0);
  expect(hub.stored.size).toBe(1);
  expect(hub.of("abstention").map(({ data }) => [data.token, data.reason])).toEqual([
    [closed, "too_short"],
    [left.token, "restarted"],
  ]);
  expectChain(
    [...hub.stored.values()].flat().map(({ body }) => body),
    desk.publicKey,
  );
});
