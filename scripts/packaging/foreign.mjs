// Programs and libraries in FOLDER that are not for ARCH (or none of a package that must have one): named, exit 1.
//   node foreign.mjs FOLDER ARCH
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

const [folder, arch] = process.argv.slice(2);
/** `e_machine` of an ELF file. */
const MACHINES = { x64: 62, arm64: 183 };
const NEEDED = [
  /^bin\/node$/,
  /better_sqlite3\.node$/,
  /onnxruntime_binding\.node$/,
  /sharp-linux-[^/]+\.node$/,
  /libvips-cpp\.so/,
];

function machineOf(file) {
  const head = Buffer.alloc(20);
  const descriptor = openSync(file, "r");
  const length = readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  return length === head.length && head.readUInt32BE(0) === 0x7f454c46 ? head.readUInt16LE(18) : undefined;
}

const found = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /(^node|\.node|\.so(\.[\d.]+)?)$/.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name))
  .map((file) => ({ name: file.slice(folder.length + 1), machine: machineOf(file) }))
  .filter(({ machine }) => machine !== undefined);
const foreign = found.filter(({ machine }) => machine !== MACHINES[arch]).map(({ name }) => `${name}: not for ${arch}`);
const absent = NEEDED.filter((needed) => !found.some(({ name }) => needed.test(name))).map(
  (needed) => `${needed}: absent`,
);
for (const line of [...foreign, ...absent]) console.log(line);
process.exitCode = foreign.length + absent.length > 0 ? 1 : 0;
