import { expect, it } from "vitest";
import { inheritedSockets } from "#platform/unix-socket.js";

it("knows the service manager's sockets by name, and hides them from child processes", () => {
  const of = (pid: number) => {
    const environment: NodeJS.ProcessEnv = {
      ...{ LISTEN_PID: String(pid), LISTEN_FDS: "2", LISTEN_FDNAMES: "frames:preview", PATH: "/bin" },
    };
    return { sockets: inheritedSockets(environment), left: Object.keys(environment) };
  };
  expect([...of(process.pid).sockets]).toEqual([
    ["frames", 3],
    ["preview", 4],
  ]);
  expect(of(process.pid).left).toEqual(["PATH"]);
  expect([...of(process.pid + 1).sockets]).toEqual([]);
  expect([...inheritedSockets({})]).toEqual([]);
});
