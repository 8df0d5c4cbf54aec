import { make, makeTable } from "./elements.js";
import { ask } from "./hub.js";
import { knows, wordsOf } from "./language.js";
import { dayOf, number, percentOf, timeText } from "./numbers.js";

/** @import { FleetDesk, FleetView } from "../../src/contract/fleet.ts" */
/** @import { Place } from "./ward.js" */

const EVERY_MS = 15_000;
const OUT_OF_REACH = ["offline", "silent"];
/** What no longer is as it was certified. */
const DRIFTS = ["camera_moved", "camera_dirty", "camera_drifted"];

/** @param {Place} place */
export async function showFleet({ content, signal }) {
  const answer = await ask("GET", "/v1/ward/fleet");
  if (!answer.ok) return answer.trouble;
  const live = make("div", { class: "stack" });
  content.append(make("p", { class: "lead" }, wordsOf("fleetHint")), live);
  let shown = "";
  const show = (/** @type {FleetView} */ view) => {
    // What has not changed is left alone: an opened detail stays open, and a screen reader is not told it anew.
    const next = JSON.stringify(view);
    if (next === shown) return;
    const open = new Set([...live.querySelectorAll("details[open]")].map((one) => one.id));
    shown = next;
    live.replaceChildren(...fleet(view));
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  };
  show(answer.body);
  const timer = setInterval(async () => {
    const next = await ask("GET", "/v1/ward/fleet");
    if (next.ok && !signal.aborted) show(next.body);
  }, EVERY_MS);
  signal.addEventListener("abort", () => clearInterval(timer));
  return undefined;
}

/** @param {FleetView} view */
function fleet({ connected, desks }) {
  const lost = connected ? [] : [make("p", { class: "problem" }, wordsOf("brokerLost"))];
  if (desks.length === 0) return [...lost, make("div", { class: "card empty" }, make("p", {}, wordsOf("fleetNone")))];
  const needy = desks.filter((desk) => stateOf(desk) === "needTechnician");
  const verdict = needy.length === 0 ? wordsOf("allWell") : wordsOf("needTechnicianCount", { n: needy.length });
  const order = ["needTechnician", "outOfReach", "well"];
  const sorted = [...desks].sort((a, b) => order.indexOf(stateOf(a)) - order.indexOf(stateOf(b)));
  return [
    ...lost,
    ...(desks.every((desk) => stateOf(desk) === "well") || needy.length > 0
      ? [make("p", { class: "verdict", "data-tone": needy.length === 0 ? "good" : "act" }, verdict)]
      : []),
    make("ul", { class: "plain fleet" }, ...sorted.map(desk)),
  ];
}

/** @param {FleetDesk} desk */
function stateOf({ concerns }) {
  if (concerns.some((concern) => !OUT_OF_REACH.includes(concern))) return "needTechnician";
  return concerns.length > 0 ? "outOfReach" : "well";
}

/** @param {boolean | null} online @param {boolean} simulated */
const onlineKey = (online, simulated) =>
  online === null ? (simulated ? "onlineSimulated" : "onlineUnknown") : online ? "onlineYes" : "onlineNo";

const TONES = { needTechnician: "act", outOfReach: "look", well: "good" };

