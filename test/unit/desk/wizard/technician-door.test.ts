import { describe, expect, it } from "vitest";
import { TechnicianDoor } from "#desk/wizard/technician-door.js";
import { HandClock } from "../../../support/desk-parts.js";

const RIGHT = "271828";

function door() {
  const clock = new HandClock();
  let tries = 0;
  const pin = {
    isSet: true,
    matches: async (given: string) => {
      tries += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return given === RIGHT;
    },
  };
  const made = new TechnicianDoor(pin, clock);
  const enter = (given: string, more: { technician?: string; takeOver?: boolean } = {}) =>
    made.signIn({ pin: given, technician: "Kỹ thuật viên A", takeOver: false, ...more }).then(
      () => "in",
      (error: { code: string }) => error.code,
    );
  return { clock, pin, door: made, enter, tried: () => tries };
}

describe("the technicians' door", () => {
  it("waits longer and longer after five wrong PINs, whoever sends them, and takes not even the right one meanwhile", async () => {
    const { clock, door: it, enter, tried } = door();
    expect(await Promise.all(Array.from({ length: 20 }, () => enter("000000")))).toEqual([
      ...Array(5).fill("pin.wrong"),
      ...Array(15).fill("pin.locked"),
    ]);
    expect(tried()).toBe(5);
    expect(it.lockedSeconds).toBe(30);
    expect(await enter(RIGHT)).toBe("pin.locked");
    clock.pass(30_000);
    expect(await enter("000000")).toBe("pin.wrong");
    expect(it.lockedSeconds).toBe(60);
    for (let i = 0; i < 10; i++) {
      clock.pass(it.lockedSeconds * 1_000);
      await enter("000000");
    }
    expect(it.lockedSeconds).toBe(900);
    clock.pass(900_000);
    expect(await enter(RIGHT)).toBe("in");
    expect(await enter("000000", { takeOver: true })).toBe("pin.wrong");
    expect(it.lockedSeconds).toBe(0);
  });

  it("lets one technician in; another may take over, and the first browser is out", async () => {
    const { door: it, enter } = door();
    await enter(RIGHT);
    const first = it.session;
    expect(await enter(RIGHT, { technician: "Kỹ thuật viên B" })).toBe("session.busy");
    expect(it.of(first?.cookie)).toBe(first);
    expect(await enter(RIGHT, { technician: "Kỹ thuật viên B", takeOver: true })).toBe("in");
    expect(it.of(first?.cookie)).toBeUndefined();
    expect(it.session?.technician).toBe("Kỹ thuật viên B");
    for (const cookie of [undefined, "", "x", first?.token]) expect(it.of(cookie)).toBeUndefined();
  });

  it("counts ten minutes from the last thing that the technician did", async () => {
    const { clock, door: it, enter } = door();
    await enter(RIGHT);
    clock.pass(599_000);
    expect(it.idleSecondsLeft).toBe(1);
    it.touch();
    clock.pass(599_000);
    expect(it.idleSecondsLeft).toBe(1);
    clock.pass(1_000);
    expect(it.idleSecondsLeft).toBe(0);
  });

  it("says that no PIN is set before it tries one", async () => {
    const { pin, enter, tried } = door();
    pin.isSet = false;
    expect(await enter(RIGHT)).toBe("pin.unset");
    expect(tried()).toBe(0);
  });
});
