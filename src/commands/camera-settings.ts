import { existsSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { requireCamera } from "#commands/camera-finder.js";
import { cameraFor } from "#commands/camera-source.js";
import { canonicalJson } from "#contract/canonical-json.js";
import { hashSchema } from "#contract/identifiers.js";
import type { CameraChoice, CameraControl, CameraSettings, ZoneChoice } from "#desk/wizard/camera-control.js";
import { type CameraConfig, cameraSchema } from "#eye/source/camera-config.js";
import { cameraFingerprint } from "#eye/source/camera-fingerprint.js";
import { cameraAddress } from "#eye/source/credentials.js";
import { outlineOf } from "#eye/source/zone.js";
import { readConfig } from "#platform/config-file.js";
import { createFile } from "#platform/create-file.js";
import { AppError, systemCode } from "#platform/errors.js";
import { sha256Hex } from "#platform/signing.js";

const fileIn = (data: string): string => join(data, "camera.yaml");
const loginIn = (data: string): string => join(data, "camera.login");

const fileSchema = z.strictObject({
  over: hashSchema.describe("digest of the camera section of edge.yaml that this was set over"),
  camera: cameraSchema,
});

/**
 * The camera as a technician set it on the calibration page, laid over the camera section of edge.yaml. It holds until
 * somebody changes that section: the newer word counts.
 */
export function cameraInForce(configured: CameraConfig, data: string): CameraConfig {
  if (!existsSync(fileIn(data))) return configured;
  const { over, camera } = readConfig(fileIn(data), fileSchema);
  return over === digestOf(configured) ? camera : configured;
}

/** What the calibration page may change, and where it is kept: camera.yaml and, apart from it, camera.login (0600). */
export class CameraSettingsFile implements CameraControl {
  readonly #configured: CameraConfig;
  readonly #data: string;

  /** `configured`: the camera section of edge.yaml, its paths resolved. */
  constructor(configured: CameraConfig, data: string) {
    this.#configured = configured;
    this.#data = data;
  }

  settings(): CameraSettings {
    const camera = this.#camera;
    const { kind, fieldOfView, zone, exclude, size } = camera;
    return {
      ...{ source: sourceOf(camera), kind, fieldOfView, hasLogin: hasLogin(camera) },
      ...{ zone: corners(outlineOf(zone)), exclude: exclude.map(corners), width: size.width },
    };
  }

  fingerprint(): string {
    return cameraFingerprint(this.#camera);
  }

  choose({ source, still, format, size, login, fieldOfView }: CameraChoice): void {
    const before = this.#camera;
    const same = source === sourceOf(before) && (still === undefined || (before.kind === "snapshot") === still);
    const chosen = same ? asWritten(before) : { ...keptOf(before, this.#configured), ...newSource(source, still) };
    const camera = checked({
      ...chosen,
      ...(format ? { format } : {}),
      ...(size ? { size } : {}),
      ...(login && "url" in chosen ? { credentialsFile: loginIn(this.#data) } : {}),
      ...(fieldOfView === undefined ? {} : { fieldOfView }),
    });
    if (login) this.#write(loginIn(this.#data), `${login.user}:${login.password}\n`);
    this.#keep(camera);
  }

  draw({ zone, exclude }: ZoneChoice): void {
    this.#keep(checked({ ...asWritten(this.#camera), zone: { polygon: zone }, exclude }));
  }

  get #camera(): CameraConfig {
    return cameraInForce(this.#configured, this.#data);
  }

  #keep(camera: CameraConfig): void {
    this.#write(fileIn(this.#data), stringify({ over: digestOf(this.#configured), camera: asWritten(camera) }));
  }

  #write(file: string, text: string): void {
    try {
      createFile(file, text);
    } catch (cause) {
      throw new AppError("ledger.full", `${file} cannot be written (${systemCode(cause)})`, { cause });
    }
  }
}

const digestOf = (camera: CameraConfig): string => sha256Hex(canonicalJson(camera));

/** As the schema takes it: a polygon's own rectangle is not written beside it. */
const asWritten = (camera: CameraConfig) => ({
  ...camera,
  zone: camera.zone.polygon ? { polygon: camera.zone.polygon } : camera.zone,
});

/** What stays when another camera takes the place of one; a login and a size are for the camera that they were given for. */
const keptOf = (
  { fps, zone, exclude, fieldOfView, stallSeconds, frozenSeconds }: CameraConfig,
  { size }: CameraConfig,
) => ({
  ...{ fps, exclude, fieldOfView, size, stallSeconds, frozenSeconds },
  zone: zone.polygon ? { polygon: zone.polygon } : zone,
});

function newSource(source: string, still: boolean | undefined): Record<string, unknown> {
  requireCamera(source);
  const camera = cameraFor(source);
  if (camera.kind === "mjpeg" && URL.canParse(source) && namesNoStream(new URL(source)))
    throw new AppError("camera.no_stream", "source: expected the address of a stream, and no ONVIF service");
  return still === undefined || !source.startsWith("http") ? camera : { ...camera, kind: still ? "snapshot" : "mjpeg" };
}

/** An ONVIF service, or a camera's bare address, where one may be: its streams are found by measuring them. */
const namesNoStream = ({ pathname, search }: URL): boolean =>
  /\/onvif\//i.test(pathname) || (pathname === "/" && search === "");

/** Complaints name fields as the page knows them. */
function checked(camera: object): CameraConfig {
  const result = cameraSchema.safeParse(camera);
  if (result.success) return result.data;
  const why = result.error.issues.map(
    ({ path, message }) => `${path.filter(isName).join(".") || "source"}: ${message}`,
  );
  throw new AppError("request.invalid", why.join("; "));
}

const isName = (part: PropertyKey): boolean => part !== "polygon" && typeof part === "string";

const sourceOf = (camera: CameraConfig): string =>
  "url" in camera ? cameraAddress({ url: camera.url }).url.href : camera.path;

const hasLogin = (camera: CameraConfig): boolean =>
  "url" in camera && (camera.credentialsFile !== undefined || new URL(camera.url).username !== "");

const corners = (outline: readonly (readonly [number, number])[]): [number, number][] =>
  outline.map(([x, y]) => [x, y]);
