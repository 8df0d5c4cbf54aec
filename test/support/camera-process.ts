// A process of its own that holds a camera, as the eye does: camera-process.ts '{"kind": …}'. Says each state.
import { parentGone } from "#eye/parent-watch.js";
import { CameraSession } from "./camera-session.js";

const session = new CameraSession(JSON.parse(process.argv[2] ?? "{}") as Record<string, unknown>);
parentGone().addEventListener("abort", () => session.stop.abort());
let told = 0;
setInterval(() => {
  for (const state of session.states.slice(told)) console.log(state);
  told = session.states.length;
}, 20).unref();
await session.over;
await session[Symbol.asyncDispose]();
console.log("over");
