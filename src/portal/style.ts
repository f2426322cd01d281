/** The one style sheet: system fonts, the reader's own colours, narrow screens and paper. */
export const STYLE = `:root {
  color-scheme: light dark;
  --text: #1b1b1b; --page: #ffffff; --quiet: #565c65; --line: #c6cace; --link: #005ea2; --panel: #f3f5f6;
}
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f0f0; --page: #16191d; --quiet: #b3bac2; --line: #4a5058; --link: #7cc0ff; --panel: #22272d; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 0 1rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, div:focus-visible
  { outline: 3px solid var(--link); outline-offset: 2px; }
header { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; align-items: baseline; padding: 1rem 0;
  border-bottom: 1px solid var(--line); }
header a { display: inline-block; min-height: 24px; padding: 0 0.25rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; }
.name { font-size: 1.25rem; font-weight: 700; text-decoration: none; color: inherit; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); color: var(--quiet); }
h1 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
pre { background: var(--panel); border: 1px solid var(--line); padding: 0.75rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
code { font-family: ui-monospace, monospace; font-size: 0.9em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; }
caption { text-align: left; font-weight: 600; padding: 0.5rem 0; }
caption span { display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem); }
th, td { border: 1px solid var(--line); padding: 0.35rem 0.6rem; text-align: left; vertical-align: top; }
thead th { vertical-align: bottom; }
tbody th, td { overflow-wrap: break-word; }
.dense { font-size: 0.875rem; }
.dense th, .dense td { padding: 0.35rem 0.45rem; }
@media (max-width: 30rem) { table { font-size: 0.875rem; } th, td { padding: 0.35rem 0.4rem; } }
/* The first column stays in sight while a wide table is moved sideways. */
.wide th:first-child { position: sticky; left: 0; background: var(--page); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
form { display: grid; gap: 0.75rem; max-width: 44rem; }
label { display: grid; gap: 0.25rem; font-weight: 600; }
input, textarea { font: inherit; font-weight: 400; padding: 0.4rem; border: 1px solid var(--quiet); background: var(--page);
  color: inherit; width: 100%; }
textarea { font-family: ui-monospace, monospace; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; margin: 0.5rem 0; }
button { font: inherit; padding: 0.4rem 1rem; min-height: 2.25rem; border: 1px solid var(--link); border-radius: 4px;
  background: var(--page); color: var(--link); cursor: pointer; }
button:first-child { background: var(--link); color: var(--page); }
.hint { color: var(--quiet); font-weight: 400; }
@media print { header nav, .skip, form { display: none; } body { max-width: none; } a { color: inherit; } }
`;
