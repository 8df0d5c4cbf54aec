import { expect, it } from "vitest";
import { canonicalJson } from "#contract/canonical-json.js";
import { type Aggregate, aggregateSchema } from "#contract/hub-message.js";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { readReleased } from "#hub/api/read-released.js";
import { WardAggregate } from "#hub/city/ward-aggregate.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { AppError } from "#platform/errors.js";
import { createVerifier } from "#platform/signing.js";
import { memoryLog } from "../../../support/memory-log.js";
import { releaseCells } from "../../../support/release.js";
import { SigningClient, sample, testKey } from "../../../support/signing-client.js";
import { append, storedRow } from "../../../support/stored-rows.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

it("says what is released, signed, when that changes and not otherwise; nothing that moves with one citizen", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  const desk = new SigningClient();
  const serve = (from: number, count: number) =>
    append(
      store,
      Array.from({ length: count }, (_, i) => storedRow(desk.next("score", sample.score(from + i, 30 + 4 * i)))),
    );
  const said: string[] = [];
  let [policy, isOffline] = [DEFAULT_POLICY, true];
  const aggregate = new WardAggregate({
    ward: "phuong-mau",
    key: testKey(9),
    k: () => policy.k,
    released: async () => {
      await releaseCells(store, policy);
      return readReleased(store, policy);
    },
    madeAt: () => "2026-03-02T09:00:00Z",
    publish: async (topic, payload, options) => {
      if (isOffline) throw new AppError("mqtt.offline", "no broker");
      expect([topic, options]).toEqual(["hailong/v1/phuong-mau/aggregate", { retain: true }]);
      said.push(payload);
    },
    log: memoryLog().log,
  });
  await aggregate.publish();
  await serve(1, 9);
  await aggregate.review();
  isOffline = false;
  await aggregate.publish();
  await aggregate.review();
  await serve(10, 1);
  await aggregate.review();
  await serve(11, 9);
  await aggregate.review();
  policy = { ...policy, k: 11 };
  await aggregate.review();
  const messages = said.map((text): Aggregate => aggregateSchema.parse(JSON.parse(text)));
  const cell = { field: "tu-phap", n: 10, meanScore: 44.4 };
  expect(messages.map(({ data }) => data.fields)).toEqual([[], [cell], []]);
  const verify = createVerifier(testKey(9).publicKey);
  for (const { signature, ...unsigned } of messages) {
    expect(verify(canonicalJson(unsigned), signature)).toBe(true);
    expect(Object.keys(unsigned.data).sort()).toEqual(["agreement", "fields", "k", "ward"]);
  }
});
