import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readConfig } from "#platform/config-file.js";
import { isErrorCode } from "#platform/errors.js";

const schema = z.strictObject({
  camera: z.strictObject({
    kind: z.enum(["rtsp", "file"]),
    fps: z.number().min(1).max(30),
    url: z.string().regex(/^rtsp:/, "expected rtsp://…"),
  }),
});

describe("readConfig", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "hailong-config-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const complaint = (text: string): string => {
    const file = join(folder, "edge.yaml");
    writeFileSync(file, text);
    try {
      readConfig(file, schema);
    } catch (error) {
      expect(isErrorCode(error, "config.invalid") || isErrorCode(error, "config.syntax")).toBe(true);
      return (error as Error).message.replaceAll(folder, "");
    }
    throw new Error("nothing was refused");
  };

  it("names key, value, expectation and line", () => {
    const text = "camera:\n  kind: rtsp\n  url: rtsp://a\n  fps: 90\n";
    expect(complaint(text)).toBe("camera.fps: expected number to be <=30, got 90 (/edge.yaml:4)");
  });

  it("refuses an unknown key where it stands", () => {
    const text = "camera:\n  kind: rtsp\n  url: rtsp://a\n  fps: 5\n  fsp: 9\n";
    expect(complaint(text)).toBe("camera.fsp: unknown key; remove it or mend its spelling (/edge.yaml:5)");
  });

  it("reports every fault at once", () => {
    expect(complaint("camera:\n  kind: webcam\n  fps: 0\n").split("\n")).toHaveLength(3);
  });

  it("never shows the value of a URL, which may hold a password", () => {
    const words = complaint("camera:\n  kind: rtsp\n  url: http://admin:secret@cam\n  fps: 5\n");
    expect(words).toContain("camera.url");
    expect(words).not.toContain("secret");
  });

  it("never shows what stands under an unknown key, nor a file that is no configuration at all", () => {
    expect(complaint("camera:\n  kind: rtsp\n  url: rtsp://a\n  fps: 5\n  pass: hunter2\n")).not.toContain("hunter2");
    expect(complaint("hunter2hunter2hunter2\n")).not.toContain("hunter2");
  });

  it("names an alias without an anchor", () => {
    expect(complaint("camera: *nowhere\n")).toContain("nowhere");
  });

  it("names the line of broken YAML", () => {
    expect(complaint("camera:\n  kind: [rtsp\n")).toMatch(/edge\.yaml:[23]: /);
  });

  it("says that a file is missing, and how to name another", () => {
    expect(() => readConfig(join(folder, "absent.yaml"), schema)).toThrow(/does not exist. Name the right file/);
  });
});
