import { describe, expect, it } from "vitest";
import type { HailongEvent } from "#contract/event.js";
import { DeskParts } from "../../../support/desk-parts.js";
import { expressionAt, noneAt } from "../../../support/readings.js";

const notice = { consent: "notice" };
const last = (parts: DeskParts): HailongEvent => {
  const event = parts.events.at(-1);
  if (!event) throw new Error("no event");
  return event;
};
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return "none";
};

describe("opening and closing", () => {
  it("scores what was read between the citizen's consent and the close", () => {
    using parts = new DeskParts();
    const { id, token } = parts.counter.open({ procedure: "chung-thuc" }, "request");
    expect(id).not.toBe(token);
    expect(parts.asked).toEqual([]);
    parts.clock.pass(60_000);
    expect(parts.counter.agree(id)).toEqual({ id, scoring: true });
    parts.read(30, { happiness: 0.5 });
    expect(parts.counter.close(id)).toEqual({ id, outcome: "recorded" });
    expect(parts.asked).toEqual(["bind 1", "release 1"]);
    expect(last(parts)).toMatchObject({
      type: "vn.hailong.score.v1",
      data: {
        token,
        procedure: "chung-thuc",
        field: "tu-phap",
        score: 75,
        windowSeconds: 30,
        closedBy: "close",
        policy: 4,
        opened: "2026-03-02T08:00:00Z",
        closed: "2026-03-02T08:00:00Z",
        mode: "advisory",
        level: null,
      },
    });
    expect(parts.events).toHaveLength(1);
  });

  it("closes the open one when another opens", () => {
    using parts = new DeskParts({ policy: notice });
    const first = parts.counter.open({}, "request");
    parts.read(25, { happiness: 0.4 });
    const second = parts.counter.open({}, "request");
    expect(parts.asked).toEqual(["bind 1", "release 1", "bind 2"]);
    expect(last(parts)).toMatchObject({
      type: "vn.hailong.score.v1",
      data: { token: first.token, closedBy: "superseded" },
    });
    expect(parts.counter.current?.row.id).toBe(second.id);
    parts.read(25, { anger: 0.4 });
    parts.counter.close(second.id);
    expect(last(parts)).toMatchObject({ data: { token: second.token, score: 30 } });
  });

  it("answers the same to a second close, and refuses what is unknown, cancelled or over", () => {
    using parts = new DeskParts();
    const { id } = parts.serve();
    expect(parts.counter.close(id).outcome).toBe("abstained");
    expect(parts.counter.close(id)).toEqual({ id, outcome: "abstained" });
    expect(parts.events).toHaveLength(1);
    expect(codeOf(() => parts.counter.close("nope"))).toBe("transaction.unknown");
    expect(codeOf(() => parts.counter.cancel(id))).toBe("transaction.closed");
    expect(codeOf(() => parts.counter.optOut(id))).toBe("transaction.closed");
    expect(codeOf(() => parts.counter.agree("nope"))).toBe("transaction.unknown");
    const other = parts.serve();
    parts.counter.cancel(other.id);
    expect(parts.counter.cancel(other.id)).toEqual({ id: other.id, outcome: "cancelled" });
    expect(codeOf(() => parts.counter.close(other.id))).toBe("transaction.closed");
  });

  it("cancels without score or abstention, yet as an event", () => {
    using parts = new DeskParts();
    const { id, token } = parts.serve();
    parts.read(30);
    parts.counter.cancel(id);
    expect(parts.asked).toEqual(["bind 1", "release 1"]);
    expect(parts.events.map(({ type }) => type)).toEqual(["vn.hailong.cancelled.v1"]);
    expect(last(parts).data).toMatchObject({ token });
  });

  it("ignores readings of another window and from the future", () => {
    using parts = new DeskParts({ policy: notice });
    const { id } = parts.counter.open({}, "request");
    parts.read(10, { happiness: 0.5 });
    parts.counter.read(7, expressionAt(parts.clock.monotonic(), { anger: 1 }));
    parts.counter.read(parts.bound, expressionAt(parts.clock.monotonic() + 60_000, { anger: 1 }));
    parts.read(15, { happiness: 0.5 });
    parts.counter.close(id);
    expect(last(parts)).toMatchObject({ data: { score: 75, coverage: expect.closeTo(1, 2) } });
  });

  it("closes by itself after the policy's longest time", () => {
    using parts = new DeskParts({ policy: { ...notice, window: { maximumSeconds: 60 } } });
    parts.counter.open({}, "request");
    parts.read(59);
    parts.counter.tick();
    expect(parts.counter.current).toBeDefined();
    parts.read(1);
    parts.counter.tick();
    expect(parts.counter.current).toBeUndefined();
    expect(last(parts)).toMatchObject({ data: { closedBy: "expired", windowSeconds: 60 } });
  });

  it("scores by the same rules when the desk is stopped in mid-window", () => {
    using parts = new DeskParts({ policy: notice });
    parts.counter.open({}, "request");
    parts.read(22, { happiness: 0.3 });
    parts.counter.closeAs("shutdown");
    expect(last(parts)).toMatchObject({ type: "vn.hailong.score.v1", data: { closedBy: "shutdown", score: 65 } });
    parts.counter.closeAs("shutdown");
    expect(parts.events).toHaveLength(1);
  });

  it("measures by the monotonic clock: a wall clock stepped back an hour spoils neither window nor order", () => {
    using parts = new DeskParts({ policy: notice });
    const { id } = parts.counter.open({}, "request");
    parts.read(15, { happiness: 0.5 });
    parts.clock.step(-3_600_000);
    parts.read(15, { happiness: 0.5 });
    parts.counter.close(id);
    const event = last(parts);
    if (event.type !== "vn.hailong.score.v1") throw new Error(event.type);
    expect(event.data).toMatchObject({ windowSeconds: 30, coverage: expect.closeTo(1, 2), score: 75 });
    expect(event.data.opened <= event.data.closed).toBe(true);
    expect(event.data.closed).toBe("2026-03-02T07:00:00Z");
  });

  it("judges a window by the policy at its opening", () => {
    using parts = new DeskParts({ policy: notice });
    const { id } = parts.counter.open({}, "request");
    parts.applied = { number: 5, policy: { ...parts.applied.policy, mode: "suspended" } };
    parts.read(25);
    parts.counter.close(id);
    expect(last(parts)).toMatchObject({ data: { policy: 4, mode: "advisory" } });
  });

  it("keeps ids, tokens, scores and dossier-like words out of the log", () => {
    using parts = new DeskParts({ policy: notice });
    const { id, token } = parts.counter.open({ procedure: "chung-thuc" }, "request");
    parts.read(25, { happiness: 0.37 });
    parts.counter.close(id);
    const log = parts.log.lines.join("");
    expect(log).toContain("transaction.closed");
    expect(log).not.toContain(id);
    expect(log).not.toContain(token);
    expect(log).not.toMatch(/"score"|68\.5|happiness|valence/);
  });
});

