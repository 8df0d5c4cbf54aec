import { describe, expect, it } from "vitest";
import { Mailbox } from "#eye/source/mailbox.js";

describe("Mailbox", () => {
  it("keeps the newest and counts the replaced", async () => {
    const replaced: number[] = [];
    const box = new Mailbox<number>((item) => replaced.push(item));
    for (const item of [1, 2, 3]) box.put(item);
    expect(await box.take()).toBe(3);
    expect(replaced).toEqual([1, 2]);
    expect(box.dropped).toBe(2);
  });

  it("wakes a taker that came first", async () => {
    const box = new Mailbox<string>();
    const taken = box.take();
    box.put("frame");
    expect(await taken).toBe("frame");
    expect(box.dropped).toBe(0);
  });

  it("gives out what is in the slot, then ends", async () => {
    const box = new Mailbox<number>();
    box.put(1);
    box.close();
    expect(await box.take()).toBe(1);
    expect(await box.take()).toBeUndefined();
  });

  it("gives late items back", () => {
    const back: number[] = [];
    const box = new Mailbox<number>((item) => back.push(item));
    box.close();
    box.put(7);
    expect(back).toEqual([7]);
    expect(box.dropped).toBe(0);
  });

  it("throws what it was closed with, to a waiting taker too", async () => {
    const box = new Mailbox<number>();
    const taken = box.take();
    box.close(new Error("no camera"));
    await expect(taken).rejects.toThrow("no camera");
    await expect(box.take()).rejects.toThrow("no camera");
  });
});
