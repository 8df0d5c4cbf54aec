import type { Finding } from "#desk/drift/drift-file.js";
import type { BackgroundVerdict } from "#desk/drift/judgement/judge-background.js";

/** Checks in an unfamiliar light, each after another citizen, that make up for not knowing that light. */
const UNCLEAR_ENOUGH = 3;

/**
 * A bag on the counter, a door left open: one look is a suspicion, a second like it some minutes later is a finding. A
 * look in another light decides nothing, unless the counter works in that light and it never looks as before.
 */
export class Suspicion {
  #of: Finding | undefined;
  #unclear = 0;
  #servedSince = true;

  weigh(verdict: BackgroundVerdict): Finding | "nothing" | "undecided" {
    if (verdict === "dark") return "undecided";
    if (verdict === "unclear") return this.#weighUnclear();
    this.#unclear = 0;
    if (verdict === "as_before") {
      this.#of = undefined;
      return "nothing";
    }
    const finding = verdict === "dirty" ? "dirty" : "moved";
    const sure = this.#of === finding;
    this.#of = sure ? undefined : finding;
    return sure ? finding : "undecided";
  }

  /** A second look is to be had soon. */
  get pending(): boolean {
    return this.#of !== undefined;
  }

  /** A transaction has ended. */
  served(): void {
    this.#servedSince = true;
  }

  clear(): void {
    this.#of = undefined;
    this.#unclear = 0;
  }

  #weighUnclear(): Finding | "undecided" {
    if (this.#servedSince) this.#unclear += 1;
    this.#servedSince = false;
    if (this.#unclear < UNCLEAR_ENOUGH) return "undecided";
    this.clear();
    return "moved";
  }
}
