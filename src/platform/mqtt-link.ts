import { Socket } from "node:net";
import mqtt, { type IClientOptions, type IPublishPacket, type MqttClient } from "mqtt";
import { z } from "zod";
import { backoff } from "#platform/backoff.js";
import { AppError, messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { readMqttFiles } from "#platform/mqtt-files.js";
import { waitAtMost } from "#platform/tasks.js";

const GOODBYE_MS = 1_000;
/** A connection that lasted this long was a good one. */
const STEADY_MS = 10_000;

export const mqttSchema = z.strictObject({
  url: z
    .string()
    .regex(
      /^(mqtts?|tcp|tls):\/\/[^/@\s]+$/,
      "expected mqtt://host:port or mqtts://host:port, without a password in it",
    )
    .refine((url) => URL.canParse(url), "expected a host and a port of 1–65535")
    .describe("The broker"),
  username: z.string().optional(),
  passwordFile: z.string().optional().describe("a file that holds only the password"),
  caFile: z.string().optional(),
  certFile: z.string().optional(),
  keyFile: z.string().optional(),
  keepaliveSeconds: z.int().min(1).max(300).default(15),
});
export type MqttConfig = z.infer<typeof mqttSchema>;

export type MqttMessage = {
  readonly topic: string;
  readonly payload: Buffer;
  readonly retained: boolean;
  readonly responseTopic?: string;
  readonly correlationData?: Buffer;
};
export type PublishOptions = { retain?: boolean; correlationData?: Buffer; expirySeconds?: number };
export type LinkOptions = {
  readonly clientId: string;
  /** Retained words that the broker speaks when this client is lost. */
  readonly will?: { topic: string; payload: string };
  readonly subscriptions: readonly string[];
  /** Must not throw; called for each message in order. */
  readonly onMessage: (message: MqttMessage) => void;
  /** After every (re)connection, once subscribed. */
  readonly onConnect?: () => void;
  readonly onDisconnect?: () => void;
  readonly log: Logger;
};

/** Everything published is a CloudEvent in structured mode, and its MQTT binding asks to say so. */
const CONTENT = { contentType: "application/cloudevents+json; charset=UTF-8", payloadFormatIndicator: true };

/** Far above what any part reads, so that it refuses and counts what is too large; below what hurts a small machine. */
const MAX_PACKET_BYTES = 1 << 20;

/** Topic and properties of a packet at their longest. */
const HEAD_BYTES = 1_024;

/** CONNACK "unacceptable protocol version", in MQTT 3.1.1's numbers and in MQTT 5's. */
const UNKNOWN_PROTOCOL = new Set<unknown>([1, 132]);

/**
 * One connection to a broker. Being offline is normal: it reconnects by itself with backoff and says so once per change.
 * Nothing is queued here while offline (the ledger is the queue): `publish` then fails with `mqtt.offline`.
 */
export class MqttLink implements AsyncDisposable {
  readonly #client: MqttClient;
  #ready = false;
  #attempts = 0;
  #readyAt = 0;
  #refusal = "";
  #largest = Number.POSITIVE_INFINITY;

  constructor(config: MqttConfig, options: LinkOptions) {
    const { log } = options;
    this.#client = mqtt.connect(config.url, { ...clientOptions(config, options), reconnectPeriod: 250 });
    this.#client.on("connect", ({ properties }) => {
      this.#largest = properties?.maximumPacketSize ?? Number.POSITIVE_INFINITY;
      // Small messages that wait for each other: Nagle's delay would cost 40 ms a hop.
      const { stream } = this.#client;
      if (stream instanceof Socket) stream.setNoDelay(true);
      void this.#subscribe(options).catch((error: unknown) => {
        this.#complain(log, "mqtt.subscribe_failed", error);
        // As any lost connection, with its backoff: a broker that refuses a topic is not asked without a pause.
        stream.destroy();
      });
    });
    // Before the client's own listener, which starts the pause.
    this.#client.prependListener("close", () => {
      // Let in and thrown out at once, again and again (another client has our name), is not a new story each time.
      if (this.#ready && performance.now() - this.#readyAt > STEADY_MS) this.#attempts = 0;
      this.#attempts += 1;
      this.#client.options.reconnectPeriod = backoff(this.#attempts, { baseMs: 500, maxMs: 10_000 });
      if (!this.#ready) return;
      this.#ready = false;
      log.warn({ event: "mqtt.offline", broker: config.url });
      options.onDisconnect?.();
    });
    this.#client.on("error", (error) => {
      if (UNKNOWN_PROTOCOL.has((error as { code?: unknown }).code)) return this.#speakMqtt311(log);
      this.#complain(log, "mqtt.error", error);
    });
    this.#client.on("message", (topic, payload, packet: IPublishPacket) => {
      options.onMessage({
        topic,
        payload,
        retained: packet.retain,
        ...(packet.properties?.responseTopic ? { responseTopic: packet.properties.responseTopic } : {}),
        ...(packet.properties?.correlationData ? { correlationData: packet.properties.correlationData } : {}),
      });
    });
  }

  get connected(): boolean {
    return this.#ready && this.#client.connected;
  }

  /** QoS 1; resolves at the broker's PUBACK. */
  async publish(topic: string, payload: string, options: PublishOptions = {}): Promise<void> {
    if (!this.connected) throw new AppError("mqtt.offline", `no broker to publish ${topic} to`);
    // Sent, it would end the connection, and again at every new one.
    if (Buffer.byteLength(payload) + HEAD_BYTES > this.#largest)
      throw new AppError("mqtt.refused", `the broker takes no message as large as ${topic}`, {
        remedy: `Set max_packet_size to ${Buffer.byteLength(payload) + HEAD_BYTES} or more in the broker's configuration`,
      });
    try {
      await this.#client.publishAsync(topic, payload, {
        qos: 1,
        retain: options.retain ?? false,
        properties: {
          ...CONTENT,
          ...(options.correlationData ? { correlationData: options.correlationData } : {}),
          ...(options.expirySeconds ? { messageExpiryInterval: options.expirySeconds } : {}),
        },
      });
    } catch (error) {
      const code = this.connected ? "mqtt.refused" : "mqtt.offline";
      throw new AppError(code, `the broker did not take ${topic}: ${messageOf(error)}`, { cause: error });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ready = false;
    await waitAtMost(GOODBYE_MS, this.#client.endAsync(!this.#client.connected));
    // A broker that hangs does not take the goodbye: nobody waits for it.
    this.#client.stream.destroy();
  }

  /** Once, not at every attempt. */
  #complain(log: Logger, event: string, error: unknown): void {
    const text = messageOf(error);
    if (text !== this.#refusal) log.warn({ event, error: text });
    this.#refusal = text;
  }

  /** The broker knows no MQTT 5: all that is lost is the properties, so a command finds no response topic. */
  #speakMqtt311(log: Logger): void {
    if (this.#client.options.protocolVersion !== 4) log.info({ event: "mqtt.version", version: "3.1.1" });
    this.#client.options.protocolVersion = 4;
  }

  async #subscribe(options: LinkOptions): Promise<void> {
    if (options.subscriptions.length > 0) await this.#client.subscribeAsync([...options.subscriptions], { qos: 1 });
    this.#ready = true;
    this.#readyAt = performance.now();
    this.#refusal = "";
    options.log.info({ event: "mqtt.connected" });
    options.onConnect?.();
  }
}

function clientOptions(config: MqttConfig, options: LinkOptions): IClientOptions {
  return {
    clientId: options.clientId,
    protocolVersion: 5,
    clean: true,
    keepalive: config.keepaliveSeconds,
    connectTimeout: 5_000,
    // A broker that refuses today (login, version, "server unavailable") may be mended tomorrow.
    reconnectOnConnackError: true,
    queueQoSZero: false,
    resubscribe: false,
    properties: { receiveMaximum: 100, maximumPacketSize: MAX_PACKET_BYTES },
    ...(config.username ? { username: config.username } : {}),
    ...readMqttFiles(config),
    ...(options.will
      ? {
          will: {
            topic: options.will.topic,
            payload: Buffer.from(options.will.payload),
            qos: 1 as const,
            retain: true,
            properties: CONTENT,
          },
        }
      : {}),
  };
}
