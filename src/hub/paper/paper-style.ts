import { createHash } from "node:crypto";

/**
 * A4 and the type of an administrative document, after Decree 30/2020. In the page itself, so that a saved file keeps it.
 * Wide tables are a little narrower than their page: at its edge the outer half of a border is cut off.
 */
export const PAPER_STYLE = `
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font: 13pt "Times New Roman", "Liberation Serif", serif } }
@page :first { @top-center { content: none } }
@page wide { size: A4 landscape; margin: 15mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 190mm; padding: 8mm; color: #000; background: #fff; font: 13pt/1.4 "Times New Roman", "Liberation Serif", serif }
header { display: grid; grid-template-columns: 2fr 3fr; gap: 6mm; text-align: center; margin-bottom: 6mm }
header { font-size: 12pt }
header p, .signature p { margin: 0 }
.nation, .nation + .line { white-space: nowrap }
.line { border-bottom: 1px solid; display: inline-block; padding-bottom: 1mm }
header > :first-child .line { border: 0; padding: 0 }
header > :first-child .line::after { content: ""; display: block; width: 40%; margin: 1mm auto; border-bottom: 1px solid }
header > :last-child .line, .date { font-size: 13pt }
.date { font-style: italic; margin-top: 2mm !important; white-space: nowrap }
h1 { font-size: 14pt; text-align: center; margin: 6mm 0 1mm; text-transform: uppercase }
h2 { font-size: 13pt; margin: 5mm 0 2mm; break-after: avoid }
.about { text-align: center; font-weight: bold; margin: 0 0 1mm }
.holds { text-align: center; font-style: italic; margin: 0 0 1mm }
.letter p { text-align: justify; text-indent: 10mm; margin: 0 0 3mm }
.letter .about { text-align: center; text-indent: 0 }
.letter .to { font-weight: bold; text-indent: 0; text-align: left; margin-top: 4mm }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; margin: 2mm 0 }
th, td { border: 1px solid #555; padding: 0.7mm 1.2mm; line-height: 1.25; vertical-align: top; text-align: left }
tbody th { font-weight: normal }
td.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
thead { display: table-header-group }
tr { break-inside: avoid }
.wide table { font-size: 9pt; width: calc(100% - 0.5mm) }
.wide th, .wide td { padding: 0.8mm 1mm }
td.interval { white-space: nowrap }
td.change { min-width: 47mm }
.wide td.change { min-width: 40mm }
section > p { font-size: 12pt; line-height: 1.3 }
section > p, footer p { margin: 1.5mm 0; break-inside: avoid }
.wide p { font-size: 10pt; margin: 1mm 0 }
.scroll { overflow-x: auto }
section:not(.long) { break-inside: avoid }
.long .scroll, .long tr:nth-last-child(-n+4), .long > p:not(:last-child) { break-after: avoid }
@media (max-width: 600px) { header { grid-template-columns: 1fr } .nation, .nation + .line { white-space: normal } }
.notice { border: 1px solid; padding: 1mm 3mm; margin: 2mm 0; font-size: 12pt }
.signature { display: grid; grid-template-columns: 1fr 1fr; margin-top: 5mm; break-inside: avoid }
.signature > :last-child { text-align: center; font-weight: bold }
.signature .signed { margin-top: 25mm }
.signed .blank { min-width: 55mm }
.signed .blank:not(:empty) { border-color: transparent }
.recipients { font-size: 11pt; white-space: pre-line }
footer { border-top: 1px solid #555; margin-top: 4mm; padding-top: 2mm; font-size: 9pt; overflow-wrap: anywhere }
.blank { display: inline-block; min-width: 45mm; line-height: 1; border-bottom: 1px dotted #000; outline-offset: 2px; text-indent: 0 }
.short { min-width: 12mm }
.held { white-space: nowrap }
.held .blank { white-space: normal }
.hint { font: 11pt/1.4 sans-serif; background: #eef3f8; padding: 3mm; text-indent: 0 !important; text-align: left !important }
@media screen { .signed .blank:empty::before { content: attr(aria-label); color: #595959; font: italic 11pt "Times New Roman", serif } }
@media print { body { padding: 0; max-width: none } .hint { display: none } .blank { outline: none; caret-color: transparent } .scroll { overflow: visible } .wide { page: wide } .wide tbody th { min-width: 42mm } }
`;

/** Nothing runs and nothing is fetched; of styles, only this one. */
export const PAPER_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(PAPER_STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};
