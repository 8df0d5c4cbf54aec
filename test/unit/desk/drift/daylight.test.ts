import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DriftScene, HERE, MINUTE } from "../../../support/drift-scene.js";
import { type TemporaryFolder, temporaryFolder } from "../../../support/temporary-folder.js";

let folder: TemporaryFolder;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const [LAMPS_ON, LAMPS_OFF] = [7, 17.5];
const DUSK = 18.25;

/** A counter with a window, lamps from seven to half past five, and eighteen citizens a day from eight to five. */
class Site extends DriftScene {
  lamps = 120;
  dawn = 5.25;
  /** On the face, ÷ what the empty zone has. */
  faces = 1;

  get #hour(): number {
    const date = new Date(this.now);
    return date.getHours() + date.getMinutes() / 60;
  }

  get #light(): number {
    const lit = this.#hour >= LAMPS_ON && this.#hour < LAMPS_OFF;
    const daylight = Math.max(0, Math.min(1, (this.#hour - this.dawn) / 3, (DUSK - this.#hour) / 3));
    return (lit ? this.lamps : 0) + 90 * daylight;
  }

  days(n: number): void {
    const until = this.now + n * 24 * 60 * MINUTE;
    while (this.now < until) {
      if (this.#hour >= 8 && this.#hour < 17) this.serve({ luminance: Math.min(255, this.faces * this.#light) });
      for (let i = 0; i < 3; i++) {
        this.shows = { ...HERE, light: Math.max(2, this.#light) };
        this.pass(10 * MINUTE);
      }
    }
  }

  /** Daylight alone, as the camera sees the counter shut. */
  toDusk(): void {
    this.shows = { ...HERE, light: 35 };
    this.now = new Date(2026, 2, 2, 17, 45).getTime();
    this.pass(10 * MINUTE);
  }

  weekly(): string[] {
    return this.log.lines.filter((line) => line.includes("drift.week"));
  }
}

describe("a counter with a window", () => {
  it("has not drifted because lamps are off at dawn", () => {
    const site = new Site(folder.file("drift.json"));
    site.pass(10 * MINUTE);
    site.days(10);
    expect(site.kept.first.length).toBe(3);
    expect(site.weekly()).toEqual([]);
    expect(site.desk.findings).toEqual([]);
  });

  it("has not drifted because it was calibrated at dusk", () => {
    const site = new Site(folder.file("drift.json"));
    site.dawn = 6.75;
    site.toDusk();
    expect(site.kept.reference?.light).toBe(35);
    site.days(10);
    expect(site.weekly()).toEqual([]);
    expect(site.desk.findings).toEqual([]);
  });

  it("has drifted when lamps are gone in which citizens were scored", () => {
    const site = new Site(folder.file("drift.json"));
    site.pass(10 * MINUTE);
    site.days(5);
    site.lamps = 0;
    site.days(2);
    expect(site.desk.findings).toEqual([]);
    site.days(2);
    expect(site.desk.findings).toEqual(["drifted"]);
    expect(site.weekly().at(-1)).toContain('"drifts":["light"]');
  });
});
