import { OnvifDevice } from "#eye/cameras/onvif/onvif-device.js";
import { OnvifError, type OnvifReason } from "#eye/cameras/onvif/soap.js";
import { type CameraProfile, profileOf } from "#eye/cameras/profiles/camera-profile.js";
import { siblingStreams } from "#eye/cameras/profiles/sibling-streams.js";
import type { StreamSource } from "#eye/cameras/stream-source.js";
import { listV4l2, type V4l2Places } from "#eye/cameras/v4l2/devices.js";
import { v4l2Streams } from "#eye/cameras/v4l2/streams.js";
import { type CameraAddress, type Credentials, cameraAddress } from "#eye/source/credentials.js";
import { CAMERA_PROBLEMS, camerasCommandWords as words } from "#words/camera-words.js";
import { bothLanguages, type Words } from "#words/words.js";

/** `guessed`: not said by the camera, but usual for its make; one that is not there is not worth a word. */
export type Candidate = { readonly stream: StreamSource; readonly guessed: boolean };
export type CameraStreams =
  | { readonly candidates: readonly Candidate[]; readonly profile: CameraProfile | undefined }
  | { readonly problem: Words };

export type StreamsOptions = {
  readonly login: Credentials | undefined;
  readonly still: boolean | undefined;
  readonly profiles: readonly CameraProfile[];
  readonly signal: AbortSignal;
  readonly v4l2?: V4l2Places | undefined;
};

/** What there is to measure at an address that a technician chose or typed in. */
export async function streamsOfCamera(source: string, options: StreamsOptions): Promise<CameraStreams> {
  if (source.startsWith("/dev/")) return atMachine(source, options);
  const protocol = URL.canParse(source) ? new URL(source).protocol : "file:";
  if (protocol === "file:") return known([{ kind: "file", name: source, source }]);
  if (!/^(rtsps?|https?):$/.test(protocol)) return { problem: CAMERA_PROBLEMS.unreachable };
  const { url, credentials } = cameraAddress({ url: source });
  if (credentials || new URL(source).password !== "") return { problem: CAMERA_PROBLEMS.loginInside };
  const address: CameraAddress = { url, credentials: options.login };
  if (protocol.startsWith("rtsp")) return ofRtsp(address, options.profiles);
  const still = options.still ?? /\.jpe?g$/i.test(url.pathname);
  if (still) return known([{ kind: "still", name: url.pathname, source: url.href, address }]);
  if ((url.pathname === "/" && url.search === "") || /onvif/i.test(url.pathname)) return ofOnvif(address, options);
  return known([{ kind: "mjpeg", name: url.pathname, source: url.href, address }]);
}

const known = (streams: readonly StreamSource[], profile?: CameraProfile): CameraStreams => ({
  candidates: streams.map((stream) => ({ stream, guessed: false })),
  profile,
});

async function atMachine(path: string, { signal, v4l2, profiles }: StreamsOptions): Promise<CameraStreams> {
  const { devices, closed } = await listV4l2(signal, v4l2);
  if (closed.includes(path)) return { problem: CAMERA_PROBLEMS.closed };
  const device = devices.find((one) => one.path === path);
  const streams = v4l2Streams(path, device?.formats);
  if (streams.length === 0) return { problem: CAMERA_PROBLEMS.noFormats };
  return known(streams, profileOf(device?.name ?? "", "usb", profiles));
}

const ROLE_WORDS = { main: words.mainStream, sub: words.subStream, third: words.thirdStream };

function ofRtsp({ url, credentials }: CameraAddress, profiles: readonly CameraProfile[]): CameraStreams {
  const makes = siblingStreams(url, profiles);
  const given = { kind: "rtsp" as const, name: url.pathname, source: url.href, address: { url, credentials } };
  const others = new Map(makes.flatMap(({ siblings }) => siblings).map((sibling) => [sibling.url.href, sibling]));
  const guesses = [...others.values()].map(({ role, url: other }): Candidate => {
    const name = `${other.pathname} (${bothLanguages(ROLE_WORDS[role])})`;
    return { stream: { kind: "rtsp", name, source: other.href, address: { url: other, credentials } }, guessed: true };
  });
  // Two makes that share their addresses need not share their lenses.
  const profile = makes.length === 1 ? makes[0]?.profile : undefined;
  return { candidates: [{ stream: given, guessed: false }, ...guesses], profile };
}

async function ofOnvif({ url, credentials }: CameraAddress, options: StreamsOptions): Promise<CameraStreams> {
  if (url.pathname === "/") url.pathname = "/onvif/device_service";
  try {
    const device = await OnvifDevice.open(url, credentials, options.signal);
    const streams = await device.streams();
    const model = await device.model().catch(() => "");
    return {
      profile: profileOf(model, "network", options.profiles),
      candidates: streams.map(({ name, url: at }) => ({
        stream: { kind: kindOf(at), name, source: at.href, address: { url: at, credentials } },
        guessed: false,
      })),
    };
  } catch (error) {
    if (error instanceof OnvifError) return { problem: problemOf(error.reason, credentials) };
    throw error;
  }
}

const kindOf = ({ protocol }: URL): "rtsp" | "mjpeg" => (protocol.startsWith("http") ? "mjpeg" : "rtsp");

function problemOf(reason: OnvifReason, login: Credentials | undefined): Words {
  if (reason === "refused") return login ? CAMERA_PROBLEMS.refused : CAMERA_PROBLEMS.needsLogin;
  if (reason === "foreign") return CAMERA_PROBLEMS.notOnvif;
  return reason === "fault" ? CAMERA_PROBLEMS.noStreams : CAMERA_PROBLEMS.unreachable;
}
