import { expect, it } from "vitest";
import { refuseStrangers } from "#desk/kiosk/same-machine.js";

const HOST = "127.0.0.1:8787";
const page = { host: HOST, origin: `http://${HOST}`, "sec-fetch-site": "same-origin" };
const allowed = (method: string, headers: Record<string, string>, remoteAddress: string | undefined = "127.0.0.1") => {
  try {
    refuseStrangers({ method, headers, socket: { remoteAddress } });
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: "request.forbidden" });
    return false;
  }
};

it.each([
  ["GET", { host: HOST }],
  ["GET", { host: HOST, "sec-fetch-site": "none" }],
  ["GET", page],
  ["POST", page],
  ["POST", { host: "localhost:8787", origin: "http://localhost:8787" }],
  ["POST", { host: "[::1]:8787", origin: "http://[::1]:8787", "sec-fetch-site": "same-origin" }],
])("lets the page itself ask: %s %o", (method, headers) => {
  expect(allowed(method, headers)).toBe(true);
  expect(allowed(method, headers, "::1")).toBe(true);
  expect(allowed(method, headers, "::ffff:127.0.0.1")).toBe(true);
});

it.each([
  ["a deed without an origin", "POST", { host: HOST }],
  ["a deed typed into an address bar", "POST", { ...page, "sec-fetch-site": "none" }],
  ["another site in this browser", "POST", { ...page, origin: "https://example.vn", "sec-fetch-site": "cross-site" }],
  ["another site that only reads", "GET", { host: HOST, origin: "https://example.vn" }],
  ["an embedded read without an origin", "GET", { host: HOST, "sec-fetch-site": "cross-site" }],
  ["another program's page on this machine", "POST", { ...page, origin: "http://127.0.0.1:9999" }],
  ["another port's embedded read", "GET", { host: HOST, "sec-fetch-site": "same-site" }],
  ["a sandboxed frame", "POST", { ...page, origin: "null" }],
  ["a foreign name that points here", "POST", { host: "rebind.example.vn", origin: "http://rebind.example.vn" }],
  ["a foreign name that begins like ours", "GET", { host: "127.0.0.1.example.vn" }],
  ["no host", "GET", {}],
])("refuses %s", (_, method, headers) => {
  expect(allowed(method, headers as Record<string, string>)).toBe(false);
});

it.each(["192.168.1.7", "10.0.0.2", "::ffff:192.168.1.7", "fe80::1", "127.0.0.1.evil", ""])(
  "refuses another machine: %s",
  (address) => {
    expect(allowed("POST", page, address)).toBe(false);
    expect(allowed("GET", page, address)).toBe(false);
  },
);
