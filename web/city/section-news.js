import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { wordsOf } from "./language.js";
import { timeText } from "./numbers.js";
import { periodText } from "./period.js";
import { byName, wardName } from "./ward-name.js";

/** @import { CityNews } from "../../src/contract/city.ts" */
/** @typedef {CityNews["wards"][number]} News */

/** @param {News} news */
export const isAmiss = ({ standing, refused }) => standing !== "heard" || refused.length > 0;

/** @param {CityNews} news */
export function makeNews({ connected, wardsFileBroken, silentDays, wards }) {
  const trouble = [...(connected ? [] : ["notConnected"]), ...(wardsFileBroken ? ["listBroken"] : [])];
  const table = makeTable({
    caption: wordsOf("news"),
    head: [wordsOf("ward"), wordsOf("standing"), wordsOf("newest"), wordsOf("lastMonth"), wordsOf("toDo")],
    rows: byName(wards).map((one) => [
      wardName(one),
      standing(one, silentDays),
      one.newest ? timeText(one.newest) : "–",
      one.lastMonth ? periodText(one.lastMonth) : "–",
      toDo(one),
    ]),
  });
  return makeSection(
    wordsOf("news"),
    wordsOf("newsHint"),
    ...trouble.map((key) => make("p", { class: "problem" }, wordsOf(key))),
    ...(wards.length === 0 ? [make("p", {}, wordsOf("step_1"), ": ", wordsOf("stepHow_1"))] : [table]),
  );
}

/** @param {News} news @param {number} days */
function standing(news, days) {
  const word = news.refused.length > 0 ? "refused" : news.standing;
  const tone = word === "heard" ? "good" : word === "nothing" ? "look" : "act";
  return make("span", { class: "tone", "data-tone": tone }, wordsOf(`standing_${word}`, { days }));
}

/** @param {News} news */
function toDo(news) {
  const keys = news.refused.map((why) => `refused_${why}`);
  // Who is refused for being unknown need not be told twice that it is not in the list.
  if (news.standing !== "heard" && !news.refused.includes("unknown_ward")) keys.push(`todo_${news.standing}`);
  if (keys.length === 0) return wordsOf("nothingToDo");
  return make("div", {}, ...keys.map((key) => make("p", {}, wordsOf(key))));
}
