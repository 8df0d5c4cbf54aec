import type { FeedbackReceipt } from "#contract/feedback.js";
import type { FeedbackSettings } from "#contract/feedback-page.js";
import type { ErrorCode } from "#platform/errors.js";
import { loadPage, type PageFiles } from "#platform/http/page-files.js";
import { KIND_WORDS, STATE_WORDS, TOPIC_WORDS, feedbackWords as words } from "#words/feedback-words.js";
import { OFFICE_REFUSALS } from "#words/office-refusals.js";
import type { Words } from "#words/words.js";

/** What a phone is shown. The form and its answers also come whole, for browsers whose scripts do not run. */
export class FeedbackPage {
  readonly files: PageFiles;
  readonly #form: string;
  readonly #answer: string;

  constructor() {
    const settings: Omit<FeedbackSettings, "edition"> = {
      words,
      topics: TOPIC_WORDS,
      kinds: KIND_WORDS,
      states: STATE_WORDS,
    };
    const { files } = loadPage("feedback", settings);
    this.#form = files.get("index.html")?.body ?? "";
    this.#answer = files.get("answer.html")?.body ?? "";
    this.files = new Map([...files].filter(([name]) => !name.endsWith(".html")));
  }

  form(ticket: string): string {
    return fill(this.#form, { ticket });
  }

  thanks({ receipt, masked }: FeedbackReceipt): string {
    const lines = [...(receipt ? [words.keepReceipt] : []), ...(masked ? [words.wasMasked] : [])];
    return this.#say(words.thanks, lines, receipt ?? "");
  }

  refusal(code: ErrorCode): string {
    const vi = OFFICE_REFUSALS[code]?.title ?? words.notSent.vi;
    return this.#say(words.notTaken, [{ vi, en: words.notSent.en }], "");
  }

  #say(heading: Words, lines: readonly Words[], receipt: string): string {
    const text = (language: keyof Words): string => lines.map((line) => line[language]).join(" ");
    return fill(this.#answer, {
      headingVi: heading.vi,
      headingEn: heading.en,
      vi: text("vi"),
      en: text("en"),
      receipt,
    });
  }
}

/** `[[name]]` → its text, which is text and nothing else. */
const fill = (page: string, texts: Readonly<Record<string, string>>): string =>
  page.replace(/\[\[(\w+)\]\]/g, (_, name: string) =>
    (texts[name] ?? "").replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`),
  );
