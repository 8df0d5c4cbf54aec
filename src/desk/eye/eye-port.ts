import { chmodSync, lstatSync, unlinkSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { AppError, systemCode } from "#platform/errors.js";

/** What the kernel's sockaddr_un takes. */
const MAX_PATH_BYTES = 107;

/** Listens on a Unix domain socket that only this user may use. A file left by a killed desk is removed. */
export async function listenOnSocket(path: string, onConnection: (socket: Socket) => void): Promise<Disposable> {
  if (Buffer.byteLength(path) > MAX_PATH_BYTES) {
    throw new AppError("config.invalid", `eye.socket: expected at most ${MAX_PATH_BYTES} bytes`, {
      remedy: "Name a shorter path",
    });
  }
  await removeStale(path);
  const server = createServer(onConnection);
  await new Promise<void>((resolve, reject) => {
    // For good: a connection that cannot be taken later (too many open files) ends nothing.
    server.on("error", (cause) =>
      reject(
        new AppError("config.invalid", `eye.socket: cannot listen on ${path} (${systemCode(cause)})`, {
          cause,
          remedy: "Check that its folder exists and may be written",
        }),
      ),
    );
    // Never readable by others, not even between bind and chmod.
    const mask = process.umask(0o177);
    server.listen(path, resolve);
    process.umask(mask);
  });
  chmodSync(path, 0o600);
  // It removes the socket's file; whoever took the connections ends them.
  return { [Symbol.dispose]: () => void server.close() };
}

async function removeStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) return;
  if (!found.isSocket()) {
    throw new AppError("config.invalid", `eye.socket: ${path} is there and is not a socket`, {
      remedy: "Remove it or name another path",
    });
  }
  if (await answers(path)) {
    throw new AppError("socket.in_use", `eye.socket: another desk listens on ${path}`, {
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
