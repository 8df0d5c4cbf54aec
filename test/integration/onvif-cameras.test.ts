import { describe, expect, it } from "vitest";
import { cameraProfilesFolder } from "#commands/places.js";
import { adviceSchema, foundCamerasSchema } from "#contract/wizard.js";
import { type AdviseOptions, adviseStreams } from "#eye/cameras/advise-streams.js";
import { findCameras } from "#eye/cameras/find-cameras.js";
import { loadCameraProfiles } from "#eye/cameras/profiles/camera-profile.js";
import { systemClock } from "#platform/clock.js";
import { freePort } from "#platform/free-port.js";
import { CAMERA_PROBLEMS, CAMERA_SETTINGS } from "#words/camera-words.js";
import { memoryLog } from "../support/memory-log.js";
import { type OnvifLook, OnvifTestDevice } from "../support/onvif-device.js";
import { startRtspServer } from "../support/rtsp-server.js";

const LOGIN = { user: "viewer", password: "s3:cr@t <&'\">" };
/** Documentation's own network: nobody is there. */
const OLD_HOST = "192.0.2.7";
const nothingAtMachine = { sysfs: "/nonexistent" };
const { signal } = new AbortController();

async function find(port: number, address = "127.0.0.1") {
  const { log, lines } = memoryLog();
  const route = { address, port, from: ["127.0.0.1"] };
  const found = foundCamerasSchema.parse(await findCameras({ signal, log, route, v4l2: nothingAtMachine }));
  return { ...found, lines };
}

async function advise(source: string, login?: typeof LOGIN, more: Partial<AdviseOptions> = {}) {
  const { log, lines } = memoryLog();
  const options = { source, login, profiles: [], signal, log, clock: systemClock, seconds: 1, ...more };
  return { ...adviceSchema.parse(await adviseStreams(options)), lines };
}

const streamsAt = (port: number, host = "127.0.0.1"): NonNullable<OnvifLook["streams"]> => [
  {
    token: "p&1",
    name: "mainStream",
    uri: `rtsp://${host}:${port}/Streaming/Channels/102?transportmode=unicast&profile=1`,
  },
  { token: "p2", name: "subStream", uri: `rtsp://${host}:${port}/live` },
  { token: "p3", name: "again", uri: `rtsp://${host}:${port}/live` },
];

describe("finding ONVIF cameras", () => {
  it("takes the address that answered, whatever the camera says of itself, and each camera once", async () => {
    await using camera = await OnvifTestDevice.start({ login: LOGIN, host: OLD_HOST, name: "Quầy 3 – cửa" });
    const { cameras, problems, lines } = await find(camera.probePort);
    expect(problems).toEqual([]);
    expect(cameras).toEqual([
      { source: camera.service, kind: "onvif", name: "Quầy 3 – cửa", detail: "TC-1", needsLogin: true },
    ]);
    expect(lines.join("")).toContain('"onvif":1');
  });

  it("says the model, and that no login is needed, where the camera lets anyone look", async () => {
    await using camera = await OnvifTestDevice.start({
      streams: streamsAt(554),
      model: "TC-9 <x>".replace(" <x>", ""),
    });
    const { cameras } = await find(camera.probePort);
    expect(cameras).toMatchObject([{ detail: "Testmaker TC-9", needsLogin: false }]);
  });

  it("asks by multicast", async () => {
    await using camera = await OnvifTestDevice.start({ group: "239.255.255.250" });
    const { cameras } = await find(camera.probePort, "239.255.255.250");
    expect(cameras).toMatchObject([{ source: camera.service }]);
  });

  it("finds nothing where nobody answers, within its time, and ends at once when it is given up", async () => {
    const began = performance.now();
    expect(await find(await freePort())).toMatchObject({ cameras: [], problems: [] });
    expect(performance.now() - began).toBeLessThan(10_000);
    const { log } = memoryLog();
    const stopped = AbortSignal.abort();
    const found = await findCameras({ signal: stopped, log, v4l2: nothingAtMachine });
    expect(found.cameras).toEqual([]);
  });

  it("says so where there is no network to ask on", async () => {
    const { log } = memoryLog();
    const route = { address: "127.0.0.1", port: 1, from: [] };
    const { problems } = await findCameras({ signal, log, route, v4l2: nothingAtMachine });
    expect(problems).toEqual([CAMERA_PROBLEMS.noNetwork]);
    const gone = { address: "127.0.0.1", port: 1, from: ["192.0.2.1"] };
    expect((await findCameras({ signal, log, route: gone, v4l2: nothingAtMachine })).problems).toEqual([
      CAMERA_PROBLEMS.noProbe,
    ]);
  });
});

