import { describe, expect, it } from "vitest";
import { readMatches } from "#eye/cameras/onvif/discovery.js";
import { passwordDigest } from "#eye/cameras/onvif/soap.js";
import { escapeXml, findAll, readXml, textOf } from "#eye/cameras/onvif/xml.js";

describe("XML of cameras", () => {
  it("is read by local names, attributes and nesting", () => {
    const document = readXml(
      '\ufeff<?xml version="1.0"?>\n<a:x xmlns:a="u"><a:p b:token="1&amp;2"><n>N</n></a:p><p token="3"/></a:x>',
    );
    expect(document?.name).toBe("x");
    expect(document && findAll(document, "p").map(({ attributes }) => attributes.token)).toEqual(["1&2", "3"]);
    expect(document && textOf(document, "n")).toBe("N");
  });

  it("is undefined where it is cut off, nested without end or knows entities of its own", () => {
    expect(readXml("<a><b>")).toBeUndefined();
    expect(readXml("")).toBeUndefined();
    expect(readXml("<a>".repeat(10_000) + "</a>".repeat(10_000))).toBeUndefined();
    expect(readXml('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]><a>&e;</a>')).toBeUndefined();
  });

  it("gets nothing from us that ends an element", () => {
    expect(readXml(`<a b="${escapeXml(`"'<&>`)}"/>`)?.attributes.b).toBe(`"'<&>`);
  });
});

describe("the login", () => {
  it("is the digest of ONVIF's own example (Application Programmer's Guide, 6.1.1.3)", () => {
    const nonce = Buffer.from("LKqI6G/AikKCQrN0zqZFlg==", "base64");
    expect(passwordDigest(nonce, "2010-09-16T07:50:45Z", "userpassword")).toBe("tuOSpGlFlIXsozq4HFNeeGeFLEI=");
  });
});

describe("an answer to a probe", () => {
  const answer = (inside: string) =>
    `<e:Envelope xmlns:e="s" xmlns:d="d"><e:Body><d:ProbeMatches>${inside}</d:ProbeMatches></e:Body></e:Envelope>`;
  const match = (addresses: string, scopes = "") =>
    `<d:ProbeMatch><d:Scopes>${scopes}</d:Scopes><d:XAddrs>${addresses}</d:XAddrs></d:ProbeMatch>`;

  it("may hold several devices and several addresses; that of the sender counts", () => {
    const text = answer(match("http://192.0.2.1/a http://10.0.0.5:81/b") + match("http://192.0.2.1:80/c"));
    expect(readMatches(text, "10.0.0.5", []).map(({ url }) => url.href)).toEqual([
      "http://10.0.0.5:81/b",
      "http://10.0.0.5/c",
    ]);
  });

  it("is of no use without an address that the web knows", () => {
    expect(readMatches(answer(match("soap.udp://239.255.255.250:3702 nonsense")), "10.0.0.5", [])).toEqual([]);
    expect(readMatches("no xml", "10.0.0.5", [])).toEqual([]);
  });

  it("keeps a name that was badly written, and no login", () => {
    const text = answer(match("http://u:p@10.0.0.5/x", "onvif://www.onvif.org/name/100%"));
    expect(readMatches(text, "10.0.0.5", [])).toMatchObject([{ name: "100%", url: new URL("http://10.0.0.5/x") }]);
  });
});
