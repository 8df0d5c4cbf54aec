import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import { aggregateSchema } from "#contract/hub-message.js";
import { MAX_BYTES } from "#hub/city/cells-inbox.js";
import { signPolicy } from "#hub/policy/policy-message.js";
import { freePort } from "#platform/free-port.js";
import { MqttLink, mqttSchema } from "#platform/mqtt-link.js";
import { createVerifier } from "#platform/signing.js";
import { Child, eventually } from "../support/child.js";
import { HubSession, WARD, WireClient } from "../support/hub-session.js";
import { memoryLog } from "../support/memory-log.js";
import { type Mosquitto, startMosquitto } from "../support/mosquitto.js";
import { SigningClient, sample, testKey } from "../support/signing-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";
import { makeCertificates } from "../support/test-certificates.js";

const shipped = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../device/mosquitto/${name}`, import.meta.url)), "utf8");
const AGGREGATE = `hailong/v1/${WARD}/aggregate`;
const CITY_POLICY = "hailong/v1/thanh-pho-mau/policy";
const cityKey = testKey(5);

/** A city's broker and a ward's, joined by the shipped bridge with addresses and paths put in; `acl`: the city's. */
class Bridged implements AsyncDisposable {
  readonly #folder: TemporaryFolder;
  readonly #tlsPort: number;
  readonly #acl: readonly string[];
  readonly ward: Mosquitto;
  city: Mosquitto;

  static async start(folder: TemporaryFolder, { bridge = shipped("bridge.conf"), acl = "" } = {}): Promise<Bridged> {
    makeCertificates(folder, ["broker", "ward-phuong-mau"]);
    writeFileSync(folder.file("city.acl"), acl);
    const tlsPort = await freePort();
    const lines = bridge
      .replace(/^address .*$/m, `address 127.0.0.1:${tlsPort}`)
      .replaceAll("/etc/mosquitto/certs/", `${folder.path}/`);
    const aclLines = acl ? [`acl_file ${folder.file("city.acl")}`] : [];
    const city = await Bridged.#startCity(folder, tlsPort, aclLines);
    const ward = await startMosquitto(folder, { lines: ["allow_anonymous true", ...lines.split("\n")] });
    return new Bridged({ folder, tlsPort, acl: aclLines, city, ward });
  }

  static #startCity(folder: TemporaryFolder, tlsPort: number, acl: readonly string[], port?: number) {
    const certificates = ["cafile ca.crt", "certfile broker.crt", "keyfile broker.key"];
    return startMosquitto(folder, {
      ...(port ? { port } : {}),
      lines: [
        ...["allow_anonymous true", ...acl, "persistence true", `persistence_location ${folder.path}/`],
        ...[`listener ${tlsPort} 127.0.0.1`, "tls_version tlsv1.3", "require_certificate true"],
        ...["use_identity_as_username true", ...certificates.map((line) => line.replace(" ", ` ${folder.path}/`))],
      ],
    });
  }

  private constructor(parts: {
    folder: TemporaryFolder;
    tlsPort: number;
    acl: readonly string[];
    city: Mosquitto;
    ward: Mosquitto;
  }) {
    this.#folder = parts.folder;
    this.#tlsPort = parts.tlsPort;
    this.#acl = parts.acl;
    this.city = parts.city;
    this.ward = parts.ward;
  }

  async killCity(): Promise<void> {
    this.city.child.process.kill("SIGKILL");
    await this.city.child.ended;
  }

  async restartCity(): Promise<void> {
    this.city = await Bridged.#startCity(this.#folder, this.#tlsPort, this.#acl, this.city.port);
  }

  /** Everything that a client of this broker is shown from now on, and what it retains. */
  watch({ port }: Mosquitto): Child {
    return new Child("mosquitto_sub", [
      ...["-V", "5", "-h", "127.0.0.1", "-p", `${port}`, "-q", "1", "-t", "#", "-F", "%t\t%p"],
    ]);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ward[Symbol.asyncDispose]();
    await this.city[Symbol.asyncDispose]();
  }
}

const linesOf = ({ stdout }: Child): [topic: string, payload: string][] =>
  stdout
    .split("\n")
    .filter(Boolean)
    .map((line) => [line.split("\t")[0] ?? "", line.slice(line.indexOf("\t") + 1)]);
/** The summary, and the cells by month. */
const isReleased = (topic: string): boolean => topic === AGGREGATE || topic.startsWith(`${AGGREGATE}/`);
const topicsOf = (child: Child): string[] => [...new Set(linesOf(child).map(([topic]) => topic))].sort();
const aggregates = (child: Child) =>
  linesOf(child)
    .filter(([topic]) => topic === AGGREGATE)
    .map(([, payload]) => aggregateSchema.parse(JSON.parse(payload)));

const release = { when: "batch" };

/** Each kind of event, with enough scores for one released cell. */
async function serve(desk: SigningClient, wire: WireClient, from: number): Promise<void> {
  for (let n = from; n < from + 11; n++) {
    const rating = { ...sample.rating(n), rating: n % 3 ? ("satisfied" as const) : ("dissatisfied" as const) };
    await wire.send(desk.next("score", sample.score(n, 20 + ((n * 7) % 60))), desk.next("rating", rating));
  }
  await wire.send(
    desk.next("abstention", sample.abstention(from + 500)),
    desk.next("cancelled", sample.cancelled(from + 600)),
  );
  const last = desk.next("health", sample.health());
  await wire.send(last);
  await wire.receipted(last);
}

it("carries released cells up and the city's policy down, over an outage, and not one event", async () => {
  await using folder = await temporaryFolder();
  await using brokers = await Bridged.start(folder);
  const proposal = canonicalJson(signPolicy({ number: 1, patch: { k: 11 } }, "thanh-pho-mau", cityKey));
  const toCity = ["-V", "5", "-h", "127.0.0.1", "-p", `${brokers.city.port}`, "-q", "1", "-r"];
  execFileSync("mosquitto_pub", [...toCity, "-t", CITY_POLICY, "-m", proposal], { timeout: 20_000 });
  await using desk = await WireClient.connect(brokers.ward.url);
  await using atWard = brokers.watch(brokers.ward);
  await using hub = await HubSession.create(folder, { url: brokers.ward.url });
  const [client, city] = [new SigningClient(), { name: "thanh-pho-mau", publicKey: cityKey.publicKey }];
  await hub.enrol(client);
  await hub.start({ city, release });
  // The hub says it in its own name, as to every desk.
  const wardPolicy = (): string =>
    linesOf(atWard).findLast(([topic]) => topic === `hailong/v1/${WARD}/policy`)?.[1] ?? "";
  await eventually(() => wardPolicy().includes('"patch":{"k":11}'), { what: "the ward's policy", timeoutMs: 30_000 });
  expect(JSON.parse(wardPolicy()).source).toBe(`/hailong/v1/${WARD}`);

  await using before = brokers.watch(brokers.city);
  await eventually(() => aggregates(before).length > 0, { what: "the first aggregate", timeoutMs: 30_000 });
  expect(aggregates(before).at(-1)?.data.fields).toEqual([]);
  await serve(client, desk, 1);
  await hub.stop();
  await brokers.killCity();
  // What changed meanwhile a hub says when it starts, else within minutes.
  await hub.start({ city, release });
  await eventually(() => aggregates(atWard).some(({ data }) => data.fields.length > 0), { timeoutMs: 30_000 });
  await brokers.restartCity();

  await using after = brokers.watch(brokers.city);
  const arrived = await eventually(() => aggregates(after).find(({ data }) => data.fields.length > 0), {
    what: "the aggregate, after the outage",
    timeoutMs: 60_000,
  });
  const { signature, ...unsigned } = arrived;
  expect(createVerifier(hub.publicKey)(canonicalJson(unsigned), signature)).toBe(true);
  // Bridges keep the order: what of the ward's events had been let through would have come before.
  expect(topicsOf(before).filter((topic) => !isReleased(topic))).toEqual([CITY_POLICY]);
  // A killed broker may have lost what it retained; the ward's hub, started meanwhile, had kept the city's word.
  expect(topicsOf(after).filter((topic) => topic !== CITY_POLICY && !isReleased(topic))).toEqual([]);
  expect(topicsOf(after).some((topic) => topic.startsWith(`${AGGREGATE}/2`))).toBe(true);
  expect(arrived.data.k).toBe(11);
  expect(topicsOf(atWard)).toContain(`hailong/v1/${WARD}/quay-01/score`);
});

it("a message that its broker would end the connection for is not sent, and the shipped brokers take a city's largest", async () => {
  for (const name of ["hailong.conf", "hailong-mtls.conf"])
    expect(Number(/^max_packet_size (\d+)$/m.exec(shipped(name))?.[1])).toBeGreaterThan(MAX_BYTES);
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder, { lines: ["allow_anonymous true", "max_packet_size 20000"] });
  const config = mqttSchema.parse({ url: broker.url });
  await using link = new MqttLink(config, {
    clientId: "hub",
    subscriptions: [],
    onMessage: () => {},
    log: memoryLog().log,
  });
  await eventually(() => link.connected, { what: "a connection" });
  const large = link.publish(`${AGGREGATE}/2026-10/0`, "x".repeat(40_000), { retain: true });
  await expect(large).rejects.toMatchObject({
    code: "mqtt.refused",
    remedy: expect.stringContaining("max_packet_size"),
  });
  await link.publish(AGGREGATE, "{}");
  expect(link.connected).toBe(true);
});

const leaky = shipped("bridge.conf").replace("topic aggregate/# out 1", "topic # out 1");

it.each([
  { name: "refuses them by the city's own list, whatever a ward's bridge says", acl: true },
  { name: "would carry them with such a bridge and no list", acl: false },
])("$name", async ({ acl }) => {
  await using folder = await temporaryFolder();
  // Who has no certificate may read everything here: the watcher.
  const list = acl ? `topic read #\n${shipped("city.acl")}` : "";
  await using brokers = await Bridged.start(folder, { bridge: leaky, acl: list });
  await using atCity = brokers.watch(brokers.city);
  await using desk = await WireClient.connect(brokers.ward.url);
  await using hub = await HubSession.create(folder, { url: brokers.ward.url });
  const client = new SigningClient();
  await hub.enrol(client);
  await hub.start({ release });
  await serve(client, desk, 1);
  await hub.stop();
  await hub.start({ release });
  await eventually(() => aggregates(atCity).some(({ data }) => data.fields.length > 0), { timeoutMs: 30_000 });
  const events = topicsOf(atCity).filter((topic) => !isReleased(topic));
  if (acl) expect(events).toEqual([]);
  else expect(events).toContain(`hailong/v1/${WARD}/quay-01/score`);
});
