import { makeChart } from "./chart.js";
import { trendOption } from "./chart-options.js";
import { COLOURS } from "./chart-style.js";
import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { shareSpot, wholeShare } from "./figure-rows.js";
import { wordsOf } from "./language.js";
import { percent, percentTick } from "./numbers.js";
import { periodsNow } from "./period.js";
import { goTo } from "./route.js";
import { byName, wardName } from "./ward-name.js";

/** @import { CityNews } from "../../src/contract/city.ts" */
/** @import { Trends } from "../../src/contract/ward-views.ts" */

/**
 * Twelve months of all wards together, and of one beside them.
 * @param {{ course: Trends, known: CityNews["wards"], ward: CityNews["wards"][number] | undefined, courseBeside: Trends | undefined }} given
 */
export function makeCourse({ course: { points, k }, known, ward, courseBeside }) {
  const { today } = periodsNow();
  const missing = points.map(({ end }) => wordsOf(end >= today ? "notOver" : "few", { k }));
  const labels = points.map(({ start }) => `${start.slice(5, 7)}/${start.slice(0, 4)}`);
  const all = [
    { name: wordsOf("wholeCity"), colour: COLOURS.taps, points },
    ...(ward && courseBeside ? [{ name: wardName(ward), colour: COLOURS.coverage, points: courseBeside.points }] : []),
  ];
  const lines = all.map((line) => ({
    ...line,
    spots: line.points.map(({ figures }) => shareSpot(figures.satisfaction)),
  }));
  const title = wordsOf("courseOfYear");
  const chooser = makeChooser(known, ward?.ward ?? "");
  if (lines.every(({ spots }) => spots.every((spot) => spot === null)))
    return makeSection(title, "", chooser, make("p", {}, wordsOf("noChartNeeded")));
  const format = (/** @type {number} */ value) => percent(value / 100);
  const label = lines
    .map(({ name, spots }) => {
      const said = spots.map((spot, i) => `${labels[i]} ${spot ? format(spot.value) : missing[i]}`);
      return `${name}: ${said.join(", ")}`;
    })
    .join(". ");
  const table = makeTable({
    caption: title,
    head: [wordsOf("month"), ...all.map(({ name }) => name)],
    rows: labels.map((month, i) => [
      month,
      ...all.map((line) => {
        const figure = line.points[i]?.figures.satisfaction;
        return figure ? wholeShare(figure, k) : "";
      }),
    ]),
  });
  const option = trendOption({ labels, lines, format, tick: percentTick, most: 100, missing });
  return makeSection(
    title,
    `${wordsOf("whiskers")} ${wordsOf("gap", { k })}`,
    chooser,
    makeChart({ option, label, table }),
  );
}

/** Of a name that is in no list and has sent nothing that counts there are no figures to ask. @param {CityNews["wards"][number]} ward */
export const hasCourse = ({ newest, standing }) => newest !== null || standing !== "unlisted";

/** @param {CityNews["wards"]} known @param {string} chosen */
function makeChooser(known, chosen) {
  const chooser = make(
    "select",
    { id: "beside" },
    make("option", { value: "" }, wordsOf("noWardChosen")),
    ...byName(known.filter(hasCourse)).map((one) => make("option", { value: one.ward }, wardName(one))),
  );
  chooser.value = chosen;
  chooser.addEventListener("change", () => goTo({ by: chooser.value }));
  return make("p", { class: "choice" }, make("label", { for: "beside" }, wordsOf("chooseWard")), chooser);
}
