import { canonicalJson } from "#contract/canonical-json.js";
import type { CameraConfig } from "#eye/source/camera-config.js";
import { sha256Hex } from "#platform/signing.js";

/** Names of what an address keeps to itself. */
export const SECRET = /user|usr|login|pass|pwd|token|auth|key|secret/i;

/** What a calibration holds for: the camera's address, and what of its picture is looked at. Without its credentials. */
export function cameraFingerprint(camera: CameraConfig): string {
  const { kind, zone, exclude, size, fieldOfView } = camera;
  const source = "url" in camera ? withoutCredentials(camera.url) : camera.path;
  return sha256Hex(canonicalJson({ kind, source, zone, exclude, size, fieldOfView }));
}

/** Some cameras take a login in the query: a digest of it could be guessed at. */
function withoutCredentials(address: string): string {
  const { protocol, host, pathname, searchParams } = new URL(address);
  const open = [...searchParams].filter(([name]) => !SECRET.test(name));
  return canonicalJson({ protocol, host, pathname, open });
}
