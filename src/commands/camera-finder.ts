import { cameraProfilesFolder } from "#commands/places.js";
import type { CameraFinder } from "#desk/wizard/camera-control.js";
import { adviseStreams } from "#eye/cameras/advise-streams.js";
import { findCameras } from "#eye/cameras/find-cameras.js";
import { loadCameraProfiles } from "#eye/cameras/profiles/camera-profile.js";
import { SECRET } from "#eye/source/camera-fingerprint.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

/** What the calibration page asks of cameras. A path of this machine's files is no camera there. */
export function cameraFinder({ log, clock }: { log: Logger; clock: Clock }): CameraFinder {
  const profiles = loadCameraProfiles(cameraProfilesFolder());
  return {
    find: (signal) => findCameras({ signal, log }),
    advise: ({ source, still, login }, signal) => {
      requireCamera(source);
      return adviseStreams({ source, still, login, profiles, signal, clock, log });
    },
  };
}

/** Throws `request.invalid`. */
export function requireCamera(source: string): void {
  if (!/^(rtsps?|https?):\/\/|^\/dev\/video/.test(source))
    throw new AppError("request.invalid", "source: expected rtsp://…, http://… or /dev/video…");
  if (URL.canParse(source) && new URL(source).username !== "")
    throw new AppError("request.invalid", "source: expected an address without a login; give it as login");
  if (URL.canParse(source) && [...new URL(source).searchParams.keys()].some((name) => SECRET.test(name)))
    throw new AppError(
      "request.invalid",
      "source: expected no login in the address; such a camera is set in edge.yaml",
    );
}
