import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { z } from "zod";
import type { Summary } from "#contract/http.js";
import { type Receipt, receiptSchema } from "#contract/hub-message.js";
import { hubSections } from "#hub/hub-config.js";
import { runHub } from "#hub/run-hub.js";
import { systemClock } from "#platform/clock.js";
import { freePort } from "#platform/free-port.js";
import type { MqttConfig } from "#platform/mqtt-link.js";
import { eventually } from "./child.js";
import { memoryLog } from "./memory-log.js";
import type { SignedEvent, SigningClient } from "./signing-client.js";
import type { TemporaryFolder } from "./temporary-folder.js";

export const WARD = "phuong-mau";

type BrokerLogin = Partial<MqttConfig> & { readonly url: string };

/** A real hub in this process: started, stopped, started again on the same folder. */
export class HubSession implements AsyncDisposable {
  readonly log = memoryLog();
  readonly #folder: TemporaryFolder;
  readonly #mqtt: BrokerLogin;
  readonly #port: number;
  #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();

  static async create(folder: TemporaryFolder, mqtt: BrokerLogin) {
    await writeFile(folder.file("devices.yaml"), "[]");
    return new HubSession(folder, mqtt, await freePort());
  }

  private constructor(folder: TemporaryFolder, mqttConfig: BrokerLogin, port: number) {
    this.#folder = folder;
    this.#mqtt = mqttConfig;
    this.#port = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get publicKey(): string {
    return readFileSync(this.#folder.file("hub/hub.pub"), "utf8").trim();
  }

  enrol(...clients: readonly SigningClient[]): Promise<void> {
    return writeFile(this.#folder.file("devices.yaml"), JSON.stringify(clients.map(({ enrolment }) => enrolment)));
  }

  setPolicy(patch: object): Promise<void> {
    return writeFile(this.#folder.file("policy.yaml"), JSON.stringify(patch));
  }

  /** The promise that a command would await. Rejects with what stopped it. */
  run(changes: object = {}, stop = new AbortController()): Promise<void> {
    const config = z.strictObject(hubSections).parse({
      ward: WARD,
      data: this.#folder.file("hub"),
      mqtt: this.#mqtt,
      devicesFile: this.#folder.file("devices.yaml"),
      api: { port: this.#port },
      ...changes,
    });
    return runHub(config, { log: this.log.log, clock: systemClock, signal: stop.signal });
  }

  /** Starts it and waits until it answers and is connected. */
  async start(changes: object = {}): Promise<void> {
    await this.launch(changes);
    await eventually(async () => (await this.health()).status === "ok", { what: "hub" });
  }

  /** Starts it and waits until it answers, whatever it says. Throws what stopped it. */
  async launch(changes: object = {}): Promise<void> {
    this.#stop = new AbortController();
    this.#running = this.run(changes, this.#stop);
    this.#running.catch(() => {});
    await Promise.race([
      this.#running,
      eventually(async () => (await this.health()).status !== "down", { what: "hub" }),
    ]);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async health(): Promise<{
    status: string;
    alarms: string[];
    desks: { online: number; revoked: number; uncertified: string[] };
  }> {
    const answer = await fetch(`${this.url}/v1/health`).catch(() => undefined);
    return answer
      ? ((await answer.json()) as never)
      : { status: "down", alarms: [], desks: { online: 0, revoked: 0, uncertified: [] } };
  }

  async summary(): Promise<Summary> {
    const token = readFileSync(this.#folder.file("hub/api.token"), "utf8").trim();
    const answer = await fetch(`${this.url}/v1/summary`, { headers: { authorization: `Bearer ${token}` } });
    return (await answer.json()) as Summary;
  }

  async metric(name: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const line = text.split("\n").find((one) => one.startsWith(`${name} `));
    return Number(line?.split(" ").at(-1));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort();
    await this.#running.catch(() => {});
  }
}

/** A desk's place at the broker: publishes what it is given, keeps the receipts. */
export class WireClient implements AsyncDisposable {
  readonly receipts: Receipt[] = [];
  readonly #client: MqttClient;

  static async connect(url: string, login: IClientOptions = {}): Promise<WireClient> {
    const client = await mqtt.connectAsync(url, { ...login, protocolVersion: 5, reconnectPeriod: 100 });
    const wire = new WireClient(client);
    await client.subscribeAsync(`hailong/v1/${WARD}/+/receipt`, { qos: 1 });
    return wire;
  }

  private constructor(client: MqttClient) {
    this.#client = client;
    client.on("message", (topic, payload) => {
      if (topic.endsWith("/receipt")) this.receipts.push(receiptSchema.parse(JSON.parse(payload.toString("utf8"))));
    });
  }

  /** Everything that is said under a filter, from now on. */
  async overhear(filter: string, heard: (topic: string, payload: Buffer) => void): Promise<void> {
    this.#client.on("message", heard);
    await this.#client.subscribeAsync(filter, { qos: 1 });
  }

  async send(...events: readonly Pick<SignedEvent, "topic" | "body">[]): Promise<void> {
    await Promise.all(events.map(({ topic, body }) => this.raw(topic, body)));
  }

  async raw(topic: string, payload: string | Buffer, retain = false): Promise<void> {
    const properties = { contentType: "application/cloudevents+json; charset=UTF-8" };
    await this.#client.publishAsync(topic, payload, { qos: 1, retain, properties });
  }

  /** Waits for a receipt of this event, among those that come after the first `after`. */
  receipted(event: SignedEvent, { after = 0, timeoutMs = 10_000 } = {}): Promise<Receipt> {
    return eventually(
      () => this.receipts.slice(after).find(({ data }) => data.upTo === event.seq && data.hash === event.hash),
      { timeoutMs, what: `receipt up to ${event.seq}` },
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.endAsync(true);
  }
}
