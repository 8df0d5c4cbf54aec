import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumIsHere, needChromium, startChromium } from "../support/rating-page.js";
import { type ListedWard, RunningCity } from "../support/running-city.js";
import { type TemporaryFolder, temporaryFolder } from "../support/temporary-folder.js";
import { DESKTOP, PHONE, WardPage } from "../support/ward-page.js";
import { madeUpCells } from "../support/ward-year.js";
import { PASSWORD } from "../support/year-hub.js";

const MONTHS = Array.from({ length: 11 }, (_, i) => `2026-${String(i + 1).padStart(2, "0")}`).slice(2, 10);
const named = (ward: string, vi: string, en: string): ListedWard => ({ ward, name: { vi, en } });
const LISTED = [
  named("phuong-mot", "Phường Một", "Ward One"),
  named("phuong-hai", "Phường Hai", "Ward Two"),
  named("xa-ba", "Xã Ba", "Commune Three"),
  named("xa-tu", "Xã Tư", "Commune Four"),
];
const HEARD = [
  { ward: "phuong-mot", time: "2026-11-24T01:00:00Z", cells: madeUpCells({ months: MONTHS }) },
  { ward: "phuong-hai", time: "2026-11-24T01:00:00Z", cells: madeUpCells({ months: MONTHS, fallen: "2026-10" }) },
  { ward: "xa-ba", time: "2026-11-02T01:00:00Z", cells: madeUpCells({ months: ["2026-10"] }) },
];

let folders: TemporaryFolder[];
let cities: RunningCity[];
let browser: Browser;
const city = () => cities[0]?.url ?? "";

it("the city's page has a browser to be tested in", needChromium);

beforeAll(async () => {
  folders = await Promise.all([temporaryFolder(), temporaryFolder()]);
  const [full, empty] = folders as [TemporaryFolder, TemporaryFolder];
  cities = await Promise.all([RunningCity.open(full, LISTED, HEARD), RunningCity.open(empty, [])]);
  if (chromiumIsHere) browser = await startChromium();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  for (const one of [...(cities ?? []), ...(folders ?? [])]) await one[Symbol.asyncDispose]();
});

it("its figures are for who is signed in; a session opens nothing of the programs', and no name but the city's wards'", async () => {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ name: "lanh-dao", password: PASSWORD });
  const entered = await fetch(`${city()}/v1/people/session`, { method: "POST", headers, body });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const ask = async (path: string, given: Record<string, string> = { cookie }) =>
    (await fetch(`${city()}/v1/${path}`, { headers: given })).status;
  const span = "from=2026-10&to=2026-10";
  const paths = ["periods", `overview?${span}`, `notes?${span}`, `wards?${span}`, "news", `wards/xa-ba/trends?${span}`];
  expect(await Promise.all(paths.map((path) => ask(`city/${path}`, {})))).toEqual(paths.map(() => 401));
  expect(await Promise.all(paths.map((path) => ask(`city/${path}`)))).toEqual(paths.map(() => 200));
  expect([await ask(`figures/wards?${span}`), await ask(`city/wards/xa-nam/trends?${span}`)]).toEqual([401, 400]);
});

describe.skipIf(!chromiumIsHere)("an officer of the city's", () => {
  it.each([
    ["a desktop", DESKTOP],
    ["a telephone", PHONE],
  ] as const)("on %s, in both languages: reads, compares without a rank, draws a ward, and prints", async (_, size) => {
    await using opened = await WardPage.open(browser, `${city()}/city#overview/2026-10`, size);
    const { page } = opened;
    const found = await opened.judge("the door");
    await opened.signIn("lanh-dao");
    await page.getByRole("heading", { name: "Số liệu của các phường, xã: Tháng 10/2026" }).waitFor();
    await page
      .getByText("Khác các nơi còn lại, hơn mức ngẫu nhiên: Phường Hai (thấp hơn rõ rệt)", { exact: false })
      .waitFor();
    const wards = page.getByRole("table", { name: "Từng phường, xã", exact: true });
    const names = await wards.getByRole("rowheader").allInnerTexts();
    expect(names, "by name").toEqual(["Phường Hai", "Phường Một", "Xã Ba", "Xã Tư"]);
    await page.getByText("Hub thành phố đang mất kết nối", { exact: false }).waitFor();
    const news = page.getByRole("table", { name: "Số liệu gửi về từ các phường, xã" });
    expect(await news.getByRole("row", { name: /^Xã Tư/ }).innerText()).toContain("Chưa gửi gì");
    expect(await news.getByRole("row", { name: /^Xã Ba/ }).innerText()).toContain("Im lặng quá 14 ngày");
    await page.getByLabel("Vẽ thêm một phường, xã").focus();
    await page.getByLabel("Vẽ thêm một phường, xã").selectOption("Phường Một");
    await page.locator("thead th", { hasText: "Phường Một" }).waitFor({ state: "attached" });
    await opened.settled();
    expect(await page.evaluate("document.activeElement.id"), "where a keyboard goes on from").toBe("beside");
    found.push(...(await opened.judge("in Vietnamese")), ...(await opened.onPaper(size)));
    await opened.speakEnglish();
    await page.getByRole("heading", { name: "The wards' figures: October 2026" }).waitFor();
    await opened.settled();
    found.push(...(await opened.judge("in English")));
    const text = await page.locator("body").innerText();
    expect(text.replace("Tiếng Việt", "")).not.toMatch(/[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự]/i);
    await page.goto(`${city()}/city#overview/2026-01`);
    await page.getByText("January 2026 is before any ward had figures", { exact: false }).waitFor();
    await opened.press("March 2026");
    await page.getByRole("heading", { name: "The wards' figures: March 2026" }).waitFor();
    expect([...found, ...opened.faults]).toEqual([]);
  });

  it("without any ward is told what to do first", async () => {
    await using opened = await WardPage.open(browser, `${cities[1]?.url}/city`, PHONE);
    await opened.signIn("lanh-dao");
    await opened.page.getByText("Chưa nhận được số liệu của phường, xã nào.").waitFor();
    await opened.page.getByRole("listitem").filter({ hasText: "Đưa phường, xã vào danh sách" }).waitFor();
    expect([...(await opened.judge("an empty city")), ...opened.faults]).toEqual([]);
  });
});
