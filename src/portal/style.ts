/** The one style sheet: system fonts, the reader's own colours, narrow screens and paper. */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: #1b1b1b; --page: #ffffff; --quiet: #565c65; --line: #c6cace; --link: #005ea2; --panel: #f3f5f6; --bar: #2e6276;
  --s0: #1f5a7a; --s1: #b3541e; --s2: #2e7d4f; --s3: #8a3b8f; --s4: #7a6a00; --s5: #8f2d3a;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f0f0; --page: #16191d; --quiet: #b3bac2; --line: #4a5058; --link: #7cc0ff; --panel: #22272d; --bar: #6fb3c9;
    --s0: #7cc4e8; --s1: #f0a066; --s2: #7fd3a0; --s3: #d79add; --s4: #d9c65a; --s5: #f0919c; }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 80rem; padding: 0 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main:focus { outline: none; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: center; padding: 0.75rem 0;
  border-bottom: 1px solid var(--line); }
header a { display: inline-block; min-height: 24px; padding: 0 0.25rem; }
.brand { margin: 0; }
.brand span { color: var(--quiet); font-size: 0.875rem; }
.name { font-size: 1.25rem; font-weight: 700; text-decoration: none; color: inherit; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; }
.box { display: flex; gap: 0.5rem; flex: 1 1 16rem; max-width: 30rem; }
.box input { min-width: 0; }
.big { max-width: 44rem; }
.suggestions { list-style: none; margin: 0.25rem 0 0; padding: 0; max-height: 18rem; overflow-y: auto; border: 1px solid var(--line);
  background: var(--page); }
.suggestions li { padding: 0.4rem 0.6rem; min-height: 24px; cursor: pointer; font-weight: 400; }
.suggestions li:hover, .suggestions [aria-selected="true"] { background: var(--panel); outline: 2px solid var(--link); outline-offset: -2px; }
.big input { font-size: 1.125rem; padding: 0.6rem; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.unseen, figure:not(.plotted) caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; overflow-wrap: anywhere; }
footer a { display: inline-block; min-height: 24px; }
footer p a + a { margin-left: 0.75rem; }
h1 { line-height: 1.2; font-size: 1.625rem; margin: 1.25rem 0 0.5rem; }
h2 { margin: 2rem 0 0.5rem; font-size: 1.25rem; }
h3 { margin: 1.25rem 0 0.25rem; font-size: 1rem; }
pre { background: var(--panel); border: 1px solid var(--line); padding: 0.75rem; white-space: pre-wrap;
  overflow-wrap: anywhere; margin: 0.5rem 0; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; }
.note { background: var(--panel); border-left: 4px solid var(--link); padding: 0.5rem 0.75rem; }
.none, .hint { color: var(--quiet); font-weight: 400; }
.facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0.5rem 0; }
.facts dt { color: var(--quiet); font-size: 0.875rem; }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; position: relative; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
caption span { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }
th, td { border: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; }
thead th { vertical-align: bottom; background: var(--panel); }
tbody th { font-weight: 500; }
tbody th, td { overflow-wrap: break-word; max-width: 26rem; }
/* What would be told a word a line where a table has many columns. */
.long { min-width: 14rem; }
.dense { font-size: 0.875rem; }
.dense th, .dense td { padding: 0.25rem 0.45rem; }
@media (max-width: 30rem) { table { font-size: 0.875rem; } th, td { padding: 0.35rem 0.4rem; } }
/* The first column stays in sight while a wide table is moved sideways. */
@media (min-width: 40rem) { .wide tbody th:first-child { position: sticky; left: 0; background: var(--page); } }
.number a { white-space: nowrap; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
main form { display: grid; gap: 0.75rem; max-width: 44rem; grid-template-columns: minmax(0, 1fr); }
main form.fields, .fields { display: grid; gap: 0.75rem 2rem; max-width: none; align-items: end;
  grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); }
