import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDemoBroker } from "#commands/demo/demo-broker.js";
import { startHouse } from "#commands/demo/demo-house.js";
import { WireLog } from "#commands/demo/session-log.js";
import { demoFootageFolder } from "#commands/places.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import type { BenchLine } from "./bench-line.js";
import { quantile } from "./statistics.js";

const CLOSES = 60;

/** Close asked by HTTP → the hub's signed receipt on the wire, with the shipped programs on loopback. */
export async function benchCloseToReceipt(): Promise<BenchLine[]> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const folder = await mkdtemp(join(tmpdir(), "hailong-bench-"));
  life.defer(() => rm(folder, { recursive: true, force: true }));
  const wire = new WireLog();
  const broker = life.own(await startDemoBroker(0, ({ topic, payload, at }) => wire.saw(topic, payload, at)));
  const mqttUrl = `mqtt://127.0.0.1:${broker.port}`;
  const camera = { kind: "file", path: join(demoFootageFolder(), "nobody.mp4"), loop: true };
  const { client } = await startHouse({ folder, mqttUrl, camera, signal: AbortSignal.timeout(120_000) }, life);
  const delays: number[] = [];
  for (let i = 0; i < CLOSES; i++) {
    const { id, token } = await client.open("chung-thuc");
    const began = performance.now();
    await client.close(id);
    while (wire.receiptedAt(token) === undefined && performance.now() - began < 5_000) await pause(1);
    delays.push((wire.receiptedAt(token) ?? Number.POSITIVE_INFINITY) - began);
  }
  const [p50, p99] = [quantile(delays, 0.5), quantile(delays, 0.99)];
  return [
    {
      what: "close → receipt from the hub, p99 (ms)",
      value: p99,
      goal: "≤ 50",
      detail: `p50 ${p50.toFixed(1)} ms, ${CLOSES} closes`,
    },
  ];
}
