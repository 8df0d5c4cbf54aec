import { loadCounter, writeDevicesList } from "#commands/loadgen/devices-list.js";
import { figuresOf, type LoadFigures } from "#commands/loadgen/figures.js";
import { LoadDesk } from "#commands/loadgen/load-desk.js";
import { helloEvent, madeUpEvent } from "#commands/loadgen/made-up-events.js";
import type { Runtime } from "#commands/runtime.js";
import { statusTopic } from "#contract/topics.js";
import { AppError } from "#platform/errors.js";
import { Lifetime } from "#platform/lifetime.js";
import { type MqttConfig, MqttLink } from "#platform/mqtt-link.js";
import { createVerifier } from "#platform/signing.js";
import { pause } from "#platform/tasks.js";

export type LoadPlan = {
  readonly ward: string;
  readonly mqtt: MqttConfig;
  readonly hubKey: string;
  readonly devicesFile: string;
  readonly desks: number;
  readonly events: number;
  /** Events a second over all desks; without it everything waits at the start, as after an outage. */
  readonly rate?: number;
  /** No more events after so long; nor is longer waited for receipts that do not come. */
  readonly seconds: number;
};

const ENROL_MS = 60_000;
const STALLED_MS = 45_000;

/** Enrols made-up desks, lets each prove that the hub receipts it, then puts the load on and waits for the last receipt. */
export async function runLoadgen(plan: LoadPlan, { log, clock, signal }: Runtime): Promise<LoadFigures> {
  await using life = new Lifetime(log);
  life.defer(() => forgetStatuses(plan, log));
  const verify = createVerifier(plan.hubKey);
  const desks = Array.from({ length: plan.desks }, (_, n) => {
    const place = { ward: plan.ward, counter: loadCounter(n + 1) };
    return { place, desk: life.own(new LoadDesk({ place, mqtt: plan.mqtt, verify, clock, log })) };
  });
  writeDevicesList(
    plan.devicesFile,
    desks.map(({ place, desk: { device, publicKey } }) => ({ device, ...place, publicKey })),
  );
  const all = desks.map(({ desk }) => desk);
  await enrol(all, plan, signal);
  for (const desk of all) desk.shut();
  const committed = plan.rate ? await commitAtRate(all, { ...plan, rate: plan.rate }, signal) : commitAll(all, plan);
  await untilReceipted(all, plan, signal);
  return figuresOf(
    all.map(({ record }) => record),
    committed,
  );
}

async function enrol(desks: readonly LoadDesk[], plan: LoadPlan, signal: AbortSignal): Promise<void> {
  for (const desk of desks) desk.commit((time) => helloEvent(time));
  const deadline = performance.now() + ENROL_MS;
  while (desks.some(({ unreceipted }) => unreceipted > 0)) {
    if (signal.aborted) throw new AppError("internal", "stopped before the load began");
    if (performance.now() > deadline) throw notEnrolled(desks, plan);
    await pause(20, signal);
  }
}

function notEnrolled(desks: readonly LoadDesk[], { mqtt, devicesFile }: LoadPlan): AppError {
  const waited = `in ${ENROL_MS / 1_000} s`;
  if (!desks.every(({ connected }) => connected)) {
    return new AppError("mqtt.offline", `--broker: ${mqtt.url} did not take every desk ${waited}`, {
      remedy: "Start the broker; it has to let desks in without a password",
    });
  }
  return new AppError("config.invalid", `no receipt from the hub ${waited}`, {
    remedy: `Start \`hailong hub\` on this broker with this ward and \`devicesFile: ${devicesFile}\`, and give its hub.pub`,
  });
}

/** Signed and in the ledgers before the first one leaves: what is measured is the way, not the making. */
function commitAll(desks: readonly LoadDesk[], { events }: LoadPlan): number {
  for (let n = 0; n < events; n++) desks[n % desks.length]?.commit((time) => madeUpEvent(n, time));
  for (const desk of desks) desk.open();
  return events;
}

async function commitAtRate(
  desks: readonly LoadDesk[],
  { events, rate, seconds }: LoadPlan & { rate: number },
  signal: AbortSignal,
): Promise<number> {
  for (const desk of desks) desk.open();
  const began = performance.now();
  let n = 0;
  while (n < events && !signal.aborted && performance.now() - began < seconds * 1_000) {
    const due = Math.min(events, Math.ceil(((performance.now() - began) * rate) / 1_000));
    for (; n < due; n++) desks[n % desks.length]?.commit((time) => madeUpEvent(n, time));
    await pause(2, signal);
  }
  return n;
}

/** Ends early where nothing moves any more: what is then without a receipt is counted as lost. */
async function untilReceipted(desks: readonly LoadDesk[], { seconds }: LoadPlan, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + seconds * 1_000;
  let [left, movedAt] = [Number.POSITIVE_INFINITY, performance.now()];
  while (!signal.aborted && performance.now() < deadline) {
    const now = desks.reduce((sum, { unreceipted }) => sum + unreceipted, 0);
    if (now === 0) return;
    if (now < left) [left, movedAt] = [now, performance.now()];
    if (performance.now() - movedAt > STALLED_MS) return;
    await pause(10, signal);
  }
}

/** The broker keeps no word of desks that never were. */
async function forgetStatuses({ ward, desks, mqtt }: LoadPlan, log: Runtime["log"]): Promise<void> {
  const connected = new AbortController();
  const clientId = `hailong-loadgen-${process.pid}`;
  const onConnect = (): void => connected.abort();
  await using broom = new MqttLink(mqtt, { clientId, subscriptions: [], onMessage: () => {}, onConnect, log });
  await pause(2_000, connected.signal);
  if (!broom.connected) return;
  const counters = Array.from({ length: desks }, (_, n) => loadCounter(n + 1));
  await Promise.all(counters.map((counter) => broom.publish(statusTopic({ ward, counter }), "", { retain: true })));
}
