import type { Finding } from "#desk/drift/drift-file.js";
import type { JudgedBackground } from "#desk/drift/judgement/judge-background.js";

type Kind = "moved" | "elsewhere" | "dirty" | "unclear";

/** Looks that agree, each after another citizen. In an unfamiliar light more of them make up for not knowing that light. */
const ENOUGH: Record<Kind, number> = { moved: 2, elsewhere: 2, dirty: 2, unclear: 3 };
/** Shifts that differ by less, in widths of the picture, are one. */
const ONE_SHIFT = 0.012;

/**
 * The citizen's chair stands elsewhere after every visit, and can look like a shift; a bag or an open door, like another
 * scene. Only what looks the same before and after a citizen was served is the camera's doing.
 */
export class Suspicion {
  #kind: Kind | undefined;
  #shift: JudgedBackground | undefined;
  #looks = 0;
  #servedSince = false;

  weigh(judged: JudgedBackground): Finding | "nothing" | "undecided" {
    const { verdict } = judged;
    if (verdict === "dark") return "undecided";
    if (verdict === "as_before") {
      this.clear();
      return "nothing";
    }
    if (!this.#agrees(verdict, judged)) this.clear();
    else if (!this.#servedSince) return "undecided";
    this.#kind = verdict;
    this.#shift = judged;
    this.#looks += 1;
    this.#servedSince = false;
    if (this.#looks < ENOUGH[verdict]) return "undecided";
    this.clear();
    return verdict === "dirty" ? "dirty" : "moved";
  }

  /** A look now would tell more than the one before. */
  get pending(): boolean {
    return this.#kind !== undefined && this.#servedSince;
  }

  /** A transaction has ended. */
  served(): void {
    this.#servedSince = true;
  }

  clear(): void {
    this.#kind = undefined;
    this.#shift = undefined;
    this.#looks = 0;
  }

  #agrees(kind: Kind, { dx, dy }: JudgedBackground): boolean {
    const before = this.#shift;
    if (kind === "moved" && this.#kind === "moved" && before) {
      return Math.hypot(dx - before.dx, dy - before.dy) < ONE_SHIFT;
    }
    // A shift that is too far to be measured may be measured at the next look.
    const aim = (of: Kind | undefined): boolean => of === "moved" || of === "elsewhere";
    return kind === this.#kind || (aim(kind) && aim(this.#kind));
  }
}
