import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { CameraSettingsFile, cameraInForce } from "#commands/camera-settings.js";
import { readCameraSection, readEdgeConfig } from "#commands/edge-config.js";
import { readHubConfig } from "#commands/hub-config-file.js";
import { readAnswers } from "#commands/setup/answers.js";
import {
  CAMERA_DROP_IN,
  CAMERA_SETTINGS,
  DESK_DATA,
  DEVICES_FILE,
  EDGE_FILE,
  HUB_DATA,
  HUB_FILE,
  SECRETS,
} from "#commands/setup/layout.js";
import { Machine } from "#commands/setup/machine.js";
import { runSetup } from "#commands/setup/run-setup.js";
import { PinFile } from "#desk/wizard/pin-file.js";
import { cameraSchema } from "#eye/source/camera-config.js";
import { cameraAddress } from "#eye/source/credentials.js";
import { tellsSecret } from "#eye/source/query-login.js";
import { redactUrl } from "#platform/logger.js";
import { demoClip } from "../support/footage.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
let root: string;
let said: string[];
let ran: string[];
let machine: Machine;

/** A folder stands for the machine: owners and units are written down, ward-ca and folders are real. */
beforeEach(async () => {
  folder = await temporaryFolder();
  root = folder.file("root");
  for (const path of ["etc/mosquitto/conf.d", "etc/hailong", "run/systemd/system", "var/lib/hailong"])
    mkdirSync(join(root, path), { recursive: true });
  said = [];
  ran = [];
  machine = new Machine(
    (line) => void said.push(line),
    root,
    (command, args) => {
      ran.push([command.split("/").at(-1), ...args].join(" "));
      if (command === "chown" || command === "systemctl") return "";
      const plain = args.filter(
        (_, index) => !["-o", "-g"].includes(args[index - 1] ?? "") && !/^-[og]$/.test(args[index] ?? ""),
      );
      return execFileSync(command, command === "install" ? plain : args, {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
      });
    },
  );
});
afterEach(() => folder[Symbol.asyncDispose]());

function answers(text: string): ReturnType<typeof readAnswers> {
  writeFileSync(folder.file("answers.yaml"), text);
  return readAnswers(folder.file("answers.yaml"));
}
const BOTH = () => `role: both
ward: phuong-mau
hub:
  broker: { kind: here, names: [192.0.2.1], counters: [quay-02] }
counter:
  name: quay-01
  pinFile: pin
  camera: { source: "rtsp://192.0.2.7/stream2", loginFile: login }
`;
const COUNTER = `role: counter
ward: phuong-mau
counter:
  name: quay-01
  broker: { url: "mqtts://192.0.2.1:8883" }
  camera: { source: "rtsp://192.0.2.7/stream2" }
`;
function give(): void {
  writeFileSync(folder.file("pin"), "482913\n");
  writeFileSync(folder.file("login"), "xem:mật-khẩu-xem\n");
}

test("both: configurations, certificates, keys and secrets that fit each other", async () => {
  give();
  await runSetup(machine, answers(BOTH()));
  const edge = parse(readFileSync(machine.at(EDGE_FILE), "utf8"));
  const hub = parse(readFileSync(machine.at(HUB_FILE), "utf8"));
  expect(readEdgeConfig(machine.at(EDGE_FILE)).desk).toMatchObject({ ward: "phuong-mau", counter: "quay-01" });
  expect(readHubConfig(machine.at(HUB_FILE)).hub.devicesFile).toBe(DEVICES_FILE);
  expect(edge.hub.publicKey).toBe(readFileSync(machine.at(`${HUB_DATA}/hub.pub`), "utf8").trim());
  const devices = parse(readFileSync(machine.at(DEVICES_FILE), "utf8"));
  expect(devices).toMatchObject([{ counter: "quay-01" }]);
  expect(edge.hub.mqtt).toMatchObject({ url: "mqtts://127.0.0.1:8883", certFile: `${SECRETS}/desk/mqtt.crt` });
  expect(hub.mqtt.keyFile).toBe(`${SECRETS}/hub/mqtt.key`);
  expect(await new PinFile(machine.at(DESK_DATA)).matches("482913")).toBe(true);
  expect(readFileSync(machine.at(CAMERA_DROP_IN), "utf8")).toContain("IPAddressAllow=192.0.2.7\n");
  expect(readdirSync(machine.at("/etc/hailong/authority"))).toEqual(
    expect.arrayContaining(["broker.crt", "hub.crt", "desk-quay-01.crt", "desk-quay-02.crt", "one-stop-quay-02.crt"]),
  );
  // Everybody's keys stay root's; what they were given is shown to the hub.
  const shown = readHubConfig(machine.at(HUB_FILE)).hub.issuedCertificates;
  expect(readdirSync(machine.at(shown ?? "")).sort()).toEqual([
    "desk-quay-01.crt",
    "desk-quay-02.crt",
    "one-stop-quay-01.crt",
    "one-stop-quay-02.crt",
  ]);
  const broker = readFileSync(machine.at("/etc/mosquitto/conf.d/hailong.conf"), "utf8");
  expect(broker).toContain("require_certificate true");
  expect(broker).not.toContain("/etc/mosquitto/certs");
  expect(ran.at(-1)).toMatch(/^systemctl restart .*mosquitto.service hailong-hub.service .*hailong-eye@edge.service/);
});

