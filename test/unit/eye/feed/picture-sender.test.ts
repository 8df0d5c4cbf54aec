import type { Socket } from "node:net";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { PictureSender } from "#eye/feed/picture-sender.js";
import type { Picture } from "#eye/source/connection.js";

const frame = (grey: number): Picture => ({ kind: "raw", rgb: new Uint8Array(3).fill(grey), available: grey });

function sending() {
  const stream = new PassThrough();
  const released: number[] = [];
  const sender = new PictureSender(stream as unknown as Socket, (picture) => released.push(picture.available));
  /** [kind, first byte] of each message since this was last asked. */
  const written = (): number[][] => {
    const bytes: Buffer = stream.read() ?? Buffer.alloc(0);
    const messages: number[][] = [];
    for (let at = 0; at < bytes.length; at += 16 + bytes.readUInt32BE(at))
      messages.push([bytes[at + 4] as number, bytes[at + 16] as number]);
    return messages;
  };
  return { sender, released, written };
}

describe("a feed's pictures", () => {
  it("go one by one: the newest waits, those before it are let go, a buffer is kept until it was taken", () => {
    const { sender, released, written } = sending();
    for (const grey of [1, 2, 3, 4]) sender.send(frame(grey));
    expect(written()).toEqual([[1, 1]]);
    expect(released).toEqual([2, 3]);
    sender.taken();
    expect(written()).toEqual([[1, 4]]);
    expect(released).toEqual([2, 3, 1]);
    sender.taken();
    expect(written()).toEqual([]);
    sender.send(frame(5));
    expect(written()).toEqual([[1, 5]]);
    sender.drop();
    expect(released).toEqual([2, 3, 1, 4, 5]);
  });

  it("for a technician's eyes come in turn with those that are analysed, the newest of them too", () => {
    const { sender, written } = sending();
    sender.show(Uint8Array.of(0xf1));
    sender.show(Uint8Array.of(0xf2));
    sender.show(Uint8Array.of(0xf3));
    sender.send(frame(6));
    expect(written()).toEqual([[3, 0xf1]]);
    sender.taken();
    sender.send(frame(7));
    sender.taken();
    sender.taken();
    expect(written()).toEqual([
      [1, 6],
      [3, 0xf3],
      [1, 7],
    ]);
  });

  it("end with the reason why, said at once", () => {
    const { sender, written } = sending();
    sender.send(frame(7));
    sender.end({ finished: true, detail: "x".repeat(1_000) });
    expect(written()).toEqual([
      [1, 7],
      [4, "{".charCodeAt(0)],
    ]);
  });
});
