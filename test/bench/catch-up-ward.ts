import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { pause } from "#platform/tasks.js";
import { BenchDesk } from "./bench-desk.js";

/**
 * A ward after an outage, as a process of its own: `catch-up-ward.ts FOLDER URL COUNTERS TRANSACTIONS`. Writes whom to enrol,
 * says `ready`, waits for the hub's key on standard input, and says `done` when every event has its receipt.
 */
const [, , folder = "", url = "", counters = "0", transactions = "0"] = process.argv;
const desks = Array.from({ length: Number(counters) }, (_, n) => new BenchDesk(folder, `quay-${n + 1}`));
for (const desk of desks) desk.record(Number(transactions));
writeFileSync(`${folder}/ward.json`, JSON.stringify(desks.map(({ enrolment }) => enrolment)));
console.log("ready");
const [key] = await once(process.stdin, "data");
for (const desk of desks) desk.connect(url, String(key).trim());
while (desks.some(({ waiting }) => waiting > 0)) await pause(100);
console.log("done");
for (const desk of desks) await desk[Symbol.asyncDispose]();
process.exit(0);
