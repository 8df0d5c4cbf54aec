import { existsSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { z } from "zod";
import { requireCamera } from "#commands/camera-finder.js";
import { cameraFor } from "#commands/camera-source.js";
import { reread } from "#commands/reread.js";
import { canonicalJson } from "#contract/canonical-json.js";
import { hashSchema } from "#contract/identifiers.js";
import type { CameraChoice, CameraControl, CameraSettings, ZoneChoice } from "#desk/wizard/camera-control.js";
import { type CameraConfig, cameraSchema } from "#eye/source/camera-config.js";
import { cameraFingerprint, SECRET } from "#eye/source/camera-fingerprint.js";
import { cameraAddress } from "#eye/source/credentials.js";
import { outlineOf } from "#eye/source/zone.js";
import { readConfig } from "#platform/config-file.js";
import { createFile } from "#platform/create-file.js";
import { AppError, systemCode } from "#platform/errors.js";
import { sha256Hex } from "#platform/signing.js";

/** The eye, and who reaches the camera for it, may be other users. The login is not for them: systemd hands it over. */
const READ_BY_GROUP = 0o640;

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
  return laidOver(configured, readFile(data));
}

const readFile = (data: string): z.infer<typeof fileSchema> | undefined =>
  existsSync(fileIn(data)) ? readConfig(fileIn(data), fileSchema) : undefined;

const laidOver = (configured: CameraConfig, set: z.infer<typeof fileSchema> | undefined): CameraConfig =>
  set?.over === digestOf(configured) ? set.camera : configured;

/** What the calibration page may change, and where it is kept: camera.yaml and, apart from it, camera.login (0600). */
export class CameraSettingsFile implements CameraControl {
  /** The camera section of edge.yaml as it stands there now, its paths resolved. */
  readonly #configured: () => CameraConfig;
  readonly #data: string;
  #set: () => z.infer<typeof fileSchema> | undefined;

  constructor(configured: () => CameraConfig, data: string) {
    this.#configured = configured;
    this.#data = data;
    this.#set = reread(fileIn(data), () => readFile(data));
  }

  settings(): CameraSettings {
    const camera = this.#camera;
    const { kind, fieldOfView, zone, exclude } = camera;
    return {
      ...{ source: sourceOf(camera), kind, fieldOfView, hasLogin: hasLogin(camera) },
      ...{ zone: corners(outlineOf(zone)), exclude: exclude.map(corners) },
    };
  }

  fingerprint(): string {
    return cameraFingerprint(this.#camera);
  }

  choose({ source, still, format, size, login, fieldOfView }: CameraChoice): void {
    const before = this.#camera;
    const same = source === sourceOf(before) && (still === undefined || (before.kind === "snapshot") === still);
    const chosen = same ? asWritten(before) : { ...keptOf(before, this.#configured()), ...newSource(source, still) };
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
    return laidOver(this.#configured(), this.#set());
  }

  #keep(camera: CameraConfig): void {
    const over = digestOf(this.#configured());
    this.#write(fileIn(this.#data), stringify({ over, camera: asWritten(camera) }), READ_BY_GROUP);
    // At once, however coarse the file system's clock is.
    this.#set = reread(fileIn(this.#data), () => readFile(this.#data));
  }

  #write(file: string, text: string, mode?: number): void {
    try {
      createFile(file, text, mode);
    } catch (cause) {
      throw new AppError("settings.unsaved", `${file} cannot be written (${systemCode(cause)})`, { cause });
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
  { fps, zone, exclude, fieldOfView, stallSeconds, frozenSeconds, feed }: CameraConfig,
  { size }: CameraConfig,
) => ({
  ...{ fps, exclude, fieldOfView, size, stallSeconds, frozenSeconds, ...(feed === undefined ? {} : { feed }) },
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

/** Without its login, also where that stands in the query. */
const sourceOf = (camera: CameraConfig): string => {
  if (!("url" in camera)) return camera.path;
  const { url } = cameraAddress({ url: camera.url });
  for (const name of [...url.searchParams.keys()]) if (SECRET.test(name)) url.searchParams.delete(name);
  return url.href;
};

const hasLogin = (camera: CameraConfig): boolean =>
  "url" in camera && (camera.credentialsFile !== undefined || new URL(camera.url).username !== "");

const corners = (outline: readonly (readonly [number, number])[]): [number, number][] =>
  outline.map(([x, y]) => [x, y]);
