import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LEAST_MS } from "#hub/feedback/tickets.js";
import { barriersOf, chromiumIsHere, needChromium, startChromium } from "../support/rating-page.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";
import { DESKTOP, PHONE, WardPage } from "../support/ward-page.js";
import { YearHub } from "../support/year-hub.js";

let folder: TemporaryFolder;
let hub: YearHub;
let browser: Browser;

it("the ward page has a browser to be tested in", needChromium);

beforeAll(async () => {
  if (!chromiumIsHere) return;
  folder = await temporaryFolder();
  [hub, browser] = await Promise.all([YearHub.open(folder, { days: 365, perDay: 75 }), startChromium()]);
  await Promise.all(DEVICES.map(([device]) => complain(`${MARKUP} Chờ lâu quá, gọi tôi 0912345678 (${device})`)));
}, 180_000);
afterAll(async () => {
  await browser?.close();
  await hub?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

const MARKUP = "<img src=x onerror=alert(1)>";
const DEVICES = [
  ["a desktop", DESKTOP],
  ["a telephone", PHONE],
] as const;
const VIEWS = [
  ["Tổng quan", "Overview"],
  ["Xu hướng", "Trends"],
  ["Lĩnh vực, thủ tục, giờ", "Field, procedure, hour"],
  ["Đánh giá kép", "Double rating"],
  ["Thiết bị", "Devices"],
  ["Toàn vẹn số liệu", "Integrity"],
  ["Góp ý", "Feedback"],
  ["Báo cáo, thư", "Reports, letters"],
  ["Cài đặt", "Settings"],
] as const;

describe.skipIf(!chromiumIsHere)("every view", () => {
  it.each([
    ["a desktop, in Vietnamese", DESKTOP, 0],
    ["a desktop, in English", DESKTOP, 1],
    ["a phone, in Vietnamese", PHONE, 0],
    ["a phone, in English", PHONE, 1],
  ] as const)(
    "on %s: fits, is readable by a screen reader, reached by keyboard, and breaks no rule of the browser's",
    async (_, size, language) => {
      await using ward = await WardPage.open(browser, `${hub.url}/ward#overview/2026-10`, size);
      const { page } = ward;
      const found: string[] = [];
      if (language === 1) await ward.speakEnglish();
      found.push(...(await ward.judge("the door")));
      await ward.signIn("quan-tri");
      for (const names of VIEWS) {
        const name = names[language];
        await ward.goTo(name);
        await page.getByRole("heading", { level: 1 }).filter({ hasText: name }).waitFor();
        found.push(...(await ward.judge(name)));
        // What citizens wrote, and were answered, is in their language.
        await page.evaluate("for (const one of document.querySelectorAll('#content .words')) one.remove()");
        const text = await page.locator("#content").innerText();
        if (language === 1 && /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự]/i.test(text))
          found.push(`${name}: Vietnamese among the English`);
      }
      await page.goto(`${hub.url}/transparency`);
      if (language === 1) await ward.speakEnglish();
      found.push(...(await ward.judge("transparency")));
      await page.goto(`${hub.url}/transparency/sign.html`);
      found.push(...(await ward.judge("the sign")));
      // Paper is of one size: it is looked at once in each language.
      for (const paper of size === DESKTOP ? ["reports/2026-10.html", "letters/apology"] : []) {
        await page.goto(`${hub.url}/v1/${paper}?language=${(["vi", "en"] as const)[language]}`);
        found.push(...(await barriersOf(page)).map((fault) => `${paper}: ${fault}`));
      }
      expect([...found, ...ward.faults]).toEqual([]);
    },
  );
});

/** What the browser understood of a report's style: page numbers, not on the first page; the last rows stay with their notes. */
const ON_PAPER = `(() => {
  const margins = [...document.styleSheets[0].cssRules].filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText);
  const rows = [...document.querySelectorAll(".long tbody tr")].slice(-5);
  return {
    numbered: [/^@page \\{.*@top-center.*counter\\(page\\)/s, /^@page :first .*@top-center.*none/s].map((rule) => margins.some((one) => rule.test(one))),
    kept: rows.map((row) => getComputedStyle(row).breakAfter === "avoid"),
  };
})()`;

/** By what is to be read on the page, without a hint; at most four presses after signing in. */
describe.skipIf(!chromiumIsHere).each(DEVICES)("somebody new, on %s", (device, size) => {
  it("finds which field fell this month and whether it is noise, which counter needs a technician, and exports October", async () => {
    await using ward = await WardPage.open(browser, `${hub.url}/ward`, size);
    const { page } = ward;
    await ward.signIn("lanh-dao");
    await page.getByText("Quầy cần kỹ thuật viên: quay-08.").waitFor();
    await ward.press("Xem trang Thiết bị");
    await page.getByText("1 quầy cần kỹ thuật viên").waitFor();
    expect(await page.evaluate("document.activeElement.id"), "where a keyboard goes on from").toBe("view");
    const needy = page.getByRole("listitem").filter({ hasText: "Cần kỹ thuật viên" });
    expect(await needy.getByRole("heading").innerText()).toContain("quay-08");
    expect(await page.locator("#content").innerText(), "health only").not.toMatch(/hài lòng(?! theo quầy)/i);
    await ward.goTo("Tổng quan");
    await page.getByLabel("Kỳ", { exact: true }).selectOption({ label: "Tháng 10/2026" });
    await ward.settled();
    await page.getByRole("heading", { name: "Tổng quan: Tháng 10/2026" }).waitFor();
    await page.getByText("lượt chạm đánh giá là hài lòng hoặc rất hài lòng, giảm rõ rệt so với tháng 9/2026").waitFor();
    await page.getByText("Dữ liệu mô phỏng đến 27/11/2026", { exact: false }).waitFor();
    await page.getByText("Đất đai: hài lòng giảm rõ rệt", { exact: false }).waitFor();
    expect(await ward.row("Đất đai").innerText()).toContain("Giảm rõ rệt");
    expect(await ward.row("Chứng thực").innerText()).toContain("Có thể do ngẫu nhiên");
    expect(await ward.onPaper(size), "charts are drawn, and nothing runs out of its card").toEqual([]);
    expect(await page.getByText("Quầy cần kỹ thuật viên").count(), "what is so now is no news of October").toBe(0);
    await ward.press("Báo cáo, thư");
    await page.getByRole("heading", { name: "Báo cáo, thư: Tháng 10/2026" }).waitFor();
    const download = page.waitForEvent("download");
    await ward.press("Tải Excel (.xlsx)");
    expect((await download).suggestedFilename()).toMatch(/2026-10.*\.xlsx$/);
    await page.getByLabel("Mẫu báo cáo").selectOption({ label: "Chỉ đánh giá của người dân" });
    const popup = page.waitForEvent("popup");
    await ward.press("Mở để in (PDF)");
    const paper = await popup;
    await paper.getByText("chỉ gồm lượt đánh giá do chính người dân chạm", { exact: false }).waitFor();
    await paper.getByRole("textbox", { name: "họ và tên người ký" }).fill("HỌ VÀ TÊN");
    await paper.emulateMedia({ media: "print" });
    expect(await paper.evaluate(ON_PAPER)).toEqual({ numbered: [true, true], kept: [false, true, true, true, true] });
    await paper.close();
    await ward.press("Xu hướng");
    await ward.settled();
    const weeks = page.locator("figure").first().locator("tbody tr");
    expect(await weeks.count(), "a course, and not one month").toBeGreaterThanOrEqual(12);
    await ward.press("Quý");
    await page.getByRole("button", { name: "Quý", pressed: true }).waitFor();
    expect(await page.evaluate("document.activeElement.textContent"), "where a keyboard goes on from").toBe("Quý");
    await page.getByLabel("Diễn biến của").focus();
    await page.getByLabel("Diễn biến của").selectOption({ label: "Đất đai" });
    await page.getByText("Đất đai. Từ ", { exact: false }).waitFor();
    expect(await page.evaluate("document.activeElement.selectedOptions[0].label")).toBe("Đất đai");
    expect(new URL(page.url()).hash).toContain("/quarter/field.dat-dai");
    expect(ward.faults).toEqual([]);
  });

  it("prints a letter and answers a complaint, whose markup is only text", async () => {
    await using ward = await WardPage.open(browser, `${hub.url}/ward`, size);
    const { page } = ward;
    await ward.signIn("van-phong");
    await ward.press("Báo cáo, thư");
    const popup = page.waitForEvent("popup");
    await ward.press("Thư chia buồn");
    const letter = await popup;
    await letter.getByText("chia buồn", { exact: false }).first().waitFor();
    expect(await barriersOf(letter)).toEqual([]);
    await letter.close();
    await ward.press("Góp ý");
    const item = page.getByRole("listitem").filter({ hasText: `(${device})` });
    await item.getByText(MARKUP, { exact: false }).waitFor();
    expect(await page.locator("#content").innerText()).not.toContain("0912345678");
    await item.getByLabel("Trả lời của đơn vị").fill("Đơn vị xin lỗi và đã mở thêm một quầy.");
    await item.getByRole("button", { name: "Gửi trả lời" }).click();
    // Neither kind is chosen for the office: it is told in words, and nothing is sent.
    await item.getByText("Xin chọn tiếp thu hoặc giải trình", { exact: false }).waitFor();
    await item.getByLabel("Tiếp thu").check();
    await item.getByRole("button", { name: "Gửi trả lời" }).click();
    await page.getByText("Đã gửi trả lời.").waitFor();
    await item.locator(".answer").getByText("Tiếp thu", { exact: true }).waitFor();
    await item.getByText("Đơn vị xin lỗi và đã mở thêm một quầy.").waitFor();
    await item.getByRole("button", { name: "Đóng góp ý" }).click();
    await page.getByText("Đã đóng góp ý.").waitFor();
    const waiting = page.getByRole("button", { name: /^Chưa trả lời \(/ });
    const n = Number(/\d+/.exec(await waiting.innerText())?.[0]);
    await waiting.click();
    await ward.settled();
    const junk = page.locator("#content .item").first();
    await junk.getByText("Không cần trả lời?").click();
    await junk.getByRole("button", { name: "Đóng, không trả lời" }).click();
    await page.getByRole("button", { name: `Chưa trả lời (${n - 1})` }).waitFor();
    expect(ward.faults).toEqual([]);
  });

  it("asks before it replaces figures, and shows what is held beside what the file has", async () => {
    await using ward = await WardPage.open(browser, `${hub.url}/ward`, size);
    const { page } = ward;
    // Each size has a month of its own, of before the year that was filled in.
    const month = size === PHONE ? "8/2025" : "9/2025";
    const fileOf = (received: number): string =>
      `Tháng,Lĩnh vực,Tiếp nhận,Đã giải quyết,Quá hạn,Phản ánh kiến nghị\n${month},Hộ tịch,${received},90,1,0\n`;
    const bring = async (received: number, choose = "Chọn tệp CSV", send = "Nhập") => {
      await page
        .getByLabel(choose)
        .setInputFiles({ name: "thang.csv", mimeType: "text/csv", buffer: Buffer.from(fileOf(received)) });
      await page.getByText("thang.csv").waitFor();
      await ward.press(send);
    };
    await ward.signIn("van-phong");
    await ward.press("Báo cáo, thư");
    await page.getByRole("heading", { name: /^Báo cáo, thư: / }).waitFor();
    await ward.settled();
    await ward.press("Nhập");
    await page.getByText("Hãy chọn tệp CSV trước khi nhập.").waitFor();
    await bring(100);
    await page.getByText("Đã nhập 1 dòng.").waitFor();
    await ward.settled();
    await bring(101);
    expect(await ward.row(`Hộ tịch, Tháng ${month}`).innerText()).toMatch(/Tiếp nhận\s+100\s+101/);
    expect(await ward.judge("a refused import")).toEqual([]);
    const agree = async () => {
      await page.getByLabel("Thay số liệu đã có", { exact: false }).check();
      await ward.press("Nhập");
    };
    if (size === PHONE) {
      // Somebody else is quicker.
      const { csrf } = await (await page.request.get(`${hub.url}/v1/people/session`)).json();
      const headers = { "content-type": "text/csv", "x-hailong-csrf": csrf };
      await page.request.post(`${hub.url}/v1/imports?replace=all`, { headers, data: fileOf(99) });
      await agree();
      await page.getByText("đã thay đổi sau lần so sánh trước", { exact: false }).waitFor();
      expect(await ward.row(`Hộ tịch, Tháng ${month}`).innerText()).toMatch(/Tiếp nhận\s+99\s+101/);
    }
    await agree();
    await page.getByText("Đã nhập 1 dòng.").waitFor();
    if (size === DESKTOP) {
      await ward.speakEnglish();
      await ward.settled();
      await bring(102, "Choose a CSV file", "Import");
      expect(await ward.row(`Civil status, September 2025`).innerText()).toMatch(/Received \(Tiếp nhận\)\s+101\s+102/);
    }
    // The browser itself notes the refusal.
    expect(ward.faults.filter((fault) => !fault.includes("409"))).toEqual([]);
  });

  it("changes k, and sees who did", async () => {
    const k = size === PHONE ? "13" : "15";
    await using ward = await WardPage.open(browser, `${hub.url}/ward`, size);
    const { page } = ward;
    await ward.signIn("quan-tri");
    await ward.press("Cài đặt");
    await page.getByLabel("Mục cần đổi").selectOption({ label: "k: số lượt ít nhất để công bố" });
    await page.getByLabel("Giá trị mới").fill(k);
    await ward.press("Lưu và gửi tới các quầy");
    await page.getByText("Đã lưu; chính sách số", { exact: false }).waitFor();
    const change = page.getByRole("row").filter({ hasText: `→ ${k}` });
    expect(await change.first().innerText()).toContain("quan-tri");
    const log = page.getByRole("region", { name: "Nhật ký" });
    await log.getByText(`lần đổi: `).first().waitFor();
    expect(await log.innerText()).toContain(`k: số lượt ít nhất để công bố: `);
    expect(await page.locator("#content").innerText(), "no code of a program").not.toMatch(
      /[{}]|sign_in|rows:|replaced:|figures:|received|ho-tich|\(hub\)|\(console\)/,
    );
    expect(await log.innerText()).toMatch(
      /số dòng: 1; kết quả: đã lưu; số liệu bị thay: 1; thay đổi: Hộ tịch \(Tháng \d\/2025\): tiếp nhận \d+ → 101; mã kiểm/,
    );
    expect(await ward.row("Thủ tục không bao giờ chấm").innerText()).toMatch(/khai tử \(khai-tu\)/i);
    expect(ward.faults).toEqual([]);
  });
});

describe.skipIf(!chromiumIsHere)("what has no figures", () => {
  it("says why, and what to do first", async () => {
    await using empty = await temporaryFolder();
    await using none = await YearHub.open(empty);
    await using ward = await WardPage.open(browser, `${none.url}/ward`, PHONE);
    const { page } = ward;
    await ward.signIn("quan-tri");
    await page.getByText("Phường chưa nhận được phiên giao dịch nào.").waitFor();
    expect(await page.locator(".steps > li").count()).toBe(3);
    const found = await ward.judge("first steps");
    for (const name of ["Xu hướng", "Lĩnh vực, thủ tục, giờ", "Đánh giá kép"]) {
      await ward.goTo(name);
      await page.locator('.empty[data-why="never"]').waitFor();
    }
    expect([...found, ...ward.faults]).toEqual([]);
  });

  it("is a month before the first, one to come, and a share of too few dossiers", async () => {
    await using ward = await WardPage.open(browser, `${hub.url}/ward#overview/2025-03`);
    const { page } = ward;
    await ward.signIn("lanh-dao");
    await page
      .getByText("Tháng 3/2025 không có số liệu: phường bắt đầu có số liệu từ tháng 1", { exact: false })
      .waitFor();
    await page.goto(`${hub.url}/ward#breakdown/2026-12`);
    await page.getByText("Tháng 12/2026 chưa bắt đầu.").waitFor();
    await page.route("**/v1/ward/overview*", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...(await answer.json()), ratedDossiers: { ratings: 12, dossiers: 8 } } });
    });
    await page.goto(`${hub.url}/ward#overview/2026-10`);
    const card = page.getByRole("article").filter({ hasText: "Hồ sơ được đánh giá" });
    await card.getByText("Số hồ sơ đã nhập không khớp", { exact: false }).waitFor();
    expect(await card.innerText()).not.toContain("150");
    expect(ward.faults).toEqual([]);
  });
});

