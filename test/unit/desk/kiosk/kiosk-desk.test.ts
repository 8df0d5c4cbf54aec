import { describe, expect, it } from "vitest";
import { type KioskView, kioskViewSchema } from "#contract/kiosk.js";
import { kioskSchema } from "#desk/kiosk/kiosk-config.js";
import { KioskDesk } from "#desk/kiosk/kiosk-desk.js";
import { DeskParts } from "../../../support/desk-parts.js";

const EDITION = "0123456789ab";
const closed = expect.objectContaining({ code: "transaction.closed" });

function kioskOf(parts: DeskParts, config: object = {}): KioskDesk {
  const { counter, ratings, ledger, clock } = parts;
  const policy = () => parts.applied;
  return new KioskDesk({
    config: kioskSchema.parse(config),
    edition: EDITION,
    counter,
    ratings,
    ledger,
    clock,
    policy,
  });
}
let taps = 0;
const tap = (view: KioskView, value = 3, of: 3 | 4 | 5 = 3) => {
  taps += 1;
  return { key: `tap-${String(taps).padStart(8, "0")}`, visit: view.visit, step: { value, of } };
};
const visitOf = (kiosk: KioskDesk): string => kiosk.view().visit ?? "";
const tapOf = (kiosk: KioskDesk): string => kiosk.view().tap ?? "";
const rated = (parts: DeskParts) =>
  parts.events.flatMap((event) => (event.type === "vn.hailong.rating.v1" ? [event.data] : []));

describe("the rating page's view", () => {
  it("goes from idle over open, undo and thanks back to idle, and says nothing of what was tapped", () => {
    using parts = new DeskParts();
    const kiosk = kioskOf(parts);
    const seen: KioskView[] = [kiosk.view()];
    kiosk.watch((view) => seen.push(view));
    kiosk.tick();
    const { id, token } = parts.counter.open({}, "request");
    kiosk.tick();
    kiosk.rate(tap(kiosk.view(), 1));
    parts.counter.close(id);
    for (let i = 0; i < 40; i += 1) {
      parts.clock.pass(500);
      kiosk.tick();
    }
    expect(seen.map(({ screen }) => screen).filter((screen, i, all) => screen !== all[i - 1])).toEqual([
      "idle",
      "open",
      "undo",
      "thanks",
      "idle",
    ]);
    for (const view of seen) kioskViewSchema.parse(view);
    const told = JSON.stringify(seen);
    for (const secret of [id, token, "dissatisfied", '"value"']) expect(told).not.toContain(secret);
    expect(rated(parts)).toMatchObject([{ token, rating: "dissatisfied", source: "page" }]);
  });

  it("tells its watchers at a change and not otherwise, until they leave", () => {
    using parts = new DeskParts();
    const kiosk = kioskOf(parts);
    const seen: string[] = [];
    const leave = kiosk.watch(({ screen }) => seen.push(screen));
    for (let i = 0; i < 3; i += 1) kiosk.tick();
    parts.counter.open({}, "request");
    for (let i = 0; i < 3; i += 1) kiosk.tick();
    leave();
    parts.counter.closeAs("close");
    parts.clock.pass(61_000);
    kiosk.tick();
    expect(seen).toEqual(["idle", "open"]);
    expect(kiosk.watchers).toBe(0);
  });

  it("asks for a minute after the closing, then is idle", () => {
    using parts = new DeskParts();
    const kiosk = kioskOf(parts);
    parts.counter.close(parts.serve().id);
    expect(kiosk.view()).toMatchObject({ screen: "open", lamp: "off", consent: "none" });
    parts.clock.pass(60_001);
    expect(kiosk.view()).toMatchObject({ screen: "idle", visit: null, mayRate: true });
  });

  it("asks the next citizen at once, whatever the one before has just tapped", () => {
    using parts = new DeskParts();
    const kiosk = kioskOf(parts);
    parts.serve();
    kiosk.rate(tap(kiosk.view()));
    expect(kiosk.view()).toMatchObject({ screen: "undo", mayRate: true, undoMs: 5_000 });
    parts.serve();
    kiosk.tick();
    expect(kiosk.view()).toMatchObject({ screen: "open", undoMs: null });
  });
});

describe("the camera's question", () => {
  it("is asked under opt-in, and one tap answers it either way", () => {
    using parts = new DeskParts();
    const kiosk = kioskOf(parts);
    parts.counter.open({}, "request");
    expect(kiosk.view()).toMatchObject({ lamp: "off", consent: "ask" });
    kiosk.agree(visitOf(kiosk));
    expect(kiosk.view()).toMatchObject({ lamp: "advisory", consent: "running" });
    kiosk.optOut(visitOf(kiosk));
    expect(kiosk.view()).toMatchObject({ lamp: "off", consent: "declined" });
    parts.counter.closeAs("close");
    expect(parts.events.at(-1)?.data).toMatchObject({ reason: "opted_out" });
  });

  it("is asked again of the next citizen, though no eye has seen the one before leave", () => {
    using parts = new DeskParts({ policy: { consent: "notice" } });
    const kiosk = kioskOf(parts);
    parts.counter.open({}, "request");
    kiosk.optOut(visitOf(kiosk));
    parts.counter.closeAs("close");
    expect(kiosk.view().consent).toBe("none");
    parts.counter.open({}, "request");
    expect(kiosk.view()).toMatchObject({ lamp: "off", consent: "ask" });
    kiosk.agree(visitOf(kiosk));
    expect(kiosk.view()).toMatchObject({ lamp: "advisory", consent: "running" });
  });

  it("is not asked under notice: scoring runs, and one tap ends it", () => {
    using parts = new DeskParts({ policy: { consent: "notice", mode: "active" } });
    const kiosk = kioskOf(parts);
    parts.counter.open({}, "request");
    expect(kiosk.view()).toMatchObject({ lamp: "scoring", consent: "running" });
    kiosk.optOut(visitOf(kiosk));
    expect(kiosk.view()).toMatchObject({ lamp: "off", consent: "declined" });
  });

  it("has no answer where nothing is scored, and none for another's transaction", () => {
    using parts = new DeskParts();
    const kiosk = kioskOf(parts);
    parts.counter.open({ procedure: "khai-tu" }, "request");
    expect(kiosk.view()).toMatchObject({ lamp: "off", consent: "none" });
    const before = visitOf(kiosk);
    parts.counter.open({}, "request");
    expect(() => kiosk.agree(before)).toThrow(closed);
    expect(() => kiosk.optOut(before)).toThrow(closed);
    expect(kiosk.view().consent).toBe("ask");
  });
});

