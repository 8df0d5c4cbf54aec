import { scryptSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SignIn } from "#hub/people/sign-in.js";
import type { SecretHash } from "#platform/secret-hash.js";
import { HandClock } from "../../../support/desk-parts.js";

/** Cheap, so that many tries are made in no time; a name that nobody has still costs the full price. */
const cheap = (password: string): SecretHash => {
  const [salt, cost] = [Buffer.alloc(16, 1), { N: 1_024, r: 1, p: 1 }];
  const hash = scryptSync(password, salt, 32, cost).toString("base64url");
  return { salt: salt.toString("base64url"), hash, ...cost };
};
const PASSWORD = "mot hai ba bon nam";
const password = cheap(PASSWORD);
const KNOWN = ["van-phong", "quan-tri"];
const people = {
  find: (name: string) =>
    KNOWN.includes(name) ? { person: { id: 1, name, role: "operator" as const }, password } : undefined,
};
const trier = (signIn: SignIn) => async (name: string, given: string, address: string) =>
  signIn.try({ name, password: given, address }).then(
    () => "in",
    (error) => error.code as string,
  );

describe("the door", () => {
  it("shuts after five wrong passwords for that name from that address, for longer each time; others still come in", async () => {
    const clock = new HandClock();
    const attempt = trier(new SignIn(people, clock));
    const guesses = Array.from({ length: 9 }, (_, i) => attempt("van-phong", `guess ${i}`, "10.0.0.5"));
    const answers = await Promise.all(guesses);
    expect(answers).toEqual([...Array(5).fill("sign_in.wrong"), ...Array(4).fill("sign_in.locked")]);
    expect(await attempt("van-phong", PASSWORD, "10.0.0.5")).toBe("sign_in.locked");
    expect(await attempt("van-phong", PASSWORD, "10.0.0.6")).toBe("in");
    expect(await attempt("quan-tri", PASSWORD, "10.0.0.5")).toBe("in");
    clock.pass(30_000);
    expect(await attempt("van-phong", "wrong again", "10.0.0.5")).toBe("sign_in.wrong");
    clock.pass(30_000);
    expect(await attempt("van-phong", PASSWORD, "10.0.0.5")).toBe("sign_in.locked");
    clock.pass(30_000);
    expect(await attempt("van-phong", PASSWORD, "10.0.0.5")).toBe("in");
  });

  it("shuts for a name that is guessed from many addresses, and one subscriber's many addresses are one", async () => {
    const attempt = trier(new SignIn(people, new HandClock()));
    expect(await attempt("quan-tri", PASSWORD, "10.0.2.9")).toBe("in");
    for (let i = 0; i < 25; i += 1) expect(await attempt("quan-tri", "guess", `10.0.1.${i}`)).toBe("sign_in.wrong");
    expect(await attempt("quan-tri", PASSWORD, "10.0.2.1")).toBe("sign_in.locked");
    // From where they signed in before, the right person still comes in, and that opens it to nobody else.
    expect(await attempt("quan-tri", PASSWORD, "10.0.2.9")).toBe("in");
    expect(await attempt("quan-tri", PASSWORD, "10.0.2.1")).toBe("sign_in.locked");
    for (let i = 0; i < 5; i += 1) await attempt("van-phong", "guess", `2001:db8:1:2::${i}`);
    expect(await attempt("van-phong", PASSWORD, "2001:db8:1:2:aaaa::9")).toBe("sign_in.locked");
    expect(await attempt("van-phong", PASSWORD, "2001:db8:1:3::9")).toBe("in");
  });

  it("tells a name that nobody has and a wrong password by nothing", async () => {
    const attempt = trier(new SignIn(people, new HandClock()));
    expect(await attempt("nobody", PASSWORD, "10.0.0.7")).toBe("sign_in.wrong");
    expect(await attempt("van-phong", "wrong", "10.0.0.7")).toBe("sign_in.wrong");
  });

  it("lets a crowd wait only so long", async () => {
    const attempt = trier(new SignIn(people, new HandClock()));
    const answers = await Promise.all(Array.from({ length: 40 }, () => attempt("van-phong", PASSWORD, "10.0.0.8")));
    expect(answers.filter((answer) => answer === "request.too_many").length).toBe(24);
    expect(await attempt("van-phong", PASSWORD, "10.0.0.8")).toBe("in");
  });
});