test("secrets are in no configuration, no argument and no word, and only their programs may read them", async () => {
  give();
  await runSetup(machine, answers(BOTH()));
  for (const secret of ["482913", "mật-khẩu-xem"]) {
    expect(ran.join("\n")).not.toContain(secret);
    expect(said.join("\n")).not.toContain(secret);
    expect(readFileSync(machine.at(EDGE_FILE), "utf8")).not.toContain(secret);
  }
  expect(statSync(machine.at(`${SECRETS}/desk/mqtt.key`)).mode & 0o777).toBe(0o640);
  expect(ran).toContain(`chown root:hailong-camera ${machine.at(`${SECRETS}/camera/camera.login`)}`);
});

test("a second time changes nothing; what was added by hand stays", async () => {
  give();
  await runSetup(machine, answers(BOTH()));
  const text = readFileSync(machine.at(EDGE_FILE), "utf8");
  said = [];
  await runSetup(machine, answers(BOTH()));
  expect(said.filter((line) => line.startsWith("  /"))).toEqual([]);
  expect(readFileSync(machine.at(EDGE_FILE), "utf8")).toBe(text);
  writeFileSync(machine.at(EDGE_FILE), `${text}# ours\nledger: { keepDays: 30 }\n`);
  await runSetup(machine, answers(BOTH().replace("stream2", "stream3")));
  const after = readFileSync(machine.at(EDGE_FILE), "utf8");
  expect(after).toContain("# ours");
  expect(parse(after)).toMatchObject({ ledger: { keepDays: 30 }, camera: { url: "rtsp://192.0.2.7/stream3" } });
});