describe.skipIf(!chromiumIsHere)("two who change the policy", () => {
  it("changes k by keyboard alone, and sees who did", async () => {
    await using ward = await WardPage.open(browser, `${hub.url}/ward`);
    const { page } = ward;
    await page.getByLabel("Tên đăng nhập").waitFor();
    await page.keyboard.type("quan-tri");
    await page.keyboard.press("Tab");
    await page.keyboard.type("mot hai ba bon nam");
    await page.keyboard.press("Enter");
    await ward.settled();
    await tabTo(ward, "Cài đặt");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Đổi chính sách" }).waitFor();
    await tabTo(ward, "Giá trị mới");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await page.getByText("Đã lưu; chính sách số", { exact: false }).waitFor();
    const change = page
      .getByRole("row")
      .filter({ hasText: "k: 10 → 12" })
      .or(page.getByRole("row").filter({ hasText: "→ 12" }));
    expect(await change.first().innerText()).toContain("quan-tri");
    await page.getByText("Chưa xóa gì.").waitFor();
    expect(ward.faults).toEqual([]);
    // A second change, from elsewhere, comes in between: what was typed stays, and can be saved.
    await page.evaluate(`(async () => {
      const [session, view] = await Promise.all(
        ["/v1/people/session", "/v1/ward/policy"].map(async (path) => (await fetch(path)).json()),
      );
      const headers = { "content-type": "application/json", "x-hailong-csrf": session.csrf };
      const body = JSON.stringify({ patch: { ...view.patch, k: 11 }, basedOn: view.revision });
      await fetch("/v1/ward/policy", { method: "POST", headers, body });
    })()`);
    await page.getByLabel("Giá trị mới").fill("14");
    await page.keyboard.press("Enter");
    await page.getByText("quan-tri vừa đổi chính sách", { exact: false }).waitFor();
    expect(await page.getByLabel("Giá trị mới").inputValue()).toBe("14");
    await page.getByLabel("Giá trị mới").press("Enter");
    await page.getByText("Đã lưu; chính sách số", { exact: false }).waitFor();
  });
});

/** Presses Tab until what has the focus has this name. */
async function tabTo({ page }: WardPage, name: string): Promise<void> {
  for (let i = 0; i < 80; i += 1) {
    const focused = await page.evaluate<string>(`(() => {
      const { activeElement: at } = document;
      return at?.labels?.[0]?.textContent ?? at?.textContent ?? "";
    })()`);
    if (focused.trim() === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no way to ${name} by keyboard`);
}

/** As a citizen does by the office's own QR. */
async function complain(words: string): Promise<void> {
  const { ticket } = (await (await fetch(`${hub.url}/v1/feedback/ticket`)).json()) as { ticket: string };
  await new Promise((resolve) => setTimeout(resolve, LEAST_MS + 200));
  const answer = await fetch(`${hub.url}/v1/feedback`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ticket, topic: "time", words }),
  });
  if (answer.status !== 201) throw new Error(`feedback: ${answer.status}`);
}
