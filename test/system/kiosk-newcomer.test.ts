import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KioskHouse } from "../support/kiosk-house.js";
import { chromiumIsHere, RatingPage, startChromium } from "../support/rating-page.js";

/**
 * Somebody who has never seen the page and is told only what to achieve. They read what stands on the screen, tap the
 * one button whose words fit, and know by what they then read whether it worked: no names of ours, no scrolling, and
 * no second choice between two buttons that say the same.
 */
class Newcomer {
  readonly #page: Page;

  constructor({ page }: RatingPage) {
    this.#page = page;
  }

  async reads(words: RegExp): Promise<void> {
    await this.#page.getByText(words).filter({ visible: true }).first().waitFor({ timeout: 10_000 });
    // People read before they tap.
    await this.#page.waitForTimeout(600);
  }

  async taps(words: RegExp): Promise<void> {
    const fitting = this.#page.getByRole("button").filter({ hasText: words, visible: true });
    expect(await fitting.count(), `buttons that say ${words}`).toBe(1);
    expect(await this.#isOnScreen(fitting), `${words} is on the screen`).toBe(true);
    await fitting.tap();
  }

  /** How high this one line is written, in px. */
  async height(words: RegExp): Promise<number> {
    const box = await this.#page.getByText(words).filter({ visible: true }).first().boundingBox();
    return box?.height ?? 0;
  }

  async #isOnScreen(button: Locator): Promise<boolean> {
    const box = await button.boundingBox();
    const screen = this.#page.viewportSize();
    if (!box || !screen) return false;
    return box.x >= 0 && box.y >= 0 && box.x + box.width <= screen.width && box.y + box.height <= screen.height;
  }
}

describe.skipIf(!chromiumIsHere)("a newcomer at the rating page", () => {
  let house: KioskHouse;
  let browser: Browser;
  beforeAll(async () => {
    house = await KioskHouse.start();
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.[Symbol.asyncDispose]();
  });

  it("does every task without a hint, on the smallest screen", async () => {
    await using kiosk = await RatingPage.open(browser, house.url, { width: 1024, height: 600 });
    const newcomer = new Newcomer(kiosk);
    const before = house.ratings().length;
    const { id, token } = await house.client.open("chung-thuc");
    await newcomer.reads(/có hài lòng/i);

    // "You do not see well: have it written larger."
    const small = await newcomer.height(/^Hài lòng$/);
    await newcomer.taps(/chữ lớn/i);
    await newcomer.reads(/có hài lòng/i);
    expect(await newcomer.height(/^Hài lòng$/)).toBeGreaterThan(small * 1.1);

    // "You do not want the camera to judge your face."
    await newcomer.taps(/không đồng ý/i);
    await newcomer.reads(/camera không đọc biểu cảm của/i);

    // "You were not content: say so." "That was a slip: choose the one between."
    await newcomer.taps(/^không hài lòng$/i);
    await newcomer.reads(/cảm ơn/i);
    await newcomer.taps(/chọn lại/i);
    await newcomer.reads(/có hài lòng/i);
    await newcomer.taps(/^hài lòng$/i);
    await newcomer.reads(/cảm ơn/i);

    // "Your friend reads English only." "Now you read on."
    await newcomer.taps(/english/i);
    await newcomer.reads(/thank you/i);
    await newcomer.taps(/tiếng việt/i);
    await newcomer.reads(/cảm ơn/i);

    expect(await house.newRatings(before, 1)).toMatchObject([{ token, rating: "satisfied" }]);
    await house.client.close(id);
    expect(house.events().at(-1)?.data).toMatchObject({ token, reason: "opted_out" });
    // The next citizen finds neither the large letters nor the opt-out.
    const next = await house.client.open("chung-thuc");
    await newcomer.reads(/cho phép camera/i);
    expect(await newcomer.height(/^Hài lòng$/)).toBe(small);
    await house.client.close(next.id);
    expect(kiosk.faults).toEqual([]);
  });
});
