import type { Socket } from "node:net";
import type { Background } from "#contract/background.js";
import {
  type CameraState,
  type DeskToEye,
  type EyeStats,
  type EyeToDesk,
  eyeToDeskSchema,
  MAX_EYE_MESSAGE_BYTES,
} from "#contract/eye-link.js";
import { hashSchema } from "#contract/identifiers.js";
import type { Measure } from "#contract/measure.js";
import type { ReadingLimits } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import type { EyeControl } from "#desk/transactions/transaction-desk.js";
import type { Clock } from "#platform/clock.js";
import { messageOf } from "#platform/errors.js";
import { encodeMessage, MessageSplitter } from "#platform/framing.js";
import type { Logger } from "#platform/logger.js";

export type EyeLinkOptions = {
  /** None of these may throw. */
  readonly onReading: (window: number, reading: Reading) => void;
  readonly onPresence: (faces: number) => void;
  readonly onMeasure?: (measure: Measure) => void;
  readonly onBackground?: (background: Background) => void;
  readonly onReady: () => void;
  readonly onGone: () => void;
  readonly limits: () => ReadingLimits;
  readonly clock: Clock;
  readonly log: Logger;
};
export type EyeState = {
  /** Connected, warmed up, and heard of lately. */
  readonly ready: boolean;
  readonly camera: CameraState | "none";
  readonly stats: EyeStats | undefined;
};

/** An eye that says nothing for this long does not see. */
const SILENT_MS = 15_000;
/** The same in ticks: a desk that was itself suspended does not blame its eye. */
const SILENT_TICKS = 30;

/** The desk's end of the socket: one eye at a time, its words validated, told again what it needs after each connection. */
export class EyeLink implements EyeControl, Disposable {
  readonly #options: EyeLinkOptions;
  #eye: Socket | undefined;
  #bound: number | undefined;
  #measuring = false;
  #model: string | undefined;
  #ready = false;
  #camera: CameraState | "none" = "none";
  #stats: EyeStats | undefined;
  #heard = 0;
  #words = 0;
  #quietTicks = 0;

  constructor(options: EyeLinkOptions) {
    this.#options = options;
  }

  get state(): EyeState {
    const silent = this.#options.clock.monotonic() - this.#heard > SILENT_MS;
    return { ready: this.#ready && !silent, camera: this.#camera, stats: this.#stats };
  }

  /** Of the eye that was last ready: its readings outlive its connection by a window at most. */
  model(): string | undefined {
    return this.#model;
  }

  /** Grows with everything that an eye says. */
  get words(): number {
    return this.#words;
  }

  /** Call it twice a second: gives up an eye that hangs, so that it, or another, can connect again. */
  tick(): void {
    this.#quietTicks += 1;
    if (!this.#eye || this.#quietTicks <= SILENT_TICKS) return;
    this.#options.log.error({ event: "eye.silent", afterMs: SILENT_MS });
    this.#eye.destroy();
  }

  bind(window: number): void {
    this.#bound = window;
    this.#send({ type: "bind", window });
  }

  release(window: number): void {
    if (this.#bound === window) this.#bound = undefined;
    this.#send({ type: "release", window });
  }

  /** Measures instead of readings, until told otherwise; said again, the eye binds anew. */
  measure(on: boolean): void {
    this.#measuring = on;
    this.#send({ type: "measure", on });
  }

  /** Asks once for what the empty zone looks like, or no more; a new connection has to be asked anew. */
  background(on: boolean): void {
    this.#send({ type: "background", on });
  }

  sendLimits(): void {
    this.#send({ type: "limits", limits: this.#options.limits() });
  }

  [Symbol.dispose](): void {
    this.#eye?.destroy();
  }

  #send(message: DeskToEye): void {
    this.#eye?.write(encodeMessage(message));
  }

  /** A connection on the desk's socket. */
  accept(socket: Socket): void {
    const { log } = this.#options;
    socket.on("error", () => socket.destroy());
    if (this.#eye) {
      log.warn({ event: "eye.second_refused" });
      socket.destroy();
      return;
    }
    this.#eye = socket;
    this.#quietTicks = 0;
    log.info({ event: "eye.connected" });
    const splitter = new MessageSplitter(MAX_EYE_MESSAGE_BYTES);
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const message of splitter.push(chunk)) if (this.#eye === socket) this.#hear(message);
      } catch (error) {
        log.error({ event: "eye.message_refused", error: messageOf(error) });
        socket.destroy();
      }
    });
    socket.on("close", () => this.#gone(socket));
    this.sendLimits();
    if (this.#bound !== undefined) this.#send({ type: "bind", window: this.#bound });
    if (this.#measuring) this.#send({ type: "measure", on: true });
  }

  #gone(socket: Socket): void {
    if (this.#eye !== socket) return;
    this.#eye = undefined;
    this.#ready = false;
    this.#camera = "none";
    this.#stats = undefined;
    this.#options.log.warn({ event: "eye.gone" });
    this.#options.onGone();
  }

  #hear(raw: unknown): void {
    const message = parseMessage(raw);
    this.#heard = this.#options.clock.monotonic();
    this.#words += 1;
    this.#quietTicks = 0;
    if (message.type === "ready") {
      this.#model = hashSchema.parse(message.modelSha256);
      this.#ready = true;
      this.#options.log.info({ event: "eye.ready", version: message.version });
      this.#options.onReady();
    } else if (message.type === "camera") this.#hearCamera(message.state);
    else if (message.type === "stats") this.#stats = message.stats;
    else if (message.type === "presence") this.#options.onPresence(message.faces);
    else if (message.type === "measure") this.#options.onMeasure?.(message.measure);
    else if (message.type === "background") this.#options.onBackground?.(message.background);
    else if (this.#ready) this.#options.onReading(message.window, message.reading);
  }

  #hearCamera(state: CameraState): void {
    if (state !== this.#camera) this.#options.log.info({ event: "camera.state", state });
    this.#camera = state;
  }
}

/** The complaint names the place and never the value: a value may be a measurement of a face. */
function parseMessage(raw: unknown): EyeToDesk {
  const result = eyeToDeskSchema.safeParse(raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`a message that is not of the contract, at ${issue?.path.join(".") || "type"}`);
}
