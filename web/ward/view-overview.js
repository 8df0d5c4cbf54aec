import { makeChart } from "./chart.js";
import { barsOption } from "./chart-options.js";
import { COLOURS, rowHeight } from "./chart-style.js";
import { make, makeTable } from "./elements.js";
import { makeEmpty, makeRunning, makeSection, makeWithheld } from "./empty.js";
import { card, meanCard, shareCard } from "./figure-card.js";
import { makeFirstSteps } from "./first-steps.js";
import { makeHeadline } from "./headline.js";
import { ask } from "./hub.js";
import { say, wordsOf } from "./language.js";
import { makeNotes, pText } from "./notes.js";
import { meanText, number, partsText, percentOf, percentPoints, pointsApart, shareText, timeText } from "./numbers.js";
import { spanOf, spanText, standingOf } from "./period.js";
import { seeLink } from "./see-link.js";
import { settings } from "./settings.js";

/** @import { Difference } from "../../src/contract/ward-figures.ts" */
/** @import { NotesView, Overview } from "../../src/contract/ward-views.ts" */
/** @import { Place } from "./ward.js" */

/** @param {Place} place */
export async function showOverview({ content, period }) {
  const query = new URLSearchParams(spanOf(period));
  const [overview, notes] = await Promise.all([
    ask("GET", `/v1/ward/overview?${query}`),
    ask("GET", `/v1/ward/notes?${query}`),
  ]);
  if (!overview.ok) return overview.trouble;
  if (!notes.ok) return notes.trouble;
  if (overview.body.figures.transactions === 0) await fillEmpty(content, period, overview.body, notes.body);
  else fill(content, period, overview.body, notes.body);
  return undefined;
}

/** @param {HTMLElement} content @param {string} period @param {Overview} overview @param {NotesView} notes */
async function fillEmpty(content, period, { k, withheld }, notes) {
  content.append(makeEmpty({ period, view: "overview", k, withheld }));
  if (standingOf(period) === "never") content.append(await makeFirstSteps());
  // That nothing was released is said already.
  const others = notes.notes.filter(({ code }) => code !== "nothing_released");
  if (others.length > 0) content.append(makeNotes({ ...notes, notes: others }, spanText(notes.before)));
  content.append(...makeWithheld(withheld, k));
}

/** @param {HTMLElement} content @param {string} period @param {Overview} overview @param {NotesView} notes */
function fill(content, period, overview, notes) {
  const { figures, k, withheld, releasedAt } = overview;
  const before = spanText(notes.before);
  content.append(
    ...makeRunning(period),
    makeHeadline(overview, notes.whole, before, workText(notes)),
    make("div", { class: "cards" }, ...cards(overview, notes)),
    makeNotes(notes, before),
    make("div", { class: "halves" }, levels(overview), abstentions(overview)),
    compared(notes),
    make(
      "p",
      { class: "hint" },
      wordsOf("transactionsOf", { n: number(figures.transactions) }),
      releasedAt ? `. ${wordsOf("releasedAt", { time: timeText(releasedAt) })}.` : ".",
    ),
    ...makeWithheld(withheld, k),
  );
}

/** @param {NotesView} notes */
function workText({ notes }) {
  const count = (/** @type {string} */ tone) => notes.filter((note) => note.tone === tone).length;
  const [act, look] = [count("act"), count("look")];
  return act + look === 0 ? wordsOf("headlineNoWork") : wordsOf("headlineWork", { act, look });
}

/** @param {Overview} overview @param {NotesView} notes */
function cards({ figures, k, ratedDossiers }, { whole }) {
  const share = (
    /** @type {"satisfaction" | "ratingCoverage" | "cameraCoverage"} */ which,
    /** @type {string} */ colour,
  ) =>
    shareCard({
      name: wordsOf(which),
      hint: wordsOf(`${which}Hint`),
      figure: figures[which],
      k,
      colour,
      compared: whole[which],
    });
  return [
    share("satisfaction", COLOURS.taps),
    meanCard({
      name: wordsOf("camera"),
      hint: wordsOf("cameraHint"),
      figure: figures.camera,
      k,
      colour: COLOURS.camera,
      compared: whole.camera,
    }),
    share("ratingCoverage", COLOURS.coverage),
    share("cameraCoverage", COLOURS.coverage),
    dossierCard(ratedDossiers),
  ];
}

/** More taps than dossiers are no share: one of the two is wrong, as the report says too. @param {Overview["ratedDossiers"]} rated */
function dossierCard(rated) {
  const fits = rated !== null && rated.ratings <= rated.dossiers;
  return card({
    name: wordsOf("ratedDossiers"),
    big: fits ? percentOf(rated.ratings, rated.dossiers) : "–",
    parts: rated ? `${number(rated.ratings)}/${number(rated.dossiers)}` : "",
    hint: wordsOf(fits ? "ratedDossiersHint" : rated ? "dossiersUnfit" : "noDossiers"),
    see: fits ? undefined : seeLink("reports"),
  });
}

