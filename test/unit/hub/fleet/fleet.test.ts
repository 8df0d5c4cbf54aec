import { describe, expect, it } from "vitest";
import type { EventData, HailongEvent } from "#contract/event.js";
import * as examples from "#contract/event-examples.js";
import { type FleetView, fleetViewSchema } from "#contract/fleet.js";
import { concernsOf, needsTechnician } from "#hub/fleet/concerns.js";
import { FleetBook } from "#hub/fleet/fleet-book.js";
import { readFleet } from "#hub/fleet/read-fleet.js";
import { memoryLog } from "../../../support/memory-log.js";
import { openTestOffice } from "../../../support/office.js";

const NOW = Date.parse("2026-11-28T03:00:00Z");
const clock = { now: () => NOW, monotonic: () => 0 };
const { log } = memoryLog();
const health: EventData["health"] = {
  alarms: [],
  camera: "live",
  sourceFps: 5,
  framesDropped: 0,
  reconnects: 1,
  latencyP95Ms: 40,
  backlog: 0,
  uptimeSeconds: 600,
};
const given = Object.values(examples) as HailongEvent[];
const like = (type: HailongEvent["type"], data: object, more: object = {}): HailongEvent => {
  const found = given.find((event) => event?.type === type);
  if (!found) throw new Error(`no example of ${type}`);
  return { ...found, ...more, data: { ...found.data, ...data } } as HailongEvent;
};
const scored = (closed: string) => like("vn.hailong.score.v1", { closed });
const abstained = (reason: string, closed = "2026-11-28T02:00:00Z") =>
  like("vn.hailong.abstention.v1", { reason, closed });
const counter = given.find(({ type }) => type === "vn.hailong.score.v1")?.source.split("/")[4] ?? "";

describe("the fleet's book", () => {
  it("counts what the camera was to read, by local day; who did not want it is no fault of the camera's", () => {
    const book = new FleetBook(openTestOffice(), clock, log);
    book.add([
      scored("2026-11-28T02:00:00Z"),
      scored("2026-11-27T16:55:00Z"),
      scored("2026-11-27T17:00:00Z"),
      abstained("dark"),
      abstained("no_consent"),
      abstained("opted_out"),
    ]);
    expect(book.daysOf(counter, 7).map(({ day, wanted, scores }) => [day, wanted, scores])).toEqual([
      ["2026-11-27", 1, 1],
      ["2026-11-28", 3, 2],
    ]);
  });

  it("is there again after a start, and a desk with a wrong clock fills it with nothing", () => {
    const db = openTestOffice();
    const book = new FleetBook(db, clock, log);
    book.add([scored("2026-11-28T02:00:00Z"), scored("2099-01-01T00:00:00Z"), scored("1970-01-01T00:00:00Z")]);
    book.add([like("vn.hailong.health.v1", health, { device: "hl-000000000001", time: "2026-11-28T02:15:00Z" })]);
    book.save();
    const again = new FleetBook(db, clock, log);
    expect(again.healthOf("hl-000000000001")).toEqual({
      at: "2026-11-28T02:15:00Z",
      data: expect.objectContaining(health),
    });
    expect(again.daysOf(counter, 7)).toEqual(book.daysOf(counter, 7));
    expect(db.prepare("SELECT DISTINCT day FROM fleet_days").pluck().all()).toEqual(["2026-11-28"]);
  });

  it("keeps for years how often a counter reported, which old reports are made of, and no more of it", () => {
    const db = openTestOffice();
    const day = db.prepare("INSERT INTO fleet_days VALUES (?, 'quay-01', 40, 30, 32)");
    for (const date of ["2024-02-29", "2026-11-01"]) day.run(date);
    const book = new FleetBook(db, clock, log);
    book.add([scored("2026-11-28T02:00:00Z")]);
    book.save();
    expect(db.prepare("SELECT day, wanted, scores, reports FROM fleet_days ORDER BY day LIMIT 2").raw().all()).toEqual([
      ["2024-02-29", 0, 0, 32],
      ["2026-11-01", 40, 30, 32],
    ]);
  });
});

