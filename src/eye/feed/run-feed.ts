import { mkdirSync } from "node:fs";
import type { Socket } from "node:net";
import { dirname } from "node:path";
import { type FeedParts, refuseEye, serveEye } from "#eye/feed/feed-connection.js";
import { previewSocketOf } from "#eye/source/camera-config.js";
import { Lifetime } from "#platform/lifetime.js";
import type { Logger } from "#platform/logger.js";
import { NO_MANAGER, type ServiceManager } from "#platform/service-manager.js";
import { pause, runUntilAbort, waitAtMost } from "#platform/tasks.js";
import { listenOnSocket } from "#platform/unix-socket.js";

type Runtime = { readonly log: Logger; readonly signal: AbortSignal; readonly manager?: ServiceManager };
export type FeedOptions = FeedParts & {
  readonly socket: string;
  /** Descriptors on which the service manager already listens, by name: `frames`, `preview`. */
  readonly inherited?: ReadonlyMap<string, number>;
  /** Has something changed that only a new start can see? Then the feed ends, well. */
  readonly outdated?: () => boolean;
};

const LOOK_MS = 1_000;

const ENDED = Symbol("ended");

/** An eye that has just let go may be connecting anew while its decoder still takes leave of the camera. */
const LEAVE_MS = 2_000;

/**
 * The one program that reaches the camera. It connects when an eye comes and lets go when the eye is gone; a few frames
 * are in its memory only, overwritten in turn, and nothing is analysed. One eye at a time has the camera.
 */
export async function runFeed(options: FeedOptions, runtime: Runtime): Promise<void> {
  const { log, manager = NO_MANAGER } = runtime;
  await using life = new Lifetime(log);
  const broken = new AbortController();
  const signal = AbortSignal.any([runtime.signal, broken.signal]);
  let seat: Promise<void> | undefined;
  const accept = async (socket: Socket, preview: boolean): Promise<void> => {
    socket.on("error", () => socket.destroy());
    if (seat) await waitAtMost(LEAVE_MS, seat);
    if (socket.destroyed) return;
    if (seat) return refuseEye(socket, "another program has the camera");
    log.info({ event: "feed.connected", preview });
    seat = serveEye(socket, { ...options, preview, signal })
      .catch((error: unknown) => broken.abort(error))
      .finally(() => {
        seat = undefined;
        log.info({ event: "feed.left", preview });
      });
  };
  life.defer(() => seat);
  const { socket, inherited, outdated = () => false } = options;
  const ended = new AbortController();
  const untilOutdated = async (over: AbortSignal): Promise<void> => {
    while (!over.aborted && !outdated()) await pause(LOOK_MS, over);
    if (!over.aborted) log.info({ event: "feed.outdated" });
    ended.abort();
  };
  for (const [name, path] of [["frames", socket] as const, ["preview", previewSocketOf(socket)] as const]) {
    // An installed one is there before, and for the desk's group.
    if (name === "preview" && !inherited?.has(name)) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const place = { path, key: "camera.feed", group: true, inherited: inherited?.get(name) };
    life.own(await listenOnSocket(place, (connection) => void accept(connection, name === "preview")));
  }
  log.info({ event: "feed.ready" });
  manager.ready();
  await runUntilAbort(AbortSignal.any([signal, ended.signal]), [(s) => manager.watch(() => true, s), untilOutdated]);
  // Whoever is connected is let go.
  broken.abort(ENDED);
  if (broken.signal.reason !== ENDED) throw broken.signal.reason;
}
