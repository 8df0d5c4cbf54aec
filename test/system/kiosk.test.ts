import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OneStopClient } from "#commands/demo/one-stop-client.js";
import { eventually } from "../support/child.js";
import { KioskHouse } from "../support/kiosk-house.js";
import { chromiumIsHere, needChromium, RatingPage, startChromium } from "../support/rating-page.js";
import { TcpProxy } from "../support/tcp-proxy.js";

const QUESTION = "Ông/Bà có hài lòng với lần phục vụ này?";
const THANKS = "Cảm ơn Ông/Bà!";
const WELCOME = "Kính chào Ông/Bà";

it("the rating page has a browser to be tested in", needChromium);

/** The shipped desk, and its page in a real browser. */
describe.skipIf(!chromiumIsHere)("the rating page", () => {
  let browser: Browser;
  let house: KioskHouse;
  let client: OneStopClient;
  let kiosk: RatingPage;

  beforeAll(async () => {
    house = await KioskHouse.start();
    client = house.client;
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    kiosk = await RatingPage.open(browser, house.url);
  });
  afterEach(async () => {
    expect(kiosk.faults).toEqual([]);
    expect(await kiosk.neverReloaded).toBe(true);
    await kiosk[Symbol.asyncDispose]();
  });

  it("takes one tap from the screen to the ledger, by touch, and shows nobody what it was", async () => {
    const before = house.ratings().length;
    await kiosk.shows(WELCOME);
    const { id, token } = await client.open("chung-thuc");
    await kiosk.shows(QUESTION);
    await kiosk.tap("Không hài lòng");
    await kiosk.shows(THANKS);
    expect(await kiosk.text()).not.toMatch(/hài lòng/i);
    expect(house.ratings()).toHaveLength(before);
    expect(await house.newRatings(before, 1)).toMatchObject([{ token, rating: "dissatisfied", source: "page" }]);
    await client.close(id);
    await kiosk.shows(WELCOME);
  });

  it("lets the citizen choose again for a while: what was taken back is nowhere", async () => {
    const before = house.ratings().length;
    const { id, token } = await client.open("chung-thuc");
    await kiosk.shows(QUESTION);
    await kiosk.tap("Rất hài lòng");
    await kiosk.shows(THANKS);
    await kiosk.tap("Chọn lại");
    await kiosk.shows(QUESTION);
    await kiosk.tap("Hài lòng");
    await kiosk.shows(THANKS);
    expect(await house.newRatings(before, 1)).toMatchObject([{ token, rating: "satisfied" }]);
    await eventually(async () => !(await kiosk.page.getByText("Chọn lại").isVisible()), { what: "no undo any more" });
    await client.close(id);
    expect(house.ratings()).toHaveLength(before + 1);
  });

  it.each([
    { language: "vi", keys: [], greeting: WELCOME, question: QUESTION, thanks: THANKS },
    {
      language: "en",
      keys: ["Tab", "Enter"],
      greeting: "Welcome",
      question: "Are you satisfied with the service today?",
      thanks: "Thank you!",
    },
  ])("is done by keyboard alone, undo too, in large text ($language)", async (spoken) => {
    const before = house.ratings().length;
    const { page } = kiosk;
    await kiosk.shows(WELCOME);
    // Once it is certain that nobody is served, a moment after the greeting, the page forgets the language that was chosen.
    await page.waitForTimeout(1_500);
    const press = async (...keys: string[]) => {
      await kiosk.settled();
      for (const key of keys) await page.keyboard.press(key);
    };
    await press(...spoken.keys);
    await kiosk.shows(spoken.greeting);
    // Past what was pressed, to the large letters.
    for (let i = spoken.keys.length / 2; i < 2; i += 1) await press("Tab");
    await press("Space");
    expect(await page.evaluate("document.documentElement.lang")).toBe(spoken.language);
    const { id, token } = await client.open("chung-thuc");
    await kiosk.shows(spoken.question);
    expect(await page.evaluate("document.documentElement.className")).toBe("large");
    expect(await kiosk.misfits(1024, 600)).toEqual([]);
    // From the question on: the first face, then by arrows.
    await press("Tab", "ArrowRight", "ArrowRight", "Enter");
    await kiosk.shows(spoken.thanks);
    await press("Tab", "Enter");
    await kiosk.shows(spoken.question);
    await press("Tab", "ArrowRight", "Enter");
    await kiosk.shows(spoken.thanks);
    // The next citizen finds the page as everybody does.
    const next = await client.open("chung-thuc");
    expect(await house.newRatings(before, 1)).toMatchObject([{ token, rating: "satisfied" }]);
    await kiosk.shows(QUESTION);
    expect(await page.evaluate("document.documentElement.className")).toBe("");
    expect((await client.close(id)).outcome).toBe("abstained");
    await house.cancel(next.id);
  });

  it("loses neither itself nor a tap when the desk is killed and comes back", async () => {
    const before = house.ratings().length;
    const served = await client.open("chung-thuc");
    await kiosk.shows(QUESTION);
    await house.killDesk();
    await kiosk.says("Đang kết nối lại…");
    await kiosk.tap("Không hài lòng");
    await house.startDesk();
    // Its transaction ended with the desk; the tap is still about it.
    await kiosk.shows(THANKS);
    const [rating] = await house.newRatings(before, 1);
    expect(rating).toMatchObject({ token: served.token, rating: "dissatisfied" });
    // Killed again with a tap that could still be taken back: the tap stands.
    const { token } = await client.open("chung-thuc");
    await kiosk.shows(QUESTION);
    await kiosk.tap("Hài lòng");
    await kiosk.shows(THANKS);
    await house.killDesk();
    await house.startDesk();
    expect(await house.newRatings(before, 2)).toMatchObject([rating, { token, rating: "satisfied" }]);
    await kiosk.shows(WELCOME);
    expect(house.ratings()).toHaveLength(before + 2);
  });

  it("comes back by itself when its connection is cut, and when it only falls silent", async () => {
    await using proxy = await TcpProxy.start(Number(new URL(house.url).port));
    await using far = await RatingPage.open(browser, `http://127.0.0.1:${proxy.port}`);
    await far.page.clock.install();
    await far.page.reload();
    await far.page.evaluate("window.loadedOnce = true");
    await far.shows(WELCOME);
    proxy.down();
    await far.says("Đang kết nối lại…");
    const { id } = await client.open("chung-thuc");
    proxy.up();
    await far.shows(QUESTION);
    proxy.hang();
    await house.cancel(id);
    await far.page.clock.fastForward("00:26");
    await far.says("Đang kết nối lại…");
    expect(await far.text()).toContain(QUESTION);
    proxy.hang(false);
    await far.page.clock.fastForward("00:26");
    await far.shows(WELCOME);
    expect(await far.text()).not.toContain("Đang kết nối lại…");
    expect([far.faults, await far.neverReloaded]).toEqual([[], true]);
  });

  it("has no barrier that axe finds, no small button and nothing cut off, on any screen, size and setting", async () => {
    const found: string[] = [];
    const judge = async (screen: string) => void found.push(...(await kiosk.judge(screen)));
    await kiosk.shows(WELCOME);
    await judge("idle");
    const { id } = await client.open("chung-thuc");
    await kiosk.shows(QUESTION);
    await judge("open");
    await kiosk.tap("Chữ lớn");
    await judge("open, large");
    await kiosk.tap("Hạ thấp nút");
    await judge("open, large and low");
    await kiosk.tap("English");
    await judge("open, large and low, English");
    await kiosk.tap("I agree");
    await kiosk.says("Stop reading mine");
    await judge("scoring");
    await kiosk.tap("Very satisfied");
    await kiosk.shows("Thank you!");
    await judge("undo");
    await client.close(id);
    expect(found).toEqual([]);
  });

  it("takes no tap from another site that is open in the same browser", async () => {
    await kiosk.shows(WELCOME);
    const before = house.ratings().length;
    const other = createServer((_, reply) => reply.setHeader("content-type", "text/html").end("<p>other</p>"));
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const body = JSON.stringify({ key: "stranger-01", visit: null, step: { value: 1, of: 3 } });
    const tried = await page.evaluate<string[]>(`(async () => {
      const url = "${house.url}/v1/kiosk/rating";
      const tried = [];
      for (const options of [{ mode: "no-cors" }, { headers: { "content-type": "application/json" } }])
        tried.push(await fetch(url, { method: "POST", body: ${JSON.stringify(body)}, ...options }).then((r) => r.type, (e) => e.name));
      const source = new EventSource("${house.url}/v1/kiosk/events");
      tried.push(await new Promise((done) => { source.onopen = () => done("open"); source.onerror = () => done("error"); }));
      source.close();
      const frame = document.createElement("iframe");
      frame.src = "${house.url}/kiosk";
      document.body.append(frame);
      await new Promise((done) => { frame.onload = done; frame.onerror = done; setTimeout(done, 3000); });
      return tried;
    })()`);
    expect(tried).toEqual(["TypeError", "TypeError", "error"]);
    const framed = page.frames().filter((frame) => frame !== page.mainFrame());
    expect(framed).toHaveLength(1);
    for (const frame of framed) expect(await frame.content()).not.toContain("kiosk.js");
    await page.close();
    other.close();
    await kiosk.shows(WELCOME);
    expect(house.ratings()).toHaveLength(before);
  });

  it("asks about the camera, and one tap agrees, another opts out, for this transaction only", async () => {
    const { id } = await client.open("chung-thuc");
    await kiosk.shows(QUESTION);
    await kiosk.says("Camera không đọc biểu cảm");
    await kiosk.settled();
    // A finger that bounces agrees, and does not press what comes to stand under it.
    await kiosk.page.evaluate(`new Promise((done) => {
      const stop = document.getElementById("decline");
      new MutationObserver(() => { if (stop.textContent === "Ngừng đọc biểu cảm") done(stop.click()); })
        .observe(stop, { childList: true });
      document.getElementById("agree").focus();
      document.getElementById("agree").click();
    })`);
    await kiosk.says("Camera đang đọc biểu cảm, chỉ để tham khảo");
    // By keyboard: the focus goes on from what was pressed.
    const focused = () => kiosk.page.evaluate<string>("document.activeElement.textContent");
    expect(await focused()).toBe("Ngừng đọc biểu cảm");
    await kiosk.settled();
    await kiosk.page.keyboard.press("Enter");
    await kiosk.says("Camera không đọc biểu cảm của Ông/Bà lần này.");
    expect(await focused()).toBe(QUESTION);
    expect((await client.close(id)).outcome).toBe("abstained");
    expect(house.events().at(-1)?.data).toMatchObject({ reason: "opted_out" });
    const next = await client.open("chung-thuc");
    await kiosk.shows(QUESTION);
    await kiosk.says("Đồng ý");
    await client.close(next.id);
  });
});
