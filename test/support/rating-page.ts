import { existsSync } from "node:fs";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import type { TestContext } from "vitest";

const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const chromiumIsHere = existsSync(CHROMIUM);

/** Where there is no browser nothing of the page is tested: said aloud, and in CI a failure. */
export function needChromium({ skip }: Pick<TestContext, "skip">): void {
  if (chromiumIsHere) return;
  const text = `no page is tested in a browser: ${CHROMIUM} is not there (scripts/test installs it; CHROMIUM names another)`;
  if (process.env.CI) throw new Error(text);
  console.warn(`\n  ✗ ${text}\n`);
  skip(text);
}

export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"], timeout: 60_000 });

/** What stands on counters: a small and a common touch screen, and a large one. */
export const SCREENS = [
  [1024, 600],
  [1280, 800],
  [1920, 1080],
] as const;
/** One that stands on its end. */
export const UPRIGHT = [800, 1280] as const;

const SETTLE_MS = 550;

/** What axe has against a page, by WCAG 2.2 AA. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const run = `axe.run(document, { runOnly: { type: "tag", values: ${JSON.stringify(tags)} } })`;
  const { violations } = await page.evaluate<axe.AxeResults>(run);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

/** The page as a citizen meets it, with what went wrong in it. */
export class RatingPage implements AsyncDisposable {
  readonly faults: string[] = [];
  readonly page: Page;
  #changed = 0;

  private constructor(page: Page) {
    this.page = page;
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (message) => {
      if (/security policy|refused to/i.test(message.text())) this.faults.push(message.text());
    });
  }

  static async open(browser: Browser, url: string, viewport = { width: 1280, height: 800 }): Promise<RatingPage> {
    const context = await browser.newContext({ viewport, hasTouch: true, reducedMotion: "reduce" });
    const opened = new RatingPage(await context.newPage());
    await opened.page.goto(`${url}/kiosk`);
    // Gone after a reload.
    await opened.page.evaluate("window.loadedOnce = true");
    return opened;
  }

  /** Waits for the screen with this heading. */
  async shows(heading: string, timeout = 15_000): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name: heading }).waitFor({ timeout });
    this.#changed = performance.now();
  }

  async says(words: string, timeout = 15_000): Promise<void> {
    await this.page.getByText(words).filter({ visible: true }).first().waitFor({ timeout });
    this.#changed = performance.now();
  }

  /** Before something is pressed: what comes at once after a change is taken for a finger that bounces. */
  async settled(): Promise<void> {
    const left = SETTLE_MS - (performance.now() - this.#changed);
    if (left > 0) await this.page.waitForTimeout(left);
  }

  async tap(name: string): Promise<void> {
    await this.settled();
    await this.page.getByRole("button", { name, exact: true }).tap();
  }

  /** All that can be read on it, by eye or by a screen reader. */
  text(): Promise<string> {
    return this.page.evaluate("document.body.innerText");
  }

  get neverReloaded(): Promise<boolean> {
    return this.page.evaluate("window.loadedOnce === true");
  }

  barriers(): Promise<string[]> {
    return barriersOf(this.page);
  }

  /** Buttons smaller than 48 px, faces that are easier to hit than others, and what sticks out of the screen at this size. */
  async misfits(width: number, height: number): Promise<string[]> {
    await this.page.setViewportSize({ width, height });
    return this.page.evaluate(`(() => {
      const root = document.documentElement;
      const found = [];
      if (root.scrollWidth > root.clientWidth) found.push("wider than the screen: " + root.scrollWidth);
      if (root.scrollHeight > root.clientHeight) found.push("higher than the screen: " + root.scrollHeight);
      for (const button of document.querySelectorAll("button")) {
        const { width, height } = button.getBoundingClientRect();
        if (width === 0) continue;
        if (width < 48 || height < 48) found.push("small: " + button.textContent + " " + width + "×" + height);
        if (button.scrollWidth > button.clientWidth) found.push("cut off: " + button.textContent);
      }
      const faces = [...document.querySelectorAll(".step")].map((face) => face.getBoundingClientRect());
      const uneven = ({ width, height }) => Math.abs(width - faces[0].width) > 1 || Math.abs(height - faces[0].height) > 1;
      if (faces.some(uneven)) found.push("faces of unlike size");
      return found;
    })()`);
  }

  /** Everything that is wrong with what is shown now, at each of these sizes and for a screen reader. */
  async judge(what: string, sizes: readonly (readonly [number, number])[] = SCREENS): Promise<string[]> {
    const found: string[] = [];
    for (const [width, height] of sizes)
      for (const fault of await this.misfits(width, height)) found.push(`${what}, ${width}×${height}: ${fault}`);
    for (const fault of await this.barriers()) found.push(`${what}: ${fault}`);
    return found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.page.context().close();
  }
}
