import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse } from "#commands/demo/demo-house.js";
import { demoFootageFolder } from "#commands/places.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { checkBusLines } from "../support/chain-checker.js";
import { Child, eventually } from "../support/child.js";
import { startMosquitto } from "../support/mosquitto.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

/** What a stranger with the public keys sees passing a real mosquitto while the shipped programs work. */
describe("the bytes on the bus", () => {
  const life = new Lifetime(createLogger("test", "silent"));
  let folder: TemporaryFolder;
  let house: House;
  let lines: string[] = [];
  const tokens: string[] = [];

  beforeAll(async () => {
    folder = life.own(await temporaryFolder());
    const broker = life.own(await startMosquitto(folder));
    const args = [
      "-h",
      "127.0.0.1",
      "-p",
      String(broker.port),
      "-V",
      "5",
      "-q",
      "1",
      "-t",
      "hailong/v1/#",
      "-F",
      "%t\t%C\t%p",
    ];
    const listener = life.own(new Child("mosquitto_sub", args));
    const camera = { kind: "file", path: join(demoFootageFolder(), "happy-transaction.mp4"), loop: true, fps: 5 };
    house = await startHouse(
      { folder: folder.path, mqttUrl: broker.url, camera, signal: AbortSignal.timeout(60_000) },
      life,
    );
    for (const seconds of [3.4, 0.3]) {
      const { id, token } = await house.client.open("chung-thuc");
      tokens.push(token);
      await pause(seconds * 1_000);
      await house.client.close(id);
    }
    const { id, token } = await house.client.open("dat-dai");
    tokens.push(token);
    await house.client.optOut(id);
    await house.client.close(id);
    await eventually(async () => (await house.client.health()).backlog === 0, { what: "receipts for all" });
    await eventually(() => listener.stdout.split("\n").filter((line) => line.includes("/receipt\t")).length > 0);
    lines = listener.stdout.trim().split("\n");
  });
  afterAll(async () => life[Symbol.asyncDispose]());

  it("are CloudEvents whose chain and signatures a stranger can verify", () => {
    const { device, publicKey } = JSON.parse(readFileSync(folder.file("edge/device.pub.json"), "utf8")) as Record<
      string,
      string
    >;
    const hubKey = readFileSync(folder.file("hub/hub.pub"), "utf8").trim();
    const report = checkBusLines(lines, { deskKeys: { [String(device)]: String(publicKey) }, hubKey });
    expect(report.faults).toEqual([]);
    expect(report.events).toBeGreaterThanOrEqual(3);
    expect(report.receipts).toBeGreaterThanOrEqual(1);
    for (const leaf of ["score", "abstention", "status", "policy", "receipt"]) {
      expect(
        lines.some((line) => line.split("\t")[0]?.endsWith(`/${leaf}`)),
        leaf,
      ).toBe(true);
    }
  });

  it("name every transaction by its token alone, at times rounded to five minutes", () => {
    for (const token of tokens) expect(lines.filter((line) => line.includes(token))).toHaveLength(1);
    const times = lines.flatMap((line) => line.match(/"(?:time|opened|closed)":"([^"]+)"/g) ?? []);
    expect(times.length).toBeGreaterThan(5);
    for (const time of times) expect(time).toMatch(/T\d\d:[0-5][05]:00Z"$/);
  });

  it("carry no score for the citizen who opted out", () => {
    const own = lines.find((line) => line.includes(String(tokens[2])));
    expect(own).toContain('"reason":"opted_out"');
    expect(own).not.toMatch(/"score"|"valence|"statistics"/);
  });
});
