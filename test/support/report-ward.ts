import { mkdirSync, writeFileSync } from "node:fs";
import type { EventData } from "#contract/event.js";
import type { EventStore } from "#hub/store/event-store.js";
import type { StoreConfig } from "#hub/store/store-config.js";
import { openSqliteReadOnly } from "#platform/sqlite.js";
import type { StoreHouse } from "./both-stores.js";
import { releaseCells } from "./release.js";
import { SigningClient, sample } from "./signing-client.js";
import { append, storedRow } from "./stored-rows.js";

const TAP_LEVELS: readonly EventData["rating"]["rating"][] = [
  "dissatisfied",
  "satisfied",
  "satisfied",
  "very_satisfied",
];
const FIELDS = [
  ["ho-tich", "khai-sinh"],
  ["ho-tich", "ket-hon"],
  ["chung-thuc", "chung-thuc-ban-sao"],
] as const;

/** Events of one day: every kind of transaction and tap that there is. */
function dayOf(desk: SigningClient, date: string, first: number) {
  const [opened, closed] = [`${date}T02:10:00Z`, `${date}T02:20:00Z`];
  // More are dissatisfied than in September, and their faces show it: a change that is clear.
  const fell = date >= "2026-10-01";
  const events = Array.from({ length: 60 }, (_, i) => {
    const [field, procedure] = FIELDS[i % 3] ?? FIELDS[0];
    const facts = { field, procedure, opened, closed };
    const n = first + i;
    const made =
      i % 5 === 0
        ? desk.next("abstention", { ...sample.abstention(n, i % 2 === 0 ? "dark" : "no_face"), ...facts })
        : desk.next("score", { ...sample.score(n, (fell ? 15 : 45) + ((i * 37) % (fell ? 80 : 50))), ...facts });
    const before = i % 12 === 0 ? "dissatisfied" : i % 2 === 0 ? "satisfied" : "very_satisfied";
    const rating = (fell ? TAP_LEVELS[(i * 7) % 4] : before) ?? "satisfied";
    const tap = (token: number | undefined) =>
      desk.next("rating", { ...sample.rating(token), field, procedure, rated: closed, rating });
    if (i % 10 === 9) return [made, tap(undefined)];
    return i % 3 === 1 ? [made] : [made, tap(n)];
  });
  const cancelled = desk.next("cancelled", { ...sample.cancelled(first + 900), opened, closed });
  return [...events.flat(), cancelled].map((event) => storedRow(event, closed));
}

export type ReportWard = {
  /** hub.yaml of that ward; its store is closed. */
  readonly config: string;
  readonly place: StoreConfig;
  readonly open: () => Promise<EventStore>;
  /** Rows of the database, asked past all our code. */
  readonly ask: (sql: string) => string[][];
};

/** A ward with a day in September and three in October, all released by 5 November. */
export async function fillReportWard(house: StoreHouse): Promise<ReportWard> {
  const { folder, server } = house;
  const file = folder.file("hub/hub.db");
  mkdirSync(folder.file("hub"));
  const { file: _unused, ...place } = house.fresh();
  const open = () => house.open({ ...place, file });
  const store = await open();
  const desk = new SigningClient();
  for (const [at, date] of ["2026-09-08", "2026-10-06", "2026-10-14", "2026-10-21"].entries())
    await append(store, dayOf(desk, date, 1 + at * 1_000));
  await releaseCells(store, { when: "week", now: "2026-11-05T02:00:00Z" });
  // Too late for a cell.
  await append(store, dayOf(desk, "2026-10-22", 9_001).slice(0, 6));
  const config = folder.file("hub.yaml");
  const mqtt = { url: "mqtt://127.0.0.1:1" };
  const hub = { ward: "phuong-mau", data: "hub", mqtt, devicesFile: "devices.yaml", store: place };
  writeFileSync(config, JSON.stringify(hub));
  const ask = (sql: string): string[][] => {
    if (server && place.kind === "postgres") return lines(server.sql(sql, new URL(place.url).pathname.slice(1)));
    const db = openSqliteReadOnly(file);
    try {
      return (db.prepare(sql).raw().all() as unknown[][]).map((row) => row.map(String));
    } finally {
      db.close();
    }
  };
  return { config, place, open, ask };
}

const lines = (text: string): string[][] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("|"));
