// Run within a unit's sandbox: what can be written, what can be reached, which local sockets, which devices are there. One JSON object.
import { createSocket } from "node:dgram";
import { closeSync, existsSync, openSync, readdirSync, unlinkSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

const [address, ...secrets] = process.argv.slice(2);
const sockets = [
  "/run/hailong/camera/edge.sock",
  "/run/hailong/camera/preview/edge.sock",
  "/run/hailong/eye/edge.sock",
];
const written = [];
const tried = { count: 0 };

/** Every folder that can be listed, a few levels deep. */
function tryFolder(folder, depth) {
  const file = join(folder, `hailong-probe-${process.pid}`);
  tried.count += 1;
  try {
    closeSync(openSync(file, "wx"));
    written.push(folder);
    unlinkSync(file);
  } catch {}
  if (depth === 0) return;
  let entries = [];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {}
  for (const entry of entries) if (entry.isDirectory()) tryFolder(join(folder, entry.name), depth - 1);
}
for (const folder of ["/etc", "/var", "/tmp", "/run", "/home", "/root", "/dev", "/opt", "/srv", "/usr/lib/hailong"])
  tryFolder(folder, 3);
tryFolder("/", 0);

const reached = [];
const errors = [];
await new Promise((resolve) => {
  const socket = connect({ host: address, port: 8883, timeout: 1_500 });
  const end = (list, what) => {
    list.push(what);
    socket.destroy();
    resolve();
  };
  socket.on("connect", () => end(reached, "tcp 8883"));
  socket.on("error", (error) => end(errors, error.code));
  socket.on("timeout", () => end(errors, "timeout"));
});
await new Promise((resolve) => {
  try {
    const socket = createSocket("udp4");
    const end = (error) => {
      if (error) errors.push(error.code);
      else reached.push("udp 53");
      resolve();
    };
    socket.on("error", end);
    socket.send("x", 53, address, (error) => {
      socket.close();
      end(error);
    });
  } catch (error) {
    errors.push(error.code);
    resolve();
  }
});
const joined = [];
const kept = [];
for (const path of sockets) {
  await new Promise((resolve) => {
    const socket = connect(path);
    const end = (list, what) => {
      list.push(what);
      socket.destroy();
      resolve();
    };
    socket.on("connect", () => end(joined, path));
    socket.on("error", (error) => end(kept, `${path} ${error.code}`));
  });
}
const read = secrets.filter((file) => {
  try {
    closeSync(openSync(file, "r"));
    return true;
  } catch {
    return false;
  }
});
const devices = existsSync("/dev")
  ? readdirSync("/dev").filter((name) => /^(video|media|dri|sd|vd|mem|kmsg)/.test(name))
  : [];
console.log(JSON.stringify({ foldersTried: tried.count, written, reached, errors, joined, kept, read, devices }));
