import { leaveCharts } from "./chart.js";
import { knock, showDoor, startDoor, tellWho } from "./door.js";
import { byId, make, makeButton, write } from "./elements.js";
import { ask, useSession } from "./hub.js";
import { say, startLanguage, wordsOf } from "./language.js";
import { tellTrouble } from "./notices.js";
import { dayText } from "./numbers.js";
import { isPeriod, learnPeriods, periodsNow, periodText, retellPeriod, startPeriod, usualPeriod } from "./period.js";
import { hashOf, routeNow } from "./route.js";
import { showAgreement } from "./view-agreement.js";
import { showBreakdown } from "./view-breakdown.js";
import { showFeedback } from "./view-feedback.js";
import { showFleet } from "./view-fleet.js";
import { showIntegrity } from "./view-integrity.js";
import { showOverview } from "./view-overview.js";
import { showReports } from "./view-reports.js";
import { showSettings } from "./view-settings.js";
import { showTrends } from "./view-trends.js";

/** @import { HubSession } from "../../src/contract/people.ts" */
/**
 * What a view is given. It fills `content`, and stops when `signal` aborts; `again` shows it anew.
 * @typedef {{ content: HTMLElement, period: string, by: string, of: string, session: HubSession, signal: AbortSignal, again: () => void }} Place
 * @typedef {{ show: (place: Place) => Promise<string | void>, periods: boolean }} View
 */

/** In the order of the menu. Those without periods show what is so now. @type {Record<string, View>} */
const VIEWS = {
  overview: { show: showOverview, periods: true },
  trends: { show: showTrends, periods: true },
  breakdown: { show: showBreakdown, periods: true },
  agreement: { show: showAgreement, periods: true },
  fleet: { show: showFleet, periods: false },
  integrity: { show: showIntegrity, periods: true },
  feedback: { show: showFeedback, periods: false },
  reports: { show: showReports, periods: true },
  settings: { show: showSettings, periods: false },
};

/** @type {HubSession} */
let session = { person: null, csrf: null };
let leave = new AbortController();

/** @param {HubSession} entered */
async function onEntered(entered) {
  session = entered;
  useSession(entered.csrf ?? "", () => onGone(wordsOf("sessionOver")));
  const answer = await ask("GET", "/v1/ward/periods");
  if (answer.ok) learnPeriods(answer.body);
  retell();
}

/** @param {string} why */
function onGone(why) {
  session = { person: null, csrf: null };
  leave.abort();
  byId("content").replaceChildren();
  tellWho(session);
  showDoor(why);
}

/** The view and the period of the address; where it names none, the usual ones. */
function route() {
  const { view, period, by, of } = routeNow();
  const known = view in VIEWS ? view : "overview";
  return { view: known, period: isPeriod(period) ? period : usualPeriod(), by, of };
}

/** In the language, and at the place, of now. */
function retell() {
  if (!session.person) return;
  const at = route();
  if (location.hash !== hashOf(at)) history.replaceState(null, "", hashOf(at));
  tellWho(session);
  byId("view-list").replaceChildren(
    ...Object.keys(VIEWS).map((name) =>
      make(
        "li",
        {},
        make(
          "a",
          {
            href: `/ward${hashOf({ ...at, view: name, by: "" })}`,
            ...(name === at.view ? { "aria-current": "page" } : {}),
          },
          wordsOf(name),
        ),
      ),
    ),
  );
  document.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  retellPeriod();
  void show(at);
}

/** @param {import("./route.js").Route} at */
async function show({ view, period, by, of }) {
  const { show: fill, periods } = /** @type {View} */ (VIEWS[view]);
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  leaveCharts();
  byId("period-bar").toggleAttribute("data-no-period", !periods);
  write(byId("view-title"), periods ? `${wordsOf(view)}: ${periodText(period)}` : wordsOf(view));
  tellTrouble("");
  const { ward, office, leastK, simulatedUntil } = periodsNow();
  write(byId("ward-name"), office ? say(office) : ward);
  byId("simulated").hidden = simulatedUntil === null;
  write(byId("simulated"), simulatedUntil === null ? "" : wordsOf("simulated", { day: dayText(simulatedUntil) }));
  write(byId("footer-rule"), wordsOf("footer", { k: leastK }));
  // Who chose by keyboard chooses on.
  const chosen = document.activeElement?.closest(".choice");
  const choosing = chosen?.querySelector("select") ? ".choice select" : chosen && '.choice [aria-pressed="true"]';
  const content = make("div", { id: "content", "aria-busy": "true" }, make("p", { class: "hint" }, wordsOf("loading")));
  byId("content").replaceWith(content);
  const filled = make("div", {});
  const trouble = await fill({ content: filled, period, by, of, session, signal, again: retell });
  if (signal.aborted) return;
  content.removeAttribute("aria-busy");
  content.replaceChildren(filled);
  if (choosing) /** @type {HTMLElement | null} */ (content.querySelector(choosing))?.focus();
  if (trouble) {
    tellTrouble(trouble);
    content.replaceChildren(makeButton(wordsOf("again"), retell, { class: "primary" }));
  }
}

byId("print").addEventListener("click", () => print());
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("view").focus();
});
addEventListener("hashchange", () => {
  // Before the view is let go, and a link in it with the focus.
  const followed = document.activeElement?.closest("#views, .see");
  retell();
  if (followed) byId("view").focus({ preventScroll: true });
});
startPeriod();
startDoor(onEntered);
startLanguage(retell);
void knock(onEntered);
