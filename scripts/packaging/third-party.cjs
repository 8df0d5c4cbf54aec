// Every package of the list with its version, licence and the licence's text.   third-party.cjs NODE_MODULES LIST
const { readdirSync, readFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const [, , folder, list] = process.argv;

const say = (text) => process.stdout.write(`${text}\n`);
const rule = "=".repeat(78);
say("Works of others in this package, and their licences.\n");
for (const name of readFileSync(list, "utf8").trim().split("\n")) {
  if (name.startsWith("@types/")) continue;
  const at = join(folder, name);
  const { version, license, licenses } = JSON.parse(readFileSync(join(at, "package.json"), "utf8"));
  say(`${rule}\n${name} ${version}: ${license?.type ?? license ?? licenses?.[0]?.type ?? "see its text"}\n`);
  // Some keep what they have from others in a folder of licences.
  for (const entry of readdirSync(at, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!/^(licen[sc]e|copying|notice|thirdparty)/i.test(entry.name)) continue;
    const files = entry.isDirectory() ? readdirSync(join(at, entry.name)).sort() : [""];
    for (const file of files) say(readFileSync(join(at, entry.name, file), "utf8").trim());
  }
}
say(`${rule}\nNode.js ${process.version}\n`);
const places = ["../share/doc/nodejs/LICENSE", "../LICENSE", "../share/doc/node/LICENSE"];
const bin = dirname(require("node:fs").realpathSync(process.execPath));
for (const place of places) {
  try {
    say(readFileSync(join(bin, place), "utf8"));
    process.exit(0);
  } catch {}
}
console.error("third-party: Node's LICENSE stands neither beside bin/ nor in share/doc; no package without it");
process.exit(1);
