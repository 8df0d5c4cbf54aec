import { execFileSync } from "node:child_process";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/child.js";
import { HubSession, WARD, WireClient } from "../support/hub-session.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const ACL = fileURLToPath(new URL("../../device/mosquitto/hailong.acl", import.meta.url));
const password = "a-word";

/** The shipped list of who may say what, on a real broker. */
describe("hailong.acl", () => {
  let folder: TemporaryFolder;
  let broker: Mosquitto;
  let hub: HubSession;
  const desk = new SigningClient();
  const as = (username: string): Promise<WireClient> => WireClient.connect(broker.url, { username, password });
  const topic = (leaf: string, counter = "quay-01"): string => `hailong/v1/${WARD}/${counter}/${leaf}`;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const passwords = folder.file("passwords");
    writeFileSync(passwords, "");
    for (const user of ["hub", "desk-quay-01", "one-stop-quay-01", "button-quay-01"])
      execFileSync("mosquitto_passwd", ["-b", passwords, user, password], { stdio: "ignore" });
    broker = await startMosquitto(folder, {
      lines: ["allow_anonymous false", `password_file ${passwords}`, `acl_file ${ACL}`],
    });
    const passwordFile = folder.file("mqtt.password");
    writeFileSync(passwordFile, password);
    chmodSync(passwordFile, 0o600);
    hub = await HubSession.create(folder, { url: broker.url, username: "hub", passwordFile });
    await hub.enrol(desk);
    await hub.setPolicy({ k: 12 });
    await hub.start({ policyFile: folder.file("policy.yaml") });
  });
  afterAll(async () => {
    await hub[Symbol.asyncDispose]();
    await broker[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  it("lets a desk's events in and the hub's receipts out", async () => {
    await using wire = await as("desk-quay-01");
    const event = desk.next("score", sample.score(1));
    await wire.send(event);
    await wire.receipted(event);
  });

  it.each([
    ["button-quay-01", topic("command")],
    ["button-quay-01", topic("rating")],
    ["desk-quay-01", topic("command")],
    ["desk-quay-01", topic("receipt")],
    ["desk-quay-01", topic("policy")],
    ["desk-quay-01", topic("score", "quay-02")],
    ["one-stop-quay-01", topic("score")],
    ["one-stop-quay-01", topic("input/rating")],
    ["hub", topic("command")],
    ["desk-quay-01", `hailong/v1/${WARD}/aggregate`],
    ["hub", "hailong/v1/thanh-pho-mau/policy"],
  ])("refuses %s on %s", async (user, where) => {
    await using wire = await as(user);
    await expect(wire.raw(where, "{}")).rejects.toThrow(/not authorized/i);
  });

  it("lets a restored hub see the number that its policy had reached", async () => {
    const published = (): { number: number; patch: object } => {
      const login = ["-u", "desk-quay-01", "-P", password];
      const at = ["-V", "5", "-h", "127.0.0.1", "-p", `${broker.port}`, "-C", "1", "-W", "5"];
      const text = execFileSync("mosquitto_sub", [...login, ...at, "-t", `hailong/v1/${WARD}/policy`]);
      return JSON.parse(text.toString("utf8")).data;
    };
    await eventually(() => published().number === 1);
    await hub.stop();
    for (const end of ["", "-wal", "-shm"]) rmSync(folder.file(`hub/hub.db${end}`), { force: true });
    await hub.setPolicy({ k: 15 });
    await hub.start({ policyFile: folder.file("policy.yaml") });
    await eventually(() => JSON.stringify(published()) === '{"number":2,"patch":{"k":15}}');
  });
});
