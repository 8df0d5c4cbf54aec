import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KioskHouse } from "../support/kiosk-house.js";
import { chromiumIsHere, RatingPage, SCREENS, startChromium, UPRIGHT } from "../support/rating-page.js";

const REASONS = [
  { id: "thai-do", vi: "Thái độ phục vụ", en: "How I was treated" },
  { id: "thoi-gian", vi: "Thời gian chờ", en: "Waiting time" },
  { id: "huong-dan", vi: "Hướng dẫn rõ ràng", en: "Clear guidance" },
  { id: "giay-to", vi: "Giấy tờ phải nộp", en: "Papers to hand in" },
  { id: "phong-cho", vi: "Phòng chờ, chỗ ngồi", en: "Waiting room and seats" },
  { id: "khac", vi: "Điều khác", en: "Something else" },
];

/** As many words as a ward can put on it: they must fit on the smallest screen. */
describe.skipIf(!chromiumIsHere)("the rating page of other scales", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(async () => browser?.close());

  it.each([
    { steps: 4, reasons: [], answer: "Rất không hài lòng", becomes: { value: 1, of: 4 } },
    { steps: 5, reasons: REASONS, answer: "Bình thường", becomes: { value: 3, of: 5 } },
  ])(
    "of $steps faces has no barrier, no small button, nothing cut off",
    async ({ steps, reasons, answer, becomes }) => {
      await using house = await KioskHouse.start({ steps, reasons });
      await using kiosk = await RatingPage.open(browser, house.url);
      const found: string[] = [];
      const judge = async (screen: string) => void found.push(...(await kiosk.judge(screen, [UPRIGHT, ...SCREENS])));
      const { id } = await house.client.open("chung-thuc");
      await kiosk.shows("Ông/Bà có hài lòng với lần phục vụ này?");
      expect(await kiosk.page.getByRole("listitem").filter({ visible: true }).count()).toBe(steps);
      await judge("open");
      for (const setting of ["Chữ lớn", "Hạ thấp nút", "English", "Tiếng Việt"]) {
        await kiosk.tap(setting);
        await judge(`open, ${setting}`);
      }
      await kiosk.tap(answer);
      await kiosk.shows("Cảm ơn Ông/Bà!");
      await judge("thanks, large and low");
      for (const setting of ["Hạ thấp nút", "Chữ lớn"]) await kiosk.tap(setting);
      await judge("thanks");
      if (reasons.length > 0) await kiosk.tap("Thời gian chờ");
      const [rating] = await house.newRatings(0, 1);
      expect(rating).toMatchObject({ step: becomes, ...(reasons.length > 0 ? { reason: "thoi-gian" } : {}) });
      await house.client.close(id);
      expect(found).toEqual([]);
      expect(kiosk.faults).toEqual([]);
    },
  );
});
