import { expect, it } from "vitest";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { MappingLearner, withLearned } from "#hub/policy/mapping-learner.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { mappingWard } from "../../../support/mapping-ward.js";
import { memoryLog } from "../../../support/memory-log.js";
import { releaseCells } from "../../../support/release.js";
import { append } from "../../../support/stored-rows.js";
import { temporaryFolder } from "../../../support/temporary-folder.js";

it("learns from what the ward's desks sent, and goes on from there after a restart", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  const { log, lines } = memoryLog();
  const learner = new MappingLearner({ store, policy: () => DEFAULT_POLICY, log });
  await learner.review();
  expect(learner.keys).toEqual({ mapping: null, mode: "advisory" });
  expect(lines.join("")).toContain('"outcome":"not_enough"');
  await append(store, mappingWard(900, 2));
  await releaseCells(store);
  await learner.review();
  expect(learner.keys).toMatchObject({ mapping: { weights: {} }, mode: "active" });
  expect(lines.join("")).toContain('"outcome":"adopted"');
  expect(lines.join("")).not.toMatch(/token|unseen|"score"/);
  const published = mergePolicy(DEFAULT_POLICY, withLearned({}, learner.keys));
  const next = new MappingLearner({ store, policy: () => published, log });
  expect(next.keys).toEqual(learner.keys);
  await next.review();
  expect(next.keys).toEqual(learner.keys);
});

it("learns of no transaction that is in no released cell", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  await append(store, mappingWard(9, 1));
  await releaseCells(store);
  const learner = new MappingLearner({ store, policy: () => DEFAULT_POLICY, log: memoryLog().log });
  await learner.review();
  expect((await store.mappingPairs()).pairs).toEqual([]);
});

it("leaves the ward its last word", () => {
  const mapping = {
    weights: { valenceWhole: 1, valenceEnd: 1, positiveShare: 0, negativeShare: 0, shortSmileShare: 0 },
    cuts: { satisfied: -0.5, verySatisfied: 0.5 },
  };
  expect(withLearned({}, { mapping: null, mode: "advisory" })).toEqual({});
  expect(withLearned({ k: 12 }, { mapping, mode: "active" })).toEqual({ k: 12, mapping, mode: "active" });
  expect(withLearned({ mode: "advisory" }, { mapping, mode: "active" })).toEqual({ mapping, mode: "advisory" });
  expect(withLearned({ mapping: null }, { mapping, mode: "active" })).toEqual({ mapping: null });
});
