import { constants, deflateSync, gunzipSync, inflateSync } from "node:zlib";
import { formOfBars, LEAST_UNIT_IN_MEMORY } from "#commands/privacy-audit/canary/bars.js";
import { formsOf } from "#commands/privacy-audit/canary/dossier-code.js";
import { greyLevels } from "#eye/source/grey-levels.js";

export type Sight = { readonly canary: "code" | "picture"; readonly form: string };

const MOST_CARVED = 100;
const MOST_STILL_BYTES = 2_000_000;
const MOST_UNPACKED = 50_000_000;
const STILLS = [
  ["JPEG", Buffer.from([0xff, 0xd8, 0xff])],
  ["PNG", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
  ["WebP", Buffer.from("WEBPVP8")],
] as const;
const WEBP_HEADER = 8;
const PACKED = [
  ["gzip", Buffer.from([0x1f, 0x8b, 0x08]), gunzipSync],
  // The second byte tells how hard it was packed.
  ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ["zlib", Buffer.from([0x78, level]), inflateSync] as const),
] as const;
/** A stream that is not at its end says what it says so far. */
const UNPACKING = { maxOutputLength: MOST_UNPACKED, finishFlush: constants.Z_SYNC_FLUSH };
/** Long enough to hold a row of bars, or a code. */
const TEXT_FORMS = [
  ["base64", /[A-Za-z0-9+/_-]{80,}/g],
  ["hex", /[0-9a-fA-F]{80,}/g],
] as const;

/** Looks for both canaries in bytes of any kind: as they are, in text, in pictures and in what is packed. */
export class Search {
  readonly #forms: ReadonlyMap<string, Buffer>;

  constructor(code: string) {
    this.#forms = formsOf(code);
  }

  /** In a program's memory small bars are not looked for, nor what base64 and hexadecimal digits stand for. */
  async in(bytes: Buffer, { memory = false }: { memory?: boolean } = {}): Promise<Sight[]> {
    const sights = this.#asItIs(bytes, "", memory ? LEAST_UNIT_IN_MEMORY : undefined);
    for (const [name, magic] of STILLS) {
      for (const at of placesOf(bytes, magic)) {
        const from = name === "WebP" ? at - WEBP_HEADER : at;
        if (from >= 0 && (await showsBars(bytes.subarray(from, from + MOST_STILL_BYTES))))
          sights.push({ canary: "picture", form: name });
      }
    }
    for (const [name, magic, unpack] of PACKED)
      for (const at of placesOf(bytes, magic)) sights.push(...this.#unpacked(bytes.subarray(at), name, unpack));
    if (!memory) sights.push(...this.#digits(bytes));
    return unique(sights);
  }

  /** Whether it finds the code where it is, as it is and packed: else what it does not find means nothing. */
  async sees(bytes: Buffer): Promise<boolean> {
    for (const form of [bytes, deflateSync(bytes), Buffer.from(bytes.toString("base64"))])
      if (!(await this.in(form)).some(({ canary }) => canary === "code")) return false;
    return true;
  }

  #asItIs(bytes: Buffer, within: string, leastUnit?: number): Sight[] {
    const sights: Sight[] = [];
    for (const [form, needle] of this.#forms)
      if (bytes.includes(needle)) sights.push({ canary: "code", form: `${form}${within}` });
    const bars = formOfBars(bytes, leastUnit);
    if (bars !== undefined) sights.push({ canary: "picture", form: `${bars}${within}` });
    return sights;
  }

  #unpacked(bytes: Buffer, name: string, unpack: typeof gunzipSync): Sight[] {
    try {
      return this.#asItIs(unpack(bytes, UNPACKING), ` in ${name}`);
    } catch {
      return [];
    }
  }

  #digits(bytes: Buffer): Sight[] {
    const latin = bytes.toString("latin1");
    return TEXT_FORMS.flatMap(([encoding, pattern]) =>
      [...latin.matchAll(pattern)].flatMap(([digits]) =>
        this.#asItIs(Buffer.from(digits, encoding), ` in ${encoding}`),
      ),
    );
  }
}

async function showsBars(still: Buffer): Promise<boolean> {
  const levels = await greyLevels(still);
  return levels !== undefined && formOfBars(levels) !== undefined;
}

function placesOf(bytes: Buffer, magic: Buffer): number[] {
  const places: number[] = [];
  for (let at = bytes.indexOf(magic); at >= 0 && places.length < MOST_CARVED; at = bytes.indexOf(magic, at + 1))
    places.push(at);
  return places;
}

const unique = (sights: readonly Sight[]): Sight[] => [
  ...new Map(sights.map((sight) => [`${sight.canary} ${sight.form}`, sight])).values(),
];
