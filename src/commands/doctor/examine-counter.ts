import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { measureCamera } from "#commands/calibrate/measure-camera.js";
import type { Examinations } from "#commands/doctor/examine.js";
import { brokerOf, tlsOf } from "#commands/doctor/examine-broker.js";
import {
  areServices,
  cameraOfDesk,
  clockAt,
  clockSynchronised,
  diskOf,
  type Found,
  nodeVersion,
  servicesOf,
} from "#commands/doctor/examine-system.js";
import type { EdgeConfig } from "#commands/edge-config.js";
import type { Runtime } from "#commands/runtime.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { standingOf } from "#desk/certificates/certificate-desk.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { devicePublicKeys, driftFileIn } from "#desk/data-folder.js";
import { readDrift } from "#desk/drift/drift-file.js";
import { loadExpressionModel } from "#eye/models.js";
import { verifyModels } from "#eye/verify-models.js";
import { messageOf } from "#platform/errors.js";

const CAMERA_SECONDS = 1;

/** What a counter's machine is examined for, in this order. */
export function counterExaminations(edge: EdgeConfig, runtime: Runtime): Examinations {
  const { now } = runtime.clock;
  return {
    node: async () => nodeVersion(process.versions.node),
    ffmpeg: ffmpegVersion,
    models: () => modelsOf(edge.eye.models),
    disk: async () => diskOf(edge.desk.data),
    clock: async () => clockAt(now()),
    sync: clockSynchronised,
    services: () => servicesOf(edge.desk.data),
    camera: () => cameraOf(edge, runtime),
    broker: () => brokerOf(edge.desk.hub.mqtt, runtime),
    tls: () => tlsOf(edge.desk.hub.mqtt, [], now()),
    certificate: () => certificateOf(edge),
    drift: async () => driftOf(edge),
  };
}

async function ffmpegVersion(): Promise<Found> {
  const { stdout } = await promisify(execFile)("ffmpeg", ["-version"], { timeout: 10_000 });
  return { ok: true, detail: stdout.split("\n")[0]?.slice(0, 60) ?? "" };
}

async function modelsOf(folder: string): Promise<Found> {
  const broken = (await verifyModels(folder)).flatMap((one) => ("fault" in one ? [messageOf(one.fault)] : []));
  return { ok: broken.length === 0, detail: broken.join("; ") || folder };
}

async function cameraOf({ eye, desk }: EdgeConfig, runtime: Runtime): Promise<Found> {
  // One program at a time has a USB camera, and where services run it is not this one.
  if (eye.camera.kind === "v4l2" && areServices(desk.data)) return cameraOfDesk(desk.api);
  let pictures = 0;
  const { state, detail } = await measureCamera(
    {
      camera: eye.camera,
      models: eye.models,
      limits: DEFAULT_POLICY.reading,
      mostSeconds: CAMERA_SECONDS,
      onMeasure: () => ++pictures < 3,
    },
    runtime,
  );
  return { ok: pictures > 0, detail: pictures > 0 ? eye.camera.kind : detail || state };
}

/** Looks only: a key that is not there yet is the desk's to make. */
async function certificateOf({ desk, eye }: EdgeConfig): Promise<Found> {
  if (!existsSync(join(desk.data, "device.key"))) return { ok: false, detail: "none" };
  const [newest] = new CertificateShelf(desk.data, ...devicePublicKeys(desk.data)).list();
  const { sha256 } = await loadExpressionModel(eye.models);
  const place = { ward: desk.ward, counter: desk.counter };
  const standing = standingOf(newest, { place, camera: desk.cameraFingerprint, model: sha256 });
  return { ok: standing === "valid", detail: newest ? `${standing} (${newest.id}, ${newest.issued})` : standing };
}

/** What the desk has found since; before its first look there is nothing against the camera. */
function driftOf({ desk }: EdgeConfig): Found {
  const { reference, found, certificate } = readDrift(driftFileIn(desk.data));
  const unknown = { ok: true, detail: "not looked at yet" };
  if (!reference) return unknown;
  const [newest] = new CertificateShelf(desk.data, ...devicePublicKeys(desk.data)).list();
  if (newest?.id !== certificate) return unknown;
  return { ok: found.length === 0, detail: found.join(", ") || "as calibrated" };
}
