import { COLOURS } from "./chart-style.js";
import { make } from "./elements.js";
import { makeEmpty, makeRunning, makeSection } from "./empty.js";
import { card, meanCard, shareCard } from "./figure-card.js";
import { makeHeadline } from "./headline.js";
import { ask } from "./hub.js";
import { wordsOf } from "./language.js";
import { number, timeText } from "./numbers.js";
import { spanOf, spanText, spanUpTo, standingOf } from "./period.js";
import { hasCourse, makeCourse } from "./section-course.js";
import { isAmiss, makeNews } from "./section-news.js";
import { makePooled } from "./section-pooled.js";
import { makeSideBySide } from "./section-wards.js";
import { makeSteps } from "./steps.js";

/** @import { CityNews } from "../../src/contract/city.ts" */
/** @import { AgreementView, NotesView, Overview } from "../../src/contract/ward-views.ts" */

/**
 * The whole page of a period; what went wrong, in words.
 * @param {HTMLElement} content @param {string} period @param {string} beside a ward that is drawn beside the city; none: ""
 */
export async function showCity(content, period, beside) {
  const span = new URLSearchParams(spanOf(period));
  const year = new URLSearchParams({ ...spanUpTo(period, 12), by: "month" });
  const news = await ask("GET", "/v1/city/news");
  if (!news.ok) return news.trouble;
  /** @type {CityNews["wards"]} */
  const known = news.body.wards;
  const ward = known.find((one) => one.ward === beside && hasCourse(one));
  const paths = [`overview?${span}`, `notes?${span}`, `wards?${span}`, `agreement?${span}`, `trends?${year}`];
  if (ward) paths.push(`wards/${ward.ward}/trends?${year}`);
  const answers = await Promise.all(paths.map((path) => ask("GET", `/v1/city/${path}`)));
  for (const answer of answers) if (!answer.ok) return answer.trouble;
  const [overview, notes, wards, agreement, course, courseBeside] = answers.map(({ body }) => body);
  const amiss = known.filter(isAmiss).length;
  if (overview.figures.transactions === 0)
    content.append(
      makeEmpty({ period, view: "overview", k: overview.k, withheld: overview.withheld }),
      ...(standingOf(period) === "never" ? [makeFirstSteps(known)] : []),
    );
  else
    content.append(
      ...makeRunning(period),
      makeHeadline(
        overview,
        notes.whole,
        spanText(notes.before),
        amiss === 0 ? wordsOf("noWardAmiss") : wordsOf("wardsAmiss", { n: number(amiss) }),
        !isSuspended(agreement),
      ),
      make("div", { class: "cards" }, ...cards(overview, notes, agreement)),
      make("p", { class: "hint" }, releasedText(overview)),
      makeSideBySide(wards),
    );
  if (standingOf(period) !== "never") content.append(makeCourse({ course, known, ward, courseBeside }));
  if (overview.figures.transactions > 0) content.append(makePooled(agreement));
  content.append(makeNews(news.body));
  return undefined;
}

/** @param {AgreementView} view */
const isSuspended = ({ agreement }) => agreement.outcome === "shown" && agreement.supports.mode === "suspended";

/** @param {Overview} overview @param {NotesView} notes @param {AgreementView} agreement */
function cards({ figures, k }, { whole }, agreement) {
  const share = (
    /** @type {"satisfaction" | "ratingCoverage" | "cameraCoverage"} */ which,
    /** @type {string} */ colour,
  ) =>
    shareCard({
      ...{ name: wordsOf(which), hint: wordsOf(`${which}Hint`), k, colour },
      ...{ figure: figures[which], compared: whole[which] },
    });
  const camera = isSuspended(agreement)
    ? card({ name: wordsOf("camera"), big: "–", hint: wordsOf("cameraSuspended") })
    : meanCard({
        ...{ name: wordsOf("camera"), hint: wordsOf("cameraHint"), k, colour: COLOURS.camera },
        ...{ figure: figures.camera, compared: whole.camera },
      });
  return [
    share("satisfaction", COLOURS.taps),
    camera,
    share("ratingCoverage", COLOURS.coverage),
    share("cameraCoverage", COLOURS.coverage),
  ];
}

/** @param {Overview} overview */
function releasedText({ figures, releasedAt }) {
  const when = releasedAt ? `. ${wordsOf("releasedAt", { time: timeText(releasedAt) })}.` : ".";
  return `${wordsOf("transactionsOf", { n: number(figures.transactions) })}${when}`;
}

/** What has to be done before a city has figures, with what of it is done. @param {CityNews["wards"]} known */
function makeFirstSteps(known) {
  const isListed = known.some(({ standing }) => standing !== "unlisted");
  return makeSection(wordsOf("firstSteps"), "", makeSteps([isListed, false, false]));
}
