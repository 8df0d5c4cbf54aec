import { BUS_MESSAGES, type BusMessage, draft7Of } from "#contract/json-schemas.js";
import { cellsTopic, TOPIC_ROOT } from "#contract/topics.js";

type Json = Record<string, unknown>;
type Channel = {
  readonly leaf: string;
  readonly message: BusMessage;
  readonly summary: string;
  /** Seen from the desk. */
  readonly action: "send" | "receive";
  readonly retained?: true;
  readonly expirySeconds?: number;
};

const CONTENT_TYPE = "application/cloudevents+json";
const COUNTER_CHANNELS: Readonly<Record<string, Channel>> = {
  score: { leaf: "score", message: "score", action: "send", summary: "A window's machine result" },
  rating: { leaf: "rating", message: "rating", action: "send", summary: "What a citizen tapped" },
  abstention: {
    leaf: "abstention",
    message: "abstention",
    action: "send",
    summary: "A window without a score, and why",
  },
  cancelled: { leaf: "cancelled", message: "cancelled", action: "send", summary: "A transaction opened by mistake" },
  health: {
    leaf: "health",
    message: "health",
    action: "send",
    summary: "The counter's state, every quarter of an hour",
  },
  rekeyed: {
    leaf: "rekeyed",
    message: "rekeyed",
    action: "send",
    summary: "The desk's next key; signs every event after this one",
  },
  status: {
    leaf: "status",
    message: "status",
    action: "send",
    retained: true,
    summary: "Birth certificate; its offline twin is the last will",
  },
  inputRating: {
    leaf: "input/rating",
    message: "input-rating",
    action: "receive",
    summary: "A tap on a third party's button box; the desk turns it into its own signed rating",
  },
  receipt: {
    leaf: "receipt",
    message: "receipt",
    action: "receive",
    summary: "The hub's word that events are stored durably; only this empties the outbox, a PUBACK does not",
  },
  standing: {
    leaf: "standing",
    message: "standing",
    action: "receive",
    summary: "The hub's word that it no longer believes this desk's key; kept by the broker when it was revoked",
  },
  enrolRequest: {
    leaf: "enrol/request",
    message: "enrol-request",
    action: "send",
    summary: "A desk asks to be enrolled; believed only when somebody at the hub types the code that it shows",
  },
  enrolAnswer: {
    leaf: "enrol/answer",
    message: "enrol-answer",
    action: "receive",
    summary: "The hub's answer, which proves that its key's owner was told the code",
  },
  counterPolicy: {
    leaf: "policy",
    message: "policy",
    action: "receive",
    retained: true,
    summary: "A counter's own policy; wins over the ward's key by key. The hub publishes the ward's only",
  },
};

