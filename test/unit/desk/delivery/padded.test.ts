import { expect, it } from "vitest";
import { RATINGS } from "#contract/rating-scale.js";
import { padded } from "#desk/delivery/padded.js";
import { SigningClient, sample } from "../../../support/signing-client.js";

it("makes every event as long as any other, and says the same", () => {
  const desk = new SigningClient();
  const taps = RATINGS.map((rating) => desk.next("rating", { ...sample.rating(1), rating }));
  const scores = [0, 3.5, 100].map((score) => desk.next("score", sample.score(2, score)));
  const others = [desk.next("abstention", sample.abstention(3)), desk.next("health", sample.health())];
  const bodies = [...taps, ...scores, ...others].map(({ body }) => body);
  expect(new Set(taps.map(({ body }) => body.length)).size).toBe(3);
  expect(new Set(bodies.map((body) => Buffer.byteLength(padded(body))))).toEqual(new Set([2_048]));
  for (const body of bodies) expect(JSON.parse(padded(body))).toEqual(JSON.parse(body));
  const long = JSON.stringify({ words: "ấ".repeat(1_000) });
  expect(Buffer.byteLength(padded(long))).toBe(4_096);
  expect(padded(padded(long))).toBe(padded(long));
});
