import { expect, it } from "vitest";
import { Search } from "#commands/privacy-audit/canary/search.js";
import { channelsOf } from "#commands/privacy-audit/channels.js";
import type { Traffic } from "#commands/privacy-audit/trace/traffic.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

const NOTHING: Traffic = {
  ...{ flows: [], named: [], connected: [], pipes: new Set(), started: [], coreLimits: [], blind: [] },
};
const MQTT = "TCP:[127.0.0.1:9->127.0.0.1:1883]";

async function strangeIn(traffic: Partial<Traffic>): Promise<string[]> {
  await using folder = await temporaryFolder();
  const ports = { broker: 1883, api: 8080 };
  const search = new Search("H29.15-000000000000-HSMAU");
  const channels = await channelsOf({
    ...{ traffic: { ...NOTHING, ...traffic }, folder: folder.path, ports, said: [], search },
  });
  return channels.flatMap(({ channel, strange }) => strange.map((what) => `${channel}: ${what}`));
}

const flow = (program: string, target: string): Pick<Traffic, "flows"> => ({
  flows: [{ program, target, parts: [Buffer.from("x")], bytes: 1, unseen: 0 }],
});

it("lets the desk speak to the broker, and nobody else", async () => {
  expect(await strangeIn(flow("hailong edge", MQTT))).toEqual([]);
  expect(await strangeIn(flow("hailong eye", MQTT))).toEqual([`network: hailong eye → ${MQTT}`]);
  const connected = [{ program: "hailong camera-feed", address: "AF_INET 127.0.0.1:1883" }];
  expect(await strangeIn({ connected })).toEqual(["network: hailong camera-feed: connect AF_INET 127.0.0.1:1883"]);
});

it("takes another process's memory, a file in memory and a bare socket for what should not be there", async () => {
  for (const target of ["/proc/77/mem", "/proc/self/task/78/mem", "PACKET:[70]", "/memfd:data/ledger.db (deleted)"])
    expect(await strangeIn(flow("hailong eye", target))).toEqual([`files: hailong eye → ${target}`]);
  expect(await strangeIn(flow("hailong eye", "/proc/self/oom_score_adj"))).toEqual([]);
  expect(await strangeIn({ named: ["memfd:data/ledger.db"] })).toEqual(["files: memfd:data/ledger.db"]);
});
