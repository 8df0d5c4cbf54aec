import { chmodSync, lstatSync, unlinkSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { AppError, systemCode } from "#platform/errors.js";

/** What the kernel's sockaddr_un takes. */
const MAX_PATH_BYTES = 107;

export type SocketPlace = {
  readonly path: string;
  /** The key of the configuration that names it, for complaints. */
  readonly key: string;
  /** May programs of its folder's group use it too? */
  readonly group?: boolean;
  /** A descriptor that the service manager already listens on. */
  readonly inherited?: number | undefined;
};

/** Listens on a Unix domain socket that only this user, or the group too, may use. A killed program's file is removed. */
export async function listenOnSocket(
  { path, key, group = false, inherited }: SocketPlace,
  onConnection: (socket: Socket) => void,
): Promise<Disposable> {
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    throw new AppError("config.invalid", `${key}: expected at most ${MAX_PATH_BYTES} bytes`, {
      remedy: "Name a shorter path",
    });
  }
  if (inherited === undefined) await removeStale(path, key);
  const server = createServer(onConnection);
  await new Promise<void>((resolve, reject) => {
    // For good: a connection that cannot be taken later (too many open files) ends nothing.
    server.on("error", (cause) =>
      reject(
        new AppError("config.invalid", `${key}: cannot listen on ${path} (${systemCode(cause)})`, {
          cause,
          remedy: "Check that its folder exists and may be written",
        }),
      ),
    );
    if (inherited !== undefined) {
      server.listen({ fd: inherited }, resolve);
      return;
    }
    // Never usable by others, not even between bind and chmod.
    const mask = process.umask(0o177);
    server.listen(path, resolve);
    process.umask(mask);
  });
  if (inherited === undefined) chmodSync(path, group ? 0o660 : 0o600);
  // It removes the socket's file; whoever took the connections ends them.
  return { [Symbol.dispose]: () => void server.close() };
}

async function removeStale(path: string, key: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isSocket()) {
    throw new AppError("config.invalid", `${key}: ${path} is there and is not a socket`, {
      remedy: "Remove it or name another path",
    });
  }
  if (await answers(path)) {
    throw new AppError("socket.in_use", `${key}: another program listens on ${path}`, {
      remedy: "Stop that one, or name another socket",
    });
  }
  unlinkSync(path);
}

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(path);
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });

/** sd_listen_fds(3): the first is descriptor 3; by name (`FileDescriptorName=`). They are not for child processes. */
export function inheritedSockets(environment: NodeJS.ProcessEnv): ReadonlyMap<string, number> {
  const { LISTEN_PID: pid, LISTEN_FDS: count = "0", LISTEN_FDNAMES: names = "" } = environment;
  delete environment.LISTEN_PID;
  delete environment.LISTEN_FDS;
  delete environment.LISTEN_FDNAMES;
  if (Number(pid) !== process.pid) return new Map();
  return new Map(
    names
      .split(":")
      .map((name, i) => [name, 3 + i] as const)
      .slice(0, Number(count)),
  );
}