describe("a tap on the page", () => {
  it("belongs to the transaction that the citizen saw, or to nobody's", () => {
    using parts = new DeskParts({ policy: { ratingUndoSeconds: 0 } });
    const kiosk = kioskOf(parts);
    const idle = kiosk.view();
    const first = parts.serve();
    const seen = kiosk.view();
    parts.counter.close(first.id);
    const second = parts.serve();
    kiosk.rate(tap(seen, 1));
    kiosk.rate(tap(idle, 2));
    kiosk.rate(tap({ ...seen, visit: "A".repeat(16) }, 2));
    kiosk.rate(tap(kiosk.view(), 3));
    expect(rated(parts).map(({ token, rating }) => [token, rating])).toEqual([
      [first.token, "dissatisfied"],
      [undefined, "satisfied"],
      [undefined, "satisfied"],
      [second.token, "very_satisfied"],
    ]);
  });

  it("that was on its way when the desk was killed still belongs to what the citizen saw", () => {
    const before = new DeskParts();
    const { token } = before.serve();
    const seen = kioskOf(before).view();
    before.ledger[Symbol.dispose]();
    using after = new DeskParts({ folder: before.folder, clock: before.clock, policy: { ratingUndoSeconds: 0 } });
    const kiosk = kioskOf(after);
    expect(kiosk.view()).toMatchObject({ screen: "idle", visit: null });
    kiosk.rate(tap(seen, 1));
    kiosk.rate(tap(kiosk.view(), 2));
    expect(rated(after).map((one) => [one.token, one.rating])).toEqual([
      [token, "dissatisfied"],
      [undefined, "satisfied"],
    ]);
  });

  it("that is sent twice counts once, and one too late is refused", () => {
    using parts = new DeskParts();
    const kiosk = kioskOf(parts);
    parts.serve();
    const once = tap(kiosk.view());
    kiosk.rate(once);
    parts.clock.pass(6_000);
    kiosk.tick();
    kiosk.rate(once);
    expect(() => kiosk.rate(tap(kiosk.view(), 1))).toThrow(expect.objectContaining({ code: "rating.given" }));
    expect(rated(parts)).toHaveLength(1);
    expect(kiosk.view()).toMatchObject({ screen: "thanks", mayRate: false });
  });

  it.each([
    [3, ["dissatisfied", "satisfied", "very_satisfied"]],
    [4, ["dissatisfied", "dissatisfied", "satisfied", "very_satisfied"]],
    [5, ["dissatisfied", "dissatisfied", "satisfied", "satisfied", "very_satisfied"]],
  ] as const)("of %i steps becomes one of three, and keeps its step", (steps, levels) => {
    using parts = new DeskParts({ policy: { ratingUndoSeconds: 0 } });
    const kiosk = kioskOf(parts, { steps });
    for (const [i] of levels.entries()) kiosk.rate(tap(kiosk.view(), i + 1, steps));
    expect(rated(parts).map(({ rating }) => rating)).toEqual(levels);
    const kept = levels.map((_, i) => (steps === 3 ? undefined : { value: i + 1, of: steps }));
    expect(rated(parts).map(({ step }) => step)).toEqual(kept);
    for (const wrong of [tap(kiosk.view(), steps + 1, steps), tap(kiosk.view(), 1, steps === 3 ? 5 : 3)])
      expect(() => kiosk.rate(wrong)).toThrow(expect.objectContaining({ code: "request.invalid" }));
  });

  it("may be followed by one of the reasons, whatever was tapped, and by none that the page does not offer", () => {
    using parts = new DeskParts();
    const kiosk = kioskOf(parts, { reasons: [{ id: "cho-lau", vi: "Thời gian chờ", en: "Waiting time" }] });
    for (const value of [1, 3]) {
      parts.serve();
      kiosk.rate(tap(kiosk.view(), value));
      expect(kiosk.view()).toMatchObject({ screen: "undo", undoMs: 5_000 });
      parts.clock.pass(12_000);
      kiosk.tick();
      expect(kiosk.view()).toMatchObject({ screen: "thanks", undoMs: null, tap: expect.any(String), mayRate: false });
      expect(() => kiosk.undo(tapOf(kiosk))).toThrow(expect.objectContaining({ code: "rating.given" }));
      expect(() => kiosk.explain(tapOf(kiosk), "khac")).toThrow(expect.objectContaining({ code: "request.invalid" }));
      kiosk.explain(tapOf(kiosk), "cho-lau");
      expect(kiosk.view()).toMatchObject({ screen: "thanks", tap: null });
    }
    expect(rated(parts).map(({ rating, reason }) => [rating, reason])).toEqual([
      ["dissatisfied", "cho-lau"],
      ["very_satisfied", "cho-lau"],
    ]);
  });
});
