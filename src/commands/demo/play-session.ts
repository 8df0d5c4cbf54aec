import { DemoCitizen } from "#commands/demo/demo-citizen.js";
import type { House } from "#commands/demo/demo-house.js";
import type { Scene, SceneStep } from "#commands/demo/demo-scene.js";
import type { DemoScreen } from "#commands/demo/demo-screen.js";
import { readHubRows } from "#commands/demo/hub-rows.js";
import { type LoggedTransaction, toResult, type WireLog } from "#commands/demo/session-log.js";
import { pause } from "#platform/tasks.js";

type Session = { scene: Scene; house: House; screen: DemoScreen; wire: WireLog; signal: AbortSignal };

const RECEIPT_WAIT_MS = 10_000;
/** To see that it was the wrong one, and to find "chọn lại". */
const SLIP_MS = 700;
/** A clerk opens the dossier when somebody has come to the counter, not before. */
const OPEN_AFTER_MS = 400;

/** Plays every step as one transaction and keeps the client's own log of what was asked and answered. */
export async function playSession(session: Session): Promise<LoggedTransaction[]> {
  const { scene, house, screen, wire, signal } = session;
  const log: LoggedTransaction[] = [];
  const count = scene.steps.length;
  for (const [index, step] of scene.steps.entries()) {
    await scene.rest(signal);
    if (signal.aborted) break;
    const entry = await serve(session, step, index);
    log.push(entry);
    await receiptOf(entry, wire, signal);
    const row = readHubRows(house.hubData).find(({ token }) => token === entry.token);
    screen.finished({ index, count, what: step.what }, toResult(entry, row));
  }
  return log;
}

async function serve(
  { scene, house, screen, signal }: Session,
  step: SceneStep,
  index: number,
): Promise<LoggedTransaction> {
  const citizen = new DemoCitizen(house.deskUrl);
  const began = performance.now();
  const place = { index, count: scene.steps.length, what: step.what };
  const ticker = setInterval(
    () => screen.playing({ ...place, share: (performance.now() - began) / (step.seconds * 1_000) }),
    250,
  );
  try {
    const played = step.play(signal);
    await pause(OPEN_AFTER_MS, signal);
    const { id, token } = await house.client.open(step.procedure);
    if (step.optOutAfter !== undefined) {
      await pause(step.optOutAfter * 1_000, signal);
      await citizen.optOut();
    }
    await played;
    const closeSent = performance.now();
    const { outcome } = await house.client.close(id);
    const tapped = await tap(citizen, step.taps ?? [], signal);
    return { clip: step.clip, token, answered: outcome, closeSent, ...(tapped === undefined ? {} : { tapped }) };
  } finally {
    clearInterval(ticker);
  }
}

/** → the tap that stands. */
async function tap(citizen: DemoCitizen, taps: readonly number[], signal: AbortSignal): Promise<number | undefined> {
  for (const [index, value] of taps.entries()) {
    if (index > 0) {
      await pause(SLIP_MS, signal);
      await citizen.chooseAgain();
    }
    await citizen.rate(value);
  }
  return taps.at(-1);
}

async function receiptOf(entry: LoggedTransaction, wire: WireLog, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + RECEIPT_WAIT_MS;
  while (wire.receiptedAt(entry.token) === undefined && performance.now() < deadline && !signal.aborted)
    await pause(10, signal);
}
