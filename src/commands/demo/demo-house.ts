import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { ChildProgram } from "#commands/demo/child-program.js";
import { OneStopClient } from "#commands/demo/one-stop-client.js";
import { AppError } from "#platform/errors.js";
import { freePort } from "#platform/free-port.js";
import type { Lifetime } from "#platform/lifetime.js";
import { pause } from "#platform/tasks.js";
import { demoWords } from "#words/demo-words.js";
import { bothLanguages } from "#words/words.js";

/** The demo's policy, which its hub publishes signed like any other. */
const POLICY = { window: { minimumSeconds: 3 }, k: 1, consent: "notice" };
const WARD = "phuong-mau";
const COUNTER = "quay-01";
const PROCEDURES = { "ho-tich": "tu-phap", "chung-thuc": "tu-phap", "dat-dai": "dat-dai" };
const START_MS = 30_000;

type Plan = {
  readonly folder: string;
  readonly mqttUrl: string;
  readonly camera: Record<string, unknown>;
  readonly signal: AbortSignal;
};

export type House = {
  readonly client: OneStopClient;
  readonly deskUrl: string;
  readonly hubUrl: string;
  readonly hubData: string;
  readonly hub: ChildProgram;
  readonly desk: ChildProgram;
};

/** Starts hub and counter as processes of their own, enrols each at the other by file, and waits until the eye sees. */
export async function startHouse(plan: Plan, life: Lifetime): Promise<House> {
  const { folder, signal } = plan;
  const path = (name: string): string => join(folder, name);
  const yaml = (name: string, value: unknown): string => {
    writeFileSync(path(name), stringify(value), { mode: 0o600 });
    return path(name);
  };
  const [deskPort, hubPort] = [await freePort(), await freePort()];
  const hubConfig = yaml("hub.yaml", {
    ward: WARD,
    data: "hub",
    mqtt: { url: plan.mqttUrl },
    devicesFile: yaml("devices.yaml", []),
    policyFile: yaml("policy.yaml", POLICY),
    api: { host: "127.0.0.1", port: hubPort },
    release: { when: "batch" },
  });
  const hub = life.own(new ChildProgram("hub", ["hub", "--config", hubConfig], path("hub.log")));
  const publicKey = (await fileOf(path("hub/hub.pub"), hub, signal)).trim();
  const edgeConfig = yaml("edge.yaml", {
    ward: WARD,
    counter: COUNTER,
    data: "edge",
    camera: plan.camera,
    hub: { mqtt: { url: plan.mqttUrl }, publicKey },
    api: { host: "127.0.0.1", port: deskPort },
    policyFile: "policy.yaml",
    notice: {
      legalBasis: "Chạy thử trên cảnh dựng bằng máy tính, không có người dân",
      text: { vi: "Đang chạy thử, không có người dân.", en: "A demo; no citizen is seen." },
    },
    procedures: PROCEDURES,
  });
  const desk = life.own(new ChildProgram("edge", ["edge", "--config", edgeConfig], path("edge.log")));
  const device: unknown = JSON.parse(await fileOf(path("edge/device.pub.json"), desk, signal));
  const { device: id, counter, publicKey: deviceKey } = device as Record<string, string>;
  yaml("devices.yaml", [{ device: id, counter, publicKey: deviceKey }]);
  const bearer = (await fileOf(path("edge/api.token"), desk, signal)).trim();
  const deskUrl = `http://127.0.0.1:${deskPort}`;
  const client = new OneStopClient(deskUrl, bearer);
  await untilReady(client, desk, signal);
  return { client, deskUrl, hubUrl: `http://127.0.0.1:${hubPort}`, hubData: path("hub"), hub, desk };
}

async function fileOf(path: string, program: ChildProgram, signal: AbortSignal): Promise<string> {
  await until(() => existsSync(path) && readFileSync(path, "utf8").length > 0, program, signal);
  return readFileSync(path, "utf8");
}

async function untilReady(client: OneStopClient, desk: ChildProgram, signal: AbortSignal): Promise<void> {
  let camera = "unknown";
  const ready = async (): Promise<boolean> => {
    const health = await client.health().catch(() => undefined);
    camera = health?.camera ?? camera;
    return health?.eye === "ready" && health.camera === "live" && health.hub === "connected";
  };
  await until(ready, desk, signal).catch((cause: unknown) => {
    if (!CAMERA_FAULTS.has(camera)) throw cause;
    throw new AppError("camera.unreachable", `${bothLanguages(demoWords.noPicture)} (${camera})`, {
      cause,
      remedy: bothLanguages(demoWords.checkCamera),
    });
  });
}

/** Camera states that keep the demo from starting. */
const CAMERA_FAULTS = new Set(["unreachable", "stalled", "starting"]);

async function until(
  done: () => boolean | Promise<boolean>,
  program: ChildProgram,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (!(await done())) {
    if (signal.aborted) throw new AppError("internal", "stopped while starting");
    if (!program.running)
      throw new AppError("internal", `${program.name} ended while starting: ${program.lastWords()}`);
    if (performance.now() > deadline)
      throw new AppError("internal", `${program.name} was not ready in ${START_MS / 1_000} s: ${program.lastWords()}`);
    await pause(50, signal);
  }
}
