import axe from "axe-core";
import type { Browser, Locator, Page } from "playwright-core";
import type { Check, RowVerdict } from "#contract/calibration.js";
import { type CalibrateHouse, PIN } from "./calibrate-house.js";
import { eventually } from "./child.js";

/** A laptop, and a phone at the chair. */
export const LAPTOP = { width: 1280, height: 800 };
export const PHONE = { width: 360, height: 740 };

/** The calibration page as a technician meets it, with what went wrong in it. */
export class WizardPage implements AsyncDisposable {
  readonly page: Page;
  readonly faults: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (message) => {
      if (/security policy|refused to/i.test(message.text())) this.faults.push(message.text());
    });
  }

  static async open(browser: Browser, { url }: CalibrateHouse, viewport = LAPTOP): Promise<WizardPage> {
    const context = await browser.newContext({ viewport, hasTouch: viewport === PHONE, reducedMotion: "reduce" });
    const opened = new WizardPage(await context.newPage());
    await opened.page.goto(`${url}/calibrate`);
    return opened;
  }

  async signIn(technician = "Nguyễn Văn An"): Promise<void> {
    await this.page.getByLabel(/Họ tên kỹ thuật viên/).fill(technician);
    await this.page.getByLabel("Mã PIN").fill(PIN);
    await this.press("Bắt đầu");
    await this.heading("Chọn camera");
  }

  async signOut(): Promise<void> {
    await this.press("Đăng xuất");
    await this.heading("Phiên đã kết thúc");
    await this.press("Đăng nhập lại");
  }

  /** The step of that name in the bar. */
  async go(step: string): Promise<void> {
    await this.page.getByRole("navigation").getByRole("button", { name: step }).click();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).click();
  }

  button(name: string | RegExp): Locator {
    return this.page
      .getByRole("button", { name, exact: typeof name === "string" })
      .filter({ visible: true })
      .first();
  }

  heading(name: string): Promise<void> {
    return this.page.getByRole("heading", { name }).waitFor({ timeout: 20_000 });
  }

  /** A check's row where it can be seen now. */
  row(check: Check): Locator {
    return this.page.locator(`li[data-check="${check}"]`).filter({ visible: true });
  }

  /** Waits until the row has this verdict; → its words. */
  async rowIs(check: Check, verdict: RowVerdict, timeout = 40_000): Promise<string> {
    const row = this.page.locator(`li[data-check="${check}"][data-verdict="${verdict}"]`).filter({ visible: true });
    await row.first().waitFor({ timeout });
    return row.first().innerText();
  }

  async sees(text: string | RegExp, timeout = 20_000): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor({ timeout });
  }

  /** The preview shows a picture of the camera's. */
  async seesPicture(): Promise<void> {
    const width = (): Promise<number> => this.page.evaluate("document.getElementById('preview').naturalWidth");
    await eventually(async () => (await width()) > 300, { what: "a picture on the page", timeoutMs: 30_000 });
  }

  /** What axe has against it, by WCAG 2.2 AA, and what sticks out of the screen sideways. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
    const run = `axe.run(document, { runOnly: { type: "tag", values: ${JSON.stringify(tags)} } })`;
    const { violations } = await this.page.evaluate<axe.AxeResults>(run);
    const wide = await this.page.evaluate<number>(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    return wide > 0 ? [...found, `wider than the screen by ${wide} px`] : found;
  }

  /** What the page itself could ask, with its session. */
  ask(method: string, path: string, body: unknown): Promise<number> {
    return this.page.evaluate<number>(`(async () => {
      const { token } = await (await fetch("/v1/calibrate/session")).json();
      const headers = { "content-type": "application/json", "x-hailong-session": token };
      const body = ${JSON.stringify(JSON.stringify(body))};
      return (await fetch("/v1/calibrate/${path}", { method: "${method}", headers, body })).status;
    })()`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
