import type { FastifyRequest } from "fastify";
import { describe, expect, it } from "vitest";
import { warnOfPlainSignIn } from "#hub/api/plain-sign-in.js";
import { cookieOf, cookieText, refuseAtDoor } from "#hub/people/guard.js";
import { memoryLog } from "../../../support/memory-log.js";

const asked = (remoteAddress: string, host = "192.168.1.10:8788", protocol = "http"): FastifyRequest =>
  ({ method: "POST", headers: { host }, protocol, socket: { remoteAddress } }) as unknown as FastifyRequest;
const plain = expect.objectContaining({ code: "session.plain" });

describe("passwords over the network", () => {
  it("come from this machine, over TLS, or where the office says that its network is its own", () => {
    const door = { secure: false, plain: false };
    for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
      expect(() => refuseAtDoor(asked(address), door)).not.toThrow();
    expect(() => refuseAtDoor(asked("192.168.1.20"), door)).toThrow(plain);
    expect(() => refuseAtDoor(asked("192.168.1.20"), { secure: false, plain: true })).not.toThrow();
    const overTls = asked("192.168.1.20", "hub.phuong-mau.example", "https");
    expect(() => refuseAtDoor(overTls, { secure: true, plain: false })).not.toThrow();
  });

  it("do not come by a foreign name that was made to point here", () => {
    const forbidden = expect.objectContaining({ code: "session.forbidden" });
    expect(() => refuseAtDoor(asked("127.0.0.1", "evil.example"), { secure: false, plain: false })).toThrow(forbidden);
  });

  it("are warned about at every start, whichever way it is", () => {
    const warned = (api: object): string => {
      const { log, lines } = memoryLog();
      warnOfPlainSignIn({ host: "0.0.0.0", port: 0, plainSignIn: false, ...api }, log);
      return lines.join("");
    };
    expect(warned({})).toContain("api.no_sign_in_from_other_machines");
    expect(warned({ plainSignIn: true })).toContain("api.passwords_in_plain_text");
    expect(warned({ host: "127.0.0.1" })).toBe("");
    expect(warned({ tls: { certFile: "c", keyFile: "k" } })).toBe("");
  });
});

it("under TLS the cookie belongs to this host alone, and no other is taken for it", () => {
  expect(cookieText("abc", true)).toBe("__Host-hailong=abc; Path=/; HttpOnly; SameSite=Strict; Secure");
  const headers = { cookie: "hailong=planted; __Host-hailong=ours" };
  expect([cookieOf({ headers }, true), cookieOf({ headers }, false)]).toEqual(["ours", "planted"]);
  expect(cookieOf({ headers: { cookie: "hailong=planted" } }, true)).toBeUndefined();
});
