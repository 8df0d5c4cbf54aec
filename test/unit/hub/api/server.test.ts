import { Registry } from "prom-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hubHealthSchema, problemSchema } from "#contract/http.js";
import { hubHealthExample, summaryExample } from "#contract/local-examples.js";
import { hubOpenApi } from "#contract/openapi.js";
import { createMetrics } from "#hub/api/metrics.js";
import { createApi } from "#hub/api/server.js";
import { memoryLog } from "../../../support/memory-log.js";

const token = "a-token-of-enough-letters";
const authorization = `Bearer ${token}`;

describe("the hub's API", () => {
  let app: Awaited<ReturnType<typeof createApi>>;
  let fails = false;
  const { log, lines } = memoryLog();
  beforeEach(async () => {
    fails = false;
    app = await createApi({
      summary: async () => {
        if (fails) throw new Error("the store said no");
        return summaryExample;
      },
      health: () => hubHealthExample,
      metrics: new Registry(),
      token,
      document: hubOpenApi("1.0.0"),
      log,
    });
  });
  afterEach(() => app.close());

  it("gives the summary to the token only, however the path is spelled", async () => {
    const good = await app.inject({ url: "/v1/summary", headers: { authorization } });
    expect([good.statusCode, good.json()]).toEqual([200, summaryExample]);
    for (const url of ["/v1/summary", "/v1/summary?token=x", "/v1/%73ummary"]) {
      for (const headers of [{}, { authorization: "Bearer wrong" }, { authorization: token }]) {
        const refused = await app.inject({ url, headers });
        expect(refused.statusCode).toBe(401);
        expect(refused.headers["content-type"]).toContain("application/problem+json");
        expect(problemSchema.parse(refused.json()).code).toBe("request.unauthorized");
      }
    }
  });

  it("shows health, metrics and its description without one", async () => {
    const health = await app.inject({ url: "/v1/health" });
    expect(hubHealthSchema.parse(health.json())).toEqual(hubHealthExample);
    expect((await app.inject({ url: "/metrics" })).statusCode).toBe(200);
    expect((await app.inject({ url: "/docs/json" })).json().openapi).toBe("3.1.0");
  });

  it("answers what is not there, and its own faults, as problems", async () => {
    expect(problemSchema.parse((await app.inject({ url: "/v1/nothing" })).json()).status).toBe(404);
    const spelled = await app.inject({ url: "/v1/%E0%A4%A-secret" });
    expect(problemSchema.parse(spelled.json()).status).toBe(400);
    expect(spelled.body).not.toContain("secret");
    fails = true;
    const fault = await app.inject({ url: "/v1/summary", headers: { authorization } });
    expect(problemSchema.parse(fault.json())).toMatchObject({ status: 500, code: "internal" });
    expect(fault.body).not.toContain("the store said no");
    expect(lines.join("")).toContain("the store said no");
  });
});

describe("metrics", () => {
  it("are each hub's own, and count", async () => {
    const rejected = new Map([["forked", 2]]);
    const sources = {
      rejected: () => rejected,
      waiting: () => 7,
      connected: () => true,
      storeFault: () => undefined,
      desks: () => ({ enrolled: 3, online: 2, revoked: 1 }),
    };
    const [one, other] = [createMetrics(sources), createMetrics(sources)];
    one.onBatch({ stored: 5, duplicates: 1, early: 0, commitSeconds: 0.003 });
    rejected.set("forked", 3);
    const text = await one.registry.metrics();
    for (const line of [
      'hailong_hub_events_total{outcome="stored"} 5',
      'hailong_hub_rejected_total{reason="forked"} 3',
      "hailong_hub_waiting_events 7",
      "hailong_hub_desks_online 2",
      "hailong_hub_batch_events_count 1",
    ])
      expect(text).toContain(line);
    expect(await other.registry.metrics()).not.toContain('{outcome="stored"} 5');
    expect(text).not.toMatch(/score|satisf|mean/i);
  });
});
