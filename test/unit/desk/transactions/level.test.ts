import { describe, expect, it } from "vitest";
import type { Mapping } from "#contract/mapping.js";
import { DEFAULT_POLICY, mergePolicy } from "#contract/policy.js";
import { DeskParts } from "../../../support/desk-parts.js";

const notice = { consent: "notice" };
const mapping: Mapping = {
  weights: { valenceWhole: 2, valenceEnd: 2, positiveShare: 0, negativeShare: 0, shortSmileShare: 0 },
  cuts: { satisfied: -0.4, verySatisfied: 0.8 },
};

describe("the level of a score", () => {
  it.each([
    [{ anger: 0.3 }, "dissatisfied"],
    [{}, "satisfied"],
    [{ happiness: 0.5 }, "very_satisfied"],
  ] as const)("%o is %s by the learned mapping, and marked calibrated", (face, level) => {
    using parts = new DeskParts({ policy: { ...notice, mapping, mode: "active" } });
    const { id } = parts.counter.open({}, "request");
    parts.read(30, face);
    parts.counter.close(id);
    expect(parts.events.at(-1)?.data).toMatchObject({ level, calibrated: true, mode: "active" });
  });

  it("is none without a mapping", () => {
    using parts = new DeskParts({ policy: notice });
    const { id } = parts.counter.open({}, "request");
    parts.read(30, { happiness: 0.9 });
    parts.counter.close(id);
    expect(parts.events.at(-1)?.data).toMatchObject({ level: null });
    expect(parts.events.at(-1)?.data).not.toHaveProperty("calibrated");
  });

  it("changes with the next window, not with the open one", () => {
    using parts = new DeskParts({ policy: notice });
    const { id } = parts.counter.open({}, "request");
    parts.read(15, { happiness: 0.5 });
    parts.applied = { number: 5, policy: mergePolicy(DEFAULT_POLICY, { ...notice, mapping }) };
    parts.read(15, { happiness: 0.5 });
    parts.counter.close(id);
    expect(parts.events.at(-1)?.data).toMatchObject({ level: null, policy: 4 });
    const next = parts.counter.open({}, "request");
    parts.read(30, { happiness: 0.5 });
    parts.counter.close(next.id);
    expect(parts.events.at(-1)?.data).toMatchObject({ level: "very_satisfied", policy: 5, calibrated: true });
  });

  it("says nothing for an abstention", () => {
    using parts = new DeskParts({ policy: { ...notice, mapping } });
    const { id } = parts.counter.open({}, "request");
    parts.read(5, { happiness: 0.5 });
    parts.counter.close(id);
    expect(parts.events.at(-1)).toMatchObject({ type: "vn.hailong.abstention.v1" });
    expect(JSON.stringify(parts.events.at(-1))).not.toMatch(/level|calibrated/);
  });
});
