import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { atRoot } from "../support/footage.js";
import { needChromium } from "../support/rating-page.js";

/** What the installed rating page's browser is given for its network; the rest is for its screen. */
async function networkFlags(): Promise<string[]> {
  const unit = await readFile(atRoot("systemd/hailong-kiosk.service"), "utf8");
  const flags = [...unit.matchAll(/"(--[^"]+)"|\s(--[a-z][^\s"]*)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "");
  return flags.filter((flag) => /prox/.test(flag));
}

/** 127.0.0.2 stands for every other address: a server of this test that the browser may not reach. */
test("the rating page's browser reaches 127.0.0.1 and no other address", { timeout: 60_000 }, async (context) => {
  needChromium(context);
  const flags = await networkFlags();
  expect(flags).toHaveLength(3);
  const asked: string[] = [];
  const listen = (host: string): Server =>
    createServer(({ url = "" }, answer) => {
      asked.push(`${host}${url}`);
      answer.setHeader("content-type", "text/html").end("<!doctype html><title>here</title>");
    }).listen(0, host);
  const [here, elsewhere] = [listen("127.0.0.1"), listen("127.0.0.2")];
  try {
    await Promise.all([once(here, "listening"), once(elsewhere, "listening")]);
    const [port, otherPort] = [here, elsewhere].map((server) => (server.address() as AddressInfo).port);
    const visit = async (args: readonly string[]): Promise<string[]> => {
      asked.length = 0;
      const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
      const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", ...args] });
      try {
        const page = await browser.newPage();
        await page.goto(`http://127.0.0.1:${port}/kiosk`);
        const away = [`http://127.0.0.2:${otherPort}/away`, `http://localhost:${port}/away`];
        await page.evaluate(
          `Promise.allSettled(${JSON.stringify(away)}.map((url) => fetch(url, { mode: "no-cors" })))`,
        );
      } finally {
        await browser.close();
      }
      return asked.filter((place) => !place.endsWith("/favicon.ico")).sort();
    };
    expect(await visit(flags)).toEqual(["127.0.0.1/kiosk"]);
    // Without them it does: the test can tell.
    expect(await visit([])).toEqual(expect.arrayContaining(["127.0.0.1/kiosk", "127.0.0.2/away"]));
  } finally {
    for (const server of [here, elsewhere]) {
      server.closeAllConnections();
      server.close();
    }
  }
});
