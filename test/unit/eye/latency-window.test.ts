import { describe, expect, it } from "vitest";
import { LatencyWindow } from "#eye/latency-window.js";

describe("LatencyWindow", () => {
  it("knows nothing at first", () => {
    expect(new LatencyWindow().percentile(0.95)).toBe(0);
  });

  it("gives nearest ranks, in any order of arrival", () => {
    const window = new LatencyWindow();
    for (let ms = 100; ms >= 1; ms--) window.add(ms);
    expect(window.percentile(0.5)).toBe(50);
    expect(window.percentile(0.95)).toBe(95);
  });

  it("forgets what is long ago", () => {
    const window = new LatencyWindow();
    window.add(9_000);
    for (let count = 0; count < 256; count++) window.add(10);
    expect(window.percentile(1)).toBe(10);
  });
});
