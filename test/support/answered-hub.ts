import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { z } from "zod";
import type { EventData } from "#contract/event.js";
import type { Rating } from "#contract/rating-scale.js";
import { openDataFolder } from "#hub/data-folder.js";
import { countRating } from "#hub/feedback/feedback-figures.js";
import { hubSections } from "#hub/hub-config.js";
import { Tokens } from "#hub/integration/tokens.js";
import { openOffice } from "#hub/office/office-db.js";
import { People } from "#hub/people/people.js";
import { runHub } from "#hub/run-hub.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { systemClock } from "#platform/clock.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";
import { eventually } from "./child.js";
import { WARD, WireClient } from "./hub-session.js";
import { mappingWard } from "./mapping-ward.js";
import { memoryLog } from "./memory-log.js";
import { startMosquitto } from "./mosquitto.js";
import { OfficeClient } from "./office-client.js";
import { SigningClient, sample } from "./signing-client.js";
import { append } from "./stored-rows.js";
import { temporaryFolder } from "./temporary-folder.js";

/** What one citizen taps, is read as, and says again by telephone. */
type Answer = { readonly rating: Rating; readonly score: number };
type Told = { readonly answer: Answer; readonly port: number; readonly keyFile: string };
/** By whom and what was asked, or where it was said → what was said. */
type Hearing = { readonly heard: ReadonlyMap<string, string>; readonly kept: readonly unknown[] };

const NOW = Date.parse("2026-03-03T02:00:00Z");
const PASSWORD = "mot hai ba bon nam";
export const CITIZEN = sample.token(5_000);

/**
 * All that a ward's hub says when, after sixty others whose cells are released, one more citizen was served. Whatever is
 * not the citizen's answer is the same in every such hub: clock, key, port, accounts.
 */
export async function hearHub({ answer, port, keyFile }: Told, paths: readonly string[]): Promise<Hearing> {
  await using folder = await temporaryFolder();
  await using broker = await startMosquitto(folder);
  const { log, lines } = memoryLog();
  const desk = new SigningClient({ byte: 9, counter: "quay-02" });
  const config = z.strictObject(hubSections).parse({
    ...{ ward: WARD, data: folder.file("hub"), keyFile, mqtt: { url: broker.url }, api: { port } },
    devicesFile: folder.file("devices.yaml"),
    policyFile: folder.file("policy.yaml"),
    release: { when: "batch" },
  });
  const others = new SigningClient();
  await writeFile(folder.file("devices.yaml"), JSON.stringify([others.enrolment, desk.enrolment]));
  // What is learned of the sixty comes at a moment of its own; that it is of released cells alone is the store's test.
  await writeFile(folder.file("policy.yaml"), JSON.stringify({ mapping: null, mode: "advisory", k: 11 }));
  {
    using data = openDataFolder(config.data, keyFile);
    const store = openSqliteStore(data.storeFile);
    await append(store, mappingWard(60, 2));
    await store[Symbol.asyncDispose]();
  }
  using office = { db: openOffice(config.data), [Symbol.dispose]: () => office.db.close() };
  await new People(office.db).add({ name: "quan-tri", role: "admin", password: PASSWORD });
  const clock = { ...systemClock, now: () => NOW };
  const tokens = new Tokens(office.db, clock);
  const [figures, transactions] = [tokens.add("so-lieu", "figures"), tokens.add("mot-cua", "transactions")];
  for (let n = 0; n < 8; n++) {
    const [rating, topic] = n < 5 ? (["satisfied", "other"] as const) : (["dissatisfied", "time"] as const);
    countRating(office.db, { month: "2026-03", source: "coded", rating, topic });
  }

  const stop = new AbortController();
  const running = runHub(config, { log, clock, signal: stop.signal });
  running.catch(() => {});
  try {
    const url = `http://127.0.0.1:${port}`;
    const text = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
      fetch(`${url}${path}`, { headers }).then(
        async (reply) => `${reply.status} ${await reply.text()}`,
        () => "",
      );
    await eventually(async () => (await text("/v1/health")).includes('"status":"ok"'), { what: "hub" });
    await using wire = await WireClient.connect(broker.url);
    const said: string[] = [];
    await wire.overhear("hailong/v1/#", (topic, payload) => void said.push(`${topic} ${payload}`));
    await eventually(() => said.some((one) => one.startsWith(`hailong/v1/${WARD}/policy `)), { what: "policy" });
    countRating(office.db, { month: "2026-03", source: "coded", rating: answer.rating, topic: "time" });
    const { rating, score } = eventsOf(desk, answer);
    for (const event of [rating, score]) {
      await wire.send(event);
      await wire.receipted(event);
    }

    const browser = await OfficeClient.signIn(url, "quan-tri", PASSWORD);
    const api = readFileSync(folder.file("hub/api.token"), "utf8").trim();
    const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
    const readers = {
      nobody: {},
      page: { cookie: browser.cookie },
      figures: bearer(figures),
      vendor: bearer(transactions),
      api: bearer(api),
    };
    const heard = new Map<string, string>();
    for (const path of paths)
      for (const [who, headers] of Object.entries(readers)) heard.set(`${who} ${path}`, await text(path, headers));
    // Parts start side by side: which of them speaks first is chance.
    heard.set(
      "log",
      lines
        .map((line) => line.replace(/"time":"[^"]+",/, ""))
        .toSorted()
        .join("\n"),
    );
    // The desk alone may read its receipts; they hold the hash of a signed event, which nobody can guess.
    heard.set(
      "broker",
      said
        .filter((one) => !/^\S+\/(score|rating|receipt) /.test(one))
        .sort()
        .join("\n"),
    );
    return { heard, kept: keptAnswer(folder.file("hub/hub.db")) };
  } finally {
    stop.abort();
    await running;
  }
}

function eventsOf(desk: SigningClient, { rating, score }: Answer) {
  const about = { ...sample.score(5_000, score), token: CITIZEN } satisfies EventData["score"];
  return {
    rating: desk.next("rating", { ...sample.rating(5_000), rating }),
    score: desk.next("score", about),
  };
}

/** What stands in the store. */
function keptAnswer(file: string): unknown[] {
  const db = openSqliteReadOnly(file);
  const [rating, score] = [
    "SELECT rating FROM ratings WHERE token = ?",
    "SELECT score FROM outcomes WHERE token = ?",
  ].map((sql) => db.prepare<[string]>(sql).pluck().get(CITIZEN));
  db.close();
  return [rating, score];
}