/** @param {Overview} overview */
function levels({ ratings, k }) {
  if (!ratings) return makeSection(wordsOf("levels"), "", make("p", {}, wordsOf("fewLong", { k })));
  const all = Object.values(ratings).reduce((sum, n) => sum + n, 0);
  const names = /** @type {const} */ (["very_satisfied", "satisfied", "dissatisfied"]);
  const table = makeTable({
    caption: wordsOf("levels"),
    head: [wordsOf("levels"), wordsOf("count"), wordsOf("share")],
    rows: names.map((name) => [wordsOf(name), number(ratings[name]), percentOf(ratings[name], all)]),
  });
  const option = barsOption({
    labels: names.map((name) => wordsOf(name)),
    counts: names.map((name) => ratings[name]),
    colours: names.map((name) => COLOURS[name]),
  });
  const label = `${wordsOf("levels")}: ${names.map((name) => `${wordsOf(name)} ${number(ratings[name])}`).join(", ")}`;
  return makeSection(wordsOf("levels"), "", makeChart({ option, label, table, height: 150 }));
}

/** @param {Overview} overview */
function abstentions({ abstentions, k }) {
  const title = wordsOf("abstentions");
  if (abstentions.length === 0) return makeSection(title, "", make("p", {}, wordsOf("noAbstentions")));
  const name = (/** @type {string} */ reason) => {
    const words = settings.reasons[reason];
    return words ? say(words) : reason;
  };
  const table = makeTable({
    caption: title,
    head: [wordsOf("reason"), wordsOf("count"), wordsOf("share")],
    rows: abstentions.map(({ reason, n, share }) => [name(reason), number(n), shareText(share, k)]),
  });
  const most = abstentions.slice(0, 8);
  const option = barsOption({
    labels: most.map(({ reason }) => name(reason)),
    counts: most.map(({ n }) => n),
    colours: most.map(() => COLOURS.coverage),
  });
  const label = `${title}: ${most.map(({ reason, n }) => `${name(reason)} ${number(n)}`).join(", ")}`;
  const height = 20 + most.length * rowHeight();
  return makeSection(title, wordsOf("abstentionsHint"), makeChart({ option, label, table, height }));
}

/** What fell comes first. */
const ORDER = ["fell", "rose", "noise", "unknown"];

/** @param {NotesView} view */
function compared({ fields, k }) {
  const place = (/** @type {NotesView["fields"][number]} */ { satisfaction }) =>
    ORDER.indexOf(satisfaction.difference.verdict);
  const verdict = (/** @type {Difference} */ difference) =>
    make("span", { class: "change", "data-verdict": difference.verdict }, wordsOf(difference.verdict));
  const change = (/** @type {Difference} */ difference, /** @type {(by: number) => string} */ format) =>
    difference.verdict === "unknown"
      ? "–"
      : make(
          "span",
          {},
          exact(`${format(difference.by)} (${format(difference.low)} … ${format(difference.high)});`),
          " ",
          exact(pText(difference.p)),
        );
  const table = makeTable({
    caption: wordsOf("compared"),
    head: [
      wordsOf("field"),
      wordsOf("conclusion"),
      wordsOf("satisfaction"),
      wordsOf("before"),
      `${wordsOf("difference")} (${wordsOf("percentPoints")})`,
      wordsOf("camera"),
      wordsOf("before"),
      `${wordsOf("difference")} (${wordsOf("points")})`,
      wordsOf("cameraConclusion"),
    ],
    rows: [...fields]
      .sort((a, b) => place(a) - place(b))
      .map(({ field, name, satisfaction, camera }) => [
        name ? say(name) : (field ?? wordsOf("several")),
        verdict(satisfaction.difference),
        `${shareText(satisfaction.now, k)} ${parens(partsText(satisfaction.now))}`,
        `${shareText(satisfaction.before, k)} ${parens(partsText(satisfaction.before))}`,
        change(satisfaction.difference, percentPoints),
        meanText(camera.now, k),
        meanText(camera.before, k),
        change(camera.difference, pointsApart),
        verdict(camera.difference),
      ]),
  });
  const means = (/** @type {"few" | "none"} */ state) =>
    fields.some(({ satisfaction: { now, before } }) => now.state === state || before.state === state)
      ? [make("p", { class: "hint" }, wordsOf(`${state}Means`, { k }))]
      : [];
  return makeSection(wordsOf("compared"), wordsOf("comparedHint"), table, ...means("few"), ...means("none"));
}

/** What no line breaks. @param {string} text */
const exact = (text) => make("span", { class: "exact" }, text);

/** @param {string} text */
const parens = (text) => (text === "" ? "" : `(${text})`);