/** @param {FleetDesk} given */
function desk(given) {
  const { counter, device, online, simulated, certificate, health, days, concerns } = given;
  const state = stateOf(given);
  const sum = (/** @type {"scores" | "wanted"} */ of) => days.reduce((total, day) => total + day[of], 0);
  const facts = [
    [wordsOf("online"), wordsOf(onlineKey(online, simulated))],
    [wordsOf("certificate"), certificateText(certificate, driftsOf(given).length > 0)],
    [wordsOf("drift"), driftText(given)],
    [wordsOf("cameraState"), health ? translated(`camera_${health.camera}`, health.camera) : wordsOf("noHealth")],
    [
      wordsOf("weekCoverage"),
      sum("wanted") === 0
        ? wordsOf("none")
        : `${percentOf(sum("scores"), sum("wanted"))} (${number(sum("scores"))}/${number(sum("wanted"))})`,
    ],
    ...(health
      ? [
          [wordsOf("fps"), number(health.fps, 1)],
          [wordsOf("latency"), `${number(health.latencyP95Ms)} ms`],
          [wordsOf("backlog"), number(health.backlog)],
          [wordsOf("uptime"), uptime(health.uptimeSeconds)],
          [wordsOf("lastReport"), timeText(health.at)],
        ]
      : []),
  ];
  return make(
    "li",
    { class: "card desk", "data-tone": TONES[state] },
    make("h2", {}, counter, " ", make("span", { class: "tone" }, wordsOf(state))),
    ...(concerns.length > 0
      ? [make("ul", { class: "concerns" }, ...concerns.map((concern) => make("li", {}, concernText(concern))))]
      : []),
    make(
      "dl",
      { class: "facts" },
      ...facts.flatMap(([name = "", value = ""]) => [make("dt", {}, name), make("dd", {}, value)]),
    ),
    details(given, `desk-${device}`),
  );
}

/** @param {FleetDesk} given @param {string} id */
function details({ counter, device, version, model, certificate, health }, id) {
  const rows = [
    [wordsOf("device"), device],
    [wordsOf("version"), version ?? "–"],
    [wordsOf("model"), model ?? "–"],
    [wordsOf("certificate"), certificate?.id ?? "–"],
    [wordsOf("alarms"), alarmsText(health)],
    [wordsOf("reconnects"), health ? number(health.reconnects) : "–"],
    [wordsOf("framesDropped"), health ? number(health.framesDropped) : "–"],
  ];
  const table = makeTable({
    caption: `${wordsOf("details")}: ${counter}`,
    head: [wordsOf("figure"), wordsOf("value")],
    rows,
  });
  return make("details", { id }, make("summary", {}, wordsOf("details")), table);
}

/** @param {string} key @param {string} otherwise */
const translated = (key, otherwise) => (knows(key) ? wordsOf(key) : otherwise);

/** @param {FleetDesk["concerns"][number]} concern */
const concernText = (concern) =>
  wordsOf("remedyOf", { concern: wordsOf(`concern_${concern}`), remedy: wordsOf(`remedy_${concern}`) });

/** @param {FleetDesk} desk */
const driftsOf = ({ concerns }) => concerns.filter((concern) => DRIFTS.includes(concern));

/** Whether the camera still is what was calibrated. @param {FleetDesk} given */
function driftText(given) {
  const drifts = driftsOf(given);
  if (drifts.length > 0) return drifts.map((drift) => wordsOf(`drift_${drift}`)).join("; ");
  if (!given.certificate || given.certificate.verdict === "fail") return wordsOf("driftNone");
  return wordsOf(given.health ? "driftUnchanged" : "driftUnknown");
}

/** @param {FleetDesk["health"]} health */
function alarmsText(health) {
  if (!health) return "–";
  if (health.alarms.length === 0) return wordsOf("noAlarms");
  return health.alarms.map((alarm) => translated(`alarm_${alarm}`, alarm)).join("; ");
}

/** While a finding stands the desk holds its certificate back. @param {FleetDesk["certificate"]} certificate @param {boolean} held */
function certificateText(certificate, held) {
  if (!certificate) return wordsOf(held ? "certificateHeld" : "certificateNone");
  const verdict = wordsOf(`certificate_${certificate.verdict}`);
  const { issued } = certificate;
  return issued ? wordsOf("certificateOf", { verdict, day: dayOf(issued) }) : verdict;
}

/** @param {number} seconds */
function uptime(seconds) {
  const hours = Math.floor(seconds / 3_600);
  return hours < 48 ? wordsOf("hours", { n: number(hours) }) : wordsOf("days", { n: number(Math.floor(hours / 24)) });
}
