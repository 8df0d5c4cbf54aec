import type { Browser, Page } from "playwright-core";
import { eventually } from "./child.js";
import { barriersOf } from "./rating-page.js";
import { PASSWORD } from "./year-hub.js";

export const DESKTOP = { width: 1280, height: 800 } as const;
export const PHONE = { width: 360, height: 740 } as const;

/** The ward page as somebody of the office meets it, with what went wrong in it. */
export class WardPage implements AsyncDisposable {
  readonly faults: string[] = [];
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error" || /security policy|refused to/i.test(message.text()))
        this.faults.push(message.text());
    });
  }

  static async open(browser: Browser, url: string, viewport: typeof DESKTOP | typeof PHONE = DESKTOP) {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce", acceptDownloads: true });
    const opened = new WardPage(await context.newPage());
    await opened.page.goto(url);
    return opened;
  }

  async signIn(name: string): Promise<void> {
    await this.page.getByLabel("Tên đăng nhập").fill(name);
    await this.page.getByLabel("Mật khẩu").fill(PASSWORD);
    await this.page.getByRole("button", { name: "Đăng nhập" }).click();
    await this.settled();
  }

  /** By the menu. */
  async goTo(view: string): Promise<void> {
    await this.page.getByRole("navigation").getByRole("link", { name: view, exact: true }).click();
    await this.settled();
  }

  /** The view is filled, and what is drawn in it is drawn. */
  async settled(): Promise<void> {
    await this.page.locator("#content:not([aria-busy]) > div > *").first().waitFor({ timeout: 20_000 });
    const drawn = "[...document.querySelectorAll('.chart')].every((chart) => chart.querySelector('canvas'))";
    await eventually(() => this.page.evaluate<boolean>(drawn), { what: "charts" });
  }

  /** Waits for the row of a table, by its first cell. */
  row(name: string) {
    return this.page.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** What is wrong with it on a sheet of A4. */
  async onPaper(): Promise<string[]> {
    await this.page.emulateMedia({ media: "print" });
    await this.page.setViewportSize({ width: 680, height: 960 });
    await this.page.evaluate("dispatchEvent(new Event('beforeprint'))");
    const pictures = "[...document.querySelectorAll('figure > img')]";
    await eventually(() => this.page.evaluate<boolean>(`${pictures}.every((one) => one.src && one.complete)`), {
      what: "drawings for paper",
    });
    const faults = await this.page.evaluate<string[]>(`[
      ...${pictures}.filter((one) => one.naturalWidth === 0).map((one) => "broken: " + one.alt),
      ...[...document.querySelectorAll(".card")].filter((one) => one.scrollWidth > one.clientWidth).map((one) => "runs out: " + one.textContent),
    ]`);
    await this.page.emulateMedia({ media: "screen" });
    await this.page.setViewportSize(DESKTOP);
    return faults;
  }

  /** What is wrong with what is shown now, for eyes, thumbs and screen readers. */
  async judge(what: string): Promise<string[]> {
    const misfits = await this.page.evaluate<string[]>(`(() => {
      const root = document.documentElement;
      const found = root.scrollWidth > root.clientWidth ? ["wider than the screen: " + root.scrollWidth] : [];
      for (const one of document.querySelectorAll(".stacked")) {
        const around = one.parentElement;
        if (around.scrollWidth > around.clientWidth) found.push("wider than its card: " + around.scrollWidth);
      }
      for (const pressed of document.querySelectorAll("button, select, input, summary, nav a, a.button")) {
        const { width, height } = pressed.getBoundingClientRect();
        if (width > 0 && height < 43.5) found.push("small: " + (pressed.id || pressed.textContent) + " " + height);
      }
      if (document.body.innerText.match(/undefined|NaN|\\[object|\\{\\w+\\}/)) found.push("a slot without its words");
      return found;
    })()`);
    return [...misfits, ...(await barriersOf(this.page))].map((fault) => `${what}: ${fault}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
