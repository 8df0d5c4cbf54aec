import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { OneStopClient } from "#commands/demo/one-stop-client.js";
import { cliScript, defaultModelsFolder } from "#commands/places.js";
import { freePort } from "#platform/free-port.js";
import { Lifetime } from "#platform/lifetime.js";
import { createLogger } from "#platform/logger.js";
import { pause } from "#platform/tasks.js";
import { Child, eventually } from "../support/child.js";
import { demoClip } from "../support/footage.js";
import { CAMERA, CameraNetwork, ELSEWHERE, namespacesPermitted, sealed } from "../support/namespaces.js";
import { startRtspServer } from "../support/rtsp-server.js";
import { childrenOf } from "../support/running-processes.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const PASSWORD = "v3ry-s3cret";
const PROBE = fileURLToPath(new URL("../support/probe.mjs", import.meta.url));
const node = (...args: string[]): string[] => [process.execPath, ...args];
const hailong = (...args: string[]): string[] => node(cliScript(), ...args);

/** Below the sandbox's own processes. */
async function innermost(pid: number): Promise<number> {
  const [child] = await childrenOf(pid);
  return child ? innermost(child.pid) : pid;
}

/** Of its file systems; devices and the kernel's own /proc, where it owns nothing, are no place to keep anything. */
const mountsThatCanBeWritten = (pid: number): string[] =>
  readFileSync(`/proc/${pid}/mountinfo`, "utf8")
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, , , , place = "", options = ""]) => /^rw\b/.test(options) && !/^\/(dev|proc)(\/|$)/.test(place))
    .map(([, , , , place = ""]) => place);

async function outcomesOf(child: Child): Promise<Record<string, string>> {
  await using probe = child;
  expect(await probe.ended, probe.stderr).toBe(0);
  return JSON.parse(probe.stdout);
}

/** The three programs as units of their own: the operating system keeps the eye from files and from every network. */
describe.runIf(namespacesPermitted())("the sealed eye and its feed", () => {
  const life = new Lifetime(createLogger("test", "silent"));
  let folder: TemporaryFolder;
  let network: CameraNetwork;
  let feed: Child;
  let client: OneStopClient;
  const port = 8554;

  beforeAll(async () => {
    folder = life.own(await temporaryFolder());
    const [api, edge] = [await freePort(), folder.file("edge.yaml")];
    await writeFile(folder.file("login"), `viewer:${PASSWORD}\n`, { mode: 0o600 });
    await writeFile(
      folder.file("policy.yaml"),
      stringify({ window: { minimumSeconds: 3, minimumCoverage: 0.1 }, consent: "notice" }),
    );
    const config = {
      ...{ ward: "phuong-mau", counter: "quay-01", data: "data", policyFile: "policy.yaml" },
      camera: {
        ...{ kind: "rtsp", url: `rtsp://${CAMERA}:${port}/clip`, feed: "camera.sock" },
        credentialsFile: "login",
      },
      eye: { start: false, socket: "eye.sock" },
      hub: { mqtt: { url: "mqtt://127.0.0.1:1" }, publicKey: "A".repeat(43) },
      api: { host: "127.0.0.1", port: api },
      notice: { legalBasis: "Thử máy", text: { vi: "Đang thử máy.", en: "A test of the machine." } },
    };
    await writeFile(edge, stringify(config));
    network = life.own(await CameraNetwork.create());
    const clip = demoClip("happy-transaction");
    const camera = { port, clip, password: PASSWORD, address: "0.0.0.0", within: network.cameraSide };
    life.own(await startRtspServer(camera));
    feed = life.own(inFeedsPlace(network, ...hailong("camera-feed", "--config", edge)));
    const desk = life.own(new Child(process.execPath, [cliScript(), "edge", "--config", edge]));
    await Promise.all([feed.says(/feed\.ready/), desk.says(/desk\.ready/)]);
    client = new OneStopClient(
      `http://127.0.0.1:${api}`,
      (await readFile(folder.file("data/api.token"), "utf8")).trim(),
    );
  });
  afterAll(() => life[Symbol.asyncDispose]());

  const startEye = (): Child => sealed(...hailong("eye", "--config", folder.file("edge.yaml")));
  const live = (): Promise<unknown> =>
    eventually(async () => (await client.health()).camera === "live", { timeoutMs: 40_000, what: "a live camera" });

  it("scores a transaction through the feed, also when the eye dies in its middle and is started again", async () => {
    const first = startEye();
    await live();
    const { id } = await client.open("chung-thuc");
    await pause(2_000);
    await first[Symbol.asyncDispose]();
    await eventually(async () => (await client.health()).eye === "down");
    const second = life.own(startEye());
    await live();
    await pause(4_000);
    expect(await client.close(id)).toMatchObject({ outcome: "recorded" });

    // Neither in an argument list nor in an environment, which others may read.
    const around = [feed.pid, second.pid, ...(await childrenOf(feed.pid)).map(({ pid }) => pid)];
    expect(around.length).toBeGreaterThanOrEqual(3);
    for (const pid of around)
      for (const what of ["cmdline", "environ"])
        expect(readFileSync(`/proc/${pid}/${what}`, "utf8")).not.toContain(PASSWORD);
    expect(mountsThatCanBeWritten(await innermost(second.pid))).toEqual([]);
  });

  it("lets no program in the eye's place write a file or reach an address", async () => {
    const elsewhere = createServer().listen(0, "127.0.0.1");
    await eventually(() => elsewhere.listening);
    const address = `127.0.0.1:${(elsewhere.address() as { port: number }).port}`;
    const files = ["/tmp/x", "/var/tmp/x", "/dev/shm/x", "/x", `${defaultModelsFolder()}/x`];
    files.push(folder.file("edge.yaml"), folder.file("data/ledger.db"), folder.file("x"));
    const outcomes = await outcomesOf(
      sealed(...node(PROBE, ...files, "--", address, `${CAMERA}:${port}`, "192.0.2.1:443")),
    );
    elsewhere.close();
    expect(outcomes).toEqual({
      ...Object.fromEntries(files.map((file) => [file, "EROFS"])),
      [address]: "ECONNREFUSED",
      [`${CAMERA}:${port}`]: "ENETUNREACH",
      "192.0.2.1:443": "ENETUNREACH",
    });
  });

  it("lets a program in the feed's place reach the camera and nothing else", async () => {
    const addresses = [`${CAMERA}:${port}`, `${ELSEWHERE}:${port}`, "192.0.2.1:443"];
    expect(await outcomesOf(inFeedsPlace(network, ...node(PROBE, "--", ...addresses)))).toEqual({
      [`${CAMERA}:${port}`]: "reached",
      [`${ELSEWHERE}:${port}`]: "ENETUNREACH",
      "192.0.2.1:443": "ENETUNREACH",
    });
  });
});

const inFeedsPlace = ({ feedSide }: CameraNetwork, ...program: string[]): Child =>
  new Child(feedSide[0] as string, [...feedSide.slice(1), ...program]);
