import { describe, expect, it } from "vitest";
import { authorization, readChallenge } from "#eye/source/http-auth.js";

const MUFASA = { user: "Mufasa", password: "Circle of Life" };

describe("http login", () => {
  it("answers the example of RFC 7616, section 3.9.1", () => {
    const header =
      'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, ' +
      'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
    const challenge = readChallenge(header);
    if (!challenge) throw new Error("no challenge");
    const request = {
      method: "GET",
      uri: "/dir/index.html",
      clientNonce: "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    };
    expect(authorization(challenge, MUFASA, request, 1)).toContain('response="8ca523f5e9506fed4657c9700eebdbec"');
    const stronger = readChallenge(`${header}, ${header.replace("MD5", "SHA-256")}`);
    if (!stronger) throw new Error("no challenge");
    expect(authorization(stronger, MUFASA, request, 1)).toContain(
      'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"',
    );
  });

  it("answers the example of RFC 2617 without qop fields where none were asked", () => {
    const challenge = readChallenge('Digest realm="r", nonce="n"');
    if (!challenge) throw new Error("no challenge");
    const answer = authorization(challenge, MUFASA, { method: "GET", uri: "/" }, 1);
    expect(answer).not.toMatch(/qop|cnonce|nc=/);
  });

  it("prefers digest to basic, and basic to nothing", () => {
    expect(readChallenge('Basic realm="a", Digest realm="a", nonce="b"')?.scheme).toBe("digest");
    expect(readChallenge('Basic realm="a"')?.scheme).toBe("basic");
    expect(readChallenge("Negotiate abc")).toBeUndefined();
    expect(readChallenge(null)).toBeUndefined();
    expect(readChallenge('Digest realm="a", nonce="b", algorithm=SHA-512-256')).toBeUndefined();
    expect(readChallenge('Digest realm="a", nonce="b", qop="auth-int"')).toBeUndefined();
  });

  it("writes basic as RFC 7617 does, in UTF-8", () => {
    const login = { user: "Aladdin", password: "open sesame" };
    expect(authorization({ scheme: "basic" }, login, { method: "GET", uri: "/" }, 1)).toBe(
      "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
    );
  });
});
