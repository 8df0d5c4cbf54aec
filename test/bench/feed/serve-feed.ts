import { runFeed } from "#eye/feed/run-feed.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { systemClock } from "#platform/clock.js";
import { createLogger } from "#platform/logger.js";

// A camera's feed alone, until its standard input ends.
const camera = cameraSchema.parse(JSON.parse(process.argv[2] ?? ""));
const stop = new AbortController();
process.stdin.resume().on("end", () => stop.abort());
const log = createLogger("feed", "info");
await runFeed({ socket: camera.feed ?? "", camera: () => camera, clock: systemClock }, { log, signal: stop.signal });
