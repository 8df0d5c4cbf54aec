import mqtt from "mqtt";
import { startHouse } from "#commands/demo/demo-house.js";
import { WireLog } from "#commands/demo/session-log.js";
import { demoFootageFolder } from "#commands/places.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { temporaryFolder } from "../../support/temporary-folder.js";
import type { BenchLine } from "../bench-line.js";
import { quantile } from "../statistics.js";
import { startBenchBroker } from "./bench-broker.js";

const CLOSES = 200;

/** Close asked by HTTP → the hub's signed receipt at a subscriber, with the shipped programs and mosquitto on loopback. */
export async function benchCloseToReceipt(): Promise<BenchLine[]> {
  await using life = new Lifetime(createLogger("bench", "silent"));
  const folder = life.own(await temporaryFolder());
  const { url } = life.own(await startBenchBroker(folder));
  const wire = new WireLog();
  const watcher = await mqtt.connectAsync(url, { protocolVersion: 5 });
  life.defer(() => watcher.endAsync());
  watcher.on("message", (topic, payload) => wire.saw(topic, payload, performance.now()));
  await watcher.subscribeAsync("hailong/v1/#", { qos: 1 });
  // The camera is at rest while nothing is bound: frames are not what is measured here.
  const camera = { kind: "file", path: `${demoFootageFolder()}/nobody.mp4`, loop: true, fps: 1 };
  const signal = AbortSignal.timeout(180_000);
  const { client } = await startHouse({ folder: folder.path, mqttUrl: url, camera, signal }, life);
  const delays: number[] = [];
  for (let i = 0; i < CLOSES; i++) {
    const { id, token } = await client.open("chung-thuc");
    const began = performance.now();
    await client.close(id);
    while (wire.receiptedAt(token) === undefined && performance.now() - began < 5_000) await pause(1);
    delays.push((wire.receiptedAt(token) ?? Number.POSITIVE_INFINITY) - began);
  }
  const [p50, p95, p99] = [quantile(delays, 0.5), quantile(delays, 0.95), quantile(delays, 0.99)];
  return [
    {
      what: "close → receipt from the hub, p99 (ms)",
      value: p99,
      goal: "≤ 50",
      detail: `p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)} ms, ${CLOSES} closes`,
    },
  ];
}
