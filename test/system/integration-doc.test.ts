import { execFile, execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readCityConfig } from "#commands/city-config-file.js";
import { cliScript } from "#commands/places.js";
import { fillHub } from "#commands/simulate/fill-hub.js";
import { cityHealthSchema } from "#contract/city.js";
import { cityHubSections } from "#hub/city/city-hub-config.js";
import { runCity } from "#hub/run-city.js";
import { systemClock } from "#platform/clock.js";
import { freePort } from "#platform/free-port.js";
import { Lifetime } from "#platform/lifetime.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";
import { eventually } from "../support/child.js";
import { HubSession } from "../support/hub-session.js";
import { memoryLog } from "../support/memory-log.js";
import { startMosquitto } from "../support/mosquitto.js";
import { RunningDesk } from "../support/running-desk.js";
import { temporaryFolder } from "../support/temporary-folder.js";

const page = readFileSync(fileURLToPath(new URL("../../docs/integration.md", import.meta.url)), "utf8");
type Fence = { readonly language: string; readonly text: string };
const fences: Fence[] = [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = "", text = ""]) => ({
  language,
  text,
}));
/** Each example with the answer that the page shows after it, if any. */
const examples = fences.flatMap(({ language, text }, i) => {
  const next = fences[i + 1];
  return language === "sh"
    ? [{ text, answer: next?.language === "json" || next?.language === "text" ? next : undefined }]
    : [];
});

/** What the page shows, `…` standing for anything. */
function matches(shown: unknown): unknown {
  if (shown === "…") return expect.anything();
  if (Array.isArray(shown)) return shown.map(matches);
  if (typeof shown !== "object" || shown === null) return shown;
  return Object.fromEntries(Object.entries(shown).map(([key, value]) => [key, matches(value)]));
}

describe("docs/integration.md", () => {
  const life = new Lifetime(memoryLog().log);
  let outputs: string[] = [];

  beforeAll(async () => {
    const folder = life.own(await temporaryFolder());
    const counter = life.own(await temporaryFolder());
    const broker = life.own(await startMosquitto(folder));
    const hubFile = folder.file("hub.yaml");
    const mqtt = `mqtt: { url: "${broker.url}" }`;
    writeFileSync(hubFile, `ward: phuong-mau\ndata: hub\n${mqtt}\ndevicesFile: devices.yaml\n`);
    const hub = life.own(await HubSession.create(folder, { url: broker.url }));
    await fillHub(hubFile, { days: 31, until: "2026-10-31", seed: 1, perDay: 60, release: true });
    const db = openSqliteReadOnly(folder.file("hub/hub.db"));
    const token = db
      .prepare<[], string>("SELECT token FROM outcomes WHERE kind = 'score' AND token IN (SELECT token FROM ratings)")
      .pluck()
      .get();
    db.close();
    await hub.start();
    const desk = life.own(await RunningDesk.start({ folder: counter.path, broker: broker.url, hubKey: hub.publicKey }));
    await desk.logged("mqtt.connected");

    const city = { file: folder.file("city.yaml"), port: await freePort(), stop: new AbortController() };
    writeFileSync(folder.file("wards.yaml"), JSON.stringify([{ ward: "phuong-mau", publicKey: hub.publicKey }]));
    writeFileSync(city.file, `city: thanh-pho-mau\ndata: city\n${mqtt}\nwardsFile: wards.yaml\n`);
    const config = z.strictObject(cityHubSections).parse({
      ...{ city: "thanh-pho-mau", data: folder.file("city"), mqtt: { url: broker.url } },
      ...{ wardsFile: folder.file("wards.yaml"), api: { port: city.port } },
    });
    const running = runCity(config, { log: memoryLog().log, clock: systemClock, signal: city.stop.signal });
    life.defer(async () => {
      city.stop.abort();
      await running;
    });
    const at = `http://127.0.0.1:${city.port}`;
    const heard = async () =>
      cityHealthSchema.parse(await (await fetch(`${at}/v1/health`)).json()).wards[0]?.newest !== null;
    await eventually(() => heard().catch(() => false), { what: "the ward's cells at the city", timeoutMs: 30_000 });

    const script = [
      "set -euo pipefail",
      `hailong() { "${process.execPath}" "${cliScript()}" "$@"; }`,
      ...examples.map(({ text }) => `${text}\necho; echo "@@"`),
    ].join("\n");
    const env = {
      ...process.env,
      ...{
        DESK: desk.url,
        DESK_TOKEN: desk.token,
        HUB: hub.url,
        CITY: at,
        BROKER_PORT: `${broker.port}`,
        TOKEN: token,
      },
    };
    const { stdout } = await promisify(execFile)("bash", ["-c", script], { cwd: folder.path, env, timeout: 120_000 });
    outputs = stdout.split("@@\n").map((text) => text.trim());
  }, 180_000);
  afterAll(() => life[Symbol.asyncDispose](), 60_000);

  it.each(examples.map((example, i) => ({ ...example, i, first: example.text.split("\n")[0] })))(
    "answers as it says: $first",
    ({ i, answer }) => {
      const output = outputs[i] ?? "";
      if (answer?.language === "json") expect(JSON.parse(output)).toEqual(matches(JSON.parse(answer.text)));
      else if (answer) {
        const parts = answer.text.trim().split("…");
        expect(output.startsWith(parts[0] ?? "")).toBe(true);
        for (const part of parts) expect(output).toContain(part);
      }
    },
  );

  it("shows configurations that are taken", async () => {
    await using folder = await temporaryFolder();
    const yaml = fences.filter(({ language }) => language === "yaml").map(({ text }) => text);
    const prometheus = yaml.find((text) => text.includes("scrape_configs"));
    writeFileSync(folder.file("prometheus.yml"), prometheus ?? "");
    writeFileSync(folder.file("hailong-alerts.yaml"), "groups: []\n");
    const checked = execFileSync("promtool", ["check", "config", folder.file("prometheus.yml")], { encoding: "utf8" });
    expect(checked).toContain("is valid prometheus config file syntax");
    const city = yaml.find((text) => text.includes("wardsFile"));
    writeFileSync(folder.file("city.yaml"), city ?? "");
    expect(readCityConfig(folder.file("city.yaml")).city.wardsFile).toBe(folder.file("wards.yaml"));
  });
});
