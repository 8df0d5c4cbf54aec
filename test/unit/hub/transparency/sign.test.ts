import rateLimit from "@fastify/rate-limit";
import Fastify from "fastify";
import { describe, expect, it } from "vitest";
import { DEFAULT_POLICY, type Policy } from "#contract/policy.js";
import { addTransparencyRoutes } from "#hub/transparency/transparency-routes.js";

async function signUnder(consent: Policy["consent"], url?: string) {
  const app = Fastify();
  await app.register(rateLimit, { global: false });
  addTransparencyRoutes(app, {
    office: url === undefined ? {} : { url },
    retention: { contentMonths: null, feedbackMonths: 12 },
    policy: () => ({ ...DEFAULT_POLICY, consent }),
    agreement: () => Promise.reject(new Error("nobody asks")),
    simulatedUntil: () => undefined,
    clock: { now: () => 0, monotonic: () => 0 },
  });
  const [page, qr] = [await app.inject("/transparency/sign.html"), await app.inject("/feedback/qr.svg")];
  return { page: page.body, code: qr.statusCode };
}

describe("the sign at the counter", () => {
  it("says what the policy in force does", async () => {
    const [asked, noticed] = [await signUnder("opt-in", "https://hub.vn"), await signUnder("notice", "https://hub.vn")];
    expect(asked.page).toContain("Camera chỉ đọc khi Ông/Bà đồng ý");
    expect(noticed.page).not.toMatch(/chỉ đọc khi|only if you agree/);
    expect(noticed.page).toContain("Camera đọc theo thông báo này");
  });

  it("has a code to scan only where the office's address is known, else says what to set", async () => {
    const [known, unknown] = [await signUnder("opt-in", "https://hub.vn"), await signUnder("opt-in")];
    expect([known.code, known.page.includes("qr.svg"), known.page.includes("office.url")]).toEqual([200, true, false]);
    expect([unknown.code, unknown.page.includes("qr.svg"), unknown.page.includes("office.url")]).toEqual([
      404,
      false,
      true,
    ]);
  });
});
