import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, statfsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { measureCamera } from "#commands/calibrate/measure-camera.js";
import { areServices, cameraOfDesk, clockSynchronised, servicesOf } from "#commands/doctor/examine-system.js";
import type { EdgeConfig } from "#commands/edge-config.js";
import type { Runtime } from "#commands/runtime.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { standingOf } from "#desk/certificates/certificate-desk.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { deviceKey, driftFileIn } from "#desk/data-folder.js";
import { readDrift } from "#desk/drift/drift-file.js";
import { loadExpressionModel } from "#eye/models.js";
import { verifyModels } from "#eye/verify-models.js";
import { messageOf } from "#platform/errors.js";
import { MqttLink } from "#platform/mqtt-link.js";
import { installedAt } from "#platform/version.js";
import type { DoctorCheck } from "#words/doctor-words.js";

export type Finding = { readonly check: DoctorCheck; readonly ok: boolean; readonly detail: string };
type Examination = () => Promise<Omit<Finding, "check">>;

const OLDEST_NODE = [20, 19] as const;
const LEAST_FREE_MB = 500;
const BROKER_MS = 5_000;
const CAMERA_SECONDS = 1;
const DAY_MS = 86_400_000;

/** One after the other, so that nothing that is examined slows another; a fault is a finding. */
export async function examine(edge: EdgeConfig, runtime: Runtime): Promise<Finding[]> {
  const examinations: Record<DoctorCheck, Examination> = {
    node: async () => nodeVersion(process.versions.node),
    ffmpeg: ffmpegVersion,
    models: () => modelsOf(edge.eye.models),
    disk: async () => diskOf(edge.desk.data),
    clock: async () => clockAt(runtime.clock.now()),
    sync: clockSynchronised,
    services: () => servicesOf(edge.desk.data),
    camera: () => cameraOf(edge, runtime),
    broker: () => brokerOf(edge, runtime),
    certificate: () => certificateOf(edge),
    drift: async () => driftOf(edge),
  };
  const findings: Finding[] = [];
  for (const [check, look] of Object.entries(examinations) as [DoctorCheck, Examination][]) {
    const found = await look().catch((error: unknown) => ({ ok: false, detail: messageOf(error).slice(0, 300) }));
    findings.push({ check, ...found });
  }
  return findings;
}

function nodeVersion(text: string): Omit<Finding, "check"> {
  const [major = 0, minor = 0] = text.split(".").map(Number);
  return { ok: major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]), detail: text };
}

async function ffmpegVersion(): Promise<Omit<Finding, "check">> {
  const { stdout } = await promisify(execFile)("ffmpeg", ["-version"], { timeout: 10_000 });
  return { ok: true, detail: stdout.split("\n")[0]?.slice(0, 60) ?? "" };
}

async function modelsOf(folder: string): Promise<Omit<Finding, "check">> {
  const broken = (await verifyModels(folder)).flatMap((one) => ("fault" in one ? [messageOf(one.fault)] : []));
  return { ok: broken.length === 0, detail: broken.join("; ") || folder };
}

function diskOf(data: string): Omit<Finding, "check"> {
  const folder = existsSync(data) ? data : dirname(data);
  accessSync(folder, constants.W_OK);
  const { bavail, bsize } = statfsSync(folder);
  const free = Math.round((bavail * bsize) / 1e6);
  return { ok: free >= LEAST_FREE_MB, detail: `${free} MB` };
}

/** Nobody runs what was installed tomorrow. */
function clockAt(now: number): Omit<Finding, "check"> {
  return { ok: now > installedAt() - DAY_MS, detail: new Date(now).toISOString() };
}

async function cameraOf({ eye, desk }: EdgeConfig, runtime: Runtime): Promise<Omit<Finding, "check">> {
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

async function brokerOf({ desk }: EdgeConfig, { log }: Runtime): Promise<Omit<Finding, "check">> {
  const { mqtt } = desk.hub;
  let late: NodeJS.Timeout | undefined;
  const tooLate = new Promise<boolean>((resolve) => {
    late = setTimeout(() => resolve(false), BROKER_MS);
  });
  let link: MqttLink | undefined;
  try {
    const connected = new Promise<boolean>((resolve) => {
      const onConnect = (): void => resolve(true);
      link = new MqttLink(mqtt, {
        clientId: `hailong-doctor-${process.pid}`,
        subscriptions: [],
        onMessage() {},
        onConnect,
        log,
      });
    });
    return { ok: await Promise.race([connected, tooLate]), detail: mqtt.url };
  } finally {
    clearTimeout(late);
    await link?.[Symbol.asyncDispose]();
  }
}

/** Looks only: a key that is not there yet is the desk's to make. */
async function certificateOf({ desk, eye }: EdgeConfig): Promise<Omit<Finding, "check">> {
  if (!existsSync(join(desk.data, "device.key"))) return { ok: false, detail: "none" };
  const [newest] = new CertificateShelf(desk.data, deviceKey(desk.data).publicKey).list();
  const { sha256 } = await loadExpressionModel(eye.models);
  const place = { ward: desk.ward, counter: desk.counter };
  const standing = standingOf(newest, { place, camera: desk.cameraFingerprint, model: sha256 });
  return { ok: standing === "valid", detail: newest ? `${standing} (${newest.id}, ${newest.issued})` : standing };
}

/** What the desk has found since; before its first look there is nothing against the camera. */
function driftOf({ desk }: EdgeConfig): Omit<Finding, "check"> {
  const { reference, found, certificate } = readDrift(driftFileIn(desk.data));
  const unknown = { ok: true, detail: "not looked at yet" };
  if (!reference) return unknown;
  const [newest] = new CertificateShelf(desk.data, deviceKey(desk.data).publicKey).list();
  if (newest?.id !== certificate) return unknown;
  return { ok: found.length === 0, detail: found.join(", ") || "as calibrated" };
}
