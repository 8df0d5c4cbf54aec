import { describe, expect, it } from "vitest";
import { lastComplaint } from "#eye/source/ffmpeg.js";

describe("lastComplaint", () => {
  it("is the last line, without ffmpeg's prefixes and without credentials", () => {
    expect(lastComplaint("[rtsp @ 0x55] one\npipe:0: Server returned 401 Unauthorized\n\n")).toBe(
      "Server returned 401 Unauthorized",
    );
    expect(lastComplaint("[concat @ 0x1] Impossible to open 'rtsp://viewer:secret@10.0.0.9/live'")).toBe(
      "Impossible to open 'rtsp://***@10.0.0.9/live'",
    );
    expect(
      lastComplaint("[mov @ 0x1] moov atom not found\nfile:/a b.mp4: Invalid data found when processing input\n"),
    ).toBe("moov atom not found");
    expect(lastComplaint("")).toBe("");
    expect(lastComplaint("x".repeat(5_000)).length).toBe(200);
  });
});
