import { make, makeTable } from "./elements.js";
import { makeRunning, makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { makeImports } from "./imports.js";
import { languageNow, say, wordsOf } from "./language.js";
import { dayText, number, timeText } from "./numbers.js";
import { kindOf, periodText, standingOf } from "./period.js";

/** @import { LetterList } from "../../src/contract/letters.ts" */
/** @import { ReportList } from "../../src/contract/reports.ts" */
/** @import { Place } from "./ward.js" */

/** @param {Place} place */
export async function showReports({ content, period, session, again }) {
  const [reports, imports, letters] = await Promise.all([
    ask("GET", "/v1/reports"),
    ask("GET", "/v1/imports"),
    ask("GET", "/v1/letters"),
  ]);
  if (!reports.ok) return reports.trouble;
  if (!imports.ok) return imports.trouble;
  if (!letters.ok) return letters.trouble;
  const mayWrite = session.person?.role !== "viewer";
  content.append(
    exports(period),
    ...(mayWrite ? [] : [make("p", { class: "hint" }, wordsOf("onlyOperatorsHere"))]),
    makeImports(imports.body, mayWrite, again),
    ...(mayWrite ? [letterSection(letters.body)] : []),
    written(reports.body),
  );
  return undefined;
}

/** @param {string} href @param {string} words */
const leaf = (href, words) => make("a", { class: "button", href, target: "_blank", rel: "noopener" }, words);

/** @param {string} period */
function exports(period) {
  const named = periodText(period);
  const title = wordsOf("exportTitle", { period: languageNow() === "vi" ? named.toLowerCase() : named });
  if (kindOf(period) === "year") return makeSection(title, "", make("p", {}, wordsOf("exportYear")));
  const links = {
    html: leaf("", wordsOf("exportHtml")),
    xlsx: make("a", { class: "button", download: "" }, wordsOf("exportXlsx")),
    csv: make("a", { class: "button", download: "" }, wordsOf("exportCsv")),
  };
  const form = formChoice((chosen) => {
    const query = new URLSearchParams({ language: languageNow(), form: chosen });
    for (const [format, link] of Object.entries(links)) link.href = `/v1/reports/${period}.${format}?${query}`;
  });
  const hasFigures = ["over", "running"].includes(standingOf(period));
  return makeSection(
    title,
    wordsOf("exportHint"),
    ...(hasFigures ? makeRunning(period) : [make("p", {}, wordsOf("reportEmpty", { period: periodText(period) }))]),
    form,
    make("p", { class: "hint" }, wordsOf("reportFormHint")),
    make("div", { class: "row" }, ...Object.values(links)),
  );
}

/** Which form the links give, now and whenever another is chosen. @param {(form: string) => void} choose */
function formChoice(choose) {
  const select = make(
    "select",
    {},
    ...["full", "ratings"].map((form) => make("option", { value: form }, wordsOf(`reportForm_${form}`))),
  );
  select.addEventListener("change", () => choose(select.value));
  choose(select.value);
  return make("p", {}, make("label", {}, `${wordsOf("reportForm")} `, select));
}

/** @param {ReportList} list */
const written = ({ written }) =>
  makeSection(
    wordsOf("written"),
    "",
    written.length === 0
      ? make("p", {}, wordsOf("writtenNone"))
      : makeTable({
          caption: wordsOf("written"),
          head: [
            ...[wordsOf("period"), wordsOf("revision"), wordsOf("writtenAt"), wordsOf("writtenPolicy")],
            ...[wordsOf("open"), wordsOf("checksum")],
          ],
          rows: written.map(({ period, revision, writtenAt, policy, sha256 }, place) => [
            periodText(period),
            // The newest of a period comes first.
            written[place - 1]?.period === period ? number(revision) : `${number(revision)} ${wordsOf("newest")}`,
            timeText(writtenAt),
            policy === null ? "–" : number(policy),
            writtenLinks(period, revision),
            make("code", {}, sha256.slice(0, 16)),
          ]),
        }),
  );

/** Named for those who hear a link apart from its row. @param {string} period @param {number} revision */
function writtenLinks(period, revision) {
  const link = (/** @type {string} */ format, /** @type {string} */ words) =>
    make(
      "a",
      {
        href: `/v1/reports/${period}.${format}?revision=${revision}`,
        "aria-label": wordsOf("openWritten", { format: words, period: periodText(period), revision: number(revision) }),
        ...(format === "html" ? { target: "_blank", rel: "noopener" } : { download: "" }),
      },
      words,
    );
  return make("span", {}, link("html", "HTML"), " · ", link("xlsx", "Excel"), " · ", link("csv", "CSV"));
}

/** @param {LetterList} list */
function letterSection({ kinds, late }) {
  const query = `?language=${languageNow()}`;
  const lateTable = makeTable({
    caption: wordsOf("late_rows"),
    shownCaption: true,
    head: [wordsOf("reference"), wordsOf("procedure"), wordsOf("due"), wordsOf("daysLate"), wordsOf("letters")],
    rows: late.map(({ reference, procedureName, due, daysLate }) => [
      reference,
      say(procedureName),
      dayText(due),
      number(daysLate),
      leaf(
        `/v1/letters/apology${query}&reference=${encodeURIComponent(reference)}`,
        wordsOf("printLetter", { reference }),
      ),
    ]),
  });
  return makeSection(
    wordsOf("letters"),
    wordsOf("lettersHint"),
    make(
      "div",
      { class: "row" },
      ...kinds.map((kind) => leaf(`/v1/letters/${kind}${query}`, wordsOf(`letter_${kind}`))),
    ),
    ...(late.length > 0 ? [lateTable] : []),
  );
}
