import fc from "fast-check";
import { canonicalJson } from "#contract/canonical-json.js";
import { type SigningKey, signText } from "#platform/signing.js";

/** Stands in every hostile text: what a log line must never hold. */
export const CANARY = "H29.15-bi-mat-0042";

/** One change of a message: `at` picks one of its places, `with` is what comes there. */
type Change = {
  readonly deed: "nudge" | "replace" | "remove" | "add" | "copy";
  readonly at: number;
  readonly with: unknown;
};
/** One change of its bytes. */
type Cut = { readonly deed: "flip" | "insert" | "truncate" | "repeat" | "nest" | "pad"; readonly at: number };
export type Mutation = {
  readonly base: number;
  readonly changes: readonly Change[];
  readonly cuts: readonly Cut[];
  /** Signed anew after its changes, so that what lies behind the signature is met too. */
  readonly resigned: boolean;
};

const HOSTILE: readonly unknown[] = [
  ...[null, true, "", [], {}, 0, -1, -0.5, 1e308, 2 ** 53, 1e-320, CANARY, CANARY.repeat(900), "9".repeat(400)],
  ...["\ud800", "\u0000", "+/#", "../../etc/passwd", "1.0", "2026-03-02T08:15:00Z", [[[[[[[[]]]]]]]], [CANARY]],
  JSON.parse(`{"__proto__":{"admin":true},"constructor":{"prototype":{}},"${CANARY}":1}`),
];
const BYTES = [Buffer.from([0xff, 0xfe]), Buffer.from([0xc3]), Buffer.from([0]), Buffer.from(`"${CANARY}"`)];
const KEYS = ["__proto__", "constructor", "toString", CANARY, "", "data", "signature"];

const hostile = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 30 }) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);
const place = fc.nat({ max: 9_999 });
const change: fc.Arbitrary<Change> = fc.record({
  deed: fc.constantFrom("nudge", "nudge", "nudge", "replace", "replace", "remove", "add", "copy"),
  at: place,
  with: hostile,
});
const cut: fc.Arbitrary<Cut> = fc.record({
  deed: fc.constantFrom("flip", "insert", "truncate", "repeat", "nest", "pad"),
  at: place,
});

const FEW = { maxLength: 2 } as const;
/** Most follow the schema but for a place or two, the others break the bytes. None changed: a good message, or a replay. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      base: place,
      changes: fc.array(change, FEW),
      cuts: fc.constant([]),
      resigned: fc.constantFrom(true, true, false),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      base: place,
      changes: fc.array(change, FEW),
      cuts: fc.array(cut, { minLength: 1, ...FEW }),
      resigned: fc.constant(false),
    }),
  },
);

/** The bytes that a mutation makes of a message. */
export function mutate(message: unknown, { changes, cuts, resigned }: Mutation, key?: SigningKey): Buffer {
  let value = structuredClone(message);
  for (const one of changes) value = changed(value, one);
  if (resigned && key) value = signedAnew(JSON.parse(JSON.stringify(value)), key);
  return cuts.reduce(bitten, Buffer.from(JSON.stringify(value) ?? ""));
}

type Holder = Record<string, unknown>;
type Spot = { readonly holder: Holder; readonly key: string };

function changed(message: unknown, { deed, at, with: given }: Change): unknown {
  // What comes next may change it: the one given stays as it is.
  const value = structuredClone(given);
  const spots = spotsOf(message);
  const spot = spots[at % (spots.length + 1)];
  if (!spot) return value;
  const { holder, key } = spot;
  if (deed === "remove") delete holder[key];
  else if (deed === "nudge") holder[key] = nudged(holder[key], at);
  else if (deed === "copy") holder[key] = valueAt(spots, at * 7);
  else if (deed === "add") put(holder, KEYS[at % KEYS.length] ?? "", value);
  else holder[key] = value;
  return message;
}

/** Another value of the same kind, near the one that was there. */
function nudged(value: unknown, at: number): unknown {
  if (typeof value === "number") return value + (at % 4) - 1.5 + (at % 2) / 2;
  if (typeof value === "boolean") return !value;
  if (typeof value !== "string" || value.length === 0) return value;
  const where = at % value.length;
  return `${value.slice(0, where)}${"a0Zb9_-"[at % 7]}${value.slice(where + 1)}`;
}

/** As a member of its own, whatever it is called. */
const put = (holder: Holder, key: string, value: unknown): void =>
  void Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

function valueAt(spots: readonly Spot[], at: number): unknown {
  const spot = spots[at % spots.length];
  return structuredClone(spot?.holder[spot.key]);
}

function spotsOf(value: unknown): Spot[] {
  if (value === null || typeof value !== "object") return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...spotsOf(holder[key])]);
}

export function signedAnew(value: unknown, key: SigningKey): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  const { signature: _, ...unsigned } = value as Holder;
  return { ...unsigned, signature: signText(key, canonicalJson(unsigned)) };
}

function bitten(bytes: Buffer, { deed, at }: Cut): Buffer {
  const where = at % (bytes.length + 1);
  const [head, tail] = [bytes.subarray(0, where), bytes.subarray(where)];
  switch (deed) {
    case "flip": {
      const copy = Buffer.from(bytes);
      if (where < copy.length) copy[where] = (copy[where] ?? 0) ^ (1 << (at % 8));
      return copy;
    }
    case "insert":
      return Buffer.concat([head, BYTES[at % BYTES.length] ?? head, tail]);
    case "truncate":
      return head;
    case "repeat":
      return Buffer.concat([head, tail.subarray(0, 40), tail]);
    case "nest":
      return Buffer.concat([head, Buffer.from("[".repeat(at)), tail]);
    case "pad":
      return Buffer.concat([head, Buffer.alloc(at * 10, " "), tail]);
  }
}
