import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { addressWithCredentials, cameraAddress } from "#eye/source/credentials.js";
import { networkInput } from "#eye/source/ffmpeg-arguments.js";
import { isErrorCode } from "#platform/errors.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

describe("camera credentials", () => {
  it("are taken out of an address and put back encoded", () => {
    const address = cameraAddress({ url: "rtsp://viewer:p%40ss%25@camera.local:554/live?ch=1" });
    expect(address.url.href).toBe("rtsp://camera.local:554/live?ch=1");
    expect(address.credentials).toEqual({ user: "viewer", password: "p@ss%" });
    expect(addressWithCredentials(address)).toBe("rtsp://viewer:p%40ss%25@camera.local:554/live?ch=1");
  });

  it("of the file win, colons and all", async () => {
    await using folder = await temporaryFolder();
    await writeFile(folder.file("login"), "viewer:a:b c'\n");
    const address = cameraAddress({ url: "http://other:one@camera/", credentialsFile: folder.file("login") });
    expect(address.credentials).toEqual({ user: "viewer", password: "a:b c'" });
    const { args, script } = networkInput(address, { protocols: "http,tcp", settings: {} });
    expect(args.join(" ")).not.toMatch(/camera|viewer/);
    expect(script).toContain("file 'http://viewer:a%3Ab%20c%27@camera/'");
  });

  it("that cannot be read are a clear error", async () => {
    await using folder = await temporaryFolder();
    await writeFile(folder.file("login"), "no colon");
    const open = (name: string) => () => cameraAddress({ url: "http://camera/", credentialsFile: folder.file(name) });
    expect(open("login")).toThrow(/credentialsFile.*user:password/);
    expect(open("login")).not.toThrow(/no colon/);
    expect(open("absent")).toThrow(expect.toSatisfy((error) => isErrorCode(error, "config.missing")));
  });
});
