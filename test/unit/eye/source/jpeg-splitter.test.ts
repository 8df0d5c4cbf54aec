import fc from "fast-check";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { JpegSplitter, MAX_JPEG_BYTES } from "#eye/source/jpeg-splitter.js";

const noise = (width: number, height: number) => ({
  create: { width, height, channels: 3 as const, background: "#888", noise: { type: "gaussian" as const, sigma: 60 } },
});
let pictures: Buffer[];

beforeAll(async () => {
  const exif = await sharp(noise(60, 40))
    .jpeg()
    .withExif({ IFD0: { Copyright: "test" } })
    .toBuffer();
  pictures = [
    await sharp(noise(64, 48)).jpeg({ quality: 90 }).toBuffer(),
    await sharp(noise(33, 21)).jpeg({ progressive: true }).toBuffer(),
    exif,
  ];
});

const feed = (splitter: JpegSplitter, bytes: Buffer, cuts: readonly number[]): Buffer[] => {
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  return places.slice(1).flatMap((end, index) => splitter.push(bytes.subarray(places[index], end)));
};

describe("JpegSplitter", () => {
  it("gives back what went in, wherever the chunks are cut", () => {
    const stream = Buffer.concat([...pictures, ...pictures]);
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 40 }), (cuts) => {
        expect(feed(new JpegSplitter(), stream, cuts)).toEqual([...pictures, ...pictures]);
      }),
      { numRuns: 100 },
    );
  });

  it("gives back what went in byte by byte", () => {
    const stream = Buffer.concat(pictures);
    const every = Array.from({ length: stream.length }, (_, index) => index);
    expect(feed(new JpegSplitter(), stream, every)).toEqual(pictures);
  });

  it("steps over a thumbnail inside a segment", async () => {
    const [outer] = pictures as [Buffer];
    const thumbnail = await sharp(noise(8, 8)).jpeg().toBuffer();
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(thumbnail.length + 2, 2);
    const picture = Buffer.concat([outer.subarray(0, 2), head, thumbnail, outer.subarray(2)]);
    expect(new JpegSplitter().push(picture)).toEqual([picture]);
  });

  it("skips what stands between pictures, and a picture that breaks off", () => {
    const [first, second] = pictures as [Buffer, Buffer];
    const part = Buffer.from("\r\n--frame\r\nContent-Type: image/jpeg\r\n\r\n");
    const cut = first.subarray(0, first.length - 50);
    expect(new JpegSplitter().push(Buffer.concat([part, first, part, cut, second, part, first]))).toEqual([
      first,
      second,
      first,
    ]);
  });

  it("finds the pictures again after any garbage without a start in it", () => {
    const [first] = pictures as [Buffer];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (garbage) => {
        const noise = Buffer.from(garbage.map((byte) => (byte === 0xff ? 0xfe : byte)));
        expect(new JpegSplitter().push(Buffer.concat([noise, first]))).toEqual([first]);
      }),
    );
  });

  it("never throws and never hoards", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 }), (chunks) => {
        const splitter = new JpegSplitter();
        for (const chunk of chunks) splitter.push(Buffer.from(chunk));
      }),
    );
    const endless = new JpegSplitter();
    const [first] = pictures as [Buffer];
    endless.push(first.subarray(0, first.length - 2));
    const filler = Buffer.alloc(1024 * 1024);
    for (let sent = 0; sent <= MAX_JPEG_BYTES; sent += filler.length) endless.push(filler);
    expect(endless.push(first)).toEqual([first]);
  });
});