test("a mistake is told with its place, and leaves the machine as it was", async () => {
  give();
  expect(() => answers(BOTH().replace("pinFile", "pinfile"))).toThrow(/counter\.pinfile: unknown key.*answers\.yaml:7/);
  expect(() => answers("role: counter\nward: phuong-mau\n")).toThrow(/counter: expected the counter's answers/);
  writeFileSync(folder.file("pin"), "111111\n");
  await expect(
    runSetup(
      machine,
      answers(
        BOTH()
          .replace("both", "counter")
          .replace("pinFile: pin", 'pinFile: pin\n  broker: { url: "mqtts://hub:8883" }'),
      ),
    ),
  ).rejects.toThrow(/counter\.pinFile: .* holds no good PIN/);
  expect(machine.has(EDGE_FILE)).toBe(false);
  writeFileSync(machine.at(EDGE_FILE), "ward: phuong-mau\ncamera: nothing\n");
  give();
  await expect(runSetup(machine, answers(BOTH()))).rejects.toThrow(/edge\.yaml:2/);
});

test("a film needs no network at all", async () => {
  give();
  const film = COUNTER.replace(/\{ source:.*\}/, `{ source: ${demoClip("happy-transaction")} }`);
  await runSetup(machine, answers(film));
  expect(readFileSync(machine.at(CAMERA_DROP_IN), "utf8")).toContain("PrivateNetwork=yes");
  expect(parse(readFileSync(machine.at(EDGE_FILE), "utf8")).camera).toMatchObject({
    kind: "file",
    feed: "/run/hailong/camera/edge.sock",
  });
});

test("a counter that is to be enrolled by code starts nothing yet, and is told how", async () => {
  await runSetup(machine, answers(COUNTER));
  expect(ran.join("\n")).toMatch(/systemctl enable .*hailong-desk\.service/);
  expect(ran.join("\n")).not.toMatch(/systemctl (re)?start/);
  expect(said.join("\n")).toMatch(/hailong enrol -c .* && systemctl restart hailong\.target/);
  writeFileSync(machine.at(`${DESK_DATA}/hub.pin.json`), "{}");
  await runSetup(machine, answers(COUNTER));
  expect(ran.at(-1)).toMatch(/^systemctl restart .*hailong-desk/);
});

test("a camera's name becomes its address, and a login in it a secret", async () => {
  const named = COUNTER.replace("rtsp://192.0.2.7", "rtsp://xem:m%C3%A1y-ảnh@localhost:8554");
  await runSetup(machine, answers(named));
  const text = readFileSync(machine.at(EDGE_FILE), "utf8");
  expect(text).not.toMatch(/xem|localhost/);
  expect(parse(text).camera.url).toMatch(/^rtsp:\/\/(127\.0\.0\.1|\[::1\]):8554\/stream2$/);
  expect(readFileSync(machine.at(`${SECRETS}/camera/camera.login`), "utf8")).toBe("xem:máy-ảnh\n");
});

test("a login in the query of a camera's address leaves its places there, and becomes a secret", async () => {
  const asked = COUNTER.replace("rtsp://192.0.2.7/stream2", "http://192.0.2.7/snap?usr=xem&pwd=m%C3%A1y%26&ch=1");
  expect(asked).not.toBe(COUNTER);
  await runSetup(machine, answers(asked));
  const { url } = parse(readFileSync(machine.at(EDGE_FILE), "utf8")).camera;
  expect(url).toBe("http://192.0.2.7/snap?usr={user}&pwd={password}&ch=1");
  const credentialsFile = machine.at(`${SECRETS}/camera/camera.login`);
  expect(readFileSync(credentialsFile, "utf8")).toBe("xem:máy&\n");
  const { href } = cameraAddress({ url, credentialsFile }).url;
  expect(href).toBe("http://192.0.2.7/snap?usr=xem&pwd=m%C3%A1y%26&ch=1");
  expect([href, url].map(tellsSecret)).toEqual([true, false]);
  expect(redactUrl(`${href}: refused`)).toBe("http://192.0.2.7/snap?usr=***&pwd=***&ch=1: refused");
});

test("a camera chosen on the calibration page keeps its zone and login, and is let through", async () => {
  await runSetup(machine, answers(COUNTER));
  const section = (): ReturnType<typeof readCameraSection> => readCameraSection(machine.at(EDGE_FILE));
  const page = new CameraSettingsFile(section, machine.at(CAMERA_SETTINGS));
  page.choose({ source: "rtsp://192.0.2.8/stream2", login: { user: "xem", password: "khác" } });
  const set = readFileSync(machine.at(`${CAMERA_SETTINGS}/camera.yaml`), "utf8");
  for (const source of ["192.0.2.7", "192.0.2.8"]) {
    await runSetup(machine, answers(COUNTER.replace("192.0.2.7", source)));
    expect(cameraInForce(section(), machine.at(CAMERA_SETTINGS))).toEqual(cameraSchema.parse(parse(set).camera));
    expect(readFileSync(machine.at(CAMERA_DROP_IN), "utf8")).toContain("IPAddressAllow=192.0.2.8\n");
  }
  await runSetup(machine, answers(COUNTER.replace("192.0.2.7", "192.0.2.9")));
  expect(readFileSync(machine.at(CAMERA_DROP_IN), "utf8")).toContain("IPAddressAllow=192.0.2.9\n");
});

const HUB = (counters: string) => `role: hub
ward: phuong-mau
hub:
  broker: { kind: here, names: [192.0.2.1], counters: [${counters}] }
`;
const ACL = "/etc/hailong/mosquitto/hailong.acl";

test("a hub may begin without counters; a counter that is named later takes nothing from the others", async () => {
  await runSetup(machine, answers(HUB("")));
  expect(readFileSync(machine.at(ACL), "utf8")).not.toContain("user desk-");
  await runSetup(machine, answers(HUB("quay-01")));
  const added = "\nuser hub\ntopic read hailong/v1/thanh-pho/policy\nuser dashboard\ntopic read hailong/v1/+/policy\n";
  writeFileSync(machine.at(ACL), readFileSync(machine.at(ACL), "utf8") + added);
  await runSetup(machine, answers(HUB("quay-02")));
  const acl = readFileSync(machine.at(ACL), "utf8");
  for (const line of ["user desk-quay-01", "user desk-quay-02", "thanh-pho/policy", "user dashboard"])
    expect(acl).toContain(line);
  said = [];
  await runSetup(machine, answers(HUB("quay-02")));
  expect(said.filter((line) => line.startsWith("  /"))).toEqual([]);
  rmSync(machine.at("/etc/hailong/authority/desk-quay-01.crt"));
  await runSetup(machine, answers(HUB("quay-02")));
  expect(readFileSync(machine.at(ACL), "utf8")).not.toContain("quay-01");
  expect(readdirSync(machine.at("/etc/hailong/issued"))).not.toContain("desk-quay-01.crt");
});
