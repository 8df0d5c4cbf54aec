import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type KioskView, kioskViewSchema } from "#contract/kiosk.js";
import { kioskSchema } from "#desk/kiosk/kiosk-config.js";
import { loadOrCreateKey } from "#platform/signing.js";
import { eventually } from "../support/child.js";
import { RunningDesk } from "../support/running-desk.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
let desk: RunningDesk;
const options = (extra = {}) => ({
  folder: folder.path,
  broker: "mqtt://127.0.0.1:1",
  hubKey: loadOrCreateKey(folder.file("hub.key")).publicKey,
  policy: { ratingUndoSeconds: 5 },
  extra,
});
beforeAll(async () => {
  folder = await temporaryFolder();
  desk = await RunningDesk.start(options());
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** As the page asks: no token, its own origin. */
const asPage = () => ({ authorization: "", origin: desk.url });
const deed = (what: string, body: object = {}, headers: Record<string, string> = {}) =>
  desk.call("POST", `/v1/kiosk/${what}`, body, { ...asPage(), ...headers });
const step = { value: 1, of: 3 };

/** A page's stream: the views that it was sent. */
async function follow(): Promise<Disposable & { readonly views: KioskView[] }> {
  const stop = new AbortController();
  const reply = await fetch(`${desk.url}/v1/kiosk/events`, { signal: stop.signal });
  expect(reply.headers.get("content-type")).toContain("text/event-stream");
  const views: KioskView[] = [];
  void (async () => {
    let text = "";
    for await (const chunk of reply.body ?? []) {
      text += new TextDecoder().decode(chunk);
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks)
        if (block.startsWith("event: view\n"))
          views.push(kioskViewSchema.parse(JSON.parse(block.split("data: ")[1] ?? "")));
    }
  })().catch(() => {});
  return { views, [Symbol.dispose]: () => stop.abort() };
}

it("serves the page with a policy that lets it load its own files only", async () => {
  const page = await fetch(`${desk.url}/kiosk`);
  const html = await page.text();
  expect(html).toContain("Ông/Bà có hài lòng");
  // A browser in another language would lay its offer to translate over the page's buttons.
  expect(html).toContain('<meta name="google" content="notranslate" />');
  expect(html).not.toMatch(/\{\{|https?:|style=|<script>|onclick/);
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  for (const file of html.match(/\/kiosk\/[\w.]+/g) ?? []) {
    const reply = await fetch(`${desk.url}${file}`);
    expect(reply.status, file).toBe(200);
    expect(reply.headers.get("content-security-policy"), file).toBe(policy);
  }
  for (const path of ["/kiosk/settings.d.ts", "/kiosk/../package.json", "/kiosk/%2e%2e%2fpackage.json", "/kiosk/none"])
    expect((await fetch(`${desk.url}${path}`)).status, path).toBe(404);
});

it("shows the view as it is at every connection, then its changes, in front of every page", async () => {
  using before = await follow();
  await eventually(() => before.views.length === 1);
  expect(before.views[0]).toMatchObject({ screen: "idle", visit: null, lamp: "off" });
  const { id } = await desk.open({}, false);
  await eventually(() => before.views.at(-1)?.screen === "open");
  using after = await follow();
  await eventually(() => after.views.length === 1);
  expect(after.views[0]).toEqual(before.views.at(-1));
  const { visit } = after.views[0] ?? {};
  expect((await deed("agree", { visit })).body).toEqual({ ok: true });
  await eventually(() => after.views.at(-1)?.lamp === "advisory");
  expect((await deed("opt-out", { visit })).body).toEqual({ ok: true });
  await eventually(() => before.views.at(-1)?.consent === "declined");
  expect((await deed("rating", { key: "page-tap-1", visit, step })).body).toEqual({ ok: true });
  await eventually(() => after.views.at(-1)?.screen === "undo");
  const { tap } = after.views.at(-1) ?? {};
  expect((await deed("undo", { tap })).body).toEqual({ ok: true });
  await eventually(() => after.views.at(-1)?.screen === "open");
  await desk.call("POST", `/v1/transactions/${id}/cancel`);
  await eventually(() => after.views.at(-1)?.screen === "idle");
});

it("says no to what it does not know, and never more than that", async () => {
  const visit = "A".repeat(16);
  const refused = [
    await deed("rating", { key: "page-tap-2", visit: "x", step }),
    await deed("rating", { key: "page-tap-2", visit: null, step: { value: 4, of: 3 } }),
    await deed("rating", { key: "page-tap-2", visit: null, step: { value: 1, of: 5 } }),
    await deed("rating", { key: "page-tap-2", visit: null, step, token: "AAAAAAAAAAAAAAAAAAAAAQ" }),
    await deed("reason", { tap: visit, reason: "cho-lau" }),
    await deed("undo"),
    await deed("agree", { visit }),
    await deed("opt-out", { visit }),
    await deed("undo", { tap: visit }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 400, 409, 409, 409]);
  expect(JSON.stringify(refused)).not.toMatch(/dissatisfied|satisfied/);
});

it("takes no word of another site, of another name for this machine, or without the page's origin", async () => {
  const tap = { key: "stranger-1", visit: null, step };
  const { backlog } = (await desk.call("GET", "/v1/health")).body;
  const events = () => fetch(`${desk.url}/v1/kiosk/events`, { headers: { origin: "https://example.vn" } });
  expect((await deed("rating", tap, { origin: "https://example.vn" })).status).toBe(403);
  expect((await deed("rating", tap, { origin: "null" })).status).toBe(403);
  expect((await deed("rating", tap, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await deed("rating", tap, { "content-type": "text/plain" })).status).toBe(415);
  expect((await desk.call("POST", "/v1/kiosk/rating", tap, { authorization: "" })).status).toBe(403);
  expect((await events()).status).toBe(403);
  const { port } = new URL(desk.url);
  const rebound = await new Promise((resolve, reject) => {
    const headers = { host: `rebind.example.vn:${port}` };
    request({ host: "127.0.0.1", port, path: "/kiosk", headers }, (reply) => resolve(reply.resume().statusCode))
      .on("error", reject)
      .end();
  });
  expect(rebound).toBe(403);
  expect((await desk.call("GET", "/v1/health")).body.backlog).toBe(backlog);
  using stream = await follow();
  await eventually(() => stream.views.length > 0);
  expect(stream.views[0]).toMatchObject({ screen: "idle", undoMs: null });
  // And the page's own rights end at its own paths.
  expect((await desk.call("POST", "/v1/transactions", {}, asPage())).status).toBe(401);
  expect((await desk.call("POST", "/v1/ratings", { rating: "satisfied" }, asPage())).status).toBe(401);
});

it("keeps no more streams than a counter has pages, and forgets those that leave", async () => {
  const streams = await Promise.all(Array.from({ length: 8 }, follow));
  expect((await fetch(`${desk.url}/v1/kiosk/events`)).status).toBe(403);
  for (const stream of streams) stream[Symbol.dispose]();
  const again = await eventually(() => follow().catch(() => undefined), { what: "a free place" });
  again[Symbol.dispose]();
});

it("is not there when it is switched off", async () => {
  const other = { data: folder.file("off"), eye: { socket: folder.file("off.sock") } };
  await using off = await RunningDesk.start(options({ ...other, kiosk: kioskSchema.parse({ enabled: false }) }));
  expect((await fetch(`${off.url}/kiosk`)).status).toBe(404);
  expect((await fetch(`${off.url}/v1/kiosk/events`)).status).toBe(404);
});
