import type { Socket } from "node:net";
import type { Background } from "#contract/background.js";
import {
  type CameraState,
  type DeskToEye,
  type EyeStats,
  type EyeToDesk,
  eyeToDeskSchema,
  isPicture,
  MAX_EYE_MESSAGE_BYTES,
  MAX_PREVIEW_BYTES,
} from "#contract/eye-link.js";
import { hashSchema } from "#contract/identifiers.js";
import type { Measure } from "#contract/measure.js";
import type { ReadingLimits } from "#contract/policy.js";
import type { Reading } from "#contract/reading.js";
import type { EyeControl } from "#desk/transactions/transaction-parts.js";
import type { Clock } from "#platform/clock.js";
import { messageOf } from "#platform/errors.js";
import { BytesSplitter, encodeMessage, parseMessage } from "#platform/framing.js";
import type { Logger } from "#platform/logger.js";

export type EyeLinkOptions = {
  /** None of these may throw. */
  readonly onReading: (window: number, reading: Reading) => void;
  readonly onPresence: (faces: number) => void;
  readonly onMeasure?: (measure: Measure) => void;
  /** Where pictures may come: from the preview alone. */
  readonly onPicture?: (jpeg: Buffer) => void;
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
  /** Why it is not live, in the decoder's words. */
  readonly detail: string;
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
  #resting = false;
  #model: string | undefined;
  #detector: string | undefined;
  #ready = false;
  #camera: CameraState | "none" = "none";
  #detail = "";
  #stats: EyeStats | undefined;
  #heard = 0;
  #words = 0;
  #quietTicks = 0;

  constructor(options: EyeLinkOptions) {
    this.#options = options;
  }

  get state(): EyeState {
    const silent = this.#options.clock.monotonic() - this.#heard > SILENT_MS;
    return { ready: this.#ready && !silent, camera: this.#camera, detail: this.#detail, stats: this.#stats };
  }

  /** Of the eye that was last ready: its readings outlive its connection by a window at most. */
  model(): string | undefined {
    return this.#model;
  }

  /** Of the face detector, likewise. */
  detector(): string | undefined {
    return this.#detector;
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

  /** Without its camera, until told otherwise; then it begins anew. */
  rest(on: boolean): void {
    this.#resting = on;
    this.#send({ type: "rest", on });
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
    const { onPicture } = this.#options;
    const splitter = new BytesSplitter(onPicture ? MAX_PREVIEW_BYTES : MAX_EYE_MESSAGE_BYTES);
    socket.on("data", (chunk: Buffer) => {
      try {
        for (const bytes of splitter.push(chunk)) {
          if (this.#eye !== socket) return;
          if (onPicture && isPicture(bytes)) onPicture(bytes);
          else this.#hear(parseMessage(bytes));
        }
      } catch (error) {
        log.error({ event: "eye.message_refused", error: messageOf(error) });
        socket.destroy();
      }
    });
    socket.on("close", () => this.#gone(socket));
    this.sendLimits();
    if (this.#bound !== undefined) this.#send({ type: "bind", window: this.#bound });
    if (this.#measuring) this.#send({ type: "measure", on: true });
    if (this.#resting) this.#send({ type: "rest", on: true });
  }

  #gone(socket: Socket): void {
    if (this.#eye !== socket) return;
    this.#eye = undefined;
    this.#ready = false;
    this.#camera = "none";
    this.#detail = "";
    this.#stats = undefined;
    this.#options.log.warn({ event: "eye.gone" });
    this.#options.onGone();
  }

  #hear(raw: unknown): void {
    const message = understood(raw);
    this.#heard = this.#options.clock.monotonic();
    this.#words += 1;
    this.#quietTicks = 0;
    if (message.type === "ready") {
      this.#model = hashSchema.parse(message.modelSha256);
      this.#detector = hashSchema.parse(message.detectorSha256);
      this.#ready = true;
      this.#options.log.info({ event: "eye.ready", version: message.version });
      this.#options.onReady();
    } else if (message.type === "camera") this.#hearCamera(message.state, message.detail);
    else if (message.type === "stats") this.#stats = message.stats;
    else if (message.type === "presence") this.#options.onPresence(message.faces);
    else if (message.type === "measure") this.#options.onMeasure?.(message.measure);
    else if (message.type === "background") this.#options.onBackground?.(message.background);
    else if (this.#ready) this.#options.onReading(message.window, message.reading);
  }

  #hearCamera(state: CameraState, detail: string): void {
    this.#detail = detail;
    if (state !== this.#camera) this.#options.log.info({ event: "camera.state", state });
    this.#camera = state;
  }
}

/** The complaint names the place and never the value: a value may be a measurement of a face. */
function understood(raw: unknown): EyeToDesk {
  const result = eyeToDeskSchema.safeParse(raw);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Error(`a message that is not of the contract, at ${issue?.path.join(".") || "type"}`);
}
