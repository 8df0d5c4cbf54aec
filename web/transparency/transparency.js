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

/** @param {number} share */
const percent = (share) =>
  new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(share);

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
function showFacts({ office, policy, retention, model, agreement }) {
  byId("office").textContent = office.name?.[language] ?? "Hailong";
  byId("consent").textContent = wordsOf(policy.consent === "opt-in" ? "choiceOptIn" : "choiceNotice");
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
          wordsOf("goodThree", { faces: model.faces.toLocaleString(language), ...interval(model.threeClasses) }),
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
    ac2.value === null ? ac2.why[language] : wordsOf("agreementShown", { n, ac2: ac2.value.toFixed(2) }),
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
