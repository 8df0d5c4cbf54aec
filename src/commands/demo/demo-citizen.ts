import { randomUUID } from "node:crypto";
import { type KioskView, kioskViewSchema } from "#contract/kiosk.js";
import { AppError } from "#platform/errors.js";
import { pause, timeLimit } from "#platform/tasks.js";

const STEPS = 3;
const TIMEOUT_MS = 10_000;
const TRIES = 3;
const RETRY_MS = 500;

/** A citizen's finger on the rating page: asks the desk what the page asks, in the page's own words. */
export class DemoCitizen {
  readonly #desk: string;

  constructor(deskUrl: string) {
    this.#desk = deskUrl;
  }

  /** `value`: 1, the worst, to 3. */
  async rate(value: number): Promise<void> {
    const { visit } = await this.#view();
    await this.#deed("rating", { key: randomUUID(), visit, step: { value, of: STEPS } });
  }

  async chooseAgain(): Promise<void> {
    const { tap } = await this.#view();
    await this.#deed("undo", { tap });
  }

  async agree(): Promise<void> {
    const { visit } = await this.#view();
    await this.#deed("agree", { visit });
  }

  async optOut(): Promise<void> {
    const { visit } = await this.#view();
    await this.#deed("opt-out", { visit });
  }

  /** What the page shows now. Like the page, it connects again when its stream ends. */
  async #view(): Promise<KioskView> {
    let heard = "nothing";
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries > 0) await pause(RETRY_MS);
      const leave = new AbortController();
      using limit = timeLimit(TIMEOUT_MS, leave.signal);
      try {
        const { status, body } = await fetch(`${this.#desk}/v1/kiosk/events`, { signal: limit.signal });
        let text = "";
        for await (const chunk of body ?? []) {
          text += Buffer.from(chunk).toString("utf8");
          const [, view] = /^event: view\ndata: (.*)\n\n/m.exec(text) ?? [];
          if (view !== undefined) return kioskViewSchema.parse(JSON.parse(view));
        }
        heard = `${status}, ${text.length} characters`;
      } finally {
        leave.abort();
      }
    }
    throw new AppError("internal", `the rating page's stream ended before its first view (${heard})`);
  }

  async #deed(what: string, body: object): Promise<void> {
    const response = await fetch(`${this.#desk}/v1/kiosk/${what}`, {
      method: "POST",
      headers: { origin: this.#desk, "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok)
      throw new AppError("internal", `the rating page's ${what} answered ${response.status}: ${await response.text()}`);
  }
}
