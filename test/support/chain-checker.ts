import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/**
 * Verifies what passed a broker from the bytes alone, with none of the product's code: one line per message as
 * `mosquitto_sub -F '%t\\t%C\\t%p'` prints it (topic, content type, payload, with tabs between). Knows public keys and the
 * published JSON Schemas, which allow no key beyond those they name; nothing else.
 */
export type Checker = {
  readonly deskKeys: Readonly<Record<string, string>>;
  readonly hubKey: string;
};
type Finding = { readonly line: number; readonly topic: string; readonly fault: string };
export type Report = {
  readonly messages: number;
  readonly events: number;
  readonly receipts: number;
  readonly faults: readonly Finding[];
};

/** Ours are under 1.5 kB, an event with every reading reason among them. */
const LARGEST_BYTES = 2_048;

type Json = Record<string, unknown>;
type Chain = Map<number, { hash: string; prev: string }>;

export function checkBusLines(lines: readonly string[], { deskKeys, hubKey }: Checker): Report {
  const chains = new Map<string, Chain>();
  const faults: Finding[] = [];
  let [events, receipts] = [0, 0];
  const waiting: { line: number; topic: string; data: Json }[] = [];
  const schemaFaults = schemaChecker();
  for (const [index, text] of lines.entries()) {
    const [topic = "", contentType = "", ...rest] = text.split("\t");
    const fault = (words: string): void => void faults.push({ line: index + 1, topic, fault: words });
    const message = parse(rest.join("\t"));
    if (!message) {
      fault("not a JSON object");
      continue;
    }
    for (const words of cloudEventFaults(message, contentType)) fault(words);
    for (const words of schemaFaults(topic, message)) fault(words);
    if (Buffer.byteLength(rest.join("\t")) > LARGEST_BYTES) fault(`larger than ${LARGEST_BYTES} bytes`);
    if (typeof message.seq === "number") {
      events += 1;
      const key = deskKeys[String(message.device)];
      if (!key) fault(`unknown device ${message.device}`);
      else if (!isSigned(message, key)) fault("wrong signature");
      for (const words of chainFaults(message, rest.join("\t"), chains)) fault(words);
    } else if (topic.endsWith("/receipt")) {
      receipts += 1;
      if (!isSigned(message, hubKey)) fault("wrong signature");
      waiting.push({ line: index + 1, topic, data: message.data as Json });
    } else if (/\/(policy|aggregate)$/.test(topic) && !isSigned(message, hubKey)) fault("wrong signature");
  }
  for (const [name, chain] of chains)
    for (let seq = 1; seq <= Math.max(...chain.keys()); seq++)
      if (!chain.has(seq)) faults.push({ line: 0, topic: name, fault: `seq ${seq} is missing` });
  for (const { line, topic, data } of waiting) {
    const stored = chains.get(`${data.device}/${data.epoch}`)?.get(Number(data.upTo));
    if (data.upTo !== 0 && stored?.hash !== data.hash)
      faults.push({ line, topic, fault: "a receipt for what was not sent" });
  }
  return { messages: lines.length, events, receipts, faults };
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}

/** Below a counter's topic the last levels name the schema; what stands under `reply/` is the answer to a command. */
function schemaChecker(): (topic: string, message: Json) => string[] {
  const ajv = addFormats.default(new Ajv2020({ strict: false }));
  const compiled = new Map<string, ValidateFunction>();
  const schemaOf = (name: string): ValidateFunction => {
    const file = new URL(`../../docs/contract/schemas/${name}.schema.json`, import.meta.url);
    const validate = compiled.get(name) ?? ajv.compile(JSON.parse(readFileSync(fileURLToPath(file), "utf8")));
    compiled.set(name, validate);
    return validate;
  };
  return (topic, message) => {
    const [, , , place = "", ...leaf] = topic.split("/");
    const name = leaf[0] === "reply" ? "command-reply" : leaf.join("-") || place;
    const validate = schemaOf(name);
    return validate(message) ? [] : [`not as ${name}.schema.json: ${ajv.errorsText(validate.errors)}`];
  };
}

/** CloudEvents 1.0: required attributes, names, types, and structured mode over MQTT 5. */
function cloudEventFaults(message: Json, contentType: string): string[] {
  const faults: string[] = [];
  if (!contentType.startsWith("application/cloudevents+json")) faults.push(`content type ${contentType || "absent"}`);
  if (message.specversion !== "1.0") faults.push("specversion is not 1.0");
  for (const name of ["id", "source", "type"])
    if (typeof message[name] !== "string" || message[name] === "") faults.push(`${name} is not a non-empty string`);
  for (const [name, value] of Object.entries(message)) {
    if (!/^[a-z0-9]{1,20}$/.test(name)) faults.push(`${name} is no attribute name`);
    const isInteger = Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
    if (name !== "data" && typeof value !== "string" && typeof value !== "boolean" && !isInteger)
      faults.push(`${name} is no attribute value`);
  }
  if (message.time !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(String(message.time)))
    faults.push("time is not RFC 3339");
  return faults;
}

/** An event may pass more than once, always the same; each names the hash of the one before. */
function chainFaults(message: Json, raw: string, chains: Map<string, Chain>): string[] {
  const name = `${message.device}/${message.epoch}`;
  const chain = chains.get(name) ?? new Map<number, { hash: string; prev: string }>();
  chains.set(name, chain);
  const seq = Number(message.seq);
  const hash = createHash("sha256").update(sorted(message)).digest("hex");
  const faults: string[] = [];
  // Spaces fill events up to one length; hash and signature know nothing of them.
  if (raw.replace(/ +$/, "") !== sorted(message)) faults.push("the bytes are not canonical");
  if (message.id !== `${name}/${seq}`) faults.push("id does not name device, epoch and seq");
  const same = chain.get(seq);
  if (same && same.hash !== hash) faults.push(`seq ${seq} came with another content`);
  const before = chain.get(seq - 1);
  if (seq === 1 && message.prev !== "0".repeat(64)) faults.push("the first event has a predecessor");
  if (before && before.hash !== message.prev) faults.push(`prev of seq ${seq} is not the hash of the one before`);
  const after = chain.get(seq + 1);
  if (after && after.prev !== hash) faults.push(`seq ${seq} is not what seq ${seq + 1} names`);
  if (!same) chain.set(seq, { hash, prev: String(message.prev) });
  return faults;
}

function isSigned(message: Json, rawKey: string): boolean {
  const { signature, ...rest } = message;
  return verify(null, Buffer.from(sorted(rest)), keyOf(rawKey), Buffer.from(String(signature), "base64url"));
}

const SPKI_ED25519 = Buffer.from("302a300506032b6570032100", "hex");
const keyOf = (raw: string): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_ED25519, Buffer.from(raw, "base64url")]), format: "der", type: "spki" });

/** RFC 8785 by way of JSON.stringify: members rebuilt in code-unit order. Our member names are never integers. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member !== "object" || member === null || Array.isArray(member)) return member;
    const names = Object.keys(member).sort();
    return Object.fromEntries(names.map((name) => [name, (member as Json)[name]]));
  });
}
