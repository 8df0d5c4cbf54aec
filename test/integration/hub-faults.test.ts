import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "#platform/free-port.js";
import { eventually } from "../support/child.js";
import { HubSession, WireClient } from "../support/hub-session.js";
import { startMosquitto } from "../support/mosquitto.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

describe("the hub and a broker that comes and goes", () => {
  let folder: TemporaryFolder;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  it("waits for a broker that is absent at start, and survives its restart", async () => {
    const port = await freePort();
    const desk = new SigningClient();
    await using hub = await HubSession.create(folder, { url: `mqtt://127.0.0.1:${port}` });
    await hub.enrol(desk);
    await hub.launch();
    expect(await hub.health()).toMatchObject({ status: "degraded", alarms: ["mqtt_offline"] });
    const first = desk.next("score", sample.score(1));
    {
      await using broker = await startMosquitto(folder, { port });
      await eventually(async () => (await hub.health()).status === "ok");
      await using wire = await WireClient.connect(broker.url);
      await wire.send(first);
      await wire.receipted(first);
    }
    await eventually(async () => (await hub.health()).alarms.includes("mqtt_offline"));
    await using broker = await startMosquitto(folder, { port });
    await using wire = await WireClient.connect(broker.url);
    const { data } = await wire.receipted(first);
    expect(data.rewindTo).toBe(1);
    const second = desk.next("score", sample.score(2));
    await eventually(async () => (await hub.health()).status === "ok");
    await wire.send(second);
    await wire.receipted(second);
    expect(await hub.summary()).toMatchObject({ scores: 2, gaps: [] });
  });

  it("goes on asking a broker that refuses its login, and names no password", async () => {
    const passwords = folder.file("passwords");
    writeFileSync(passwords, "");
    execFileSync("mosquitto_passwd", ["-b", passwords, "hub", "right-word"], { stdio: "ignore" });
    await using broker = await startMosquitto(folder, {
      lines: ["allow_anonymous false", `password_file ${passwords}`],
    });
    const passwordFile = folder.file("mqtt.password");
    await writeFile(passwordFile, "wrong-word\n");
    await using hub = await HubSession.create(folder, { url: broker.url, username: "hub", passwordFile });
    await hub.launch();
    await eventually(() => hub.log.lines.some((line) => line.includes("mqtt.error")));
    expect((await hub.health()).alarms).toEqual(["mqtt_offline"]);
    expect(hub.log.lines.join("")).not.toContain("wrong-word");
    await hub.stop();
    await writeFile(passwordFile, "right-word\n");
    await hub.start();
  });
});

describe("the ward's policy", () => {
  it("is published signed and retained, with a number that grows with each change, a rollback too", async () => {
    await using folder = await temporaryFolder();
    await using broker = await startMosquitto(folder);
    await using hub = await HubSession.create(folder, { url: broker.url });
    const published = async (): Promise<{ number: number; patch: object }> => {
      const lines = execFileSync(
        "mosquitto_sub",
        [
          "-V",
          "5",
          "-h",
          "127.0.0.1",
          "-p",
          `${broker.port}`,
          "-t",
          "hailong/v1/phuong-mau/policy",
          "-C",
          "1",
          "-W",
          "5",
        ],
        { encoding: "utf8" },
      );
      return JSON.parse(lines).data;
    };
    const becomes = (wanted: object): Promise<boolean> =>
      eventually(async () => JSON.stringify(await published()) === JSON.stringify(wanted), { what: "policy" });
    await hub.setPolicy({ k: 12 });
    await hub.start({ policyFile: folder.file("policy.yaml") });
    await becomes({ number: 1, patch: { k: 12 } });
    expect((await hub.summary()).k).toBe(12);
    await hub.setPolicy({ k: 15 });
    await becomes({ number: 2, patch: { k: 15 } });
    await hub.setPolicy({ k: -1 });
    await eventually(async () => (await hub.health()).alarms.includes("policy_file_invalid"));
    expect(await published()).toEqual({ number: 2, patch: { k: 15 } });
    await hub.stop();
    await hub.setPolicy({ k: 12 });
    await hub.start({ policyFile: folder.file("policy.yaml") });
    await becomes({ number: 3, patch: { k: 12 } });
    await hub.stop();
    await hub.start({ policyFile: folder.file("policy.yaml") });
    expect(await published()).toEqual({ number: 3, patch: { k: 12 } });
  });
});

// Mounting needs root, which the test machine gives.
describe.runIf(process.getuid?.() === 0)("a full disk", () => {
  let folder: TemporaryFolder;
  const unmount: (() => void)[] = [];
  afterAll(async () => {
    for (const undo of unmount) undo();
    await folder[Symbol.asyncDispose]();
  });

  it("is an alarm: no receipt while it lasts, nothing lost after", async () => {
    folder = await temporaryFolder();
    const data = folder.file("hub");
    mkdirSync(data);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=2m", "tmpfs", data]);
    unmount.push(() => void execFileSync("umount", ["-l", data]));
    await using broker = await startMosquitto(folder);
    const desk = new SigningClient();
    await using hub = await HubSession.create(folder, { url: broker.url });
    await hub.enrol(desk);
    await hub.start();
    await using wire = await WireClient.connect(broker.url);
    const first = desk.next("score", sample.score(1));
    await wire.send(first);
    await wire.receipted(first);
    const filler = `${data}/filler`;
    for (let kib = 2_048; kib >= 1; kib = Math.floor(kib / 2)) {
      try {
        writeFileSync(filler, Buffer.alloc(kib * 1_024), { flag: "a" });
      } catch {}
    }
    expect(statSync(filler).size).toBeGreaterThan(100_000);
    const after = wire.receipts.length;
    const events = Array.from({ length: 300 }, (_, n) => desk.next("score", sample.score(n + 2)));
    await wire.send(...events);
    await eventually(async () => (await hub.health()).alarms.includes("store_full"));
    const stored = wire.receipts.at(-1)?.data.upTo ?? 0;
    expect(stored).toBeLessThan(301);
    expect((await hub.summary()).scores).toBe(stored);
    // Told to stop while the disk is full it does, and comes back with what it had stored.
    await hub.stop();
    rmSync(filler);
    const waiting = wire.receipts.length;
    await hub.start();
    await eventually(() => wire.receipts.length > waiting && wire.receipts.at(-1)?.data.upTo === stored);
    await wire.send(...events);
    const [last] = events.slice(-1);
    if (!last) throw new Error("an event");
    await wire.receipted(last, { after });
    expect((await hub.health()).status).toBe("ok");
    expect(await hub.summary()).toMatchObject({ scores: 301, gaps: [] });
    expect(readFileSync(`${data}/hub.pub`, "utf8")).toContain(hub.publicKey);
  });
});
