import { copyFileSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cliScript } from "#commands/places.js";
import type { StoreConfig } from "#hub/store/store-config.js";
import { KINDS, StoreHouse } from "../support/both-stores.js";
import { Child, eventually } from "../support/child.js";
import { HubSession, WARD, WireClient } from "../support/hub-session.js";
import { startMosquitto } from "../support/mosquitto.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { append, storedRow } from "../support/stored-rows.js";

async function hailong(...args: string[]) {
  await using child = new Child(process.execPath, [cliScript(), "hub", ...args], { lifeMs: 60_000 });
  const code = await child.ended;
  return { code, stdout: child.stdout, stderr: child.stderr };
}

describe.each(KINDS)("a hub on %s", (kind) => {
  let house: StoreHouse;
  beforeAll(async () => {
    house = await StoreHouse.start(kind);
  });
  afterAll(() => house[Symbol.asyncDispose]());

  const writeConfig = (store: StoreConfig): string => {
    const file = house.folder.file("hub.yaml");
    const config = { ward: WARD, data: "hub", mqtt: { url: "mqtt://127.0.0.1:1" }, devicesFile: "devices.yaml", store };
    writeFileSync(file, JSON.stringify(config));
    return file;
  };

  it("restored from a backup asks its desks for what came since; erased or whole, its chains can be verified", async () => {
    const { folder, server } = house;
    const { file: _unused, ...place } = house.fresh();
    let store: StoreConfig = place;
    let config = writeConfig(store);
    await using broker = await startMosquitto(folder);
    await using hub = await HubSession.create(folder, { url: broker.url });
    const desk = new SigningClient();
    await hub.enrol(desk);
    await hub.start({ store });
    await using wire = await WireClient.connect(broker.url);
    const events = Array.from({ length: 20 }, (_, n) => desk.next("score", sample.score(n + 1)));
    const [tenth, last] = [events[9], events[19]];
    if (!tenth || !last) throw new Error("twenty events");
    await wire.send(...events.slice(0, 10));
    await wire.receipted(tenth);

    // Beside the hub, which runs.
    const backup = folder.file("backup");
    const backedUp = await hailong("backup", backup, "-c", config);
    if (server) {
      expect([backedUp.code, backedUp.stderr]).toEqual([2, expect.stringContaining("pg_dump")]);
      server.tool(
        "pg_dump",
        ["-Fc", "-f", backup],
        new URL(place.kind === "postgres" ? place.url : "").pathname.slice(1),
      );
    } else {
      expect([backedUp.code, backedUp.stderr]).toEqual([0, ""]);
    }
    await wire.send(...events.slice(10));
    await wire.receipted(last);
    expect((await hub.summary()).scores).toBe(20);
    await hub.stop();

    if (server) {
      store = { kind: "postgres", url: server.createDatabase("restored"), connections: 4, timeoutSeconds: 5 };
      server.tool("pg_restore", [backup], "restored");
      config = writeConfig(store);
    } else {
      for (const end of ["-wal", "-shm"]) rmSync(folder.file(`hub/hub.db${end}`), { force: true });
      copyFileSync(backup, folder.file("hub/hub.db"));
      expect(existsSync(`${backup}.part`)).toBe(false);
    }
    const after = wire.receipts.length;
    await hub.start({ store });
    const asked = await eventually(() => wire.receipts[after]?.data);
    expect(asked).toMatchObject({ upTo: 10, hash: tenth.hash, rewindTo: 10 });
    await wire.send(...events.slice(10));
    await wire.receipted(last, { after });
    expect(await hub.summary()).toMatchObject({ scores: 20, gaps: [] });
    const verified = await hailong("verify", "-c", config);
    expect([verified.code, verified.stderr]).toEqual([0, ""]);
    expect(verified.stdout).toMatch(/20 sự kiện · events/);
    await hub.stop();

    // A year ago another desk was here; its contents are erased, its chain stays.
    const other = new SigningClient({ byte: 9, counter: "quay-09" });
    const old = Array.from({ length: 5 }, (_, n) =>
      storedRow(other.next("score", sample.score(n + 900)), "2025-03-02T08:15:00Z"),
    );
    await append(await house.open({ ...store, file: folder.file("hub/hub.db") }), old);
    await house.closeAll();
    expect((await hailong("erase", "--before", "2025-04", "-c", config)).stdout).toMatch(/^5 /);
    const again = await hailong("verify", "-c", config);
    expect([again.code, again.stdout]).toEqual([0, expect.stringMatching(/25 sự kiện.*\n +5 đã xóa/)]);
    if (server) server.sql("UPDATE chain SET hash = '\\x00' WHERE seq = 3", "restored");
    else {
      const { default: Database } = await import("better-sqlite3");
      const db = new Database(folder.file("hub/hub.db"));
      db.exec(`UPDATE events SET hash = '${"0".repeat(64)}' WHERE seq = 3`);
      db.close();
    }
    const tampered = await hailong("verify", "-c", config);
    expect([tampered.code, tampered.stdout]).toEqual([1, expect.stringContaining(`${desk.device}/${desk.epoch}/3: `)]);
  });
});
