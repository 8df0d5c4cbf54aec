import { settings } from "./settings.js";

/** @import { Transparency } from "../../src/contract/transparency.ts" */

/** @type {"vi" | "en"} */
let language = "vi";
/** @type {Transparency | undefined} */
let facts;

/** @param {string} id */
function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [figures]
 */
function wordsOf(key, figures = {}) {
  const text = settings.words[key]?.[language] ?? "";
  return text.replace(/\{(\w+)\}/g, (_, name) => String(figures[name] ?? ""));
}

const locale = () => (language === "vi" ? "vi-VN" : "en-GB");

/** @param {number} n @param {number} [digits] */
const number = (n, digits = 0) =>
  new Intl.NumberFormat(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(n);

/** @param {number} share */
const percent = (share) =>
  new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 1 }).format(share);

/** @param {string} date */
const day = (date) =>
  new Intl.DateTimeFormat(locale(), { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );

/** @param {{ value: number, low: number, high: number }} figure */
const interval = ({ value, low, high }) => ({ value: percent(value), low: percent(low), high: percent(high) });

/**
 * @param {string} id
 * @param {readonly string[]} lines
 */
function list(id, lines) {
  byId(`${id}-section`).hidden = lines.length === 0;
  byId(id).replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement("li");
      item.textContent = line;
      return item;
    }),
  );
}

/** @param {Transparency} known */
function showFacts({ office, policy, retention, model, agreement, simulatedUntil }) {
  byId("office").textContent = office.name?.[language] ?? "Hailong";
  byId("consent").textContent = wordsOf(policy.consent === "opt-in" ? "choiceOptIn" : "choiceNotice");
  byId("simulated").hidden = simulatedUntil === null;
  byId("simulated").textContent = simulatedUntil === null ? "" : wordsOf("simulated", { day: day(simulatedUntil) });
  if (office.contact) byId("contact").textContent = office.contact[language];
  const { contentMonths, feedbackMonths } = retention;
  list("kept", [
    wordsOf("keptEvents", { minutes: policy.grainMinutes }),
    contentMonths === null ? wordsOf("keptOpen") : wordsOf("keptMonths", { months: contentMonths }),
    wordsOf("keptFeedback", { months: feedbackMonths }),
    wordsOf("keptK", { k: policy.k }),
  ]);
  list(
    "good",
    model
      ? [
          wordsOf("goodThree", { faces: number(model.faces), ...interval(model.threeClasses) }),
          wordsOf("goodNeutral", interval(model.neutralCalledNegative)),
        ]
      : [wordsOf("goodNone")],
  );
  list("agreement", agreementLines(agreement));
}

/** @param {Transparency["agreement"]} agreement */
function agreementLines(agreement) {
  const mode = wordsOf({ active: "modeActive", advisory: "modeAdvisory", suspended: "modeSuspended" }[agreement.mode]);
  if (agreement.outcome === "withheld") return [mode, agreement.why[language]];
  const { n, ac2, recall } = agreement;
  return [
    mode,
    ac2.value === null ? ac2.why[language] : wordsOf("agreementShown", { n: number(n), ac2: number(ac2.value, 2) }),
    recall.value === null ? recall.why[language] : wordsOf("agreementRecall", interval(recall)),
  ];
}

function speak() {
  document.documentElement.lang = language;
  document.title = wordsOf("title");
  byId("language").lang = language === "vi" ? "en" : "vi";
  for (const part of document.querySelectorAll("[data-words]"))
    part.textContent = wordsOf(part.getAttribute("data-words") ?? "");
  if (facts) showFacts(facts);
}

byId("language").hidden = false;
byId("language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  speak();
});
const reply = await fetch("/v1/transparency").catch(() => undefined);
if (reply?.ok) {
  facts = await reply.json();
  speak();
}
