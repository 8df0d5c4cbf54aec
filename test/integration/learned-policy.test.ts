import { expect, it } from "vitest";
import { DEFAULT_POLICY } from "#contract/policy.js";
import { PolicyInbox } from "#desk/delivery/policy-inbox.js";
import { MappingLearner, withLearned } from "#hub/policy/mapping-learner.js";
import { WardPolicy } from "#hub/policy/ward-policy.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { createVerifier } from "#platform/signing.js";
import { DeskParts } from "../support/desk-parts.js";
import { mappingWard } from "../support/mapping-ward.js";
import { memoryLog } from "../support/memory-log.js";
import { releaseCells } from "../support/release.js";
import { testKey } from "../support/signing-client.js";
import { append } from "../support/stored-rows.js";
import { temporaryFolder } from "../support/temporary-folder.js";

it("what a hub learned from taps gives a desk's next window its level, until it is rolled back", async () => {
  await using folder = await temporaryFolder();
  await using store = openSqliteStore(folder.file("hub.db"));
  await append(store, mappingWard(900, 2));
  await releaseCells(store);
  const key = testKey(9);
  const { log } = memoryLog();
  const sent: string[] = [];
  const publish = async (_topic: string, payload: string) => void sent.push(payload);
  const ward = await WardPolicy.open({ ward: "phuong-mau", store, key, publish, log });
  const learner = new MappingLearner({ store, policy: () => ward.applied, log });
  await learner.review();

  using desk = new DeskParts();
  const place = { ward: "phuong-mau", counter: "quay-1" };
  const verify = createVerifier(key.publicKey);
  const { ledger } = desk;
  const inbox = new PolicyInbox({ place, base: DEFAULT_POLICY, ledger, verify, log, onChange: () => {} });
  const serve = async (file: Record<string, unknown>, face: Parameters<DeskParts["read"]>[1]) => {
    await ward.set(withLearned({ consent: "notice", ...file }, learner.keys));
    inbox.receive("ward", Buffer.from(sent.at(-1) ?? ""));
    desk.applied = inbox.applied();
    const { id } = desk.counter.open({}, "request");
    desk.read(30, face);
    desk.counter.close(id);
    return desk.events.at(-1)?.data;
  };
  const learned = { calibrated: true, mode: "active", policy: 1 };
  expect(await serve({}, { happiness: 0.9 })).toMatchObject({ ...learned, level: "very_satisfied" });
  expect(await serve({}, { anger: 0.9 })).toMatchObject({ ...learned, level: "dissatisfied" });
  const back = { mapping: null, mode: "advisory" };
  expect(await serve(back, { happiness: 0.9 })).toMatchObject({ level: null, mode: "advisory", policy: 2 });
});