it("a clock that was wrong from the start is told by when its reports arrive; an outage is no wrong clock", () => {
  let now = Date.parse("2026-11-28T04:00:00Z");
  const book = new FleetBook(openTestOffice(), { ...clock, now: () => now }, log);
  const isWrong = (time: string, backlog = 0): boolean | undefined => {
    book.add([like("vn.hailong.health.v1", { ...health, backlog }, { device: "hl-000000000001", time })]);
    return book.healthOf("hl-000000000001")?.clockWrong;
  };
  const quarterLater = (): void => {
    now += 15 * 60_000;
  };
  expect([isWrong("2031-05-01T02:00:00Z"), isWrong("1970-01-01T00:15:00Z")]).toEqual([true, true]);
  expect([isWrong("2026-11-28T03:55:00Z"), isWrong("2026-11-27T04:05:00Z")]).toEqual([false, false]);
  expect(isWrong("2026-11-20T02:00:00Z", 300), "made while it was cut off").toBe(false);
  expect([isWrong("2026-11-21T00:15:00Z"), isWrong("2026-11-21T00:30:00Z")], "may be an outage's").toEqual([
    false,
    false,
  ]);
  quarterLater();
  expect(isWrong("2026-11-21T00:45:00Z"), "and goes on").toBe(true);
  expect(isWrong("2026-11-28T04:14:00Z"), "mended").toBe(false);
  quarterLater();
  expect(isWrong("2026-11-24T17:00:00Z"), "the last before a week's end").toBe(false);
  quarterLater();
  expect(isWrong("2026-11-28T04:44:00Z")).toBe(false);
});

describe("the fleet", () => {
  const desk = (device: string, name: string, more: object = {}) =>
    [device, { device, counter: name, publicKey: "", verify: () => true, ...more }] as const;
  const status = (more: object) => ({
    online: true,
    device: "hl-000000000001",
    version: "0.1.0",
    model: "e".repeat(64),
    certificate: { id: "1", verdict: "pass" as const },
    ...more,
  });
  const read = (connected: boolean): FleetView =>
    fleetViewSchema.parse(
      readFleet({
        connected,
        desks: new Map([
          desk("hl-000000000001", "quay-10"),
          desk("hl-000000000002", "quay-2"),
          desk("hl-000000000003", "quay-3", { revoked: true }),
          desk("hl-000000000004", "quay-4"),
          desk("hl-000000000005", "quay-5", { simulated: "2026-11-27" }),
        ]),
        statusOf: (device) =>
          ({
            "hl-000000000001": status({}),
            "hl-000000000002": status({ online: false, certificate: null }),
          })[device],
        book: { healthOf: () => undefined, daysOf: () => [] },
      }),
    );

  it("has every desk that is believed, in people's order, and what each needs", () => {
    expect(read(true).desks.map(({ counter, concerns }) => [counter, concerns])).toEqual([
      ["quay-2", ["offline", "no_certificate"]],
      ["quay-4", ["silent"]],
      ["quay-5", []],
      ["quay-10", []],
    ]);
    expect(read(true).desks.find(({ simulated }) => simulated)).toMatchObject({ counter: "quay-5", online: null });
    expect(
      read(false).desks.flatMap(({ concerns }) => concerns),
      "without a broker nobody knows",
    ).toEqual(["no_certificate"]);
  });

  it("never holds a score, a rating or a level", () => {
    expect(JSON.stringify(read(true))).not.toMatch(/rating|satisf|meanScore|"score"|level/i);
  });

  it("sends a technician where one has to go, not where a machine is merely off", () => {
    const signs = { connected: true, online: true, certificate: undefined, health, clockWrong: false, days: [] };
    expect(concernsOf(signs)).toEqual([]);
    // A cloth or a new calibration: told apart, and not called uncertified, as the desk then says it is.
    const drift = { ...health, alarms: ["camera_dirty", "camera_drifted"] as const };
    expect(concernsOf({ ...signs, certificate: null, health: { ...drift, alarms: [...drift.alarms] } })).toEqual([
      "camera_dirty",
      "camera_drifted",
    ]);
    expect(concernsOf({ ...signs, health: { ...health, alarms: ["camera_moved"] } })).toEqual(["camera_moved"]);
    expect(concernsOf({ ...signs, days: [{ wanted: 40, scores: 12 }] })).toEqual(["coverage_low"]);
    expect(concernsOf({ ...signs, days: [{ wanted: 10, scores: 0 }] }), "too few to tell").toEqual([]);
    expect(concernsOf({ ...signs, clockWrong: true })).toEqual(["clock"]);
    expect([needsTechnician(["offline"]), needsTechnician(["offline", "disk"])]).toEqual([false, true]);
  });
});
