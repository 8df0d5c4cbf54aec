import type { FoundCamera, FoundCameras } from "#contract/wizard.js";
import { type DiscoveredDevice, discoverDevices, type ProbeRoute } from "#eye/cameras/onvif/discovery.js";
import { OnvifDevice } from "#eye/cameras/onvif/onvif-device.js";
import { OnvifError } from "#eye/cameras/onvif/soap.js";
import { listV4l2, type V4l2Device, type V4l2Places } from "#eye/cameras/v4l2/devices.js";
import type { V4l2Format } from "#eye/cameras/v4l2/listing.js";
import type { Logger } from "#platform/logger.js";
import { timeLimit } from "#platform/tasks.js";
import { CAMERA_PROBLEMS } from "#words/camera-words.js";
import type { Words } from "#words/words.js";

export type FindOptions = {
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Where WS-Discovery asks, when it is not the local network's group. */
  readonly route?: ProbeRoute;
  readonly v4l2?: V4l2Places;
};

/** All of it together, s: a technician waits for the answer. */
const LIMIT_SECONDS = 5;
/** ONVIF devices may take half a second to answer, and are asked twice; the rest is for asking each of them once. */
const LISTEN_SECONDS = 2.5;
const MOST = 64;

/** What is plugged in, and what answers on the network. A way of finding that does not work here is told as a problem. */
export async function findCameras({ signal, log, route, v4l2 }: FindOptions): Promise<FoundCameras> {
  using limit = timeLimit(LIMIT_SECONDS * 1000, signal);
  const ways = [findV4l2(limit.signal, v4l2), findOnvif(limit.signal, route)] as const;
  const [atMachine, onNetwork] = await Promise.all(ways);
  const cameras = [...atMachine.cameras, ...onNetwork.cameras];
  const problems = [...atMachine.problems, ...onNetwork.problems];
  log.info({ event: "cameras.found", v4l2: atMachine.cameras.length, onvif: onNetwork.cameras.length });
  if (cameras.length > MOST) problems.push(CAMERA_PROBLEMS.tooMany);
  return { cameras: cameras.slice(0, MOST), problems };
}

type Found = { cameras: FoundCamera[]; problems: Words[] };

async function findV4l2(signal: AbortSignal, places: V4l2Places | undefined): Promise<Found> {
  const { devices, toolMissing, closed } = await listV4l2(signal, places);
  const problems: Words[] = [];
  if (toolMissing) problems.push(CAMERA_PROBLEMS.noTool);
  if (closed.length > 0) problems.push(CAMERA_PROBLEMS.closed);
  const cameras = devices.map((device) => ({
    source: device.path,
    kind: "v4l2" as const,
    name: device.name,
    detail: formatsText(device),
    needsLogin: false,
  }));
  return { cameras, problems };
}

const formatsText = ({ formats }: V4l2Device): string => (formats ?? []).map(formatText).join("; ");

/** The largest size and its rate, one per format: `MJPG 1920×1080 30 fps`. */
function formatText({ pixels, sizes }: V4l2Format): string {
  const largest = [...sizes].sort((a, b) => b.width * b.height - a.width * a.height)[0];
  return largest ? `${pixels} ${largest.width}×${largest.height} ${Math.round(largest.fps)} fps` : pixels;
}

async function findOnvif(signal: AbortSignal, route: ProbeRoute | undefined): Promise<Found> {
  const { devices, asked, sent } = await discoverDevices(LISTEN_SECONDS, signal, route);
  if (asked === 0) return { cameras: [], problems: [CAMERA_PROBLEMS.noNetwork] };
  if (sent === 0) return { cameras: [], problems: [CAMERA_PROBLEMS.noProbe] };
  // A camera with two network cards answers under one name; two names at one address are one camera that was reset.
  const bySource = new Map(devices.slice(0, MOST + 1).map((device) => [device.url.href, device]));
  const cameras = await Promise.all([...bySource.values()].map((device) => describe(device, signal)));
  return { cameras: cameras.sort((a, b) => a.source.localeCompare(b.source, "en", { numeric: true })), problems: [] };
}

async function describe({ url, name, hardware }: DiscoveredDevice, signal: AbortSignal): Promise<FoundCamera> {
  const { model, needsLogin } = await askModel(url, signal);
  const called = name || model || hardware || url.hostname;
  return { source: url.href, kind: "onvif", name: called, detail: model || hardware, needsLogin };
}

/** A camera that tells its model to anyone needs no login; nearly all do, and so must one that did not answer in time. */
async function askModel(url: URL, signal: AbortSignal): Promise<{ model: string; needsLogin: boolean }> {
  try {
    const device = await OnvifDevice.open(url, undefined, signal);
    return { model: (await device.model()).slice(0, 120), needsLogin: await refusesStreams(device) };
  } catch (error) {
    if (error instanceof OnvifError) return { model: "", needsLogin: true };
    throw error;
  }
}

/** Some tell their model but nothing else. */
async function refusesStreams(device: OnvifDevice): Promise<boolean> {
  try {
    await device.streams();
    return false;
  } catch (error) {
    if (error instanceof OnvifError) return true;
    throw error;
  }
}
