import { make, makeTable } from "./elements.js";
import { makeRunning, makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { say, wordsOf } from "./language.js";
import { dayText, number, percentOf, timeText } from "./numbers.js";
import { spanOf } from "./period.js";

/** @import { IntegrityView } from "../../src/contract/ward-views.ts" */
/** @import { Place } from "./ward.js" */

/** @param {Place} place */
export async function showIntegrity({ content, period }) {
  const answer = await ask("GET", `/v1/ward/integrity?${new URLSearchParams(spanOf(period))}`);
  if (!answer.ok) return answer.trouble;
  content.append(
    make("p", { class: "lead" }, wordsOf("integrityHint")),
    ...makeRunning(period),
    ...integrity(answer.body),
  );
  return undefined;
}

/** @param {IntegrityView} view */
function integrity({ integrity, gaps, gapNotes, rejected, refusals, notedSince }) {
  const fact = (/** @type {keyof IntegrityView["integrity"]} */ name, /** @type {string} */ words) => {
    const found = integrity[name];
    return "n" in found
      ? [wordsOf(words), percentOf(found.n, found.of), `${number(found.n)}/${number(found.of)}`]
      : [wordsOf(words), "–", say(found.why)];
  };
  const signs = makeTable({
    caption: wordsOf("integrityTitle"),
    head: [wordsOf("sign"), wordsOf("share"), wordsOf("count")],
    rows: [
      fact("soonTaps", "soonTaps"),
      fact("emptyZoneTaps", "emptyZoneTaps"),
      fact("burstTaps", "burstTaps"),
      fact("dayEndBurstTaps", "dayEndBurstTaps"),
      fact("cancelled", "cancelledShare"),
      fact("photographs", "photographs"),
    ],
  });
  const missing =
    gaps.length === 0
      ? make("p", { class: "verdict", "data-tone": "good" }, wordsOf("noGaps"))
      : makeTable({
          caption: wordsOf("gapRows"),
          shownCaption: true,
          head: [wordsOf("counter"), wordsOf("device"), wordsOf("epoch"), wordsOf("from"), wordsOf("to")],
          rows: gaps.map(({ counter, device, epoch, from, to }) => [
            counter ?? "–",
            device,
            epoch,
            number(from),
            number(to),
          ]),
        });
  return [
    makeSection(wordsOf("integrityTitle"), "", signs),
    makeSection(wordsOf("chains"), wordsOf("chainsHint"), missing),
    makeSection(wordsOf("gapNotes"), wordsOf("gapNotesHint"), noticed(gapNotes)),
    makeSection(
      wordsOf("rejected"),
      notedSince ? wordsOf("rejectedHint", { day: dayText(notedSince) }) : "",
      ...refused(rejected, refusals),
    ),
  ];
}

/** @param {IntegrityView["gapNotes"]} notes */
function noticed(notes) {
  if (notes.length === 0) return make("p", {}, wordsOf("noGapNotes"));
  return makeTable({
    caption: wordsOf("gapNotes"),
    head: ["gapSeen", "counter", "device", "events", "gapHealed", "gapLasted"].map((key) => wordsOf(key)),
    rows: notes.map(({ counter, device, from, to, seen, healed }) => [
      timeText(seen),
      counter ?? "–",
      device,
      number(to - from + 1),
      healed ? timeText(healed) : wordsOf("gapOpen"),
      healed ? lasted(seen, healed) : "–",
    ]),
  });
}

/** Both times are rounded: within one step nobody knows more. @param {string} seen @param {string} healed */
function lasted(seen, healed) {
  const minutes = Math.round((Date.parse(healed) - Date.parse(seen)) / 60_000);
  if (minutes < 1) return wordsOf("gapBrief");
  return minutes < 120
    ? wordsOf("gapMinutes", { n: number(minutes) })
    : wordsOf("hours", { n: number(Math.round(minutes / 60)) });
}

/** @param {IntegrityView["rejected"]} rejected @param {IntegrityView["refusals"]} refusals */
function refused(rejected, refusals) {
  const reasons = Object.entries(rejected);
  if (reasons.length === 0) return [make("p", {}, wordsOf("noRejected"))];
  return [
    makeTable({
      caption: wordsOf("rejected"),
      head: [wordsOf("reason"), wordsOf("count"), wordsOf("refusedDo")],
      rows: reasons.map(([reason, n]) => [wordsOf(`refused_${reason}`), number(n), wordsOf(`refusedDo_${reason}`)]),
    }),
    makeTable({
      caption: wordsOf("rejectedByDay"),
      shownCaption: true,
      head: ["refusedDay", "reason", "counter", "device", "count"].map((key) => wordsOf(key)),
      rows: refusals.map(({ day, reason, counter, device, n }) => [
        dayText(day),
        wordsOf(`refused_${reason}`),
        counter ?? "–",
        device ?? "–",
        number(n),
      ]),
    }),
  ];
}
