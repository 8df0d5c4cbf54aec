import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { wordsOf } from "./language.js";
import { number } from "./numbers.js";
import { periodText } from "./period.js";

/** @import { FeedbackList } from "../../src/contract/feedback.ts" */

const LEVELS = /** @type {const} */ (["very_satisfied", "satisfied", "dissatisfied"]);
const TOPICS = /** @type {const} */ (["attitude", "time", "procedure", "facilities", "fee", "other", "untold"]);

/** Ratings by telephone: with a visit's code, and apart from them those by the office's own. @param {FeedbackList} list */
export const qrFigures = ({ months, untied, k }) => [
  ...section("qrRatings", months, k),
  ...section("untiedRatings", untied, k),
];

/** @param {"qrRatings" | "untiedRatings"} name @param {FeedbackList["months"]} months @param {number} k */
function section(name, months, k) {
  if (months.length === 0) return [];
  const few = wordsOf("few", { k });
  const ratings = makeTable({
    caption: wordsOf(name),
    head: [wordsOf("month"), ...LEVELS.map((level) => wordsOf(level))],
    rows: months.map(({ month, ratings }) => [
      periodText(month),
      ...LEVELS.map((level) => (ratings ? number(ratings[level]) : few)),
    ]),
  });
  // Once every month has its topics, nothing is left to say of those from before.
  const told = TOPICS.filter((topic) => topic !== "untold" || months.some(({ topics }) => topics?.untold));
  const topics = makeTable({
    caption: `${wordsOf("ratedTopics")}: ${wordsOf(name)}`,
    head: [wordsOf("month"), ...told.map((topic) => wordsOf(`topic_${topic}`))],
    rows: months.map(({ month, topics }) => [
      periodText(month),
      ...told.map((topic) => (topics ? number(topics[topic]) : few)),
    ]),
  });
  return [
    makeSection(
      wordsOf(name),
      wordsOf(`${name}Hint`),
      ratings,
      make("h3", {}, wordsOf("ratedTopics")),
      make("p", { class: "hint" }, wordsOf("ratedTopicsHint")),
      topics,
    ),
  ];
}
