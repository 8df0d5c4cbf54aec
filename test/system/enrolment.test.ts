import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { cliScript } from "#commands/places.js";
import { freePort } from "#platform/free-port.js";
import { Child, eventually } from "../support/child.js";
import { startMosquitto } from "../support/mosquitto.js";
import { temporaryFolder } from "../support/temporary-folder.js";

/** The commands as people type them, at the hub and at the counter. */
it("a code is shown at the desk and typed at the hub; keys are handed on; a desk is revoked", async () => {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder);
  const [hubYaml, edgeYaml] = [folder.file("hub.yaml"), folder.file("edge.yaml")];
  const mqtt = { url: broker.url };
  const api = { port: await freePort() };
  writeFileSync(hubYaml, JSON.stringify({ ward: "phuong-mau", data: "hub", mqtt, devicesFile: "devices.yaml", api }));
  writeFileSync(folder.file("devices.yaml"), "[]\n");
  const camera = { kind: "file", path: "none.mp4" };
  const edge = { ward: "phuong-mau", counter: "quay-01", data: "edge", camera, hub: { mqtt }, eye: { start: false } };
  writeFileSync(edgeYaml, JSON.stringify(edge));
  const start = (...args: string[]): Child => new Child(process.execPath, [cliScript(), ...args]);
  const run = async (...args: string[]): Promise<{ code: number | null; words: string }> => {
    await using child = start(...args);
    return { code: await child.ended, words: child.stdout + child.stderr };
  };

  expect(await run("edge", "--config", edgeYaml)).toMatchObject({
    code: 2,
    words: expect.stringContaining("hailong enrol"),
  });
  await using hub = start("hub", "--config", hubYaml);
  await eventually(() => existsSync(folder.file("hub/hub.key")), { what: "the hub" });
  await using enrol = start("enrol", "--config", edgeYaml);
  await enrol.says(/Mã ghi danh · Enrolment code: \S+/);
  const code = /code: (\S+)/.exec(enrol.stdout)?.[1] ?? "";
  expect(await run("hub", "--config", hubYaml, "enrol", "0000-0000-0000-0000")).toMatchObject({
    code: 1,
    words: expect.stringContaining("letter by letter"),
  });
  expect(await run("hub", "enrol", code, "--config", hubYaml)).toMatchObject({ code: 0 });
  expect(await enrol.ended).toBe(0);
  const hubKey = readFileSync(folder.file("hub/hub.pub"), "utf8").trim();
  expect(JSON.parse(readFileSync(folder.file("edge/hub.pin.json"), "utf8")).publicKey).toBe(hubKey);

  expect((await run("edge", "rotate-key", "--config", edgeYaml)).code).toBe(0);
  expect((await run("hub", "rotate-key", "--config", hubYaml)).words).toContain("held by another process");
  hub.kill();
  await hub.ended;
  expect((await run("hub", "rotate-key", "--config", hubYaml)).code).toBe(0);
  const { device } = JSON.parse(readFileSync(folder.file("edge/device.pub.json"), "utf8"));
  expect((await run("hub", "revoke", "hl-000000000000", "--config", hubYaml)).code).toBe(2);
  expect((await run("hub", "revoke", device, "--config", hubYaml)).code).toBe(0);
  expect(readFileSync(folder.file("devices.yaml"), "utf8")).toContain("revoked: true");
});
