import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isErrorCode } from "#platform/errors.js";
import { encodeMessage, MessageSplitter } from "#platform/framing.js";

describe("length-prefixed messages", () => {
  it("come back whole however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (values, cuts) => {
          const bytes = Buffer.concat(values.map(encodeMessage));
          const splitter = new MessageSplitter(65_536);
          const seen: unknown[] = [];
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const size = cuts[i % cuts.length] ?? 1;
            seen.push(...splitter.push(bytes.subarray(at, at + size)));
            at += size;
          }
          expect(JSON.stringify(seen)).toBe(JSON.stringify(values));
        },
      ),
    );
  });

  it("refuses an oversized message before reading it", () => {
    const head = Buffer.alloc(4);
    head.writeUInt32BE(1_000_000);
    expect(() => new MessageSplitter(100).push(head)).toThrowError(
      expect.toSatisfy((e: unknown) => isErrorCode(e, "message.invalid")),
    );
  });

  it("refuses bytes that are not JSON", () => {
    const bytes = Buffer.from([0, 0, 0, 2, 0x7b, 0x7b]);
    expect(() => new MessageSplitter(100).push(bytes)).toThrowError(
      expect.toSatisfy((e: unknown) => isErrorCode(e, "message.invalid")),
    );
  });
});