describe("after a kill", () => {
  it("abstains for the transaction left open, under its own id and token", () => {
    const before = new DeskParts({ policy: notice });
    const { id, token } = before.counter.open({ procedure: "chung-thuc" }, "request");
    before.read(30);
    before.ledger[Symbol.dispose]();
    before.clock.step(-7_200_000);
    using after = new DeskParts({ folder: before.folder, clock: before.clock });
    expect(after.counter.current).toBeUndefined();
    expect(after.counter.close(id)).toEqual({ id, outcome: "abstained" });
    const [event] = after.events;
    expect(event).toMatchObject({
      type: "vn.hailong.abstention.v1",
      data: { token, field: "tu-phap", reason: "restarted", closedBy: "restart", windowSeconds: 0 },
    });
    expect(after.events).toHaveLength(1);
  });
});

describe("consent", () => {
  it("reads nothing before the citizen agrees, and abstains when they never do", () => {
    using parts = new DeskParts();
    const { id } = parts.counter.open({}, "request");
    parts.read(30, { happiness: 1 }, 1);
    parts.counter.close(id);
    expect(parts.asked).toEqual([]);
    expect(last(parts)).toMatchObject({
      data: { reason: "no_consent", windowSeconds: 0, coverage: 0, reasonSeconds: {} },
    });
  });

  it("is opt-in whatever the policy says when no notice is posted", () => {
    using parts = new DeskParts({ policy: notice, noticeGiven: false });
    parts.counter.open({}, "request");
    expect(parts.asked).toEqual([]);
  });

  it("never scores an excluded procedure, agreed or not", () => {
    using parts = new DeskParts({ policy: notice });
    const { id } = parts.counter.open({ procedure: "khai-tu" }, "request");
    expect(parts.counter.agree(id)).toEqual({ id, scoring: false });
    parts.counter.close(id);
    expect(parts.asked).toEqual([]);
    expect(last(parts)).toMatchObject({ data: { reason: "excluded_procedure" } });
  });

  it("does not score without a certificate where the policy asks for one", () => {
    using parts = new DeskParts({ policy: { ...notice, requireCertificate: true } });
    parts.counter.close(parts.counter.open({}, "request").id);
    expect(last(parts)).toMatchObject({ data: { reason: "no_certificate" } });
  });
});

