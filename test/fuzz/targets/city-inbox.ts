import fc from "fast-check";
import { cellsTopic } from "#contract/topics.js";
import { CellsInbox } from "#hub/city/cells-inbox.js";
import { openCityStore } from "#hub/city/city-store.js";
import { cityViews } from "#hub/city/city-views.js";
import { signedMessage } from "#hub/city/signed-message.js";
import { createVerifier } from "#platform/signing.js";
import { madeUpCell } from "../../support/made-up-cells.js";
import { testKey } from "../../support/signing-client.js";
import { CANARY, mutate, mutation } from "../mutations.js";
import { type FuzzTarget, fuzzTarget, watchedLog } from "../target.js";

const WARD = "phuong-mau";
const MONTHS = ["2026-08", "2026-09", "2026-10"];
const SPAN = { from: "2026-08", to: "2026-10" };

/** What a city hears from its wards, and the figures that it makes of it. */
export async function cityInbox(): Promise<FuzzTarget> {
  const { log, check } = watchedLog();
  const key = testKey(9);
  const store = openCityStore(":memory:");
  const wards = new Map([[WARD, { verify: createVerifier(key.publicKey) }]]);
  let taken = "";
  const take: typeof store.take = (data, time) => {
    taken = store.take(data, time);
    return taken as ReturnType<typeof store.take>;
  };
  const inbox = new CellsInbox({ wards: () => wards, store: { take }, leastCell: 5, log });
  const views = cityViews({
    ...{ city: "thanh-pho-mau", store, today: () => "2026-11-28" },
    policy: () => ({ k: 10, mode: "advisory" as const, recallFloor: 0.5 }),
    names: { field: () => undefined, procedure: () => undefined },
  });
  let [part, believed] = [0, 0];
  const message = (n: number) => {
    const month = MONTHS[n % MONTHS.length] ?? "";
    if (n % 4 === 0) part = (part + 1) % 100;
    const data = { ward: WARD, month, part, cells: [madeUpCell(part + 1, { month })] };
    const text = signedMessage(key, { kind: "cells", time: "2026-11-02T01:00:00Z", data });
    return { topic: cellsTopic(WARD, month, part), value: JSON.parse(text) as unknown };
  };
  const receive = (topic: string, payload: Buffer): string => {
    const before = new Map(inbox.refused);
    taken = "";
    inbox.receive({ topic, payload });
    check();
    return taken || ([...inbox.refused].find(([why, n]) => n > (before.get(why) ?? 0))?.[0] ?? "nothing");
  };
  const topics = [`hailong/v1/${CANARY}/aggregate/2026-10/0`, "hailong/v1", ""];
  return fuzzTarget({
    name: "city.inbox",
    share: 0.03,
    cases: fc.record({ topic: fc.nat({ max: 8 * topics.length }), what: mutation }),
    take: async ({ topic, what }) => {
      const good = message(what.base);
      const outcome = receive(topics[topic] ?? good.topic, mutate(good.value, what, key));
      // Whatever was believed can be added up.
      if (outcome === "new" && ++believed % 100 === 0) await views.overview(SPAN);
      return outcome;
    },
    proveAlive: async () => {
      part += 1;
      const { topic, value } = message(1);
      const outcome = receive(topic, Buffer.from(JSON.stringify(value)));
      if (outcome !== "new" && outcome !== "known") throw new Error(`good cells were ${outcome}`);
      await views.overview(SPAN);
      await views.agreement(SPAN);
    },
    [Symbol.asyncDispose]: async () => store[Symbol.dispose](),
  });
}
