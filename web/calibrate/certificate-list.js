import { ask } from "./desk.js";
import { byId, make, makeButton } from "./elements.js";
import { languageNow, say, wordsOf } from "./language.js";
import { trouble } from "./notices.js";
import { figureOf } from "./row-list.js";
import { settings } from "./settings.js";

/** @import { z } from "zod" */
/** @import { Certificate } from "../../src/contract/certificate.ts" */
/** @import { certificateListSchema } from "../../src/contract/wizard.ts" */

export function createCertificateList() {
  /** @type {z.infer<typeof certificateListSchema>} */
  let known = { certificates: [], valid: null };
  /** Ids, the first ticked first. @type {string[]} */
  let ticked = [];

  const load = async () => {
    const answer = await ask("GET", "certificates");
    if (!answer.ok) return trouble(answer.trouble);
    known = /** @type {typeof known} */ (answer.body);
    show();
  };

  const show = () => {
    byId("certificates-none").hidden = known.certificates.length > 0;
    byId("compare-hint").hidden = known.certificates.length < 2;
    byId("certificate-list").replaceChildren(...known.certificates.map(itemOf));
    compare();
  };

  /** @param {Certificate} certificate */
  const itemOf = (certificate) => {
    const { id, technician, verdict } = certificate;
    const issued = timeOf(certificate);
    const tick = make("input", { type: "checkbox", "aria-label": `${wordsOf("compare")}: ${issued}` });
    tick.checked = ticked.includes(id);
    tick.addEventListener("change", () => {
      ticked = [...ticked.filter((one) => one !== id), ...(tick.checked ? [id] : [])].slice(-2);
      for (const box of byId("certificate-list").querySelectorAll("input"))
        box.checked = ticked.includes(box.dataset.id ?? "");
      compare();
    });
    tick.dataset.id = id;
    const open = make("a", { href: `/calibrate/certificate/${id}?language=${languageNow()}`, target: "_blank" });
    open.append(wordsOf("open"));
    const valid = id === known.valid ? [make("span", { class: "badge" }, `✓ ${wordsOf("valid")}`)] : [];
    return make(
      "li",
      { class: "entry" },
      make(
        "div",
        {},
        make("strong", {}, `${issued} · ${say(settings.verdicts[verdict])}`),
        ...valid,
        make("p", {}, technician),
        make("p", { class: "code" }, id),
      ),
      make(
        "div",
        { class: "buttons" },
        make("label", { class: "tick" }, tick, make("span", { "aria-hidden": "true" }, wordsOf("compare"))),
        open,
        makeButton(wordsOf("download"), () => download(certificate)),
      ),
    );
  };

  const compare = () => {
    const [a, b] = ticked.map((id) => known.certificates.find((one) => one.id === id));
    byId("comparison").replaceChildren(...(a && b ? [comparisonOf(a, b)] : []));
  };

  return { load, show };
}

/** @param {Certificate} certificate */
const timeOf = ({ issued }) =>
  new Date(issued).toLocaleString(languageNow() === "vi" ? "vi-VN" : "en-GB", {
    day: "2-digit",
    month: "2-digit",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });

/** Every row of which figure or verdict differ, the older one first. @param {Certificate} a @param {Certificate} b */
function comparisonOf(a, b) {
  const [older, newer] = a.issued <= b.issued ? [a, b] : [b, a];
  const changed = newer.rows.flatMap((row) => {
    const was = older.rows.find(({ check }) => check === row.check);
    const same = was && was.figure === row.figure && was.verdict === row.verdict;
    return same ? [] : [{ row, was }];
  });
  if (changed.length === 0) return make("p", {}, wordsOf("compareSame"));
  const heads = [wordsOf("check"), timeOf(older), timeOf(newer)].map((text) => make("th", { scope: "col" }, text));
  const lines = changed.map(({ row, was }) =>
    make(
      "tr",
      {},
      make("th", { scope: "row" }, say(settings.checks[row.check])),
      ...[was, row].map((one) => make("td", {}, one ? `${figureOf(one)} ${say(settings.verdicts[one.verdict])}` : "–")),
    ),
  );
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...lines));
}

/** @param {Certificate} certificate */
function download(certificate) {
  const text = `${JSON.stringify(certificate, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = make("a", { href: address, download: `hailong-${certificate.counter}-${certificate.id}.json` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
