import { readFileSync } from "node:fs";
import { request } from "node:https";
import { expect, it } from "vitest";
import { openOffice } from "#hub/office/office-db.js";
import { People } from "#hub/people/people.js";
import { freePort } from "#platform/free-port.js";
import { eventually } from "../support/child.js";
import { HubSession } from "../support/hub-session.js";
import { temporaryFolder } from "../support/temporary-folder.js";
import { makeCertificates } from "../support/test-certificates.js";

const PASSWORD = "mot hai ba bon nam";

it("the hub's API speaks TLS where it is given a certificate; then the cookie is bound to the host", async () => {
  await using folder = await temporaryFolder();
  makeCertificates(folder, ["hub"]);
  await using hub = await HubSession.create(folder, { url: "mqtt://127.0.0.1:1" });
  const [port, stop] = [await freePort(), new AbortController()];
  const tls = { certFile: folder.file("hub.crt"), keyFile: folder.file("hub.key") };
  const running = hub.run({ api: { port, tls } }, stop);
  const ca = readFileSync(folder.file("ca.crt"));
  const ask = (method: string, path: string, body = ""): Promise<{ status: number; cookie: string }> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const asked = request({ host: "127.0.0.1", port, path, method, ca, headers }, (reply) => {
        reply.resume();
        resolve({ status: reply.statusCode ?? 0, cookie: reply.headers["set-cookie"]?.[0] ?? "" });
      });
      asked.on("error", reject).end(body);
    });
  await eventually(async () => (await ask("GET", "/v1/health").catch(() => undefined))?.status === 200, {
    what: "hub",
  });
  const db = openOffice(folder.file("hub"));
  await new People(db).add({ name: "quan-tri", role: "admin", password: PASSWORD });
  db.close();
  const { status, cookie } = await ask(
    "POST",
    "/v1/people/session",
    JSON.stringify({ name: "quan-tri", password: PASSWORD }),
  );
  expect([status, cookie]).toEqual([201, expect.stringMatching(/^__Host-hailong=[\w-]{43}; .*; Secure$/)]);
  await expect(fetch(`http://127.0.0.1:${port}/v1/health`)).rejects.toThrow();
  stop.abort();
  await running;
  const wrong = hub.run({ api: { port, tls: { ...tls, keyFile: folder.file("none.key") } } });
  await expect(wrong).rejects.toMatchObject({
    code: "config.missing",
    message: expect.stringContaining("api.tls.keyFile"),
  });
});
