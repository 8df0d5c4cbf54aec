import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHECKS, type Row } from "#contract/calibration.js";
import { certificateExample } from "#contract/certificate-example.js";
import { certificatePage } from "#desk/wizard/certificate-page.js";
import { barriersOf, chromiumIsHere, startChromium } from "../support/rating-page.js";

const SITE = "http://certificate.test";
const STYLE = readFileSync(new URL("../../web/calibrate/certificate.css", import.meta.url), "utf8");

/** Every check, so many of them with something to mend. */
const rows = (warned: number): Row[] =>
  CHECKS.map((check, i) => ({
    ...{ check, figure: 1_234.5, unit: "fps", pass: 11.76, fail: 6 },
    ...(i < warned ? { verdict: "warn", remedy: { code: "mains_frequency" } } : { verdict: "pass", remedy: null }),
  }));

describe.skipIf(!chromiumIsHere)("the certificate on paper", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(async () => browser?.close());

  it.each(["vi", "en"] as const)("is one page of A4, and can be read on a phone: %s", async (language) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    await using _ = { [Symbol.asyncDispose]: () => context.close() };
    const page = await context.newPage();
    const html = certificatePage(
      { ...certificateExample, rows: rows(6), technician: "Kỹ thuật viên ".repeat(5) },
      language,
    );
    await page.route(`${SITE}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === "/") await route.fulfill({ contentType: "text/html", body: html });
      else if (pathname.endsWith("certificate.css")) await route.fulfill({ contentType: "text/css", body: STYLE });
      else await route.fulfill({ status: 404 });
    });
    await page.goto(`${SITE}/`);
    expect(await barriersOf(page)).toEqual([]);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper.match(/\/Count \d+/g)).toEqual(["/Count 1"]);
    expect(paper).toMatch(/\/MediaBox \[0 0 59\d\.\d+ 841\.\d+\]/);
  });
});
