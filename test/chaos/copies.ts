import { rmSync } from "node:fs";
import { backUp } from "./books.js";
import type { Chance } from "./random.js";
import type { Site } from "./site.js";

const KEPT = 5;

/** Backups of one database as they were taken, oldest first. */
export class Copies {
  readonly #files: string[] = [];
  readonly #of: (site: Site) => string;
  readonly #name: string;
  #taken = 0;

  constructor(name: string, of: (site: Site) => string) {
    this.#name = name;
    this.#of = of;
  }

  async take(site: Site): Promise<void> {
    this.#taken += 1;
    const copy = site.file(`copies/${this.#name}-${this.#taken}.db`);
    await backUp(this.#of(site), copy);
    this.#files.push(copy);
    const oldest = this.#files.length > KEPT ? this.#files.shift() : undefined;
    if (oldest) rmSync(oldest, { force: true });
  }

  /** Any of them, the present cycle's too. */
  pick(chance: Chance): string {
    return chance.pick(this.#files);
  }
}