.fields > details, .fields > .buttons { grid-column: 1 / -1; }
main form.box { display: flex; }
label { display: grid; gap: 0.25rem; font-weight: 600; grid-template-columns: minmax(0, 1fr); overflow-wrap: anywhere; }
input, textarea, select { font: inherit; font-weight: 400; padding: 0.4rem; border: 1px solid var(--quiet); border-radius: 4px;
  background: var(--page); color: inherit; width: 100%; min-height: 2.25rem; }
textarea { font-family: ui-monospace, monospace; }
.dropping { outline: 3px dashed var(--link); outline-offset: 0.5rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 0.5rem 0; }
button { font: inherit; padding: 0.4rem 1rem; min-height: 2.25rem; border: 1px solid var(--link); border-radius: 4px;
  background: var(--page); color: var(--link); cursor: pointer; white-space: nowrap; }
.buttons button:first-child, .box button { background: var(--link); color: var(--page); }
details { margin: 0.5rem 0; }
summary { cursor: pointer; min-height: 24px; }
figure { margin: 0.5rem 0 1rem; display: grid; gap: 0.5rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); align-items: start; }
figure .title { grid-column: 1 / -1; color: inherit; font-weight: 600; }
.chart { width: 100%; max-width: 30rem; font-size: 13px; }
.chart text { fill: currentColor; }
.chart rect, .strip rect { fill: var(--bar); }
.plotted { display: block; }
.plotted .wide { max-width: 56rem; }
figcaption { color: var(--quiet); font-size: 0.875rem; max-width: 56rem; }
.plot { width: 100%; min-width: 36rem; height: auto; font-size: 13px; display: block; }
.plot text { fill: currentColor; }
.plot .grid { stroke: var(--line); }
.plot .line { fill: none; stroke: var(--s); stroke-width: 2; }
.plot .mark, .plot .bar { fill: var(--s); }
.plot .whisker { stroke: currentColor; stroke-width: 1.5; }
.s0 { --s: var(--s0); } .s1 { --s: var(--s1); stroke-dasharray: 7 3; } .s2 { --s: var(--s2); stroke-dasharray: 2 3; }
.s3 { --s: var(--s3); stroke-dasharray: 9 3 2 3; } .s4 { --s: var(--s4); stroke-dasharray: 12 4; } .s5 { --s: var(--s5); stroke-dasharray: 4 2; }
svg .spots rect { fill: transparent; }
svg .spots a:hover rect, svg .spots a:focus rect { stroke: var(--link); stroke-width: 1.5; }
.strip { width: 100%; min-width: 8rem; height: 1.5rem; display: block; border-bottom: 1px solid var(--line); }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0 2.5rem; }
.columns > * { min-width: 0; }
.timeline { list-style: none; padding: 0 0 0 1rem; border-left: 3px solid var(--line); }
.timeline li { margin: 0.5rem 0; }
.pager { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; margin: 0.75rem 0; }
mark { background: #fff3a3; color: #1b1b1b; text-decoration: underline; }
@media (forced-colors: active) {
  .plot { --s0: CanvasText; --s1: CanvasText; --s2: CanvasText; --s3: CanvasText; --s4: CanvasText; --s5: CanvasText; forced-color-adjust: none; }
  .plot text { fill: CanvasText; }
  .plot .bar { fill: Canvas; stroke: CanvasText; stroke-width: 1.5; }
  .plot .whisker { stroke: CanvasText; }
  .chart rect, .strip rect { fill: CanvasText; forced-color-adjust: none; }
  svg .spots a:hover rect, svg .spots a:focus rect { stroke: LinkText; }
  .note { border: 1px solid CanvasText; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  nav, .skip, form, .pager { display: none; } body { max-width: none; } a { color: inherit; }
  .wide { overflow: visible; } h2, caption { break-after: avoid; } tr { break-inside: avoid; }
}
`;

/** A sheet of paper with a corner cut: no sign of any office. */
export const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#2e6276" d="M6 2h14l6 6v22H6z"/><path fill="#fff" d="M10 13h12v2H10zm0 5h12v2H10zm0 5h8v2h-8z"/></svg>
`;
