import { cameraProfilesFolder } from "#commands/places.js";
import type { CameraFinder, CameraSettings } from "#desk/wizard/camera-control.js";
import { adviseStreams, USUAL_FIELD_OF_VIEW } from "#eye/cameras/advise-streams.js";
import { findCameras } from "#eye/cameras/find-cameras.js";
import { loadCameraProfiles } from "#eye/cameras/profiles/camera-profile.js";
import { SECRET } from "#eye/source/camera-fingerprint.js";
import type { Size } from "#eye/source/zone.js";
import type { Clock } from "#platform/clock.js";
import { AppError } from "#platform/errors.js";
import type { Logger } from "#platform/logger.js";

type FinderParts = {
  readonly log: Logger;
  readonly clock: Clock;
  /** The counter's camera as it is set now. */
  readonly present: () => Pick<CameraSettings, "source" | "fieldOfView">;
  /** What another camera's pictures would be scaled down to fit, px. */
  readonly size: Size;
};

/** What the calibration page asks of cameras. A path of this machine's files is no camera there. */
export function cameraFinder({ log, clock, present, size }: FinderParts): CameraFinder {
  const profiles = loadCameraProfiles(cameraProfilesFolder());
  return {
    find: (signal) => findCameras({ signal, log }),
    advise: ({ source, still, login }, signal) => {
      requireCamera(source);
      const fieldOfView = lensOf(source, present());
      return adviseStreams({ source, still, login, profiles, signal, clock, log, fieldOfView, size });
    },
  };
}

/** What was set by hand counts for the camera that it was set for; nobody has set what is still the default. */
export function lensOf(source: string, present: Pick<CameraSettings, "source" | "fieldOfView">): number | undefined {
  const host = hostOf(source);
  const same = host === undefined ? source === present.source : host === hostOf(present.source);
  return same && present.fieldOfView !== USUAL_FIELD_OF_VIEW ? present.fieldOfView : undefined;
}

const hostOf = (source: string): string | undefined => (URL.canParse(source) ? new URL(source).hostname : undefined);

/** Throws `request.invalid`. */
export function requireCamera(source: string): void {
  if (!/^(rtsps?|https?):\/\/|^\/dev\/video/.test(source))
    throw new AppError("request.invalid", "source: expected rtsp://…, http://… or /dev/video…");
  const { username, password } = URL.canParse(source) ? new URL(source) : { username: "", password: "" };
  if (username !== "" || password !== "")
    throw new AppError("request.invalid", "source: expected an address without a login; give it as login");
  if (URL.canParse(source) && [...new URL(source).searchParams.keys()].some((name) => SECRET.test(name)))
    throw new AppError(
      "request.invalid",
      "source: expected no login in the address; such a camera is set in edge.yaml",
    );
}
