import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { feedbackCodeSource } from "#contract/feedback.js";
import { FeedbackShelf } from "#hub/feedback/feedback-shelf.js";
import { openOffice } from "#hub/office/office-db.js";
import { openSqliteStore } from "#hub/store/sqlite-store.js";
import { halfHash } from "#platform/signing.js";
import { HubSession } from "../support/hub-session.js";
import { KioskHouse } from "../support/kiosk-house.js";
import { barriersOf, chromiumIsHere, RatingPage, startChromium } from "../support/rating-page.js";
import { readQr } from "../support/read-qr.js";
import { SigningClient, sample } from "../support/signing-client.js";
import { append, storedRow } from "../support/stored-rows.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";

const PHONE = { width: 360, height: 740 };
const codeOf = (token: string): string => halfHash(feedbackCodeSource(token));

/** What is wrong with what is shown, for eyes, thumbs and screen readers. */
async function judge(page: Page, what: string): Promise<string[]> {
  const misfits = await page.evaluate<string[]>(`(() => {
    const root = document.documentElement;
    const found = root.scrollWidth > root.clientWidth ? ["wider than the screen: " + root.scrollWidth] : [];
    for (const pressed of document.querySelectorAll("button, .choice, textarea, footer a, .ways a")) {
      const { width, height } = pressed.getBoundingClientRect();
      if (width > 0 && height < 43.5) found.push("small: " + pressed.textContent);
    }
    return found;
  })()`);
  return [...misfits, ...(await barriersOf(page))].map((fault) => `${what}: ${fault}`);
}

