import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Background } from "#contract/background.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { issueCertificate } from "#desk/certificates/issue-certificate.js";
import type { Clock } from "#platform/clock.js";
import { Lifetime } from "#platform/lifetime.js";
import { loadOrCreateKey } from "#platform/signing.js";
import { pause } from "#platform/tasks.js";
import { aimedBackground } from "../support/backgrounds.js";
import { certificateFacts } from "../support/certificates.js";
import { eventually } from "../support/child.js";
import { FakeEye } from "../support/fake-eye.js";
import { FakeHub } from "../support/fake-hub.js";
import { memoryLog } from "../support/memory-log.js";
import { startMosquitto } from "../support/mosquitto.js";
import { noneAt } from "../support/readings.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { temporaryFolder } from "../support/temporary-folder.js";

/** A day of the counter passes in less than a minute. `skip`: the night is over. */
class FastClock implements Clock {
  readonly #began = performance.now();
  readonly #morning: number;
  #skipped = 0;

  constructor(morning: Date) {
    this.#morning = morning.getTime();
  }

  readonly monotonic = (): number => 1_000_000 + this.#skipped + (performance.now() - this.#began) * 60;
  readonly now = (): number => this.#morning + this.monotonic();

  skip(ms: number): void {
    this.#skipped += ms;
  }
}

/** An eye that sees nobody, and answers what it is asked. */
function emptyCounter(eye: FakeEye, shows: () => Background): AsyncDisposable {
  let answered = 0;
  const timer = setInterval(() => {
    eye.say({ type: "presence", t: 0, faces: 0 });
    const asked = eye.heard.filter((message) => message.type === "background" && message.on).length;
    if (asked <= answered) return;
    answered = asked;
    eye.say({ type: "background", background: shows() });
  }, 10);
  return { [Symbol.asyncDispose]: async () => clearInterval(timer) };
}

/** What the rating page says of the scoring of a citizen who agreed. */
async function lampOf(desk: RunningDesk): Promise<string> {
  const { id } = await desk.open();
  const stop = new AbortController();
  const { body } = await fetch(`${desk.url}/v1/kiosk/events`, { signal: stop.signal });
  let text = "";
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.includes('"lamp"') && text.endsWith("\n\n")) break;
  }
  stop.abort();
  await desk.call("POST", `/v1/transactions/${id}/cancel`);
  return /"lamp":"(\w+)"/.exec(text)?.[1] ?? "none";
}

it("a camera that was moved in the night is advisory from the morning's first citizens on, and says so, until a new certificate", {
  timeout: 150_000,
}, async () => {
  const [before, after] = [await aimedBackground({}), await aimedBackground({ dx: 0.05 })];
  await using life = new Lifetime(memoryLog().log);
  const folder = life.own(await temporaryFolder());
  const broker = life.own(await startMosquitto(folder, { lines: ["allow_anonymous true"] }));
  const hub = life.own(await new FakeHub(broker.url, PLACE, folder.file("hub.key")).connected());
  const clock = new FastClock(new Date(2026, 2, 2, 7, 0));
  const policy = { requireCertificate: true, mode: "active" };
  const options = { folder: folder.path, broker: broker.url, hubKey: hub.key.publicKey, policy, clock };
  const desk = life.own(await RunningDesk.start(options));
  const eye = life.own(await FakeEye.ready(desk.socket));
  let shown = before;
  life.own(emptyCounter(eye, () => shown));
  const key = loadOrCreateKey(join(desk.data, "device.key"));
  const shelf = new CertificateShelf(desk.data, key.publicKey);
  const facts = certificateFacts({ ...PLACE, issued: "2026-03-02T00:00:00Z" });
  const told = () => JSON.parse(hub.statuses.at(-1) ?? "{}").data?.certificate;
  const certificate = issueCertificate(facts, key);
  shelf.keep(certificate);
  await eventually(() => told()?.id === certificate.id, { what: "a certificate" });
  await desk.logged("drift.reference", 30_000);
  expect(await lampOf(desk)).toBe("scoring");
  expect(eye.heard.filter(({ type }) => type === "background").length).toBeGreaterThanOrEqual(2);

  shown = after;
  clock.skip(24 * 3_600_000);
  await eventually(() => desk.lines.some((line) => line.includes('"verdict":"moved"')), { timeoutMs: 40_000 });
  await desk.close((await desk.open({}, false)).id);
  await desk.logged("drift.found", 40_000);
  await eventually(() => told() === null, { what: "no certificate" });
  await eventually(() => hub.of("health").some(({ data }) => data.alarms.includes("camera_moved")), {
    what: "an alarm",
  });
  expect((await desk.call("GET", "/v1/health")).body.alarms).toContain("camera_moved");
  expect(await lampOf(desk)).toBe("advisory");

  const file = join(desk.data, "drift.json");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ certificate: certificate.id, found: ["moved"] });
  expect(desk.lines.join("\n")).not.toContain("coefficients");

  const next = issueCertificate({ ...facts, issued: "2026-03-03T09:00:00Z" }, key);
  shelf.keep(next);
  await eventually(() => told()?.id === next.id, { what: "the new certificate" });
  expect(await lampOf(desk)).toBe("scoring");
  await eventually(async () => !String((await desk.call("GET", "/v1/health")).body.alarms).includes("camera_moved"));

  // The day's figures outlast the desk's end, with the window that the end itself closes.
  for (let served = 0; served < 5; served++) {
    const { id } = await desk.open();
    for (let i = 0; i < 10; i++) {
      await pause(10);
      eye.read(noneAt(clock.monotonic(), "no_face"));
    }
    if (served < 4) await desk.close(id);
  }
  expect(JSON.parse(readFileSync(file, "utf8")).today).toBeNull();
  await desk.stop();
  expect(JSON.parse(readFileSync(file, "utf8")).today).toMatchObject({ sums: { windows: 5, faces: 0 } });
});
