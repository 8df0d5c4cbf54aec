import type { ReportLanguage } from "#contract/reports.js";
import { blank } from "#hub/paper/blank.js";
import type { Letterhead } from "#hub/paper/letterhead.js";
import { PAPER_STYLE } from "#hub/paper/paper-style.js";
import { html, type Piece } from "#platform/html.js";
import { reportWords as words } from "#words/report-words.js";

type Paper = {
  readonly language: ReportLanguage;
  readonly title: string;
  readonly letterhead: Letterhead;
  /** `BC` of a report, `TB` of a notice: in the document's number. */
  readonly number: string;
  readonly year: string;
  readonly body: Piece;
};

/** One printable document: the nation's name and motto, the office, number, place and date, as offices have them. */
export function sheetOfPaper({ language, title, letterhead, number, year, body }: Paper): string {
  const { authority = "", office = words.officeBlank[language], place = words.placeBlank[language] } = letterhead;
  const date = words.placeAndDate[language].replace("{place}", place).replace("{year}", year);
  // A style element's text is not escaped: it is ours, and its hash stands in the page's headers.
  const style: Piece = { markup: `<style>${PAPER_STYLE}</style>` };
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${style}
</head>
<body>
<header>
<div>
<p>${authority}</p>
<p class="line"><strong>${office}</strong></p>
<p>${number}</p>
</div>
<div>
<p class="nation"><strong>${words.nation[language]}</strong></p>
<p class="line"><strong>${words.motto[language]}</strong></p>
<p class="date">${date}</p>
</div>
</header>
${body}
</body>
</html>
`.markup;
}

/** Where it is signed, with room for signature and seal above the name; who gets it stands to the left. */
export const signatureBlock = (
  { signer }: Letterhead,
  language: ReportLanguage,
): Piece => html`<section class="signature">
<div class="recipients"><strong>${words.recipients[language]}</strong>
${words.recipientList[language]}</div>
<div><p>${signer ?? words.signer[language]}</p>
<p class="signed">${blank(words.signerName[language])}</p></div>
</section>`;
