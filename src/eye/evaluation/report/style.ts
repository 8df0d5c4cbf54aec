/** The report's look: light or dark as the reader's system has it; prints on white. */
export const STYLE = `
:root{--paper:#f6f7f5;--card:#fff;--ink:#1d2723;--soft:#5d6b64;--line:#dde3df;--right:#12805c;--wrong:#c2571a;--accent:#1f6fb2;--empty:#f0f3f1;--warn:#a33a12}
@media (prefers-color-scheme:dark){:root{--paper:#121715;--card:#1a211e;--ink:#e6ece9;--soft:#9aa8a1;--line:#2c3632;--right:#2fa57c;--wrong:#d9773a;--accent:#5aa4e0;--empty:#212a26;--warn:#f0925f}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI","Noto Sans",sans-serif}
main{max-width:1120px;margin:0 auto;padding:40px 24px 64px}
h1{font-size:30px;line-height:1.2;margin:0 0 4px;letter-spacing:-.01em}
h2{font-size:19px;margin:0 0 2px}
h2::first-letter,h2+.en::first-letter,dt::first-letter{text-transform:uppercase}
h3{font-size:18px;margin:22px 0 0}
h4{font-size:14px;margin:14px 0 6px}h4 small{font-weight:400}
.en{color:var(--soft);font-size:14px}
h2+.en{margin:0 0 14px}
header{margin-bottom:28px}
header dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:16px 0 0;font-size:14px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:22px 24px;margin:0 0 20px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(196px,1fr));gap:12px;margin:0 0 20px}
.tile{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:16px 18px;display:flex;flex-direction:column}
.tile b{font-size:31px;line-height:1.15;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.tile .what{font-weight:600;font-size:14px;line-height:1.3}
.tile .en{font-size:12.5px;line-height:1.35;margin-bottom:10px}
.tile .range{color:var(--soft);font-size:12.5px;margin-top:auto;padding-top:4px;font-variant-numeric:tabular-nums}
.tile.first{border-color:var(--right);box-shadow:inset 0 3px 0 var(--right)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));gap:4px 36px}
.beside{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));gap:20px 24px;align-items:center}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(330px,1fr));gap:20px}
.pair section{margin:0}.pair{margin-bottom:20px}
table{border-collapse:collapse;width:100%;font-size:14px;font-variant-numeric:tabular-nums}
th{text-align:right;font-weight:600;color:var(--soft);padding:6px 8px;border-bottom:1px solid var(--line)}
td{text-align:right;padding:7px 8px;border-bottom:1px solid var(--line);white-space:nowrap}
th:first-child,td:first-child{text-align:left;padding-left:0}
th:last-child,td:last-child{padding-right:0}th small{display:block;font-weight:400}
tr:last-child td{border-bottom:0}
small{color:var(--soft);font-size:12px}
.scroll{overflow-x:auto}
svg{display:block;width:100%;height:auto;font:13px system-ui,"Segoe UI","Noto Sans",sans-serif}
svg.plot{max-width:460px;margin:0 auto}svg.heat{margin:0 auto}
svg text{fill:var(--ink)}
.grid{stroke:var(--line)}.tick,.sub{fill:var(--soft)!important;font-size:11.5px}
.bar{fill:var(--accent)}.whisker{stroke:var(--ink);stroke-width:1.4}.ideal{stroke:var(--soft);stroke-dasharray:4 4}
.band{fill:var(--accent);opacity:.16}.curve{fill:none;stroke:var(--accent);stroke-width:2.4}.mark{fill:var(--accent);stroke:var(--card);stroke-width:1.5}
.marked{font-weight:600;font-size:12px}.interval{fill:var(--accent);opacity:.28}
.empty{fill:var(--empty)}.right{fill:var(--right)}.wrong{fill:var(--wrong)}
.count{font-weight:600}.share{font-size:11px}.light{fill:#fff!important}.none{fill:var(--soft)!important}
.gap{border-left:4px solid var(--soft);padding:8px 14px;margin:16px 0 0;background:var(--empty);border-radius:0 8px 8px 0}
.gap.clear{border-color:var(--warn)}
ul{margin:8px 0 0;padding-left:20px;font-size:14px;overflow-wrap:anywhere}
footer{color:var(--soft);font-size:13px}
@media (max-width:600px){main{padding:24px 12px 40px}section{padding:18px 14px}h1{font-size:25px}
header dl{grid-template-columns:1fr}dd{margin-bottom:6px}.pair{grid-template-columns:1fr}
.tiles{grid-template-columns:1fr 1fr;gap:8px}.tile{padding:12px}.tile b{font-size:25px}}
@media print{:root{--paper:#fff}section,.tile{break-inside:avoid}}
`;
