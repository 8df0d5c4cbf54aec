import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { freePort } from "#platform/free-port.js";
import { TcpProxy } from "../support/tcp-proxy.js";
import { EyeStandIn } from "./eye-stand-in.js";
import { OneStop } from "./one-stop.js";
import { oneAtATime, Program } from "./program.js";

const PLACE = { ward: "phuong-mau", counter: "quay-01" };
const POLICY = { window: { minimumSeconds: 1 }, ratingUndoSeconds: 1, k: 1 };
const KEEPALIVE_SECONDS = 5;
/** Room for a long run and its write-ahead log; small enough to be filled at once. */
const DISK = "size=24m,mode=700";
/** What a replay is drawn from. */
const REMEMBERED = 400;

/** Packages and rights that some faults need; a kind whose needs are not met is left out, and said. */
export const isRoot = process.getuid?.() === 0;
export const fakeTimeLibrary = (): string | undefined =>
  readdirSync("/usr/lib")
    .map((machine) => `/usr/lib/${machine}/faketime/libfaketime.so.1`)
    .find(existsSync);

type Ports = { readonly broker: number; readonly desk: number; readonly hub: number };
type Roads = { readonly desk: TcpProxy; readonly hub: TcpProxy };

/** One counter, one hub and one broker as processes, with a road that can be broken between each and the broker. */
export class Site implements AsyncDisposable {
  readonly desk: Program;
  readonly hub: Program;
  readonly broker: Program;
  readonly eye: EyeStandIn;
  readonly client: OneStop;
  /** Messages that passed the broker: what an attacker or a confused bridge may say again. */
  readonly passed: { readonly topic: string; readonly payload: Buffer }[] = [];
  readonly brokerStarts = { persistent: 0, memory: 0 };
  readonly clockDays = { desk: 0, hub: 0 };
  /** A full disk and a restored file never meet on one disk. */
  readonly disks = { edge: oneAtATime(), hub: oneAtATime() };
  persistent = true;
  /** A copy was put in place of a file, or a second desk lives: what the files say of each other is not compared. */
  moved = false;
  #wire: MqttClient | undefined;
  #disks: string[] = [];

  readonly folder: string;
  readonly ports: Ports;
  readonly roads: Roads;
  readonly #cli: string;

  private constructor(folder: string, cli: string, { ports, roads }: { ports: Ports; roads: Roads }) {
    this.folder = folder;
    this.ports = ports;
    this.roads = roads;
    this.#cli = cli;
    this.broker = this.#program("broker", () => ["/usr/sbin/mosquitto", "-c", this.#brokerConfig()]);
    this.hub = this.#program("hub", () => [process.execPath, cli, "hub", "--config", this.file("hub.yaml")]);
    this.desk = this.#program("desk", () => [process.execPath, cli, "edge", "--config", this.file("edge.yaml")]);
    this.eye = new EyeStandIn(this.file("eye.sock"));
    this.client = new OneStop(`http://127.0.0.1:${ports.desk}`, this.file("edge/api.token"));
  }

  static async start(folder: string, cli: string): Promise<Site> {
    const ports = { broker: await freePort(), desk: await freePort(), hub: await freePort() };
    const roads = { desk: await TcpProxy.start(ports.broker), hub: await TcpProxy.start(ports.broker) };
    const site = new Site(folder, cli, { ports, roads });
    try {
      await site.#start();
      return site;
    } catch (error) {
      await site[Symbol.asyncDispose]();
      throw error;
    }
  }

  get ledgerFile(): string {
    return this.file("edge/ledger.db");
  }

