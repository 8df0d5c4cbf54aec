import {
  commandTopic,
  counterPolicyTopic,
  hubKeyTopic,
  inputRatingTopic,
  type Place,
  receiptTopic,
  standingTopic,
  statusTopic,
  wardPolicyTopic,
} from "#contract/topics.js";
import { type StatusFacts, statusMessage } from "#desk/delivery/status-message.js";
import { messageOf } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";
import { type MqttConfig, MqttLink, type MqttMessage, type PublishOptions } from "#platform/mqtt-link.js";
import { waitAtMost } from "#platform/tasks.js";

/** A broker that hangs is not waited for. */
const GOODBYE_MS = 1_000;

export type HubLinkOptions = {
  readonly mqtt: MqttConfig;
  readonly place: Place;
  readonly device: string;
  readonly version: string;
  readonly log: Logger;
  /** sha256 of the eye's expression model, once known. */
  readonly model: () => string | undefined;
  /** The calibration certificate that the counter works under. */
  readonly certificate: () => StatusFacts["certificate"];
  readonly onConnect: () => void;
  /** None of these may throw. */
  readonly onHubKey: (payload: Buffer) => void;
  readonly onStanding: (payload: Buffer) => void;
  readonly onReceipt: (payload: Buffer) => void;
  readonly onPolicy: (scope: "ward" | "counter", payload: Buffer) => void;
  readonly onCommand: (message: MqttMessage) => void;
  readonly onInputRating: (message: MqttMessage) => void;
};

/** The desk's connection to the broker: who it is, what it listens to, and its birth certificate and last will. */
export class HubLink implements AsyncDisposable {
  readonly #options: HubLinkOptions;
  readonly #link: MqttLink;

  constructor(options: HubLinkOptions) {
    this.#options = options;
    const { place, log, mqtt, device } = options;
    this.#link = new MqttLink(mqtt, {
      clientId: `hailong-${device}`,
      will: { topic: statusTopic(place), payload: this.#status(false) },
      subscriptions: [
        // First: what comes behind it may be signed with the newest key.
        hubKeyTopic(place.ward),
        standingTopic(place),
        receiptTopic(place),
        counterPolicyTopic(place),
        wardPolicyTopic(place.ward),
        commandTopic(place),
        inputRatingTopic(place),
      ],
      onMessage: (message) => this.#dispatch(message),
      onConnect: () => {
        this.sayOnline();
        options.onConnect();
      },
      log,
    });
  }

  get connected(): boolean {
    return this.#link.connected;
  }

  publish(topic: string, payload: string, options?: PublishOptions): Promise<void> {
    return this.#link.publish(topic, payload, options);
  }

  /** At every connection, and again when the eye is ready: the certificate names its model. */
  sayOnline(): void {
    if (this.connected) void this.#say(true);
  }

  /** A last will is only spoken for a connection that breaks: an orderly end says it itself. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.connected) await waitAtMost(GOODBYE_MS, this.#say(false));
    await this.#link[Symbol.asyncDispose]();
  }

  async #say(online: boolean): Promise<void> {
    try {
      await this.#link.publish(statusTopic(this.#options.place), this.#status(online), { retain: true });
    } catch (error) {
      this.#options.log.warn({ event: "status.not_published", error: messageOf(error) });
    }
  }

  #status(online: boolean): string {
    const { place, device, version, model, certificate } = this.#options;
    return statusMessage({ place, device, version, model: model() ?? "", certificate: certificate() }, online);
  }

  #dispatch(message: MqttMessage): void {
    const { place, onHubKey, onStanding, onReceipt, onPolicy, onCommand, onInputRating } = this.#options;
    if (message.topic === receiptTopic(place)) onReceipt(message.payload);
    else if (message.topic === hubKeyTopic(place.ward)) onHubKey(message.payload);
    else if (message.topic === standingTopic(place)) onStanding(message.payload);
    else if (message.topic === counterPolicyTopic(place)) onPolicy("counter", message.payload);
    else if (message.topic === wardPolicyTopic(place.ward)) onPolicy("ward", message.payload);
    else if (message.topic === commandTopic(place)) onCommand(message);
    else if (message.topic === inputRatingTopic(place)) onInputRating(message);
  }
}
