import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cameraOfDesk } from "#commands/doctor/examine-system.js";
import {
  closeReplySchema,
  currentReplySchema,
  deskHealthSchema,
  openReplySchema,
  problemSchema,
} from "#contract/http.js";
import { createApi } from "#desk/api/server.js";
import { loadOrCreateKey } from "#platform/signing.js";
import { memoryLog } from "../support/memory-log.js";
import { RunningDesk } from "../support/running-desk.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

let folder: TemporaryFolder;
let desk: RunningDesk;
beforeAll(async () => {
  folder = await temporaryFolder();
  desk = await RunningDesk.start(options());
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const options = (extra = {}) => ({
  folder: folder.path,
  broker: "mqtt://127.0.0.1:1",
  hubKey: loadOrCreateKey(folder.file("hub.key")).publicKey,
  extra,
});
const DOSSIER = "000.00.32.H29-260302-0007";

describe("the counter's API", () => {
  it("opens, shows, closes and rates, and never says a score", async () => {
    const opened = await desk.call("POST", "/v1/transactions", { procedure: "chung-thuc" });
    expect(opened.status).toBe(201);
    const { id } = openReplySchema.parse(opened.body);
    const shown = await desk.call("GET", "/v1/transactions/current");
    expect(currentReplySchema.parse(shown.body)).toEqual({ transaction: { id, procedure: "chung-thuc" }, lamp: "off" });
    expect((await desk.call("POST", `/v1/transactions/${id}/agree`)).body).toEqual({ id, scoring: true });
    expect((await desk.call("GET", "/v1/transactions/current")).body.lamp).toBe("scoring");
    const rated = await desk.call("POST", "/v1/ratings", { rating: "satisfied", source: "page" });
    expect(rated).toEqual({ status: 201, body: { outcome: "recorded", belongsTo: "transaction" } });
    const closed = await desk.call("POST", `/v1/transactions/${id}/close`);
    expect(closeReplySchema.parse(closed.body)).toEqual({ id, outcome: "abstained" });
    expect((await desk.call("GET", "/v1/transactions/current")).body).toEqual({ transaction: null, lamp: "off" });
  });

  it("tells its health to anyone, and shows its description", async () => {
    const health = await desk.call("GET", "/v1/health", undefined, { authorization: "" });
    expect(health.status).toBe(200);
    expect(deskHealthSchema.parse(health.body)).toMatchObject({ eye: "down", hub: "offline", camera: "none" });
    const { hostname: host, port } = new URL(desk.url);
    expect(await cameraOfDesk({ host, port: Number(port) })).toEqual({ ok: false, detail: "none" });
    const page = await fetch(`${desk.url}/docs/json`);
    expect(((await page.json()) as { openapi: string }).openapi).toMatch(/^3\.1/);
  });

  it("refuses whoever has no token, however the path is spelled", async () => {
    for (const path of ["/v1/transactions", "/%761/transactions", "/v1//transactions", "/V1/transactions"]) {
      for (const authorization of ["", "Bearer wrong", `Basic ${desk.token}`, `Bearer ${desk.token}x`]) {
        const reply = await fetch(`${desk.url}${path}`, {
          method: "POST",
          headers: { authorization, "content-type": "application/json" },
          body: "{}",
        });
        expect([401, 404]).toContain(reply.status);
        expect(reply.headers.get("content-type")).toContain("application/problem+json");
        problemSchema.parse(await reply.json());
      }
    }
    expect((await desk.call("GET", "/v1/transactions/current")).body.transaction).toBeNull();
  });

  it("does a request with an idempotency key once, and refuses the key for another", async () => {
    const key = { "idempotency-key": "7c9e6679-7425-40de" };
    const first = await desk.call("POST", "/v1/transactions", { procedure: "chung-thuc" }, key);
    const again = await desk.call("POST", "/v1/transactions", { procedure: "chung-thuc" }, key);
    expect(again).toEqual(first);
    const other = await desk.call("POST", "/v1/transactions", {}, key);
    expect(other.status).toBe(409);
    expect(other.body.code).toBe("request.conflict");
    expect((await desk.call("POST", "/v1/transactions", {}, { "idempotency-key": "x y" })).status).toBe(400);
    const tap = { "idempotency-key": "tap-00000001" };
    await desk.call("POST", "/v1/ratings", { rating: "satisfied" }, tap);
    const before = (await desk.call("GET", "/v1/health")).body.backlog;
    await desk.call("POST", "/v1/ratings", { rating: "satisfied" }, tap);
    expect((await desk.call("GET", "/v1/health")).body.backlog).toBe(before);
    await desk.call("POST", `/v1/transactions/${first.body.id}/cancel`);
  });

  it("names the field and never the value of what it refuses", async () => {
    const refused = [
      await desk.call("POST", "/v1/transactions", { procedure: DOSSIER }),
      await desk.call("POST", "/v1/transactions", { [DOSSIER]: "x" }),
      await desk.call("POST", "/v1/ratings", { rating: "satisfied", token: DOSSIER }),
      await desk.call("POST", "/v1/ratings", { rating: DOSSIER }),
      await desk.call("POST", `/v1/transactions/${DOSSIER}/close`),
      await desk.call("POST", `/v1/transactions/${encodeURIComponent("../../etc")}/close`),
      await desk.call("POST", `/v1/transactions/${DOSSIER}%zz/close`),
      await desk.call("POST", `/v1/transactions/${DOSSIER.repeat(20)}/close`),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400, 404, 404, 400, 414]);
    for (const { body } of refused) problemSchema.parse(body);
    expect(refused[0]?.body.detail).toContain("procedure");
    expect(refused[2]?.body.detail).toContain("token");
    expect((await desk.call("POST", "/v1/transactions", { dossier: "1" })).body.detail).toContain(
      "dossier: unknown field",
    );
    // Nobody dates a tap but the desk: there is none from the future.
    const dated = await desk.call("POST", "/v1/ratings", { rating: "satisfied", rated: "2099-01-01T00:00:00Z" });
    expect([dated.status, dated.body.detail]).toEqual([400, expect.stringContaining("rated: unknown field")]);
    const words = JSON.stringify(refused) + desk.lines.join("");
    expect(words).not.toContain(DOSSIER);
    expect(words).not.toContain(desk.token);
  });

  it("does requests that come at once one after the other", async () => {
    const key = { "idempotency-key": "at-once-0001" };
    const open = (headers = {}) => desk.call("POST", "/v1/transactions", {}, headers);
    const same = await Promise.all([open(key), open(key), open(key)]);
    expect(new Set(same.map(({ body }) => body.id)).size).toBe(1);
    const [id] = same.map(({ body }) => body.id as string);
    const [other, closed, again] = await Promise.all([open(), desk.close(id ?? ""), desk.close(id ?? "")]);
    expect(other.status).toBe(201);
    for (const { status, body } of [closed, again]) expect([status, body.outcome]).toEqual([200, "abstained"]);
    expect((await desk.call("GET", "/v1/transactions/current")).body.transaction).toEqual({ id: other.body.id });
    await desk.call("POST", `/v1/transactions/${other.body.id}/cancel`);
  });

  it("takes a close with a body of any shape, for it has nothing to say", async () => {
    const { body } = await desk.call("POST", "/v1/transactions", {});
    const nested = `${"[".repeat(8_000)}${"]".repeat(8_000)}`;
    const closed = await desk.call("POST", `/v1/transactions/${body.id}/close`, nested, {
      "idempotency-key": "nested-00001",
    });
    expect(closed.status).toBe(200);
  });

  it("keeps no idempotency key as it came: a vendor may have taken the dossier code for one", async () => {
    const key = "H29-21-260302-0007";
    const { id } = (await desk.call("POST", "/v1/transactions", {}, { "idempotency-key": key })).body;
    expect((await desk.call("POST", "/v1/transactions", {}, { "idempotency-key": key })).body.id).toBe(id);
    for (const name of readdirSync(desk.data).filter((name) => name.startsWith("ledger")))
      expect(readFileSync(join(desk.data, name)).includes(key), name).toBe(false);
    await desk.call("POST", `/v1/transactions/${id}/cancel`);
  });

  it("does not wait for ever for a client that sends half a request", async () => {
    const app = await createApi({ log: memoryLog().log, token: "x".repeat(20), document: {} } as never);
    expect(app.server.requestTimeout).toBeGreaterThan(0);
    expect(app.server.requestTimeout).toBeLessThanOrEqual(30_000);
    await app.close();
  });

  it("answers every kind of broken request with a problem, not a crash", async () => {
    const json = { "content-type": "application/json" };
    const cases = [
      [await desk.call("POST", "/v1/transactions", "{not json", json), 400],
      [await desk.call("POST", "/v1/transactions", "null", json), 201],
      [await desk.call("POST", "/v1/transactions", "[]", json), 400],
      [await desk.call("POST", "/v1/transactions", '"x"', json), 400],
      [await desk.call("POST", "/v1/transactions", "", json), 201],
      [await desk.call("POST", "/v1/transactions", '{"__proto__":{"procedure":"x"}}', json), 400],
      [await desk.call("POST", "/v1/transactions", "a=b", { "content-type": "text/plain" }), 415],
      [await desk.call("POST", "/v1/transactions", { procedure: "x".repeat(20_000) }), 413],
      [await desk.call("GET", "/v1/nothing"), 404],
      [await desk.call("DELETE", "/v1/transactions"), 404],
    ] as const;
    for (const [answer, status] of cases) {
      expect(answer.status).toBe(status);
      if (status >= 400) expect(problemSchema.parse(answer.body).status).toBe(status);
    }
    expect((await desk.call("GET", "/v1/health")).status).toBe(200);
    const current = (await desk.call("GET", "/v1/transactions/current")).body.transaction as { id: string };
    await desk.call("POST", `/v1/transactions/${current.id}/cancel`);
  });

  it("keeps its secrets to its own user", () => {
    for (const name of ["api.token", "device.key"]) expect(statSync(join(desk.data, name)).mode & 0o777).toBe(0o600);
    // This eye is a unit of its own, and another user of the folder's group.
    expect(statSync(desk.socket).mode & 0o777).toBe(0o660);
  });
});

describe("a start that cannot be", () => {
  const failure = async (extra: object): Promise<{ code?: string; message: string }> => {
    const other = new RunningDesk(options(extra));
    return other.ended.then(
      () => ({ message: "it ended well" }),
      (error) => error,
    );
  };

  it("says that the data folder is in use, and leaves its holder alone", async () => {
    const error = await failure({});
    expect(error.code).toBe("ledger.in_use");
    expect(error.message).toContain("another data folder");
    expect((await desk.call("GET", "/v1/health")).status).toBe(200);
  });

  it("says that the socket is another desk's, too long, or a file", async () => {
    const data = folder.file("data-2");
    expect((await failure({ data })).code).toBe("socket.in_use");
    const long = { socket: join(folder.path, "x".repeat(120)) };
    expect((await failure({ data, eye: long })).message).toContain("eye.socket");
    expect((await failure({ data, eye: { socket: folder.file("hub.key") } })).message).toContain("is not a socket");
  });

  it("says that the port is taken, and gives back everything else", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const data = folder.file("data-3");
    const eye = { socket: folder.file("3.sock") };
    const error = await failure({ data, eye, api: { host: "127.0.0.1", port } });
    expect(error.code).toBe("http.port_in_use");
    expect(error.message).toContain(String(port));
    server.close();
    const free = await RunningDesk.start(options({ data, eye }));
    await free[Symbol.asyncDispose]();
  });

  it("says which key is wrong when the host is not this machine's, or a file of the broker's login is not there", async () => {
    const data = folder.file("data-5");
    const eye = { socket: folder.file("5.sock") };
    const host = await failure({ data, eye, api: { host: "192.0.2.77", port: 0 } });
    expect(host).toMatchObject({ code: "config.invalid", message: expect.stringContaining("api.host") });
    const publicKey = loadOrCreateKey(folder.file("hub.key")).publicKey;
    const broker = async (mqtt: object): Promise<object> =>
      failure({ data, eye, hub: { publicKey, mqtt: { url: "mqtts://127.0.0.1:1", keepaliveSeconds: 5, ...mqtt } } });
    const password = await broker({ username: "quay-1", passwordFile: folder.file("absent") });
    expect(password).toMatchObject({ code: "config.invalid", message: expect.stringContaining("passwordFile") });
    writeFileSync(folder.file("ca.pem"), "-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n");
    const ca = await broker({ certFile: folder.file("ca.pem"), keyFile: folder.file("hub.key") });
    expect(ca).toMatchObject({ code: "config.invalid", message: expect.stringContaining("certFile") });
  });

  it("wants the notice where the policy file says so, and the place that the ledger belongs to", async () => {
    const data = folder.file("data-4");
    const eye = { socket: folder.file("4.sock") };
    const noticeless = new RunningDesk({ ...options({ data, eye }), policy: { consent: "notice" } });
    await expect(noticeless.ended).rejects.toThrow(/notice/);
    const first = await RunningDesk.start(options({ data, eye }));
    await first[Symbol.asyncDispose]();
    expect((await failure({ data, eye, counter: "quay-2" })).message).toContain("belongs to");
  });
});
