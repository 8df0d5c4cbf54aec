import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "#platform/free-port.js";
import { Program } from "../chaos/program.js";
import { atRoot, demoClip } from "../support/footage.js";
import { childOf, figuresOf, type ProcessFigures } from "./process-figures.js";

const PLACE = { ward: "phuong-mau", counter: "quay-01" };
const POLICY = { window: { minimumSeconds: 4 }, ratingUndoSeconds: 1, k: 1 };
/** Reached well within two hours, so that the bound is seen to hold. */
const LEDGER_MEGABYTES = 8;
const DAY_CLIPS = ["happy", "neutral", "dissatisfied"].map((name) => `${name}-transaction`);
const BETWEEN_CLIPS = ["nobody", "two-people", "turned-away", "mixed", "mask"];

type Ports = { readonly broker: number; readonly desk: number; readonly hub: number; readonly camera: number };
export type HouseFigures = Readonly<Record<"feed" | "ffmpeg" | "eye" | "desk" | "hub", ProcessFigures | undefined>>;

/** A counter, a hub, a broker and a camera, each the program that it is in a ward; feed, eye and desk are three, as the package's units run them. */
export class SoakHouse implements AsyncDisposable {
  readonly feed: Program;
  readonly eye: Program;
  readonly desk: Program;
  readonly hub: Program;
  readonly broker: Program;
  readonly camera: Program;
  readonly folder: string;
  readonly deskUrl: string;
  readonly #ports: Ports;
  night = false;

  static async start(folder: string): Promise<SoakHouse> {
    const ports = {
      broker: await freePort(),
      desk: await freePort(),
      hub: await freePort(),
      camera: await freePort(),
    };
    const house = new SoakHouse(folder, ports);
    try {
      await house.#start();
      return house;
    } catch (error) {
      await house[Symbol.asyncDispose]();
      throw error;
    }
  }

  private constructor(folder: string, ports: Ports) {
    this.folder = folder;
    this.#ports = ports;
    this.deskUrl = `http://127.0.0.1:${ports.desk}`;
    const program = (name: string, argv: () => readonly string[]): Program =>
      new Program({ name, argv, log: this.file(`${name}.log`) });
    const cli = atRoot("dist/cli.js");
    const server = fileURLToPath(new URL("../support/rtsp-server.py", import.meta.url));
    this.broker = program("broker", () => ["/usr/sbin/mosquitto", "-c", this.file("mosquitto.conf")]);
    this.hub = program("hub", () => [process.execPath, cli, "hub", "--config", this.file("hub.yaml")]);
    const atCounter = (name: string, command: string): Program =>
      program(name, () => [process.execPath, cli, command, "--config", this.file("edge.yaml")]);
    this.feed = atCounter("feed", "camera-feed");
    this.eye = atCounter("eye", "eye");
    this.desk = atCounter("desk", "edge");
    this.camera = program("camera", () => {
      const clip = this.file(this.night ? "night.mp4" : "day.mp4");
      return ["/usr/bin/python3", server, String(ports.camera), clip, "viewer", "secret", "digest", "127.0.0.1"];
    });
  }

  get programs(): readonly Program[] {
    return [this.eye, this.feed, this.desk, this.hub, this.camera, this.broker];
  }

  file(name: string): string {
    return join(this.folder, name);
  }

  /** With its write-ahead log. */
  get ledgerBytes(): number {
    return ["ledger.db", "ledger.db-wal"].reduce((total, name) => total + sizeOf(this.file(`edge/${name}`)), 0);
  }

  figures(): HouseFigures {
    return {
      feed: figuresOf(this.feed.pid),
      ffmpeg: figuresOf(childOf(this.feed.pid, "ffmpeg")),
      eye: figuresOf(this.eye.pid),
      desk: figuresOf(this.desk.pid),
      hub: figuresOf(this.hub.pid),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const program of this.programs) await program[Symbol.asyncDispose]();
  }

  async #start(): Promise<void> {
    for (const name of ["edge", "hub", "broker", "camera"]) mkdirSync(this.file(name), { recursive: true });
    this.#film();
    this.#write("policy.yaml", JSON.stringify(POLICY));
    this.#write("devices.yaml", "[]");
    this.#write("camera.login", "viewer:secret\n");
    this.#write("mosquitto.conf", this.#brokerLines().join("\n"));
    const mqtt = { url: `mqtt://127.0.0.1:${this.#ports.broker}`, keepaliveSeconds: 5 };
    const hub = { devicesFile: "devices.yaml", policyFile: "policy.yaml", api: { port: this.#ports.hub } };
    this.#write("hub.yaml", JSON.stringify({ ward: PLACE.ward, data: "hub", mqtt, ...hub }));
    this.broker.start();
    this.camera.start();
    this.hub.start();
    await this.hub.ready("hub.ready");
    const publicKey = readFileSync(this.file("hub/hub.pub"), "utf8").trim();
    const edge = {
      ...PLACE,
      data: "edge",
      camera: {
        kind: "rtsp",
        url: `rtsp://127.0.0.1:${this.#ports.camera}/clip`,
        credentialsFile: "camera.login",
        fps: 5,
        feed: "camera/frames.sock",
      },
      eye: { socket: "eye.sock", start: false },
      hub: { mqtt, publicKey },
      api: { port: this.#ports.desk },
      policyFile: "policy.yaml",
      procedures: { "chung-thuc": "tu-phap" },
      ledger: { keepDays: 90, maxMegabytes: LEDGER_MEGABYTES },
    };
    this.#write("edge.yaml", JSON.stringify(edge));
    for (const program of [this.feed, this.desk, this.eye]) program.start();
    await Promise.all([this.desk.ready("desk.ready"), this.eye.ready("eye.ready")]);
    const { device, counter, publicKey: key } = JSON.parse(readFileSync(this.file("edge/device.pub.json"), "utf8"));
    this.#write("devices.yaml", JSON.stringify([{ device, counter, publicKey: key }]));
  }

  /** A day of citizens with an empty chair between them, and a night in which a sensor sees only its own noise. */
  #film(): void {
    const list = DAY_CLIPS.flatMap((clip, index) => [clip, BETWEEN_CLIPS[index] ?? "nobody", "nobody"]);
    this.#write("day.txt", list.map((name) => `file '${demoClip(name)}'\n`).join(""));
    const encoded = ["-c:v", "libx264", "-preset", "veryfast", "-g", "30", "-bf", "0", "-pix_fmt", "yuv420p", "-an"];
    const film = (input: readonly string[], name: string): void => {
      execFileSync("ffmpeg", ["-v", "error", "-y", ...input, ...encoded, this.file(name)], { timeout: 300_000 });
    };
    film(["-f", "concat", "-safe", "0", "-i", this.file("day.txt")], "day.mp4");
    const noise = "color=black:size=1280x720:rate=15:duration=20,noise=alls=6:allf=t";
    film(["-f", "lavfi", "-i", noise], "night.mp4");
  }

  #brokerLines(): string[] {
    return [
      ...(process.getuid?.() === 0 ? ["user root"] : []),
      "set_tcp_nodelay true",
      "allow_anonymous true",
      `listener ${this.#ports.broker} 127.0.0.1`,
      "persistence true",
      `persistence_location ${this.file("broker")}/`,
      "autosave_interval 1",
      "",
    ];
  }

  #write(name: string, content: string): void {
    writeFileSync(this.file(name), content, { mode: 0o600 });
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
