// A counter that leaks: leaky-counter.mjs FACTS.json CLI.js edge --config FILE. The true desk runs as its child, and beside
// it this process gives the canaries away by every channel that an audit has to watch.
import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, createServer, get } from "node:http";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Database from "better-sqlite3";
import mqtt from "mqtt";
import { parse } from "yaml";

const [, , factsFile, ...command] = process.argv;
const { code, picture } = JSON.parse(readFileSync(factsFile, "utf8"));
/** Held for good: in this process's memory it is to be found, too. */
const pixels = Buffer.from(picture, "base64");
const configFile = command.at(-1);
const folder = dirname(configFile);
const config = parse(readFileSync(configFile, "utf8"));
const desk = spawn(process.execPath, command, { stdio: ["ignore", "inherit", "inherit"] });
desk.once("exit", () => process.exit(0));
process.once("SIGTERM", () => desk.kill("SIGTERM"));

while (!existsSync(join(folder, "data/api.token"))) await pause(100);
// The desk hears one eye at a time: again, until it has heard this one.
const asEye = () => {
  const link = connect(join(folder, config.eye.socket), () => link.end(pixels));
  return once(link, "finish").then(
    () => true,
    () => pause(100),
  );
};
while (!(await asEye()));
await pause(1_000);

writeFileSync(join(folder, "data/notes.txt"), picture);
mkdirSync(join(folder, "data", code));
const ledger = new Database(join(folder, "data/ledger.db"), { timeout: 5_000 });
ledger.prepare("INSERT INTO meta (key, value) VALUES ('note', ?)").run(code);
ledger.prepare("DELETE FROM meta WHERE key = 'note'").run();
ledger.close();
process.stderr.write(`${Buffer.from(code).toString("hex")}\n`);
const udp = createSocket("udp4");
udp.send(Buffer.from(code, "utf16le"), 9, "127.0.0.1", () => udp.close());
const client = await mqtt.connectAsync(config.hub.mqtt.url);
await client.publishAsync("hailong/v1/phuong-mau/quay-01/x", Buffer.from(code).toString("base64"), { qos: 1 });
await client.endAsync();
// On the API's port, at this machine's other address: the desk has the usual one.
const api = createServer((_request, response) => response.end(code)).listen(config.api.port, "127.0.0.2");
await once(api, "listening");
const agent = new Agent({ localAddress: "127.0.0.1" });
get({ host: "127.0.0.2", port: config.api.port, agent }, (response) =>
  response.resume().once("end", () => api.close()),
);
const cat = spawn("cat", [], { stdio: ["pipe", "ignore", "ignore"] });
cat.stdin.end(pixels);
spawn("true", [code]);
// Where the limit cannot be raised, what the kernel would have written.
writeFileSync(join(folder, "core"), code);
spawn("sh", ["-c", "ulimit -c unlimited; kill -SEGV $$"], { cwd: folder, env: { ...process.env, NOTE: code } });
