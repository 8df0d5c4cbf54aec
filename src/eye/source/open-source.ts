import type { CameraConfig } from "#eye/source/camera-config.js";
import { connectorOf } from "#eye/source/connector.js";
import { connectFeed } from "#eye/source/feed.js";
import { LiveSource, type Source, type SourceOptions } from "#eye/source/live-source.js";
import { quietSharp } from "#eye/source/still.js";

/**
 * Opens a camera of any kind, by its feed where it has one. A camera that cannot be reached is a state, not an error;
 * thrown (here or while frames are taken) is only what waiting will not mend: unreadable credentials, no ffmpeg.
 */
export function openSource(camera: CameraConfig, options: SourceOptions): Source {
  quietSharp();
  const { feed } = camera;
  const connect = feed === undefined ? connectorOf : (at: CameraConfig) => connectFeed(at, feed);
  return new LiveSource(camera, (fps) => connect({ ...camera, fps }), options);
}
