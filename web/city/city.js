import { leaveCharts } from "./chart.js";
import { knock, showDoor, startDoor, tellWho } from "./door.js";
import { byId, make, makeButton, write } from "./elements.js";
import { ask, useSession } from "./hub.js";
import { say, startLanguage, wordsOf } from "./language.js";
import { tellTrouble } from "./notices.js";
import { isPeriod, learnPeriods, periodsNow, periodText, retellPeriod, startPeriod, usualPeriod } from "./period.js";
import { hashOf, routeNow } from "./route.js";
import { showCity } from "./view-city.js";

/** @import { HubSession } from "../../src/contract/people.ts" */

/** @type {HubSession} */
let session = { person: null, csrf: null };
let leave = new AbortController();

/** @param {HubSession} entered */
async function onEntered(entered) {
  session = entered;
  useSession(entered.csrf ?? "", () => onGone(wordsOf("sessionOver")));
  const answer = await ask("GET", "/v1/city/periods");
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

/** In the language, and at the period and the ward, of now. */
function retell() {
  if (!session.person) return;
  const { period, by } = routeNow();
  const at = { view: "overview", period: isPeriod(period) ? period : usualPeriod(), by };
  if (location.hash !== hashOf(at)) history.replaceState(null, "", hashOf(at));
  tellWho(session);
  retellPeriod();
  void show(at.period, by);
}

/** @param {string} period @param {string} ward drawn beside the city; none: "" */
async function show(period, ward) {
  leave.abort();
  leave = new AbortController();
  const { signal } = leave;
  leaveCharts();
  write(byId("view-title"), `${wordsOf("overview")}: ${periodText(period)}`);
  tellTrouble("");
  const { ward: city, office, leastK } = periodsNow();
  write(byId("city-name"), office ? say(office) : city);
  write(byId("footer-rule"), wordsOf("footer", { k: leastK }));
  // Who chose a ward by keyboard chooses on, and sees what the choice has drawn.
  const choosing = document.activeElement?.id === "beside";
  const top = scrollY;
  const content = make("div", { id: "content", "aria-busy": "true" }, make("p", { class: "hint" }, wordsOf("loading")));
  byId("content").replaceWith(content);
  const filled = make("div", {});
  const trouble = await showCity(filled, period, ward);
  if (signal.aborted) return;
  content.removeAttribute("aria-busy");
  content.replaceChildren(filled);
  if (choosing) {
    scrollTo({ top });
    document.getElementById("beside")?.focus({ preventScroll: true });
  }
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
  const followed = document.activeElement?.closest(".see");
  retell();
  if (followed) byId("view").focus({ preventScroll: true });
});
startPeriod();
startDoor(onEntered);
startLanguage(retell);
void knock(onEntered);
