import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { feedbackListSchema } from "#contract/feedback.js";
import { auditSchema, hubSessionSchema } from "#contract/people.js";
import { retentionSchema, transparencySchema } from "#contract/transparency.js";
import { type WardPolicyView, wardPolicySchema } from "#contract/ward-policy.js";
import { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { openOffice } from "#hub/office/office-db.js";
import { AuditLog } from "#hub/people/audit.js";
import { People } from "#hub/people/people.js";
import { systemClock } from "#platform/clock.js";
import { HubSession } from "../support/hub-session.js";
import { OfficeClient } from "../support/office-client.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const PASSWORD = "mot hai ba bon nam";
let folder: TemporaryFolder;
let hub: HubSession;
/** Beside the running hub, as `hailong hub user` does it. */
let office: ReturnType<typeof openOffice>;
let people: People;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await HubSession.create(folder, { url: "mqtt://127.0.0.1:1" });
  await hub.launch();
  office = openOffice(folder.file("hub"));
  people = new People(office);
  for (const [name, role] of [
    ["quan-tri", "admin"],
    ["quan-tri-2", "admin"],
    ["van-phong", "operator"],
    ["lanh-dao", "viewer"],
  ] as const)
    await people.add({ name, role, password: PASSWORD });
  const again = people.add({ name: "van-phong", role: "admin", password: PASSWORD });
  await expect(again).rejects.toMatchObject({ code: "person.exists" });
});
afterAll(async () => {
  office?.close();
  await hub?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

/** Once for each: scrypt takes its time. */
const signedIn = new Map<string, Promise<OfficeClient>>();
const clientOf = (name: string): Promise<OfficeClient> => {
  const client = signedIn.get(name) ?? signIn(name);
  signedIn.set(name, client);
  return client;
};
const signIn = (name: string): Promise<OfficeClient> => OfficeClient.signIn(hub.url, name, PASSWORD);
const policyOf = async (client: OfficeClient): Promise<WardPolicyView> =>
  wardPolicySchema.parse((await client.get("/v1/ward/policy")).body);

describe("people at the hub's pages", () => {
  it("sign in by name and password; the cookie is for no script and no other site; it opens nothing after signing out", async () => {
    const nobody = new OfficeClient(hub.url);
    expect((await nobody.get("/v1/people/session")).body).toEqual({ person: null, csrf: null });
    const wrong = await nobody.signIn("quan-tri", "something else entirely");
    expect([wrong.status, wrong.body]).toMatchObject([401, { code: "sign_in.wrong" }]);
    const answer = await nobody.signIn("quan-tri", PASSWORD);
    expect(hubSessionSchema.parse(answer.body).person).toEqual({ name: "quan-tri", role: "admin" });
    expect(answer.headers.get("set-cookie")).toMatch(/^hailong=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(office.prepare("SELECT hash FROM sessions").pluck().all().join()).not.toContain(nobody.cookie.slice(8));
    expect((await nobody.get("/v1/people/audit")).status).toBe(200);
    expect((await nobody.delete("/v1/people/session")).status).toBe(200);
    expect((await nobody.get("/v1/people/audit")).status).toBe(401);
    // A stranger's body is not even read.
    const headers = { "content-type": "application/json" };
    const unread = await fetch(`${hub.url}/v1/ward/policy`, { method: "POST", headers, body: "{ no JSON" });
    expect(unread.status).toBe(401);
  });

  it("change nothing without the page's token, or from another site", async () => {
    const admin = await clientOf("quan-tri");
    const change = { patch: {}, basedOn: 0 };
    for (const headers of [
      { "x-hailong-csrf": "" },
      { "x-hailong-csrf": "0".repeat(64) },
      { origin: "http://other.example" },
      { "sec-fetch-site": "cross-site" },
    ] as Record<string, string>[]) {
      const refused = await admin.post("/v1/ward/policy", change, headers);
      expect([headers, refused.status, refused.body]).toMatchObject([headers, 403, { code: "session.forbidden" }]);
    }
    expect((await admin.post("/v1/ward/policy", change)).status).toBe(200);
  });

  it("may what their role may, and no more; a changed role or a disabled account ends the session", async () => {
    const viewer = await signIn("lanh-dao");
    expect((await viewer.get("/v1/ward/policy")).status).toBe(200);
    expect((await viewer.get("/v1/people/audit")).body).toMatchObject({ code: "session.role" });
    expect((await viewer.post("/v1/feedback/1/close")).body).toMatchObject({ code: "session.role" });
    const operator = await signIn("van-phong");
    expect((await operator.post("/v1/ward/policy", { patch: { k: 20 }, basedOn: 0 })).status).toBe(403);
    people.setRole("van-phong", "admin");
    expect((await operator.get("/v1/ward/policy")).status).toBe(401);
    people.setDisabled("lanh-dao", true);
    expect((await viewer.get("/v1/ward/policy")).status).toBe(401);
    expect((await new OfficeClient(hub.url).signIn("lanh-dao", PASSWORD)).status).toBe(401);
    people.setDisabled("lanh-dao", false);
    people.setRole("van-phong", "operator");
  });

  it("change their own password: other browsers are signed out, this one goes on", async () => {
    const [here, there] = [await signIn("lanh-dao"), await signIn("lanh-dao")];
    const next = "sau bay tam chin muoi";
    expect((await here.post("/v1/people/password", { old: "not this one", new: next })).status).toBe(401);
    expect((await here.post("/v1/people/password", { old: PASSWORD, new: "short" })).status).toBe(400);
    const changed = await here.post("/v1/people/password", { old: PASSWORD, new: next });
    expect(changed.status).toBe(200);
    expect((await there.get("/v1/ward/policy")).status).toBe(401);
    here.cookie = changed.headers.get("set-cookie")?.split(";")[0] ?? "";
    expect((await here.get("/v1/ward/policy")).status).toBe(200);
  });
});

describe("the ward's policy on its page", () => {
  it("is changed by one, seen by all with who did it, and published with a number", async () => {
    const admin = await clientOf("quan-tri");
    const before = await policyOf(admin);
    expect(before).toMatchObject({ authority: "page", inForce: { k: 10 } });
    const patch = { ...before.patch, k: 20 };
    const { body } = await admin.post("/v1/ward/policy", { patch, basedOn: before.revision });
    const after = wardPolicySchema.parse(body);
    expect(after).toMatchObject({ number: before.number + 1, patch: { k: 20 }, inForce: { k: 20 } });
    expect(after.keys).toContainEqual({ key: "k", from: "ward", settable: true });
    expect(after.history[0]).toMatchObject({
      person: "quan-tri",
      number: after.number,
      changes: [{ key: "k", from: null, to: 20 }],
    });
    const { rows, whole } = auditSchema.parse((await admin.get("/v1/people/audit")).body);
    expect(whole).toBe(true);
    expect(rows.find(({ action }) => action === "policy.set")).toMatchObject({
      person: "quan-tri",
      detail: { from: '{"k":null}', to: '{"k":20}' },
    });
    expect(rows.find(({ action }) => action === "policy.numbered")?.detail.number).toBe(after.number);
  });

  it("is not overwritten by a second who read it before: they are told who changed what", async () => {
    const [first, second] = [await clientOf("quan-tri"), await clientOf("quan-tri-2")];
    const { revision, patch } = await policyOf(second);
    const answers = await Promise.all([
      first.post("/v1/ward/policy", { patch: { ...patch, k: 30 }, basedOn: revision }),
      second.post("/v1/ward/policy", { patch: { ...patch, grainMinutes: 10 }, basedOn: revision }),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 409]);
    const winner = statuses[0] === 200 ? "quan-tri" : "quan-tri-2";
    const refused = answers.find(({ status }) => status === 409)?.body as unknown as { code: string; detail: string };
    expect(refused.code).toBe("policy.changed");
    expect(refused.detail).toContain(`${winner} set revision ${revision + 1}`);
    expect(refused.detail).toMatch(/k: 20 → 30|grainMinutes: null → 10/);
  });

  it("refuses what is no policy of a page's, in words that name the key", async () => {
    const admin = await clientOf("quan-tri");
    const { revision: basedOn } = await policyOf(admin);
    for (const [patch, words] of [
      [{ k: 2 }, /patch\.k: expected 5 or more/],
      [{ mode: "active" }, /patch\.mode: expected advisory, suspended/],
      [{ grainMinutes: 4 }, /patch\.grainMinutes: expected 5 or more/],
      [{ recallFloor: 0.4 }, /patch\.recallFloor: expected 0\.5 or more/],
      [{ k: "many" }, /patch\.k/],
      [{ valence: { happiness: 0 } }, /a page may set k/],
      [{ mapping: null }, /a page may set k/],
    ] as const) {
      const refused = await admin.post("/v1/ward/policy", { patch, basedOn });
      expect([refused.status, (refused.body as { detail: string }).detail]).toEqual([
        400,
        expect.stringMatching(words),
      ]);
    }
    expect((await policyOf(admin)).revision).toBe(basedOn);
  });

  it("stands in the file where there is one, and the page says so", async () => {
    await hub.stop();
    await hub.setPolicy({ k: 15 });
    await hub.launch({ policyFile: folder.file("policy.yaml") });
    const admin = await clientOf("quan-tri");
    const { authority, patch, revision } = await policyOf(admin);
    expect([authority, patch]).toEqual(["file", { k: 15 }]);
    const refused = await admin.post("/v1/ward/policy", { patch: { k: 20 }, basedOn: revision });
    expect([refused.status, refused.body]).toMatchObject([
      409,
      { code: "policy.file_rules", detail: expect.stringContaining("policyFile") },
    ]);
  });
});

describe("what citizens wrote", () => {
  it("is answered and closed by an operator, in order, and the audit log says who, but not what", async () => {
    const written = { day: "2026-10-05", topic: "time", words: "Chờ lâu quá", receipt: "a".repeat(64) } as const;
    new FeedbackShelf(office).put(written);
    const operator = await signIn("van-phong");
    const { items, states } = feedbackListSchema.parse((await operator.get("/v1/feedback?state=received")).body);
    expect([items.length, states.received]).toEqual([1, 1]);
    const path = `/v1/feedback/${items[0]?.id}`;
    for (const said of [{ kind: "accepted", answer: " " }, { answer: "Xin lỗi" }, { kind: "noted", answer: "Xin lỗi" }])
      expect((await operator.post(`${path}/answer`, said)).status).toBe(400);
    const answers = await Promise.all(
      ["Đã thêm quầy", "Xin lỗi"].map((answer) => operator.post(`${path}/answer`, { kind: "explained", answer })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await operator.post(`${path}/close`)).body).toMatchObject({
      ...{ state: "closed", kind: "explained", answeredBy: "van-phong" },
    });
    expect((await operator.post("/v1/feedback/99/close")).status).toBe(404);
    expect((await operator.get("/v1/feedback?most=0")).status).toBe(400);
    const { rows } = auditSchema.parse((await (await clientOf("quan-tri")).get("/v1/people/audit")).body);
    expect(rows.slice(0, 3).map(({ action, person }) => [action, person])).toEqual([
      ["feedback.closed", "van-phong"],
      ["feedback.answered", "van-phong"],
      ["feedback.read", "van-phong"],
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/Chờ lâu|thêm quầy/);
  });

  it("is kept for as long as the office's page and the public one say", async () => {
    const anyone = new OfficeClient(hub.url);
    const { retention, model } = transparencySchema.parse((await anyone.get("/v1/transparency")).body);
    expect([retention, model === null]).toEqual([{ contentMonths: null, feedbackMonths: 12 }, false]);
    expect((await anyone.get("/v1/ward/retention")).status).toBe(401);
    const told = retentionSchema.parse((await (await clientOf("quan-tri")).get("/v1/ward/retention")).body);
    expect(told).toMatchObject({ feedbackMonths: 12, auditMonths: 24, erasures: [], auditWhole: true });
  });
});

it("shows in the audit log what was done to it", async () => {
  const audit = new AuditLog(office, systemClock);
  const { rows, faults } = await audit.verify();
  expect(faults).toEqual([]);
  expect(rows).toBeGreaterThan(10);
  office.prepare(`UPDATE audit SET person = 'ai-do' WHERE id = 3`).run();
  expect((await audit.verify()).faults).toEqual([{ id: 3, fault: "altered" }]);
  office.prepare("DELETE FROM audit WHERE id = 3").run();
  expect((await audit.verify()).faults).toEqual([{ id: 3, fault: "missing" }]);
});
