import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, startHouse } from "#commands/demo/demo-house.js";
import { demoFootageFolder } from "#commands/places.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { eventually } from "../support/child.js";
import { startMosquitto } from "../support/mosquitto.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const LEDGER = /\/edge\/(ledger\.db(-wal|-shm|-journal)?|desk\.lock(-journal|-wal|-shm)?)$/;

/** What the running eye and desk open for writing, as the kernel sees it: a whole session under strace. */
describe("where eye and desk write", () => {
  const life = new Lifetime(createLogger("test", "silent"));
  let folder: TemporaryFolder;
  let house: House;
  const traces = { desk: "", eye: "" };

  beforeAll(async () => {
    folder = life.own(await temporaryFolder());
    const broker = life.own(await startMosquitto(folder));
    const camera = { kind: "file", path: join(demoFootageFolder(), "happy-transaction.mp4"), loop: true, fps: 5 };
    house = await startHouse(
      { folder: folder.path, mqttUrl: broker.url, camera, signal: AbortSignal.timeout(60_000) },
      life,
    );
    const eye = Number(
      execFileSync("pgrep", ["-P", String(house.desk.pid), "-f", "cli.js eye"], { encoding: "utf8" }).trim(),
    );
    await using watching = new Lifetime(createLogger("test", "silent"));
    await trace(house.desk.pid, folder.file("desk.trace"), watching);
    await trace(eye, folder.file("eye.trace"), watching);
    const { id } = await house.client.open("chung-thuc");
    await pause(4_000);
    expect((await house.client.close(id)).outcome).toBe("recorded");
    await eventually(async () => (await house.client.health()).backlog === 0, { what: "a receipt" });
    await watching[Symbol.asyncDispose]();
    traces.desk = readFileSync(folder.file("desk.trace"), "utf8");
    traces.eye = readFileSync(folder.file("eye.trace"), "utf8");
  });
  afterAll(async () => life[Symbol.asyncDispose]());

  it("the traces saw the session (this test can fail)", () => {
    expect(writesOf(traces.desk).writtenPaths.some((path) => /ledger\.db-wal$/.test(path))).toBe(true);
    expect(traces.eye).toMatch(/write|sendto|sendmsg/);
  });

  it("the desk writes to its ledger and nowhere else", () => {
    const { opened, writtenPaths } = writesOf(traces.desk);
    expect(opened.filter((path) => !LEDGER.test(path))).toEqual([]);
    expect(writtenPaths.filter((path) => !LEDGER.test(path) && !isStream(path))).toEqual([]);
  });

  it("the eye opens no file for writing, and writes to its sockets, pipes and log only", () => {
    const { opened, writtenPaths } = writesOf(traces.eye);
    expect(opened).toEqual([]);
    expect(writtenPaths.filter((path) => !isStream(path) && !/edge\.log$/.test(path))).toEqual([]);
  });

  it("the data folder holds the ledger, the keys and the socket, and no picture", () => {
    const names = readdirSync(folder.file("edge")).sort();
    expect(
      names.filter(
        (name) => !/^(api\.token|desk\.lock.*|device\.(key|pub\.json)|eye\.sock|ledger\.db(-wal|-shm)?)$/.test(name),
      ),
    ).toEqual([]);
  });
});

const isStream = (path: string): boolean =>
  /^(pipe|socket|anon_inode|UNIX|TCP|UNIX-STREAM)[:[]|^\/dev\/(null|pts)|edge\.log$/.test(path);

/** Follows every thread; `-y` names what stands behind each file descriptor. */
async function trace(pid: number, file: string, life: Lifetime): Promise<void> {
  const calls =
    "trace=open,openat,openat2,creat,write,pwrite64,writev,pwritev,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat,truncate,ftruncate,sendto,sendmsg";
  const strace = spawn("strace", ["-f", "-y", "-s", "0", "-e", calls, "-o", file, "-p", String(pid)], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  strace.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  life.defer(async () => {
    const gone = once(strace, "exit");
    strace.kill("SIGINT");
    await gone;
  });
  await eventually(() => /attached/.test(said), { what: `strace on ${pid}: ${said}` });
}

function writesOf(text: string): { opened: string[]; writtenPaths: string[] } {
  const opened = new Set<string>();
  const writtenPaths = new Set<string>();
  for (const line of text.split("\n")) {
    if (/= -1 E/.test(line)) continue;
    const open = /\bopen(?:at2?)?\(.*?"([^"]*)".*?(O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND)/.exec(line);
    if (open) opened.add(/= \d+<(.*?)>/.exec(line)?.[1] ?? open[1] ?? line);
    const made = /\b(creat|mkdir(?:at)?|rename(?:at2?)?|link(?:at)?|symlink(?:at)?|truncate)\(.*"([^"]*)"/.exec(line);
    if (made) opened.add(made[2] ?? line);
    const written = /\b(?:p?writev?(?:64)?|ftruncate)\(\d+<(.*?)>/.exec(line);
    if (written?.[1]) writtenPaths.add(written[1]);
  }
  return { opened: [...opened].filter((path) => path !== "/dev/null"), writtenPaths: [...writtenPaths] };
}