/** The bus, as the desk at a counter sees it. The hub is its mirror: it receives what the desk sends, and sends the rest. */
export function asyncApi(version: string): Json {
  const channels = Object.entries(COUNTER_CHANNELS);
  return {
    asyncapi: "3.0.0",
    info: {
      title: "Hailong bus",
      version,
      description:
        "JSON CloudEvents 1.0 in structured mode over MQTT 5, QoS 1. Operations are the desk's; the ward hub mirrors them. Events of one desk are one chain per epoch: `seq` is gapless, `prev` is the SHA-256 over the canonical JSON (RFC 8785) of the event before, `signature` is Ed25519 over the canonical JSON without itself. Delivery is at-least-once and in order; the id makes its effect exactly once. Spaces follow an event up to a multiple of 2,048 bytes, so that its length tells nobody what was tapped; hash and signature are over the JSON alone.",
      license: { name: "Apache-2.0", url: "https://www.apache.org/licenses/LICENSE-2.0" },
    },
    defaultContentType: CONTENT_TYPE,
    servers: { ward: { host: "127.0.0.1:1883", protocol: "mqtt5", description: "the ward's broker" } },
    channels: {
      ...Object.fromEntries(channels.map(([name, channel]) => [name, counterChannel(channel)])),
      command: {
        ...counterChannel({
          leaf: "command",
          message: "command",
          action: "receive",
          summary: "From the one-stop software",
        }),
        description: "Only the one-stop software's own principal may publish here; it expires after 10 s.",
      },
      commandReply: {
        address: null,
        title: "The answer to a command",
        description: `The command's response topic, any below ${TOPIC_ROOT}/{ward}/{counter}/reply/, with its correlation data.`,
        messages: messagesOf("command-reply"),
      },
      wardPolicy: {
        address: `${TOPIC_ROOT}/{ward}/policy`,
        title: "The ward's policy, for every counter",
        parameters: { ward: { $ref: "#/components/parameters/ward" } },
        messages: messagesOf("policy"),
        description:
          "A city's proposal to its ward hubs stands under the city's own name in the same form, signed by the city's key. Desks take a policy from their hub only.",
      },
      aggregate: {
        address: `${TOPIC_ROOT}/{ward}/aggregate`,
        title: "What of a ward its city may know: released cells only",
        parameters: { ward: { $ref: "#/components/parameters/ward" } },
        messages: messagesOf("aggregate"),
        description:
          "From the ward hub to the city, retained, signed by the hub; a bridge carries it. No desk reads or writes it.",
      },
      cells: {
        address: cellsTopic("{ward}", "{month}", "{part}"),
        title: "Released cells of one month",
        parameters: {
          ward: { $ref: "#/components/parameters/ward" },
          month: { description: "such as 2026-10, local time" },
          part: { description: "0, 1, 2 …: a hundred cells each, in the order of their release" },
        },
        messages: messagesOf("cells"),
        description: "From the ward hub to the city, retained, signed by the hub; a bridge carries it.",
      },
      hubKey: {
        address: `${TOPIC_ROOT}/{ward}/hub-key`,
        title: "The hub's key, handed on from the one before",
        parameters: { ward: { $ref: "#/components/parameters/ward" } },
        messages: messagesOf("hub-key"),
      },
    },
    operations: {
      ...Object.fromEntries(
        channels.map(([name, channel]) => [`${channel.action}${capital(name)}`, operation(name, channel)]),
      ),
      receiveWardPolicy: operation("wardPolicy", {
        leaf: "policy",
        message: "policy",
        action: "receive",
        retained: true,
        summary: "The ward's policy",
      }),
      receiveHubKey: operation("hubKey", {
        leaf: "hub-key",
        message: "hub-key",
        action: "receive",
        retained: true,
        summary: "Handovers of the hub's key: a desk follows from the key that it knows",
      }),
      receiveCommand: commandOperation(),
      publishAggregate: operation("aggregate", {
        leaf: "aggregate",
        message: "aggregate",
        action: "send",
        retained: true,
        summary: "The ward hub's own operation: after its start, and when a released cell changes",
      }),
      publishCells: operation("cells", {
        leaf: "aggregate",
        message: "cells",
        action: "send",
        retained: true,
        summary: "The ward hub's own operation: after its start, and when cells were released",
      }),
    },
    components: {
      messages: Object.fromEntries((Object.keys(BUS_MESSAGES) as BusMessage[]).map((name) => [name, message(name)])),
      parameters: {
        ward: { description: "the ward's name: 1–64 of a–z, 0–9 and '-'" },
        counter: { description: "the counter's name: 1–64 of a–z, 0–9 and '-'" },
      },
    },
  };
}

function counterChannel({ leaf, message: name, summary }: Channel): Json {
  return {
    address: `${TOPIC_ROOT}/{ward}/{counter}/${leaf}`,
    title: summary,
    parameters: {
      ward: { $ref: "#/components/parameters/ward" },
      counter: { $ref: "#/components/parameters/counter" },
    },
    messages: messagesOf(name),
  };
}

const messagesOf = (name: BusMessage): Json => ({ [name]: { $ref: `#/components/messages/${name}` } });

function operation(channel: string, { action, message: name, summary, retained, expirySeconds }: Channel): Json {
  return {
    action,
    channel: { $ref: `#/channels/${channel}` },
    summary,
    messages: [{ $ref: `#/channels/${channel}/messages/${name}` }],
    bindings: {
      mqtt: {
        qos: 1,
        retain: retained ?? false,
        ...(expirySeconds ? { messageExpiryInterval: expirySeconds } : {}),
        bindingVersion: "0.2.0",
      },
    },
  };
}

function commandOperation(): Json {
  const summary = "Open, close, cancel, opt out";
  return {
    ...operation("command", { leaf: "command", message: "command", action: "receive", summary, expirySeconds: 10 }),
    reply: {
      address: { location: "$message.header#/responseTopic", description: "MQTT 5 response topic" },
      channel: { $ref: "#/channels/commandReply" },
      messages: [{ $ref: "#/channels/commandReply/messages/command-reply" }],
    },
  };
}

function message(name: BusMessage): Json {
  const part = BUS_MESSAGES[name];
  return {
    name,
    title: part.examples[0].type,
    contentType: CONTENT_TYPE,
    payload: { schemaFormat: "application/schema+json;version=draft-07", schema: draft7Of(part) },
    examples: part.examples.map((payload) => ({ payload })),
  };
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