describe("advising on an ONVIF camera's streams", () => {
  it("measures every profile once, at the address that answers, and takes the one where faces are large enough", async () => {
    const port = await freePort();
    await using _rtsp = await startRtspServer({ port, ...LOGIN });
    const clockMs = -7_200_000;
    await using camera = await OnvifTestDevice.start({
      login: LOGIN,
      host: OLD_HOST,
      streams: streamsAt(port, OLD_HOST),
      clockMs,
    });
    const { streams, problem, lines } = await advise(camera.service, LOGIN);
    expect(problem).toBeNull();
    expect(streams).toMatchObject([
      {
        source: `rtsp://127.0.0.1:${port}/Streaming/Channels/102?transportmode=unicast&profile=1`,
        ...{ name: "mainStream", codec: "h264", width: 1280, height: 720, recommended: true },
      },
      { source: `rtsp://127.0.0.1:${port}/live`, name: "subStream", width: 640, height: 360, recommended: false },
    ]);
    expect(JSON.stringify({ streams, lines })).not.toMatch(/s3|cr@t|cr%40t|viewer/);
    expect(camera.refused).toEqual([]);
  });

  it.each(["ws", "http"] as const)(
    "a wrong password (%s) is told in words, and tried no more than it must be",
    async (auth) => {
      await using camera = await OnvifTestDevice.start({ login: LOGIN, auth, streams: streamsAt(554) });
      const { streams, problem, lines } = await advise(camera.service, { ...LOGIN, password: "guess" });
      expect({ streams, problem }).toEqual({ streams: [], problem: CAMERA_PROBLEMS.refused });
      expect(camera.refused.length).toBeLessThanOrEqual(2);
      expect(camera.answered).toEqual(["GetSystemDateAndTime"]);
      expect(JSON.stringify(lines)).not.toMatch(/guess|viewer/);
    },
  );

  it("an absent login is asked for", async () => {
    await using camera = await OnvifTestDevice.start({ login: LOGIN, streams: streamsAt(554) });
    expect((await advise(camera.service)).problem).toEqual(CAMERA_PROBLEMS.needsLogin);
  });

  it("signs in by HTTP digest where the camera wants it so", async () => {
    const port = await freePort();
    await using camera = await OnvifTestDevice.start({ login: LOGIN, auth: "http", streams: streamsAt(port) });
    const { streams, problem } = await advise(camera.service, LOGIN);
    // No RTSP server is there: it got as far as the streams.
    expect(streams.map(({ name, codec }) => ({ name, codec }))).toEqual([
      { name: "mainStream", codec: "" },
      { name: "subStream", codec: "" },
    ]);
    expect(problem).toEqual(CAMERA_PROBLEMS.unreachable);
  });

  it("asks the newer media service first: only it names H.265", async () => {
    const port = await freePort();
    const streams = [{ token: "a", name: "H.265 main", uri: `rtsp://127.0.0.1:${port}/h265` }];
    await using camera = await OnvifTestDevice.start({ media2: true, streams });
    expect((await advise(camera.service)).streams).toMatchObject([{ name: "H.265 main" }]);
  });

  it.each([true, "page"] as const)(
    "knows old devices (%s), and finds the service from the camera's bare address",
    async (old) => {
      const port = await freePort();
      await using camera = await OnvifTestDevice.start({ old, streams: streamsAt(port) });
      expect((await advise(`http://127.0.0.1:${camera.port}/`)).streams).toHaveLength(2);
    },
  );

  it("tells the lens and the settings of the make that the camera says it is, before which a lens set by hand goes", async () => {
    const profiles = loadCameraProfiles(cameraProfilesFolder());
    await using camera = await OnvifTestDevice.start({ model: "DS-2CD2143G2-I", streams: streamsAt(await freePort()) });
    const { fieldOfView, make } = await advise(camera.service, undefined, { profiles });
    expect({ fieldOfView, name: make?.name }).toEqual({ fieldOfView: 100, name: "Hikvision" });
    expect(make?.set.map(({ what }) => what)).toContainEqual(CAMERA_SETTINGS.mains_50hz);
    expect((await advise(camera.service, undefined, { profiles, fieldOfView: 84 })).fieldOfView).toBe(84);
  });

  it("leaves out a profile whose address the camera cannot tell, and goes on", async () => {
    const port = await freePort();
    const streams = [{ token: "broken", name: "broken" }, ...streamsAt(port)];
    await using camera = await OnvifTestDevice.start({ streams });
    expect((await advise(camera.service)).streams.map(({ name }) => name)).toEqual(["mainStream", "subStream"]);
    await using all = await OnvifTestDevice.start({ streams: [{ token: "broken", name: "broken" }] });
    expect((await advise(all.service)).problem).toEqual(CAMERA_PROBLEMS.noStreams);
  });

  it("says what is wrong with what is no ONVIF camera, has no stream or is not there", async () => {
    await using empty = await OnvifTestDevice.start({ streams: [] });
    expect((await advise(empty.service)).problem).toEqual(CAMERA_PROBLEMS.noStreams);
    const nobody = `http://127.0.0.1:${await freePort()}/onvif/device_service`;
    expect((await advise(nobody)).problem).toEqual(CAMERA_PROBLEMS.unreachable);
  });
});