  get hubFile(): string {
    return this.file("hub/hub.db");
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** The wall clock of one program, in days from the true one. */
  setClock(program: "desk" | "hub", days: number): void {
    this.clockDays[program] = days;
    writeFileSync(this.file(`${program}.time`), `${days < 0 ? "" : "+"}${days}d\n`);
  }

  /** Says it again, to whom it was said. */
  sayAgain(message: { topic: string; payload: Buffer }): void {
    const properties = { contentType: "application/cloudevents+json; charset=UTF-8" };
    this.#wire?.publish(message.topic, message.payload, { qos: 1, properties }, () => {});
  }

  edgeConfig(changes: { data: string; socket: string; port: number; brokerPort: number }): object {
    return {
      ...PLACE,
      data: changes.data,
      camera: { kind: "file", path: "nobody.mp4", realtime: true },
      eye: { socket: changes.socket, start: false },
      hub: {
        mqtt: { url: `mqtt://127.0.0.1:${changes.brokerPort}`, keepaliveSeconds: KEEPALIVE_SECONDS },
        publicKey: this.#read("hub/hub.pub"),
      },
      api: { port: changes.port },
      policyFile: this.file("policy.yaml"),
      procedures: { "chung-thuc": "tu-phap" },
    };
  }

  /** A desk's program on another configuration. */
  anotherDesk(name: string, config: string): Program {
    return this.#program(name, () => [process.execPath, this.#cli, "edge", "--config", config]);
  }

  write(name: string, content: object): string {
    writeFileSync(this.file(name), JSON.stringify(content), { mode: 0o600 });
    return this.file(name);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.eye[Symbol.dispose]();
    this.#wire?.end(true);
    await Promise.all([this.desk, this.hub].map((program) => program[Symbol.asyncDispose]()));
    await this.broker[Symbol.asyncDispose]();
    await Promise.all([this.roads.desk, this.roads.hub].map((road) => road[Symbol.asyncDispose]()));
    for (const disk of this.#disks) execFileSync("umount", ["-l", disk]);
  }

  async #start(): Promise<void> {
    for (const name of ["edge", "hub", "broker", "copies"]) mkdirSync(this.file(name), { recursive: true });
    for (const name of ["edge", "hub"]) this.#mount(this.file(name));
    for (const program of ["desk", "hub"] as const) this.setClock(program, 0);
    this.write("policy.yaml", POLICY);
    this.write("devices.yaml", []);
    this.write("hub.yaml", {
      ward: PLACE.ward,
      data: "hub",
      mqtt: { url: `mqtt://127.0.0.1:${this.roads.hub.port}`, keepaliveSeconds: KEEPALIVE_SECONDS },
      devicesFile: "devices.yaml",
      policyFile: "policy.yaml",
      api: { port: this.ports.hub },
    });
    this.broker.start();
    this.hub.start();
    await this.hub.ready("hub.ready");
    const edge = { data: "edge", socket: "eye.sock", port: this.ports.desk, brokerPort: this.roads.desk.port };
    this.write("edge.yaml", this.edgeConfig(edge));
    this.desk.start();
    await this.desk.ready("desk.ready");
    const { device, counter, publicKey } = JSON.parse(this.#read("edge/device.pub.json"));
    this.write("devices.yaml", [{ device, counter, publicKey }]);
    this.#wire = mqtt.connect(`mqtt://127.0.0.1:${this.ports.broker}`, { protocolVersion: 5, reconnectPeriod: 200 });
    this.#wire.on("error", () => {});
    this.#wire.on("connect", () => this.#wire?.subscribe(`hailong/v1/${PLACE.ward}/+/#`, { qos: 1 }));
    this.#wire.on("message", (topic, payload) => {
      if (topic.endsWith("/status") || topic.endsWith("/policy")) return;
      this.passed.push({ topic, payload });
      if (this.passed.length > REMEMBERED) this.passed.shift();
    });
  }

  #program(name: string, argv: () => readonly string[]): Program {
    const library = fakeTimeLibrary();
    const time = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.file(`${name}.time`),
      FAKETIME_NO_CACHE: "1",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
      NO_FAKE_STAT: "1",
    };
    const env = library && (name === "desk" || name === "hub") ? time : {};
    return new Program({ name, argv, env, log: this.file(`${name}.log`) });
  }

  #brokerConfig(): string {
    this.brokerStarts[this.persistent ? "persistent" : "memory"] += 1;
    const config = [
      ...(isRoot ? ["user root"] : []),
      "set_tcp_nodelay true",
      "allow_anonymous true",
      `listener ${this.ports.broker} 127.0.0.1`,
      `persistence ${this.persistent}`,
      `persistence_location ${this.file("broker")}/`,
      "autosave_interval 1",
      "",
    ];
    writeFileSync(this.file("mosquitto.conf"), config.join("\n"));
    return this.file("mosquitto.conf");
  }

  #mount(folder: string): void {
    if (!isRoot) return;
    execFileSync("mount", ["-t", "tmpfs", "-o", DISK, "tmpfs", folder]);
    this.#disks.push(folder);
  }

  #read(name: string): string {
    return readFileSync(this.file(name), "utf8").trim();
  }

  wipeBroker(): void {
    rmSync(this.file("broker"), { recursive: true, force: true });
    mkdirSync(this.file("broker"));
  }
}
