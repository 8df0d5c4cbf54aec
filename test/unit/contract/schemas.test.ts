import { describe, expect, it } from "vitest";
import { eventSchema, roundTime } from "#contract/event.js";
import { ratingExample, scoreExample } from "#contract/event-examples.js";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { eventTopic, hubSubscriptions, parseTopic, statusTopic, wardPolicyTopic } from "#contract/topics.js";

const complaint = (change: object): string | undefined =>
  eventSchema.safeParse({ ...scoreExample, ...change }).error?.issues[0]?.message;

describe("events", () => {
  it.each([
    [
      "a dossier code where the token belongs",
      { data: { ...scoreExample.data, token: "H29.15-240311-0042" } },
      /never a dossier code/,
    ],
    ["a time that singles out a second", { time: "2026-03-02T08:15:07Z" }, /whole minutes/],
    ["a time with an offset", { time: "2026-03-02T08:15:00+07:00" }, /datetime/i],
    ["seq 0", { seq: 0 }, />=1/],
    ["an id of its own", { id: "42" }, /expected \{device\}/],
    ["a score over 100", { data: { ...scoreExample.data, score: 101 } }, /<=100/],
  ])("refuse %s", (_name, change, words) => {
    expect(complaint(change)).toMatch(words);
  });

  it.each([
    [{ value: 2, of: 4 }, "dissatisfied", true],
    [{ value: 3, of: 5 }, "satisfied", true],
    [{ value: 5, of: 5 }, "dissatisfied", false],
    [{ value: 5, of: 4 }, "very_satisfied", false],
  ])("of step %j and rating %s agree: %s", (step, rating, agree) => {
    const data = { ...ratingExample.data, step, rating };
    expect(eventSchema.safeParse({ ...ratingExample, data }).success).toBe(agree);
  });

  it("take the example", () => expect(complaint({})).toBeUndefined());
});

describe("roundTime", () => {
  it("rounds down to the grain", () => {
    const at = Date.parse("2026-03-02T08:19:59.999Z");
    expect(roundTime(at, 5)).toBe("2026-03-02T08:15:00Z");
    expect(roundTime(at, 60)).toBe("2026-03-02T08:00:00Z");
  });
});

describe("topics", () => {
  const place = { ward: "phuong-mau", counter: "quay-01" };

  it("are read back as they were made", () => {
    expect(parseTopic(eventTopic(place, "score"))).toEqual({ ...place, leaf: "score" });
    expect(parseTopic("hailong/v1/phuong-mau/quay-01/input/rating")).toEqual({ ...place, leaf: "input/rating" });
  });

  it.each(["", "hailong/v2/a/b/score", "hailong/v1/a", "hailong/v1/a/b", "hailong/v1//b/score", "x/hailong/v1/a/b/c"])(
    "%s is none of a counter's",
    (topic) => expect(parseTopic(topic)).toBeUndefined(),
  );

  it("a hub listens to all events, the status and the policy of its ward only", () => {
    const filters = hubSubscriptions("phuong-mau").map((filter) => filter.replace("+", "quay-01"));
    for (const kind of ["score", "abstention", "cancelled", "rating", "health", "rekeyed"] as const)
      expect(filters).toContain(eventTopic(place, kind));
    expect(filters).toContain(statusTopic(place));
    expect(filters).toContain(wardPolicyTopic("phuong-mau"));
    expect(filters).toHaveLength(8);
  });
});

describe("mergePolicy", () => {
  it("lets later patches win key by key", () => {
    const merged = mergePolicy(
      DEFAULT_POLICY,
      { window: { minimumSeconds: 30 }, k: 20 },
      { window: { gapSeconds: 2 } },
    );
    expect(merged.window).toEqual({ ...DEFAULT_POLICY.window, minimumSeconds: 30, gapSeconds: 2 });
    expect([merged.k, merged.score]).toEqual([20, DEFAULT_POLICY.score]);
  });

  it("refuses what would not make a policy", () => {
    expect(() => mergePolicy(DEFAULT_POLICY, { k: 0 })).toThrow();
    expect(() => mergePolicy(DEFAULT_POLICY, { windows: {} })).toThrow(/windows/);
  });
});
