// One of the programs that the bench compares with, as a process of its own: peer.mjs NAME FRAMES WIDTH HEIGHT. FRAMES holds
// raw RGB pictures. Says `ready`; a line with a picture's number on standard input is answered by the ms of
// processor time that it took, and by how many faces it found.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

const [, , name, file, width, height] = process.argv;
const require = createRequire(import.meta.url);
const size = { width: Number(width), height: Number(height) };
const bytes = size.width * size.height * 3;
const frames = readFileSync(file);
/** Not every package lets its package.json be asked for. */
function folderOf(name) {
  return fileURLToPath(new URL(`node_modules/${name}`, import.meta.url));
}
const wasm = require("@tensorflow/tfjs-backend-wasm");
const wasmFolder = `${folderOf("@tensorflow/tfjs-backend-wasm")}/dist/`;

/** Both load their networks by fetch, which knows no files. */
const overNetwork = globalThis.fetch;
globalThis.fetch = async (address, options) => {
  const path = String(address);
  if (!path.startsWith("file:")) return overNetwork(address, options);
  return new Response(readFileSync(new URL(path)), { headers: { "content-type": contentType(path) } });
};
const contentType = (path) => (path.endsWith(".json") ? "application/json" : "application/octet-stream");

const PEERS = { human, faceApi };
const read = await PEERS[name]();
await read(0);
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const began = cpuMs();
  const found = await read(Number(line));
  console.log(`${cpuMs() - began} ${found}`);
}
process.exit(0);

/** Of all its threads: neighbours on the machine change it little. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function pixels(tf, number) {
  const frame = frames.subarray(number * bytes, (number + 1) * bytes);
  return tf.tensor3d(Int32Array.from(frame), [size.height, size.width, 3], "int32");
}

/** Its face module as it comes, every picture anew; body, hands, objects and gestures are left out. */
async function human() {
  const tf = require("@tensorflow/tfjs-core");
  wasm.setWasmPaths(wasmFolder);
  const { Human } = require(join(folderOf("@vladmandic/human"), "dist/human.node-wasm.js"));
  const models = join(folderOf("@vladmandic/human"), "models/");
  const off = { enabled: false };
  const engine = new Human({
    backend: "wasm",
    wasmPath: wasmFolder,
    modelBasePath: pathToFileURL(models).href,
    cacheSensitivity: 0,
    warmup: "none",
    filter: off,
    gesture: off,
    face: {
      enabled: true,
      detector: { maxDetected: 1 },
      mesh: { enabled: true },
      emotion: { enabled: true },
    },
    body: off,
    hand: off,
    object: off,
    segmentation: off,
  });
  await engine.load();
  return async (number) => {
    const picture = pixels(tf, number);
    const { face } = await engine.detect(picture);
    picture.dispose();
    return face.length;
  };
}

async function faceApi() {
  const tf = require("@tensorflow/tfjs");
  wasm.setWasmPaths(wasmFolder);
  await tf.setBackend("wasm");
  await tf.ready();
  const faceapi = require("@vladmandic/face-api/dist/face-api.node-wasm.js");
  await faceapi.tf.setBackend("wasm");
  await faceapi.tf.ready();
  const models = pathToFileURL(join(folderOf("@vladmandic/face-api"), "model")).href;
  const { tinyFaceDetector, faceLandmark68TinyNet, faceExpressionNet } = faceapi.nets;
  for (const net of [tinyFaceDetector, faceLandmark68TinyNet, faceExpressionNet]) await net.loadFromUri(models);
  const options = new faceapi.TinyFaceDetectorOptions({ inputSize: 416 });
  return async (number) => {
    const picture = pixels(faceapi.tf, number);
    const found = await faceapi.detectSingleFace(picture, options).withFaceLandmarks(true).withFaceExpressions();
    picture.dispose();
    return found ? 1 : 0;
  };
}
