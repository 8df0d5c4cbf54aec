import type { Row } from "#contract/calibration.js";
import type { Certificate } from "#contract/certificate.js";
import { failText, figureText, type Language, passText } from "#desk/wizard/row-text.js";
import { zoneDrawing } from "#desk/wizard/zone-drawing.js";
import { CHECK_WORDS, remedyWords, VERDICT_WORDS } from "#words/calibration-words.js";
import { certificateWords as words } from "#words/certificate-words.js";

/** As a printer, and a reader without colours, knows it. */
const SIGNS = { pass: "✓", warn: "!", fail: "✕", unmeasured: "–" } as const;

/** One A4 page of HTML: every text in it is escaped, and nothing in it needs more than the desk's own style sheet. */
export function certificatePage(certificate: Certificate, language: Language): string {
  const { id, verdict, rows, camera } = certificate;
  const other = language === "vi" ? "en" : "vi";
  const say = (key: keyof typeof words): string => escaped(words[key][language]);
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say("title")} · ${escaped(id)}</title>
<link rel="icon" href="/calibrate/icon.svg">
<link rel="stylesheet" href="/calibrate/certificate.css">
<script type="module" src="/calibrate/print.js"></script>
</head>
<body>
<nav class="tools">
<button type="button" id="print">${say("print")}</button>
<a href="?language=${other}" lang="${other}" hreflang="${other}">${say("otherLanguage")}</a>
</nav>
<main class="sheet">
<header>
<p class="maker">Hailong</p>
<h1>${say("title")}</h1>
<p>${say("number")} <code>${escaped(id)}</code></p>
<p class="verdict" data-verdict="${verdict}">${say("verdict")}: ${SIGNS[verdict]} ${escaped(VERDICT_WORDS[verdict][language])}</p>
</header>
<section class="about">
<dl>
${factsOf(certificate, language)
  .map(([key, text]) => `<div><dt>${say(key)}</dt><dd>${escaped(text)}</dd></div>`)
  .join("\n")}
</dl>
<figure>
${zoneDrawing(camera, language)}
<figcaption>${say("schematic")}</figcaption>
</figure>
</section>
<table>
<thead><tr>${(["check", "figure", "passes", "fails", "result"] as const).map((key) => `<th scope="col">${say(key)}</th>`).join("")}</tr></thead>
<tbody>
${rows.map((row) => lineOf(row, language)).join("\n")}
</tbody>
</table>
<section class="signatures"><p>${say("technicianSigns")}</p><p>${say("wardSigns")}</p></section>
<footer>
<p>${say("noPicture")} ${say("verify")} <code>hailong calibrate verify hailong-${escaped(certificate.counter)}-${escaped(id)}.json</code></p>
<p class="hash">${say("model")}: ${escaped(certificate.model)}</p>
<p class="hash">${say("detector")}: ${escaped(certificate.detector)}</p>
</footer>
</main>
</body>
</html>
`;
}

function factsOf(certificate: Certificate, language: Language): readonly (readonly [keyof typeof words, string])[] {
  const { policy, measuredSeconds, camera } = certificate;
  const minutes = (Math.round(measuredSeconds / 6) / 10).toString().replace(".", language === "vi" ? "," : ".");
  return [
    ["counter", certificate.counter],
    ["ward", certificate.ward],
    ["device", certificate.device],
    ["issued", timeText(certificate.issued)],
    ["technician", certificate.technician],
    ["measured", `${minutes} ${words.minutes[language]}`],
    ["fieldOfView", figureText(camera.fieldOfView, "degrees", language)],
    ["policy", policy === 0 ? words.ownPolicy[language] : String(policy)],
    ["version", certificate.version],
  ];
}

/** What is to be mended has a line of its own, as wide as the paper: it seldom needs a second. */
function lineOf(row: Row, language: Language): string {
  const figure = row.figure === null ? "–" : figureText(row.figure, row.unit, language);
  const cells = [figure, passText(row, language), failText(row, language)].map((text) => `<td>${escaped(text)}</td>`);
  const result = `${SIGNS[row.verdict]} ${escaped(VERDICT_WORDS[row.verdict][language])}`;
  const name = escaped(CHECK_WORDS[row.check][language]);
  const mend = row.remedy && escaped(remedyWords(row.remedy)[language]);
  return (
    `<tr data-verdict="${row.verdict}"><th scope="row">${name}</th>${cells.join("")}<td class="result">${result}</td></tr>` +
    (mend ? `\n<tr class="mend"><td colspan="5">→ ${mend}</td></tr>` : "")
  );
}

/** `27/11/2026 15:00`, on the clock of the country that the counter stands in. */
const timeText = (issued: string): string => {
  const local = new Date(Date.parse(issued) + 7 * 3_600_000).toISOString();
  const [year, month, day] = local.slice(0, 10).split("-");
  return `${day}/${month}/${year} ${local.slice(11, 16)}`;
};

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
