import { deflateSync } from "node:zlib";
import sharp, { type Sharp } from "sharp";
import { describe, expect, it } from "vitest";
import { formOfBars, LEAST_UNIT_IN_MEMORY } from "#commands/privacy-audit/canary/bars.js";
import { Search } from "#commands/privacy-audit/canary/search.js";
import { drawnBars } from "../../../support/drawn-bars.js";

const WIDTH = 106;
const grey = drawnBars({ unit: 6, rows: 20 });
const rgb = drawnBars({ unit: 6, rows: 20, channels: 3 });
const noise = Uint8Array.from({ length: 400_000 }, (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 24);

describe("the bars are found in", () => {
  it.each([
    ["grey levels", grey],
    ["RGB", rgb],
    ["RGBA", drawnBars({ unit: 6, rows: 20, channels: 4 })],
    ["a mirrored picture", grey.slice().reverse()],
    ["a network's input in 0…1", bytesOf(Float32Array.from(grey, (level) => level / 255))],
    ["a network's input in −1…1", bytesOf(Float32Array.from(rgb, (level) => level / 127.5 - 1))],
    ["a crop of a face, 2.5 px a module", drawnBars({ unit: 2.5, rows: 8, width: 48 })],
    ["the midst of other bytes", Buffer.concat([noise, rgb, noise])],
  ])("%s", (_, bytes) => {
    expect(formOfBars(bytes)).toBeDefined();
  });

  it.each([
    ["JPEG", () => still().jpeg({ quality: 60 })],
    ["PNG", () => still().png()],
    ["WebP", () => still().webp({ quality: 60 })],
    [
      "a half-size JPEG",
      () =>
        still()
          .resize(WIDTH >> 1)
          .jpeg(),
    ],
  ])("%s, and in its base64 and hexadecimal digits", async (_, picture) => {
    const bytes = await picture().toBuffer();
    const search = new Search("H29.15-000000000000-HSMAU");
    expect((await search.in(Buffer.concat([noise, bytes]))).map(({ canary }) => canary)).toContain("picture");
  });

  it("digits in a text", async () => {
    const search = new Search("H29.15-000000000000-HSMAU");
    for (const encoding of ["base64", "hex"] as const) {
      const text = `{"note":"${Buffer.from(rgb).toString(encoding)}"}`;
      expect(await search.in(Buffer.from(text))).toContainEqual(expect.objectContaining({ canary: "picture" }));
    }
  });
});

describe("nothing is found in", () => {
  it.each([
    ["noise", noise],
    ["one row alone", drawnBars({ unit: 6, rows: 3 })],
    ["one channel of four", drawnBars({ unit: 6, rows: 20, channels: 4 }).map((level, i) => (i % 4 === 0 ? level : 0))],
    ["emptiness", new Uint8Array(100_000)],
    ["bars of another pattern", Uint8Array.from({ length: 100_000 }, (_, i) => (Math.floor(i / 6) % 2 ? 25 : 230))],
  ])("%s", (_, bytes) => {
    expect(formOfBars(bytes)).toBeUndefined();
  });
});

it("takes nothing in memory for bars that a row of numbers may look like, and misses no wider ones", () => {
  expect(formOfBars(drawnBars({ unit: 2, rows: 8 }))).toBeDefined();
  expect(formOfBars(drawnBars({ unit: 2, rows: 8 }), LEAST_UNIT_IN_MEMORY)).toBeUndefined();
  expect(formOfBars(drawnBars({ unit: 3, rows: 8 }), LEAST_UNIT_IN_MEMORY)).toBeDefined();
});

describe("the dossier's code is found", () => {
  const code = "H29.15-A1B2C3D4E5F6-HSMAU";
  const search = new Search(code);

  it.each([
    ["as text", Buffer.from(`x${code}y`)],
    ["in UTF-16", Buffer.from(code, "utf16le")],
    ["in hexadecimal digits", Buffer.from(Buffer.from(code).toString("hex"))],
    ...[0, 1, 4, 6, 9].map((level): [string, Buffer] => [
      `in a zlib stream of level ${level}`,
      Buffer.concat([Buffer.from("x"), deflateSync(`{"a":"${code}"}`, { level })]),
    ]),
    ["in a zlib stream that is not at its end", deflateSync(`${code}${"-".repeat(40)}`, { level: 9 }).subarray(0, -6)],
    ["in base64", Buffer.from(Buffer.from(code).toString("base64"))],
    ["in base64 behind one byte", Buffer.from(Buffer.from(`"${code}"`).toString("base64"))],
    ["in base64url behind two bytes", Buffer.from(Buffer.from(`ab${code}cd`).toString("base64url"))],
  ])("%s", async (_, bytes) => {
    expect(await search.in(bytes, { memory: true })).toContainEqual(expect.objectContaining({ canary: "code" }));
  });

  it("by a search that can see, and not by one for another code", async () => {
    expect(await search.sees(Buffer.from(`{"token":"${code}"}`))).toBe(true);
    expect(await new Search("H29.15-A1B2C3D4E5F7-HSMAU").sees(Buffer.from(code))).toBe(false);
  });

  it("and another one is not", async () => {
    expect(await search.in(Buffer.from("H29.15-A1B2C3D4E5F7-HSMAU"))).toEqual([]);
  });
});

function still(): Sharp {
  return sharp(rgb, { raw: { width: WIDTH, height: 20, channels: 3 } });
}

function bytesOf(floats: Float32Array): Uint8Array {
  return new Uint8Array(floats.buffer);
}
