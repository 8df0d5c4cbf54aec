import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ChildProgram } from "#commands/demo/child-program.js";
import { type House, startHouse } from "#commands/demo/demo-house.js";
import { readHubRows } from "#commands/demo/hub-rows.js";
import { demoFootageFolder } from "#commands/places.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { eventually } from "../support/child.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

/** What the one-stop software asked and was answered; `left open`: it was never closed. */
type Asked = { token: string; answered: "recorded" | "abstained" | "left open" };

/** The shipped programs on a real broker, killed without a word in the middle of a session. */
describe("kill −9 of each program in mid-session", () => {
  const life = new Lifetime(createLogger("test", "silent"));
  const asked: Asked[] = [];
  let folder: TemporaryFolder;
  let broker: Mosquitto;
  let house: House;
  let programs: { hub: ChildProgram; desk: ChildProgram };

  beforeAll(async () => {
    folder = life.own(await temporaryFolder());
    broker = await startMosquitto(folder);
    life.defer(async () => broker[Symbol.asyncDispose]());
    const camera = { kind: "file", path: join(demoFootageFolder(), "happy-transaction.mp4"), loop: true, fps: 5 };
    house = await startHouse(
      { folder: folder.path, mqttUrl: broker.url, camera, signal: AbortSignal.timeout(60_000) },
      life,
    );
    programs = { hub: house.hub, desk: house.desk };
  });
  afterAll(async () => life[Symbol.asyncDispose]());

  const restart = (name: "hub" | "desk"): void => {
    const command = name === "hub" ? "hub" : "edge";
    const file = join(folder.path, `${command}.yaml`);
    programs[name] = life.own(new ChildProgram(name, [command, "--config", file], join(folder.path, `${command}.log`)));
  };

  const serve = async (meanwhile: () => Promise<void> = () => pause(5_000)): Promise<Asked> => {
    const { id, token } = await house.client.open("chung-thuc");
    await meanwhile();
    const { outcome } = await house.client.close(id);
    const entry: Asked = { token, answered: outcome };
    asked.push(entry);
    return entry;
  };

  const ready = (): Promise<unknown> =>
    eventually(async () => (await house.client.health().catch(() => undefined))?.eye === "ready" || undefined, {
      timeoutMs: 30_000,
      what: "the eye is ready",
    });

  const eyePid = (): number =>
    Number(execFileSync("pgrep", ["-P", String(programs.desk.pid), "-f", "cli.js eye"], { encoding: "utf8" }).trim());

  it("serves before anything goes wrong", async () => {
    expect((await serve()).answered).toBe("recorded");
  });

  it("the eye dies in a window: the window goes on, the eye comes back", async () => {
    const before = eyePid();
    await serve(async () => {
      await pause(1_200);
      process.kill(before, "SIGKILL");
      await pause(4_500);
    });
    await ready();
    expect(eyePid()).not.toBe(before);
    expect((await serve()).answered).toBe("recorded");
  });

  it("the hub dies: the desk goes on and keeps what has no receipt", async () => {
    await programs.hub.kill();
    await serve();
    await serve(() => pause(200));
    expect((await house.client.health()).backlog).toBeGreaterThanOrEqual(2);
    restart("hub");
  });

  it("the broker goes away and comes back", async () => {
    await broker[Symbol.asyncDispose]();
    await serve();
    broker = await startMosquitto(folder, { port: broker.port });
    await serve(() => pause(200));
  });

  it("the desk dies in a window: the transaction is closed as restarted, under the same token", async () => {
    const { token } = await house.client.open("chung-thuc");
    asked.push({ token, answered: "left open" });
    await pause(800);
    await programs.desk.kill();
    restart("desk");
    await ready();
    expect((await serve()).answered).toBe("recorded");
  });

  it("SIGTERM in a window: the desk closes it, drains and ends with 0", async () => {
    const { token } = await house.client.open("chung-thuc");
    asked.push({ token, answered: "left open" });
    await pause(800);
    await programs.desk[Symbol.asyncDispose]();
    expect(programs.desk.exitCode).toBe(0);
    restart("desk");
    await ready();
  });

  it("afterwards the hub holds each answered transaction once, as it was answered", async () => {
    await eventually(async () => (await house.client.health()).backlog === 0 || undefined, {
      timeoutMs: 30_000,
      what: "an empty outbox",
    });
    const rows = readHubRows(house.hubData);
    expect(rows.map((row) => row.token).sort()).toEqual(asked.map((entry) => entry.token).sort());
    for (const { token, answered } of asked) {
      const kind = rows.find((row) => row.token === token)?.kind;
      if (answered === "recorded") expect(kind).toBe("score");
      else expect(kind).toBe("abstention");
    }
  });
});
