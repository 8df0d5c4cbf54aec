import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { agreementLines } from "#commands/demo/agreement-table.js";
import { startDemoBroker } from "#commands/demo/demo-broker.js";
import { startHouse } from "#commands/demo/demo-house.js";
import { openScene } from "#commands/demo/demo-scene.js";
import { DemoScreen } from "#commands/demo/demo-screen.js";
import { readDoubleRating } from "#commands/demo/double-rating.js";
import { readHubRows } from "#commands/demo/hub-rows.js";
import { playSession } from "#commands/demo/play-session.js";
import { summarize, WireLog } from "#commands/demo/session-log.js";
import { EXIT } from "#commands/runtime.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { untilAborted } from "#platform/tasks.js";
import { demoWords } from "#words/demo-words.js";

type Options = { readonly once: boolean; readonly json: boolean; readonly camera: string | undefined };

/**
 * The whole path on one machine: a broker and a camera in this process; hub, desk and eye as the processes that they
 * are; this process is also the one-stop software, and checks afterwards what it was promised against the hub's rows.
 */
export async function runDemo({ once, json, camera }: Options, signal: AbortSignal): Promise<number> {
  const screen = new DemoScreen(process.stdout);
  await using life = new Lifetime(createLogger("demo", "warn"));
  const folder = mkdtempSync(join(tmpdir(), "hailong-demo-"));
  life.defer(() => rmSync(folder, { recursive: true, force: true }));
  const wire = new WireLog();

  screen.say(camera === undefined ? demoWords.title : demoWords.ownTitle);
  screen.say(demoWords.policy);
  screen.say(demoWords.starting, " …");
  const broker = life.own(await startDemoBroker(0, ({ topic, payload, at }) => wire.saw(topic, payload, at)));
  const scene = life.own(await openScene(camera, once));
  const mqttUrl = `mqtt://127.0.0.1:${broker.port}`;
  const house = await startHouse({ folder, mqttUrl, camera: scene.camera, signal }, life);
  screen.say(demoWords.ready);
  screen.line();

  const log = await playSession({ scene, house, screen, wire, signal });
  const frames = (await house.client.health()).frameToReadingMs;
  const summary = summarize(log, readHubRows(house.hubData), wire, frames);
  screen.line();
  screen.table(summary);
  screen.line();
  const double = await readDoubleRating(house, log, signal);
  for (const line of agreementLines(double)) screen.line(line);
  screen.line();
  screen.say(demoWords.localOnly);
  screen.say(demoWords.addresses, `: desk ${house.deskUrl}/docs · hub ${house.hubUrl}/v1/summary · ${mqttUrl}`);
  screen.say(demoWords.ratingPage, `: ${house.deskUrl}/kiosk`);
  if (json) screen.line(JSON.stringify({ ...summary, ...double }));
  const { taps } = double;
  const whole =
    summary.lost === 0 &&
    summary.duplicates === 0 &&
    summary.receipted === summary.transactions &&
    taps.stored === taps.given;
  if (!once) {
    screen.say(demoWords.folder, `: ${folder}`);
    screen.say(demoWords.stop);
    await untilAborted(signal);
  }
  return whole ? EXIT.ok : EXIT.fault;
}
