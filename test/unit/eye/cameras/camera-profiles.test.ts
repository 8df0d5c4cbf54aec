import { mkdir, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { cameraProfilesFolder } from "#commands/places.js";
import { loadCameraProfiles, profileOf } from "#eye/cameras/profiles/camera-profile.js";
import { siblingStreams } from "#eye/cameras/profiles/sibling-streams.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const profiles = loadCameraProfiles(cameraProfilesFolder());
const others = (address: string, make?: string) =>
  siblingStreams(new URL(address), profiles)
    .filter(({ profile }) => make === undefined || profile.make === make)
    .flatMap(({ siblings }) => siblings.map(({ role, url }) => [role, url.href]));

describe("the camera profiles that are shipped", () => {
  it("are of makes that are told apart, each with something to set", () => {
    expect(profiles.length).toBeGreaterThanOrEqual(10);
    expect(new Set(profiles.map(({ make }) => make)).size).toBe(profiles.length);
    for (const { set } of profiles) expect(Object.keys(set).length).toBeGreaterThan(0);
  });

  it("are found by what a camera says of itself", () => {
    expect(profileOf("HIKVISION DS-2CD2143G2-I", "network", profiles)?.make).toBe("Hikvision");
    expect(profileOf("HD Pro Webcam C920", "usb", profiles)?.fieldOfView).toBe(70);
    expect(profileOf("Logitech Webcam C930e", "usb", profiles)?.fieldOfView).toBe(82);
    expect(profileOf("Nobody's camera", "network", profiles)).toBeUndefined();
  });

  it("are refused with file and line where they are not in order", async () => {
    await using folder = await temporaryFolder();
    await mkdir(folder.file("cameras"));
    await writeFile(folder.file("cameras/wrong.yaml"), "make: Wrong\nkind: network\nnames: [wrong]\ncodec: vp9\n");
    expect(() => loadCameraProfiles(folder.file("cameras"))).toThrow(/codec.*wrong\.yaml:4/s);
  });
});

describe("a camera's other streams", () => {
  it("keep host, port and channel", () => {
    expect(others("rtsp://10.0.0.5:8554/Streaming/Channels/1201", "Hikvision")).toEqual([
      ["sub", "rtsp://10.0.0.5:8554/Streaming/Channels/1202"],
      ["third", "rtsp://10.0.0.5:8554/Streaming/Channels/1203"],
    ]);
  });

  it("are known from a query too, in full", () => {
    expect(others("rtsp://10.0.0.5/cam/realmonitor?channel=3&subtype=1", "Dahua")).toEqual([
      ["main", "rtsp://10.0.0.5/cam/realmonitor?channel=3&subtype=0"],
      ["third", "rtsp://10.0.0.5/cam/realmonitor?channel=3&subtype=2"],
    ]);
    expect(others("rtsp://10.0.0.5/axis-media/media.amp?camera=1", "Axis")).toHaveLength(1);
  });

  it("are none at an address of no known kind", () => {
    expect(others("rtsp://10.0.0.5/cam/realmonitor?channel=3&subtype=1&more=1")).toEqual([]);
    expect(others("rtsp://10.0.0.5/somewhere/Streaming/Channels/101")).toEqual([]);
  });
});
