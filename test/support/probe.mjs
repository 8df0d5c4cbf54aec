// What a program can do from where it was put: probe.mjs PATHS… -- HOST:PORT…; prints an object of outcomes.
import { openSync } from "node:fs";
import { connect } from "node:net";

const split = process.argv.indexOf("--");
const outcomes = {};
for (const path of process.argv.slice(2, split)) {
  try {
    openSync(path, "a");
    outcomes[path] = "written";
  } catch (error) {
    outcomes[path] = error.code;
  }
}
for (const address of process.argv.slice(split + 1)) {
  const [host, port] = address.split(":");
  outcomes[address] = await new Promise((resolve) => {
    const socket = connect({ host, port: Number(port), timeout: 2_000 });
    socket.on("connect", () => resolve("reached"));
    socket.on("timeout", () => resolve("silence"));
    socket.on("error", (error) => resolve(error.code));
  });
}
console.log(JSON.stringify(outcomes));
process.exit(0);
