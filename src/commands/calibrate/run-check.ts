import { mkdirSync } from "node:fs";
import { promptLine, rowLines, verdictLine } from "#commands/calibrate/check-lines.js";
import { CheckRun } from "#commands/calibrate/check-run.js";
import { type Measured, measureCamera } from "#commands/calibrate/measure-camera.js";
import { cameraFor } from "#commands/camera-source.js";
import { readEdgeConfig } from "#commands/edge-config.js";
import { readPolicyFile } from "#commands/policy-file.js";
import { createRuntime, EXIT } from "#commands/runtime.js";
import type { CalibrationVerdict, Row } from "#contract/calibration.js";
import type { Certificate } from "#contract/certificate.js";
import { DRILLS, type Drill } from "#contract/drill.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { Calibration, overallVerdict } from "#desk/calibration/calibration.js";
import { CertificateShelf } from "#desk/certificates/certificate-shelf.js";
import { issueCertificate } from "#desk/certificates/issue-certificate.js";
import type { DeskConfig } from "#desk/desk-config.js";
import { loadDeviceKey } from "#desk/enrolment/device-key.js";
import { type CameraConfig, cameraSchema } from "#eye/source/camera-config.js";
import { cameraFingerprint } from "#eye/source/camera-fingerprint.js";
import { outlineOf } from "#eye/source/zone.js";
import { AppError } from "#platform/errors.js";
import { version } from "#platform/version.js";
import { calibrateWords as words } from "#words/calibrate-command-words.js";
import { bothLanguages } from "#words/words.js";

export type CheckOptions = {
  readonly config: string;
  readonly camera?: string;
  readonly seconds: number;
  readonly skipDrills?: true;
  readonly drill?: readonly Drill[];
  readonly lux?: number;
  readonly technician?: string;
  readonly json?: true;
};

/** The longest drills with their countdowns, and then some. */
const MOST_DRILL_SECONDS = 200;

type CheckResult = {
  readonly verdict: CalibrationVerdict;
  readonly measuredSeconds: number;
  readonly rows: readonly Row[];
  readonly certificate: Certificate | undefined;
};

/** Exit 0 unless a row fails. */
export async function runCheck(options: CheckOptions): Promise<number> {
  const edge = readEdgeConfig(options.config);
  const camera = options.camera === undefined ? edge.eye.camera : otherCamera(edge.eye.camera, options.camera);
  const policy = edge.desk.policyFile ? readPolicyFile(edge.desk.policyFile) : DEFAULT_POLICY;
  const calibration = new Calibration({ policy, fieldOfView: camera.fieldOfView });
  calibration.setLux(options.lux ?? null);
  const drills = options.skipDrills ? [] : (options.drill ?? DRILLS);
  const onPrompt = (view: Parameters<typeof promptLine>[0]): void => console.error(promptLine(view));
  const run = new CheckRun({ calibration, seconds: options.seconds, drills, onPrompt });
  const measured = await measureCamera(
    {
      camera,
      models: edge.eye.models,
      limits: policy.reading,
      mostSeconds: options.seconds + (drills.length > 0 ? MOST_DRILL_SECONDS : 0),
      onMeasure: (measure, bindAnew) => run.take(measure, bindAnew),
    },
    createRuntime("calibrate", "error"),
  );
  if (calibration.seconds === 0) throw noPicture(measured);
  const rows = calibration.rows();
  const verdict = overallVerdict(rows);
  const certificate =
    options.technician && verdict !== "incomplete"
      ? issue({ verdict, rows, technician: options.technician, camera, measured, calibration, desk: edge.desk })
      : undefined;
  print({ verdict, measuredSeconds: Math.round(calibration.seconds), rows, certificate }, options.json ?? false);
  if (options.technician && !certificate) console.error(bothLanguages(words.noCertificate));
  return verdict === "fail" ? EXIT.fault : EXIT.ok;
}

type Issuing = {
  readonly verdict: Certificate["verdict"];
  readonly rows: readonly Row[];
  readonly technician: string;
  readonly camera: CameraConfig;
  readonly measured: Measured;
  readonly calibration: Calibration;
  readonly desk: DeskConfig;
};

/** Into the data folder, where a running desk finds it. */
function issue({ verdict, rows, technician, camera, measured, calibration, desk }: Issuing): Certificate {
  mkdirSync(desk.data, { recursive: true, mode: 0o700 });
  const { key, device } = loadDeviceKey(desk.data);
  const certificate = issueCertificate(
    {
      ward: desk.ward,
      counter: desk.counter,
      issued: `${new Date().toISOString().slice(0, 19)}Z`,
      technician,
      verdict,
      rows: [...rows],
      measuredSeconds: Math.round(calibration.seconds),
      policy: 0,
      model: measured.modelSha256,
      detector: measured.detectorSha256,
      version: version(),
      camera: {
        fingerprint: cameraFingerprint(camera),
        zone: outlineOf(camera.zone),
        exclude: camera.exclude,
        fieldOfView: camera.fieldOfView,
      },
    },
    key,
    device,
  );
  new CertificateShelf(desk.data, key.publicKey).keep(certificate);
  return certificate;
}

/** Zone, exclusions and lens stay those of the configuration. */
function otherCamera({ fps, zone, exclude, fieldOfView, size }: CameraConfig, source: string): CameraConfig {
  const { polygon } = zone;
  const given = { ...cameraFor(source), fps, zone: polygon ? { polygon } : zone, exclude, fieldOfView, size };
  return cameraSchema.parse(given);
}

const noPicture = ({ state, detail }: Measured): AppError =>
  new AppError("camera.unreachable", `${bothLanguages(words.noPicture)} (${detail || state})`, {
    remedy: "Check the address, the login, the cable and the camera's own page",
  });

function print(result: CheckResult, json: boolean): void {
  const { verdict, rows, certificate } = result;
  const signed = certificate ? [`${bothLanguages(words.certificate)}: ${certificate.id}`] : [];
  console.log(json ? JSON.stringify(result) : [...rowLines(rows), "", verdictLine(verdict), ...signed].join("\n"));
}