describe("opting out", () => {
  const optedOut = (policy: Record<string, unknown> = notice): DeskParts => {
    const parts = new DeskParts({ policy });
    const { id } = parts.counter.open({}, "request");
    parts.read(30, { happiness: 1 });
    expect(parts.counter.optOut(id)).toEqual({ id, scoring: false });
    return parts;
  };

  it("wipes what was read at once, and leaves no trace of it in the event", () => {
    using parts = optedOut();
    expect(parts.asked).toEqual(["bind 1", "release 1"]);
    const { id } = parts.counter.current?.row ?? { id: "" };
    expect(parts.counter.agree(id)).toEqual({ id, scoring: false });
    parts.read(30, { happiness: 1 }, 1);
    parts.counter.close(id);
    expect(last(parts)).toMatchObject({
      type: "vn.hailong.abstention.v1",
      data: { reason: "opted_out", windowSeconds: 0, coverage: 0, reasonSeconds: {} },
    });
  });

  it("holds over following transactions until the zone has been empty for two seconds", () => {
    using parts = optedOut();
    const seen = (faces: number, ms: number): void => {
      for (let passed = 0; passed < ms; passed += 100) {
        parts.zone.saw(faces, parts.clock.monotonic());
        parts.clock.pass(100);
      }
      parts.counter.tick();
    };
    seen(1, 5_000);
    const second = parts.counter.open({}, "request");
    parts.counter.close(second.id);
    expect(last(parts)).toMatchObject({ data: { token: second.token, reason: "no_consent" } });
    seen(0, 1_900);
    seen(1, 100);
    seen(0, 1_900);
    parts.counter.close(parts.counter.open({}, "request").id);
    expect(last(parts)).toMatchObject({ data: { reason: "no_consent" } });
    seen(0, 200);
    parts.counter.open({}, "request");
    expect(parts.asked.at(-1)).toBe("bind 2");
  });

  it("holds while the eye is gone, and over a restart of the desk", () => {
    const before = optedOut();
    before.zone.saw(0, before.clock.monotonic());
    before.zone.forget();
    before.clock.pass(10_000);
    before.counter.tick();
    expect(before.counter.held).toBe(true);
    before.ledger[Symbol.dispose]();
    using after = new DeskParts({ folder: before.folder, policy: notice });
    expect(after.counter.held).toBe(true);
    after.counter.open({}, "request");
    expect(after.asked).toEqual([]);
  });

  it("belongs to one transaction: the next citizen's own tap starts the scoring, software's word does not", () => {
    using parts = optedOut();
    const { id } = parts.counter.open({}, "request");
    expect(parts.counter.agree(id)).toEqual({ id, scoring: false });
    expect(parts.counter.agree(id, "page")).toEqual({ id, scoring: true });
    expect(parts.asked.at(-1)).toBe("bind 2");
    expect(parts.counter.held).toBe(true);
  });
});

describe("what the zone says", () => {
  it("knows an empty zone from a face that cannot be read", () => {
    using parts = new DeskParts({ policy: notice });
    parts.counter.open({}, "request");
    const at = (): number => parts.clock.monotonic();
    parts.counter.read(parts.bound, noneAt(at(), "pose"));
    parts.clock.pass(1_000);
    parts.counter.read(parts.bound, noneAt(at(), "blur"));
    expect(parts.zone.occupiedFor(at())).toBe(1_000);
    parts.counter.read(parts.bound, noneAt(at(), "no_face"));
    parts.clock.pass(1_000);
    parts.counter.read(parts.bound, noneAt(at(), "no_face"));
    expect(parts.zone.emptyFor(at())).toBe(1_000);
  });
});
