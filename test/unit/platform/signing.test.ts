import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isErrorCode } from "#platform/errors.js";
import { createVerifier, deviceOf, loadOrCreateKey, signText } from "#platform/signing.js";

describe("signing", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "hailong-key-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("makes a private key once, readable by its owner only", () => {
    const file = join(folder, "device.key");
    const first = loadOrCreateKey(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadOrCreateKey(file).publicKey).toBe(first.publicKey);
    expect(deviceOf(first.publicKey)).toMatch(/^hl-[0-9a-f]{12}$/);
  });

  it("verifies what was signed and nothing else", () => {
    const key = loadOrCreateKey(join(folder, "other.key"));
    const verify = createVerifier(key.publicKey);
    const signature = signText(key, "a");
    expect(verify("a", signature)).toBe(true);
    expect(verify("b", signature)).toBe(false);
    expect(verify("a", "not a signature")).toBe(false);
  });

  it("names a key file that is none", () => {
    const file = join(folder, "broken.key");
    writeFileSync(file, "hello");
    expect(() => loadOrCreateKey(file)).toThrowError(expect.toSatisfy((e: unknown) => isErrorCode(e, "key.invalid")));
    expect(readFileSync(file, "utf8")).toBe("hello");
  });
});
