import { make, makeTable } from "./elements.js";
import { makeSection } from "./empty.js";
import { ask } from "./hub.js";
import { knows, say, wordsOf } from "./language.js";
import { number, percentOf } from "./numbers.js";

/** @import { IntegrityView } from "../../src/contract/ward-views.ts" */
/** @import { Place } from "./ward.js" */

/** @param {Place} place */
export async function showIntegrity({ content }) {
  const answer = await ask("GET", "/v1/ward/integrity");
  if (!answer.ok) return answer.trouble;
  content.append(make("p", { class: "lead" }, wordsOf("integrityHint")), ...integrity(answer.body));
  return undefined;
}

/** @param {string} reason of a newer hub, it may be unknown here */
const reasonText = (reason) => (knows(`rejected_${reason}`) ? wordsOf(`rejected_${reason}`) : reason);

/** @param {IntegrityView} view */
function integrity({ integrity, gaps, rejected }) {
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
  const refused = Object.entries(rejected);
  return [
    makeSection(wordsOf("integrityTitle"), "", signs),
    makeSection(wordsOf("chains"), wordsOf("chainsHint"), missing),
    makeSection(
      wordsOf("rejected"),
      "",
      refused.length === 0
        ? make("p", {}, wordsOf("noRejected"))
        : makeTable({
            caption: wordsOf("rejected"),
            head: [wordsOf("reason"), wordsOf("count")],
            rows: refused.map(([reason, n]) => [reasonText(reason), number(n)]),
          }),
    ),
  ];
}
