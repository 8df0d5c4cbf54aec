import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import mqtt from "mqtt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../support/child.js";
import { HubSession, WARD, WireClient } from "../support/hub-session.js";
import { PLACE, RunningDesk } from "../support/running-desk.js";
import { filesOf, type Identity, SecureBroker, wardCa } from "../support/secure-broker.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
let broker: SecureBroker;
let hub: HubSession;
const own = PLACE.counter;
const topic = (leaf: string, counter = own): string => `hailong/v1/${WARD}/${counter}/${leaf}`;
const identities = new Map<string, Identity>();
const as = (principal: string): Identity => {
  const known = identities.get(principal) ?? broker.identity(principal);
  identities.set(principal, known);
  return known;
};
const wireAs = (principal: string, login = {}): Promise<WireClient> =>
  WireClient.connect(broker.url, { ...filesOf(as(principal)), ...login });
/** What the broker says from now on. */
function follow(): (pattern: RegExp) => Promise<true> {
  const from = broker.log.length;
  return (pattern) =>
    eventually(() => pattern.test(broker.log.slice(from)), { what: `the broker says ${pattern}` }).then(() => true);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  broker = await SecureBroker.start([own, "quay-2"]);
  hub = await HubSession.create(folder, { url: broker.url, ...as("hub") });
  await hub.start();
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await broker[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

describe("hailong-mtls.conf, as it is shipped, on a real mosquitto", () => {
  it("carries a transaction's event to the hub and its receipt back", async () => {
    const mqttFiles = { url: broker.url, ...as(`desk-${own}`) };
    await using desk = await RunningDesk.start({
      ...{ folder: folder.path, broker: broker.url, hubKey: hub.publicKey, mqtt: mqttFiles },
    });
    writeFileSync(folder.file("devices.yaml"), `[${readFileSync(`${desk.data}/device.pub.json`, "utf8")}]`);
    await desk.close((await desk.open({}, false)).id);
    await eventually(async () => (await desk.call("GET", "/v1/health")).body.backlog === 0, { what: "the receipt" });
    expect(await hub.summary()).toMatchObject({ transactions: 1, gaps: [] });
    await eventually(async () => (await hub.health()).desks.online === 1);
    expect(broker.log).not.toContain('"data"');
  });

  it.each([
    [`desk-${own}`, topic("score", "quay-2")],
    [`desk-${own}`, topic("rekeyed", "quay-2")],
    [`desk-${own}`, topic("enrol/request", "quay-2")],
    [`desk-${own}`, topic("receipt")],
    [`desk-${own}`, topic("policy")],
    [`desk-${own}`, topic("standing")],
    [`desk-${own}`, topic("enrol/answer")],
    [`desk-${own}`, topic("command")],
    [`desk-${own}`, `hailong/v1/${WARD}/policy`],
    [`desk-${own}`, `hailong/v1/${WARD}/hub-key`],
    [`one-stop-${own}`, topic("score")],
    [`one-stop-${own}`, topic("command", "quay-2")],
    [`button-${own}`, topic("command")],
    ["hub", topic("score")],
    ["hub", topic("command")],
    ["stranger", topic("score")],
  ])("refuses %s on %s, and says so", async (principal, where) => {
    const says = follow();
    // What a client says that it is called makes no difference: its certificate does.
    await using wire = await wireAs(principal, { username: "hub", password: "x" });
    await expect(wire.raw(where, "{}")).rejects.toThrow(/not authorized/i);
    await says(new RegExp(`Denied PUBLISH from .*'${where}'`));
  });

  it("gives nobody what is for another: a subscription to it is noted, and never served", async () => {
    const says = follow();
    const heard: string[] = [];
    const spy = await mqtt.connectAsync(broker.url, {
      ...filesOf(as("desk-quay-2")),
      protocolVersion: 5,
      clientId: "spy",
    });
    spy.on("message", (where) => void heard.push(where));
    await spy.subscribeAsync(["#", topic("policy"), topic("command"), topic("score"), topic("reply/x")], { qos: 1 });
    await using one = await wireAs(`one-stop-${own}`);
    await using desk = await wireAs(`desk-${own}`);
    await using chief = await wireAs("hub");
    await one.raw(topic("command"), "{}");
    await desk.raw(topic("score"), "{}");
    await desk.raw(topic("reply/x"), "{}");
    for (const counter of [own, "quay-2"]) await chief.raw(topic("policy", counter), "{}").catch(() => {});
    await eventually(() => heard.includes(topic("policy", "quay-2")), { what: "its own policy" });
    expect(heard).toEqual(heard.map(() => topic("policy", "quay-2")));
    await says(new RegExp(`spy 1 ${topic("command")}`));
    await spy.endAsync(true);
  });

  it.each<[string, () => mqtt.IClientOptions, RegExp]>([
    ["no certificate", () => ({ ca: filesOf(as("hub")).ca }), /peer did not return a certificate/],
    ["one of another authority", () => filesOf(broker.foreignIdentity("hub")), /certificate verify failed|unknown ca/],
    [
      "one that has expired",
      () => filesOf(broker.identity("desk-late", { DAYS: "0" })),
      /certificate verify failed|expired/,
    ],
    ["TLS 1.2", () => ({ ...filesOf(as("hub")), maxVersion: "TLSv1.2" }), /unsupported protocol|protocol version/],
  ])("does not let in who has %s, and says so", async (_what, login, words) => {
    const says = follow();
    const options = login();
    // One that lasts no day at all is over when the second is.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const attempt = mqtt.connectAsync(broker.url, {
      ...options,
      protocolVersion: 5,
      reconnectPeriod: 0,
      connectTimeout: 5_000,
    });
    await expect(attempt).rejects.toThrow();
    await says(words);
  });

  it("does not speak without TLS", async () => {
    const says = follow();
    const socket = connect(broker.port, "127.0.0.1");
    socket.on("error", () => {});
    const closed = new Promise((resolve) => socket.on("close", resolve));
    socket.write(Buffer.from("101200044d5154540502003c00000568656c6c6f", "hex"));
    await closed;
    await says(/wrong version number|OpenSSL Error/);
  });

  it("speaks TLS 1.3 and nothing else", () => {
    const { certFile, keyFile } = as("hub");
    const handshake = (version: string): string => {
      const args = ["s_client", "-connect", `127.0.0.1:${broker.port}`, version, "-cert", certFile, "-key", keyFile];
      const { stdout, stderr } = spawnSync("openssl", args, { input: "", encoding: "utf8" });
      return stdout + stderr;
    };
    expect(handshake("-tls1_3")).toMatch(/New, TLSv1\.3/);
    expect(handshake("-tls1_2")).toMatch(/alert protocol version/);
  });
});

describe("ward-ca", () => {
  it("wrote the shipped list of who may say what", () => {
    const acl = fileURLToPath(new URL("../../device/mosquitto/hailong.acl", import.meta.url));
    expect(readFileSync(acl, "utf8")).toBe(wardCa(["acl", WARD, "quay-01"], { CITY: "thanh-pho-mau" }));
  });

  it("makes keys for their owner alone, overwrites nothing, and refuses a name that could mean more", () => {
    const { keyFile } = as("hub");
    expect(execFileSync("stat", ["-c", "%a", keyFile], { encoding: "utf8" }).trim()).toBe("600");
    const refusal = (...args: string[]): string => {
      try {
        return wardCa(args);
      } catch (error) {
        return String((error as { stderr: string }).stderr);
      }
    };
    const certs = keyFile.replace("/hub.key", "");
    expect(refusal("client", certs, "hub")).toMatch(/is there already/);
    expect(refusal("client", certs, "desk/CN=hub")).toMatch(/not a name/);
    expect(refusal("acl", "phuong-mau", "quay-1\nuser hub")).toMatch(/not a name/);
    expect(refusal("client", folder.path, "hub")).toMatch(/there is no .*ca\.key/);
  });
});
