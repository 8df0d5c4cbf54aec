import { readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PinFile } from "#desk/wizard/pin-file.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

describe("the technicians' PIN", () => {
  it("is kept as a salted hash that only the service reads, and counts from the moment it is set", async () => {
    await using folder = await temporaryFolder();
    const pin = new PinFile(folder.path);
    expect(pin.isSet).toBe(false);
    await pin.set("271828");
    const text = readFileSync(folder.file("calibrate.pin"), "utf8");
    expect(text).not.toContain("271828");
    expect(statSync(folder.file("calibrate.pin")).mode & 0o777).toBe(0o600);
    expect(await pin.matches("271828")).toBe(true);
    expect(await pin.matches("271829")).toBe(false);
    await pin.set("314159");
    expect(await pin.matches("271828")).toBe(false);
    await pin.set("271828");
    expect(readFileSync(folder.file("calibrate.pin"), "utf8")).not.toBe(text);
  });

  it.each(["", "12345", "111111", "123456", "0123456789", "987654321", "x".repeat(65)])("refuses %j", async (text) => {
    await using folder = await temporaryFolder();
    await expect(new PinFile(folder.path).set(text)).rejects.toMatchObject({ code: "config.invalid" });
    expect(new PinFile(folder.path).isSet).toBe(false);
  });
});
