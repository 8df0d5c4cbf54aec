import type { ImportedDue } from "#contract/imports.js";
import type { LetterKind } from "#contract/letters.js";
import type { ReportLanguage } from "#contract/reports.js";
import { daysLate } from "#hub/letters/days-late.js";
import { blank } from "#hub/paper/blank.js";
import type { Letterhead } from "#hub/paper/letterhead.js";
import { sheetOfPaper, signatureBlock } from "#hub/paper/sheet-of-paper.js";
import { html, nothing, type Piece } from "#platform/html.js";
import { type LetterWord, letterWords } from "#words/letter-words.js";
import type { Words } from "#words/words.js";

export type LetterParts = {
  readonly kind: LetterKind;
  readonly language: ReportLanguage;
  readonly letterhead: Letterhead;
  /** Of an apology for one dossier; without it its places are blank. */
  readonly late: (ImportedDue & { readonly procedureName: Words }) | undefined;
  /** `2026-11-20`, local. */
  readonly today: string;
  /** Whether the policy keeps the camera off at death registration. */
  readonly deathExcluded: boolean;
};

/** A letter to print, with blanks that are filled in on the open page or by hand: no name ever comes to the hub. */
export function letterPage(parts: LetterParts): string {
  const { kind, language, letterhead, today } = parts;
  const letter = new LetterText(parts);
  const about = letterWords[`${kind}About`][language];
  const body = html`<main>
<div class="letter">
<p class="hint">${letterWords.hint[language]}${kind === "condolence" ? html`<br>${letterWords[parts.deathExcluded ? "cameraOff" : "cameraOn"][language]}` : nothing}</p>
<h1>${letterWords[kind][language]}</h1>
${about === "" ? nothing : html`<p class="about">${about}</p>`}
<p class="to">${letter.address()}</p>
${letter.paragraphs().map(
  (text) => html`<p>${text}</p>
`,
)}</div>
${signatureBlock(letterhead, language)}
</main>`;
  const title = letterWords[kind][language];
  return sheetOfPaper({
    language,
    title,
    letterhead,
    number: letterWords.number[language],
    year: today.slice(0, 4),
    body,
  });
}

class LetterText {
  readonly #parts: LetterParts;

  constructor(parts: LetterParts) {
    this.#parts = parts;
  }

  address(): Piece {
    const { kind } = this.#parts;
    if (kind === "marriage") return this.#fill("dearCouple", {});
    const dear = this.#fill(kind === "apology" ? "dear" : "dearFamily", {});
    return html`${dear} ${this.#blank("nameBlank")}`;
  }

  paragraphs(): Piece[] {
    const { kind } = this.#parts;
    if (kind !== "apology") return [this.#fill(`${kind}Opening`, {}), this.#fill(`${kind}Closing`, {})];
    return [this.#fill("apologyOpening", this.#dossier()), this.#delay(), this.#fill("apologyClosing", {})];
  }

  #delay(): Piece {
    const { late, today, language } = this.#parts;
    if (!late) return this.#fill("apologyUnknown", {});
    const n = daysLate(late, today);
    const days = letterWords[n === 1 ? "oneDay" : "severalDays"][language].replace("{n}", String(n));
    return late.done === null
      ? this.#fill("apologyWaiting", { days })
      : this.#fill("apologyDone", { days, done: dayText(late.done) });
  }

  #dossier(): Readonly<Record<string, string>> {
    const { late, language } = this.#parts;
    return late ? { reference: late.reference, procedure: late.procedureName[language], due: dayText(late.due) } : {};
  }

  /** What is not given is a blank. */
  #fill(key: LetterWord, values: Readonly<Record<string, string>>): Piece {
    const { language, letterhead } = this.#parts;
    const known: Readonly<Record<string, string>> = {
      ...(letterhead.office === undefined ? {} : { office: letterhead.office }),
      ...values,
    };
    // Text, name and what stands behind the name, in turn.
    const pieces = letterWords[key][language].split(/\{(\w+)\}([.,]?)/).map((part, place, all) => {
      if (place % 3 === 0) return html`${part}`;
      const value = known[all[place - (place % 3) + 1] ?? ""];
      if (place % 3 === 1) return value === undefined ? nothing : html`${value}`;
      if (value !== undefined) return html`${part}`;
      // A comma stays on the line of its blank.
      const gap = this.#blank(BLANKS[all[place - 1] ?? ""] ?? "nameBlank");
      return part === "" ? gap : html`<span class="held">${gap}${part}</span>`;
    });
    return html`${pieces}`;
  }

  #blank(label: LetterWord): Piece {
    const size = label === "dateBlank" || label === "referenceBlank" ? "short" : "long";
    return blank(letterWords[label][this.#parts.language], size);
  }
}

const BLANKS: Readonly<Record<string, LetterWord>> = {
  name: "nameBlank",
  office: "officeBlank",
  reason: "reasonBlank",
  again: "dateBlank",
  due: "dateBlank",
  reference: "referenceBlank",
  procedure: "procedureBlank",
};

/** `2026-10-31` → `31/10/2026`. */
const dayText = (day: string): string => day.split("-").reverse().join("/");
