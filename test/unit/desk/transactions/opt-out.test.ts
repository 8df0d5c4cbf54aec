import fc from "fast-check";
import { expect, it } from "vitest";
import { DeskParts } from "../../../support/desk-parts.js";

/** What the event says of a citizen who opted out, less what names the transaction and when it was. */
function leftBehind(faces: readonly { happiness?: number; anger?: number }[], seconds: number): unknown {
  using parts = new DeskParts({ policy: { consent: "notice" } });
  const { id } = parts.counter.open({ procedure: "chung-thuc" }, "request");
  for (const face of faces) parts.read(seconds, face);
  const window = parts.bound;
  parts.counter.optOut(id);
  // What the eye had still on its way counts no more.
  parts.read(2, { anger: 1 }, window);
  parts.counter.close(id);
  const { data } = parts.events.at(-1) ?? {};
  return { ...data, token: "", opened: "", closed: "" };
}

it("opting out leaves nothing of what was read, whatever it was and however late it came", () => {
  const nothing = leftBehind([], 0);
  expect(nothing).toMatchObject({ reason: "opted_out", windowSeconds: 0, coverage: 0, reasonSeconds: {} });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const face = fc.oneof(fc.record({ happiness: share }), fc.record({ anger: share }));
  fc.assert(
    fc.property(fc.array(face, { maxLength: 6 }), fc.integer({ min: 1, max: 20 }), (faces, seconds) => {
      expect(leftBehind(faces, seconds)).toEqual(nothing);
    }),
    { numRuns: 20 },
  );
});
