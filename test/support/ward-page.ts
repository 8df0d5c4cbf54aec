import type { Browser, Page } from "playwright-core";
import { eventually } from "./child.js";
import { barriersOf } from "./rating-page.js";
import { PASSWORD } from "./year-hub.js";

/** What is pressed, typed into or scrolled. */
const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

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
    const context = await browser.newContext({
      ...{ viewport, reducedMotion: "reduce", acceptDownloads: true },
      hasTouch: viewport === PHONE,
    });
    const opened = new WardPage(await context.newPage());
    await opened.page.goto(url);
    return opened;
  }

  async signIn(name: string): Promise<void> {
    await this.page.getByLabel(/^(Tên đăng nhập|Name)$/).fill(name);
    await this.page.getByLabel(/^(Mật khẩu|Password)$/).fill(PASSWORD);
    await this.page.keyboard.press("Enter");
    await this.settled();
  }

  /** By the menu. */
  async goTo(view: string): Promise<void> {
    await this.page.getByRole("navigation").getByRole("link", { name: view, exact: true }).click();
    await this.settled();
  }

  async speakEnglish(): Promise<void> {
    await this.page.getByRole("button", { name: "English" }).click();
  }

  /** A link or button by the words on it, which stand where nobody has to scroll sideways for them. */
  async press(words: string): Promise<void> {
    const { page } = this;
    const found = page
      .getByRole("link", { name: words, exact: true })
      .or(page.getByRole("button", { name: words, exact: true }));
    const box = await found.boundingBox();
    const { width } = page.viewportSize() ?? PHONE;
    if (!box || box.x < 0 || box.x + box.width > width) throw new Error(`“${words}” is not to be seen`);
    await found.click();
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
  async onPaper(size: typeof DESKTOP | typeof PHONE): Promise<string[]> {
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
    await this.page.setViewportSize(size);
    return faults;
  }

  /** What is wrong with what is shown now, for eyes, thumbs and screen readers. */
  async judge(what: string): Promise<string[]> {
    const misfits = await this.page.evaluate<string[]>(`(() => {
      const root = document.documentElement;
      const found = root.scrollWidth > root.clientWidth ? ["wider than the screen: " + root.scrollWidth] : [];
      for (const one of document.querySelectorAll("details")) one.open = true;
      for (const one of document.querySelectorAll(".scroll"))
        if (one.scrollWidth > one.clientWidth) found.push("wider than its card: " + one.getAttribute("aria-label"));
      const links = innerWidth < 640 ? ", .see" : "";
      for (const pressed of document.querySelectorAll("button, select, input, summary, nav a, a.button" + links)) {
        // A radio button is pressed by its words too.
        const target = pressed.type === "radio" ? pressed.closest("label") : pressed;
        const { left, right, width, height } = target.getBoundingClientRect();
        const name = pressed.id || pressed.textContent;
        if (width > 0 && height < 43.5) found.push("small: " + name + " " + height);
        if (width > 0 && (left < 0 || right > innerWidth)) found.push("beside the screen: " + name);
      }
      for (const chart of document.querySelectorAll(".chart")) {
        const rows = chart.closest("figure").querySelectorAll("tbody tr").length;
        if (rows === 0 || !chart.getAttribute("aria-label")) found.push("a picture only: " + chart.closest("section").textContent);
      }
      if (document.body.innerText.match(/undefined|NaN|\\[object|\\{\\w+\\}/)) found.push("a slot without its words");
      return found;
    })()`);
    const faults = [...misfits, ...(await this.outOfKeysReach()), ...(await barriersOf(this.page))];
    return faults.map((fault) => `${what}: ${fault}`);
  }

  /** What the Tab key does not come to, from the top on, and what does not show that it has the focus. */
  private async outOfKeysReach(): Promise<string[]> {
    const { page } = this;
    const n = await page.evaluate<number>(`(() => {
      const shown = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && !one.closest("[hidden]");
      const wanted = new Set([...document.querySelectorAll('${CONTROLS}')].filter(shown));
      const unmarked = [];
      const name = (one) => one.id || one.getAttribute("aria-label") || one.textContent;
      // Of the radio buttons of a group Tab comes to one, arrows to the rest.
      const group = (one) => one.type === "radio" ? [...one.closest("fieldset").querySelectorAll("[type=radio]")] : [one];
      const onFocus = ({ target }) => {
        for (const one of group(target)) wanted.delete(one);
        const { outlineStyle, outlineWidth } = getComputedStyle(target);
        if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) unmarked.push("no focus to be seen: " + name(target));
      };
      document.addEventListener("focusin", onFocus);
      window.reached = () => {
        document.removeEventListener("focusin", onFocus);
        return [...[...wanted].map((one) => "not by keyboard: " + name(one)), ...unmarked];
      };
      const top = document.body.insertAdjacentElement("afterbegin", document.createElement("span"));
      top.tabIndex = -1;
      top.focus();
      top.remove();
      unmarked.length = 0;
      return wanted.size;
    })()`);
    for (let i = 0; i < n; i += 1) await page.keyboard.press("Tab");
    return page.evaluate<string[]>("window.reached()");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
