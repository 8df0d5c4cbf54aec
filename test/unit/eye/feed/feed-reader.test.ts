import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEED_HEADER_BYTES, type FeedKind, readFeedHeader, writeFeedHeader } from "#contract/feed-link.js";
import { FeedReader } from "#eye/source/feed-reader.js";
import { FramePool } from "#eye/source/frame-pool.js";

const FRAME = 12;

function sent(kind: FeedKind, body: Uint8Array, at = 1_234.5): Buffer {
  const head = new Uint8Array(FEED_HEADER_BYTES);
  writeFeedHeader(new DataView(head.buffer), { kind, length: body.length, at });
  return Buffer.concat([head, body]);
}

function reading() {
  const pool = new FramePool(FRAME);
  const taken: { kind: string; bytes: number[]; at?: number }[] = [];
  const reader = new FeedReader(pool, (received) => {
    if (received.kind === "raw") {
      taken.push({ kind: "raw", bytes: [...received.rgb], at: received.available });
      pool.release(received.rgb);
    } else taken.push({ kind: received.kind, bytes: [...received.bytes] });
  });
  return { reader, taken, pool };
}

describe("what a feed sends", () => {
  it("is put together however the stream was cut", () => {
    const messages = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant("raw" as const), body: fc.uint8Array({ minLength: FRAME, maxLength: FRAME }) }),
        fc.record({
          kind: fc.constantFrom("still" as const, "preview" as const, "end" as const),
          body: fc.uint8Array({ minLength: 1, maxLength: 40 }),
        }),
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(messages, fc.array(fc.nat(30), { minLength: 1 }), (all, cuts) => {
        const stream = Buffer.concat(all.map(({ kind, body }) => sent(kind, body)));
        const { reader, taken } = reading();
        for (let at = 0, i = 0; at < stream.length; i++) {
          const length = 1 + (cuts[i % cuts.length] as number);
          reader.push(stream.subarray(at, at + length));
          at += length;
        }
        expect(taken.map(({ kind, bytes }) => ({ kind, bytes }))).toEqual(
          all.map(({ kind, body }) => ({ kind, bytes: [...body] })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("keeps the time at which the picture was here, and fills the source's own buffers", () => {
    const { reader, taken, pool } = reading();
    const mine = pool.acquire();
    pool.release(mine);
    reader.push(sent("raw", new Uint8Array(FRAME).fill(7), 98_765.25));
    expect(taken).toEqual([{ kind: "raw", bytes: Array(FRAME).fill(7), at: 98_765.25 }]);
    expect(pool.acquire()).toBe(mine);
    expect(mine[0]).toBe(7);
  });

  it("is refused where it is no frame of this camera, or no language of ours", () => {
    expect(() => reading().reader.push(sent("raw", new Uint8Array(FRAME - 1)))).toThrow(
      "a frame of 11 bytes from the camera feed, expected 12",
    );
    expect(() => reading().reader.push(sent("still", new Uint8Array()))).toThrow("a picture of 0 bytes");
    expect(() => reading().reader.push(Buffer.alloc(FEED_HEADER_BYTES, 0xff))).toThrow("another language");
    const head = new DataView(new ArrayBuffer(FEED_HEADER_BYTES));
    expect(readFeedHeader(head)).toBeUndefined();
    writeFeedHeader(head, { kind: "still", length: 2 ** 31, at: 0 });
    expect(readFeedHeader(head)).toBeUndefined();
  });

  it("that breaks off leaves its buffer to the next frame", () => {
    const { reader, taken, pool } = reading();
    reader.push(sent("raw", new Uint8Array(FRAME)).subarray(0, 20));
    reader.drop();
    const left = pool.acquire();
    pool.release(left);
    reader.push(sent("raw", new Uint8Array(FRAME).fill(9)));
    expect(taken).toHaveLength(1);
    expect(left[0]).toBe(9);
  });
});
