import { make, makeTable } from "./elements.js";
import { makeEmpty, makeRunning, makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { say, wordsOf } from "./language.js";
import { number, percent, percentOf } from "./numbers.js";
import { periodsNow, spanOf, standingOf } from "./period.js";

/** @import { Agreement } from "../../src/contract/double-rating.ts" */
/** @import { AgreementView } from "../../src/contract/ward-views.ts" */
/** @import { Place } from "./ward.js" */
/** @typedef {Extract<Agreement, { outcome: "shown" }>} Shown */

/** @param {Place} place */
export async function showAgreement({ content, period }) {
  const answer = await ask("GET", `/v1/ward/agreement?${new URLSearchParams(spanOf(period))}`);
  if (!answer.ok) return answer.trouble;
  /** @type {AgreementView} */
  const { agreement, recallFloor } = answer.body;
  content.append(make("p", { class: "lead" }, wordsOf("agreementHint")));
  if (agreement.outcome === "withheld") {
    const { k } = periodsNow();
    const standing = standingOf(period);
    const notOver = standing === "running" ? [make("p", {}, wordsOf("monthNotOver"))] : [];
    const empty = ["over", "running"].includes(standing)
      ? make("div", { class: "card empty" }, make("p", {}, say(agreement.why)), ...notOver)
      : makeEmpty({ period, view: "agreement", k, withheld: { transactions: 0, ratings: 0 } });
    content.append(empty, mode(agreement.mode));
    return undefined;
  }
  content.append(
    ...makeRunning(period),
    mode(agreement.mode, agreement.supports),
    make("div", { class: "halves" }, matrix(agreement), figures(agreement, recallFloor)),
  );
  return undefined;
}

/** @param {Agreement["mode"]} now @param {Shown["supports"]} [supports] */
const mode = (now, supports) =>
  make(
    "section",
    { class: "card" },
    make(
      "dl",
      { class: "facts" },
      make("dt", {}, wordsOf("modeNow")),
      make("dd", {}, make("strong", {}, wordsOf(now))),
      ...(supports
        ? [
            make("dt", {}, wordsOf("modeSupported")),
            make("dd", {}, make("strong", {}, wordsOf(supports.mode)), ` – ${say(supports.why)}`),
          ]
        : []),
    ),
    make("p", { class: "hint" }, wordsOf("modeHint")),
  );

/** @param {Shown} agreement */
function matrix({ levels, matrix, n }) {
  const most = Math.max(...matrix.flat());
  const cell = (/** @type {number} */ count, /** @type {number} */ row, /** @type {number} */ column) => {
    const made = make("td", { class: row === column ? "same" : "other" }, number(count));
    made.style.setProperty("--fill", `${Math.round(Math.sqrt(count / Math.max(1, most)) * 45)}%`);
    return made;
  };
  const table = make(
    "table",
    { class: "matrix" },
    make("caption", { class: "unseen" }, wordsOf("matrix")),
    make(
      "thead",
      {},
      make(
        "tr",
        {},
        make("th", { scope: "col" }, `${wordsOf("tapped")} ↓ · ${wordsOf("cameraSaid")} →`),
        ...levels.map((level) => make("th", { scope: "col" }, wordsOf(level))),
      ),
    ),
    make(
      "tbody",
      {},
      ...matrix.map((row, i) =>
        make(
          "tr",
          {},
          make("th", { scope: "row" }, wordsOf(levels[i] ?? "")),
          ...row.map((count, j) => cell(count, i, j)),
        ),
      ),
    ),
  );
  const region = { class: "scroll", tabindex: "0", role: "region", "aria-label": wordsOf("matrix") };
  return makeSection(wordsOf("matrix"), wordsOf("pairs", { n: number(n) }), make("div", region, table));
}

/** @param {Shown} agreement @param {number} recallFloor */
function figures(agreement, recallFloor) {
  const coefficient = (/** @type {"kappa" | "ac2" | "auc"} */ name) => {
    const figure = agreement[name];
    return figure.value === null
      ? ["–", say(figure.why)]
      : [number(figure.value, 2), `${number(figure.low, 2)} – ${number(figure.high, 2)}`];
  };
  const share = (/** @type {"recall" | "precision" | "falseAlarm"} */ name) => {
    const figure = agreement[name];
    return figure.value === null
      ? ["–", say(figure.why)]
      : [
          `${percentOf(figure.hits, figure.n)} (${number(figure.hits)}/${number(figure.n)})`,
          `${percent(figure.low)} – ${percent(figure.high)}`,
        ];
  };
  const row = (/** @type {string} */ name, /** @type {string[]} */ cells, /** @type {object} */ slots = {}) => [
    make(
      "span",
      {},
      wordsOf(name),
      make("br", {}),
      make("small", { class: "hint" }, wordsOf(`${name}Hint`, { ...slots })),
    ),
    ...cells,
  ];
  const table = makeTable({
    caption: wordsOf("coefficients"),
    head: [wordsOf("figure"), wordsOf("value"), wordsOf("intervalShort")],
    rows: [
      row("recall", share("recall"), { floor: percent(recallFloor, 0) }),
      row("falseAlarm", share("falseAlarm")),
      row("precision", share("precision")),
      row("ac2", coefficient("ac2")),
      row("kappa", coefficient("kappa")),
      row("auc", coefficient("auc")),
    ],
  });
  return makeSection(wordsOf("coefficients"), "", table);
}