describe.skipIf(!chromiumIsHere)("the citizen's telephone", () => {
  let folder: TemporaryFolder;
  let hub: HubSession;
  let browser: Browser;
  beforeAll(async () => {
    folder = await temporaryFolder();
    hub = await HubSession.create(folder, { url: "mqtt://127.0.0.1:1" });
    await hub.launch({ office: { url: hub.url, contact: { vi: "Quầy hướng dẫn, tầng 1", en: "Information desk" } } });
    await using store = openSqliteStore(folder.file("hub/hub.db"));
    await append(store, [storedRow(new SigningClient().next("score", sample.score(1)))]);
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  it("sends words about the visit once, and finds the answer by the code that it was shown", async () => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true, reducedMotion: "reduce" });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => void (/security policy/i.test(message.text()) && faults.push(message.text())));
    const open = () => page.goto(`${hub.url}/feedback?${Math.random()}#${codeOf(sample.token(1))}`);
    await open();
    await page.getByText("Góp ý về lần giao dịch vừa xong").waitFor();
    expect(page.url()).toBe(`${hub.url}/feedback`);
    const found = await judge(page, "form");
    await page.getByRole("button", { name: "Gửi góp ý" }).tap();
    await page.getByText("Xin chọn mức hài lòng hoặc viết vài dòng.").waitFor();
    await page.getByLabel("Không hài lòng").tap();
    await page.getByLabel("Thời gian giải quyết").tap();
    const words = "Chờ lâu <img src=x onerror=document.title='x'> gọi 0912 345 678";
    await page.getByLabel(/^Ý kiến của Ông\/Bà/).fill(words);
    await page.getByRole("button", { name: "Gửi góp ý" }).tap();
    await page.getByRole("heading", { name: "Cảm ơn Ông/Bà đã góp ý" }).waitFor();
    found.push(...(await judge(page, "thanks")));
    const receipt = await page.locator("#receipt").innerText();
    expect(receipt).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    await page.getByLabel("Mã tra cứu").fill(receipt.toLowerCase());
    await page.getByRole("button", { name: "Xem", exact: true }).tap();
    await page.getByText("Chờ lâu <img src=x onerror=document.title='x'> gọi [•••]").waitFor();
    await page.getByText("Chưa có trả lời.").waitFor();
    await page.getByRole("button", { name: "English" }).tap();
    await page.getByText("There is no answer yet.").waitFor();
    found.push(...(await judge(page, "standing, in English")));
    const office = openOffice(folder.file("hub"));
    const shelf = new FeedbackShelf(office);
    const [item] = shelf.list({ most: 1, page: 1 });
    const answer = { kind: "accepted", answer: "Đã mở thêm một quầy.", replace: false } as const;
    shelf.answer(item?.id ?? 0, answer, "van-phong", "2026-10-06");
    office.close();
    await page.getByRole("button", { name: "Look up", exact: true }).tap();
    await page.getByText("Đã mở thêm một quầy.").waitFor();
    await page.getByText(/^Accepted: /).waitFor();
    await page.getByRole("button", { name: "Tiếng Việt" }).tap();
    await page.getByText(/^Tiếp thu: /).waitFor();
    found.push(...(await judge(page, "answered")));

    await open();
    await page.getByLabel("Rất hài lòng").tap();
    await page.getByRole("button", { name: "Gửi góp ý" }).tap();
    // Whoever tries the code of somebody's visit is told nothing of it.
    await page.getByRole("heading", { name: "Cảm ơn Ông/Bà đã góp ý" }).waitFor();
    expect([found, faults]).toEqual([[], []]);
    await context.close();
  });

  it("sends the form without scripts too, and is answered a page", async () => {
    const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${hub.url}/feedback`);
    await page.getByLabel("Hài lòng", { exact: true }).check();
    await page.getByLabel(/^Ý kiến của Ông\/Bà/).fill("Gửi không cần script");
    // Nobody fills it in faster; that is what the hub goes by.
    await page.waitForTimeout(2_100);
    await page.getByRole("button", { name: "Gửi góp ý" }).click();
    await page.getByRole("heading", { name: "Cảm ơn Ông/Bà đã góp ý" }).waitFor();
    expect(await page.locator(".receipt").innerText()).toMatch(/^[0-9A-Z]{4}-/);
    await context.close();
  });

  it("reads what is measured, what is never kept and whom to ask, in both languages; the sign's code leads to the form", async () => {
    const context = await browser.newContext({ viewport: PHONE, hasTouch: true });
    const page = await context.newPage();
    await page.goto(`${hub.url}/transparency`);
    for (const words of [
      /nét mặt/,
      /Chỉ có|chỉ có trong bộ nhớ tạm/,
      /3.?070 khuôn mặt/,
      /86\s?%/,
      "Quầy hướng dẫn, tầng 1",
    ])
      await page.getByText(words).first().waitFor();
    const found = await judge(page, "transparency");
    await page.getByRole("button", { name: "English" }).tap();
    await page.getByText("Information desk").waitFor();
    found.push(...(await judge(page, "in English")));
    expect(found).toEqual([]);
    await page.setViewportSize({ width: 900, height: 1200 });
    await page.goto(`${hub.url}/transparency/sign.html`);
    await page.getByText("May the camera").or(page.getByText("A camera at this counter")).first().waitFor();
    expect(await readQr(page.locator("img"))).toBe(`${hub.url}/feedback`);
    await context.close();
  });
});

describe.skipIf(!chromiumIsHere)("the rating page after closing", () => {
  it("shows a code that a telephone can read: of that transaction, gone with the next, and a slip says the same", async () => {
    const browser = await startChromium();
    await using house = await KioskHouse.start({}, { feedback: { url: "https://hub.phuong-mau.example/" } });
    await using kiosk = await RatingPage.open(browser, house.url);
    expect(await house.slip()).toMatchObject({ status: 404 });
    const { id, token } = await house.client.open("chung-thuc");
    await kiosk.shows("Ông/Bà có hài lòng với lần phục vụ này?");
    expect(await kiosk.page.locator("#phone").isVisible()).toBe(false);
    await house.client.close(id);
    await kiosk.says("Quét mã này bằng điện thoại");
    const url = `https://hub.phuong-mau.example/feedback#${codeOf(token)}`;
    expect(await readQr(kiosk.page.locator("#phone-code"))).toBe(url);
    const slip = await house.slip();
    expect([slip.status, Object.keys(slip.body).toSorted(), slip.body.url]).toEqual([200, ["svg", "url"], url]);
    expect(await kiosk.judge("closed, with a code")).toEqual([]);
    await house.client.open("chung-thuc");
    await kiosk.page.locator("#phone").waitFor({ state: "hidden" });
    expect(kiosk.faults).toEqual([]);
    await browser.close();
  });
});
