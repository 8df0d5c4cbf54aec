import type { Browser, Page } from "playwright-core";
import type { Check, RowVerdict } from "#contract/calibration.js";
import type { WizardStep } from "#contract/wizard.js";
import { type CalibrateHouse, PIN } from "./calibrate-house.js";
import { eventually } from "./child.js";
import { barriersOf } from "./rating-page.js";

/** A laptop, and a phone held at the chair. */
export const LAPTOP = { width: 1280, height: 800 } as const;
export const PHONE = { width: 360, height: 740 } as const;

/** The calibration page as a technician meets it, with what went wrong in it. */
export class CalibratePage implements AsyncDisposable {
  readonly faults: string[] = [];
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (message) => {
      if (/security policy|refused to/i.test(message.text())) this.faults.push(message.text());
    });
  }

  static async open(browser: Browser, { url }: CalibrateHouse, viewport: typeof LAPTOP | typeof PHONE = LAPTOP) {
    const context = await browser.newContext({ viewport, hasTouch: true, reducedMotion: "reduce" });
    const opened = new CalibratePage(await context.newPage());
    await opened.page.goto(`${url}/calibrate`);
    return opened;
  }

  /** Takes over from whoever is at work. */
  async signIn(technician = "Kỹ thuật viên A"): Promise<void> {
    await this.page.getByLabel("Họ tên kỹ thuật viên").fill(technician);
    await this.page.getByLabel("Mã PIN").fill(PIN);
    const other = this.page.getByLabel("Kết thúc phiên của người kia");
    if (await other.isVisible()) await other.check();
    await this.press("Bắt đầu");
    await this.shows("Chọn camera");
  }

  async press(name: string): Promise<void> {
    await this.page.getByRole("button", { name, exact: true }).click();
  }

  async signOut(): Promise<void> {
    await this.press("Đăng xuất");
    await this.shows("Phiên đã kết thúc");
  }

  async goTo(step: WizardStep): Promise<void> {
    await this.page.locator(`[data-step="${step}"].step`).click();
  }

  /** Waits for the screen with this heading. */
  async shows(heading: string | RegExp, timeout = 15_000): Promise<void> {
    await this.page.getByRole("heading", { level: 2, name: heading }).waitFor({ timeout });
  }

  async says(words: string | RegExp, timeout = 15_000): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor({ timeout });
  }

  /** Waits until a check's row, where it can be seen, has this verdict, and this to do; → its words. */
  async rowIs(check: Check, verdict: RowVerdict, { remedy = /./, timeout = 40_000 } = {}): Promise<string> {
    const row = this.page
      .locator(`li[data-check="${check}"][data-verdict="${verdict}"]`)
      .filter({ visible: true, hasText: remedy });
    await row.first().waitFor({ timeout });
    return row.first().innerText();
  }

  async seesPicture(): Promise<void> {
    const width = (): Promise<number> => this.page.evaluate("document.getElementById('preview').naturalWidth");
    await eventually(async () => (await width()) > 300, { what: "a picture on the page", timeoutMs: 30_000 });
  }

  /** What the page itself could ask, with its session; → the status. */
  ask(path: string, body: unknown): Promise<number> {
    return this.page.evaluate<number>(`(async () => {
      const { token } = await (await fetch("/v1/calibrate/session")).json();
      const headers = { "content-type": "application/json", "x-hailong-session": token };
      const body = ${JSON.stringify(JSON.stringify(body))};
      return (await fetch("/v1/calibrate/${path}", { method: "POST", headers, body })).status;
    })()`);
  }

  /** What is wrong with what is shown now, for eyes, thumbs and screen readers. */
  async judge(what: string): Promise<string[]> {
    const misfits = await this.page.evaluate<string[]>(`(() => {
      const root = document.documentElement;
      const found = root.scrollWidth > root.clientWidth ? ["wider than the screen: " + root.scrollWidth] : [];
      for (const pressed of document.querySelectorAll("button, a, input, label.tick")) {
        const { width, height } = pressed.getBoundingClientRect();
        if (width === 0 || pressed.closest("label.tick") !== (pressed.matches("label") ? pressed : null)) continue;
        if (width < 43.5 || height < 43.5) found.push("small: " + (pressed.id || pressed.textContent) + " " + width + "×" + height);
        if (pressed.scrollWidth > pressed.clientWidth + 1) found.push("cut off: " + pressed.textContent);
      }
      return found;
    })()`);
    return [...misfits, ...(await barriersOf(this.page))].map((fault) => `${what}: ${fault}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
