import { describe, expect, it } from "vitest";
import * as events from "#contract/event-examples.js";
import { BUS_MESSAGES } from "#contract/json-schemas.js";
import * as messages from "#contract/message-examples.js";
import { READING_REASONS } from "#contract/reading.js";
import { checkBusLines } from "../../support/chain-checker.js";
import { SigningClient, sample, testKey } from "../../support/signing-client.js";

const line = (topic: string, message: unknown): string =>
  `hailong/v1/phuong-mau/${topic}\tapplication/cloudevents+json\t${canonical(message)}`;

/** Independent of the product's own, by sorting in place. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`)}}`;
}

const chain = [
  line("quay-01/score", events.scoreExample),
  line("quay-01/rating", events.ratingExample),
  line("quay-01/abstention", events.abstentionExample),
  line("quay-01/cancelled", events.cancelledExample),
  line("quay-01/health", events.healthExample),
];
const keys = { deskKeys: { "hl-fe812c12f3ab": events.EXAMPLE_DESK_KEY }, hubKey: messages.EXAMPLE_HUB_KEY };

describe("golden examples", () => {
  it("are one chain with true hashes and signatures, its receipts, policy and aggregate too", () => {
    const lines = [
      ...chain,
      line("quay-01/receipt", messages.rewindExample),
      line("quay-01/receipt", messages.receiptExample),
      line("policy", messages.policyExample),
      line("aggregate", messages.aggregateExample),
    ];
    expect(checkBusLines(lines, keys)).toEqual({ messages: 9, events: 5, receipts: 2, faults: [] });
  });

  it("are what the fixed test keys make", () => {
    const client = new SigningClient({ epoch: "9f86d081884c7d65" });
    const made = [
      client.next("score", sample.score(1)),
      client.next("rating", sample.rating(1)),
      client.next("abstention", sample.abstention(2)),
      client.next("cancelled", sample.cancelled(3)),
      client.next("health", sample.health()),
    ];
    const golden = [
      events.scoreExample,
      events.ratingExample,
      events.abstentionExample,
      events.cancelledExample,
      events.healthExample,
    ];
    expect(made.map(({ body }) => JSON.parse(body))).toEqual(golden);
    expect([testKey(7).publicKey, testKey(9).publicKey]).toEqual([events.EXAMPLE_DESK_KEY, messages.EXAMPLE_HUB_KEY]);
  });

  it.each(Object.entries(BUS_MESSAGES))("%s: every example is a CloudEvent 1.0", (name, { examples }) => {
    for (const example of examples) {
      const topic = name.replace("command-reply", "reply/one-stop").replace("input-rating", "input/rating");
      const faults = checkBusLines([line(`quay-01/${topic}`, example)], keys).faults;
      // Alone, an event's predecessors are missing and a receipt has nothing to stand on.
      expect(faults.filter(({ fault }) => !/is missing|not sent/.test(fault))).toEqual([]);
    }
  });
});

describe("the independent checker", () => {
  const faultsOf = (lines: string[]): string[] => checkBusLines(lines, keys).faults.map(({ fault }) => fault);

  it("sees a changed score", () => {
    const changed = chain.map((text) => text.replace('"score":61.5', '"score":91.5'));
    expect(changed).not.toEqual(chain);
    expect(faultsOf(changed)).toContain("wrong signature");
    expect(faultsOf(changed)).toContain("prev of seq 2 is not the hash of the one before");
  });

  it("sees an event left out, and one that came twice with another content", () => {
    expect(faultsOf(chain.toSpliced(2, 1))).toEqual(["seq 3 is missing"]);
    const client = new SigningClient({ epoch: "9f86d081884c7d65" });
    const other = client.next("score", sample.score(9));
    expect(faultsOf([...chain, line("quay-01/score", JSON.parse(other.body))])).toContain(
      "seq 1 came with another content",
    );
  });

  it("sees a receipt for what was never sent, a stranger's, and what is no CloudEvent", () => {
    expect(faultsOf([line("quay-01/receipt", messages.receiptExample)])).toEqual(["a receipt for what was not sent"]);
    const stranger = { ...keys, hubKey: events.EXAMPLE_DESK_KEY };
    expect(checkBusLines([...chain, line("quay-01/receipt", messages.receiptExample)], stranger).faults).toHaveLength(
      1,
    );
    expect(faultsOf(["hailong/v1/phuong-mau/quay-01/status\ttext/plain\thello"])).toEqual(["not a JSON object"]);
    expect(faultsOf(["hailong/v1/phuong-mau/quay-01/status\t\t{}"])).toHaveLength(6);
  });

  it("sees a key that the contract does not name, wherever it stands, and a message larger than it needs to be", () => {
    const more = { ...messages.statusOnlineExample.data, face: "a picture" };
    expect(faultsOf([line("quay-01/status", { ...messages.statusOnlineExample, data: more })])).toEqual([
      expect.stringContaining("additional properties"),
    ]);
    const padded = { ...messages.statusOnlineExample, source: `/${"x".repeat(2_100)}` };
    expect(faultsOf([line("quay-01/status", padded)])).toContain("larger than 2048 bytes");
  });

  it("takes the largest event that a desk can make", () => {
    const reasons = Object.fromEntries(READING_REASONS.map((reason) => [reason, 86_400]));
    const long = `a${"-".repeat(62)}z`;
    const data = { ...sample.score(1, 61.5, long), procedure: long, reasonSeconds: reasons };
    const client = new SigningClient({ ward: long, counter: long });
    const { body, topic } = client.next("score", data);
    const deskKeys = { [client.device]: client.key.publicKey };
    const text = `${topic}\tapplication/cloudevents+json\t${body}`;
    expect(checkBusLines([text], { ...keys, deskKeys }).faults).toEqual([]);
  });
});
