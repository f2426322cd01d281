import { ranges as claimRanges } from "../claims/index.js";
import type { Citation, Extraction, Rejection, Span } from "../model.js";
import { type FormStretch, formStretches } from "./formParagraphs.js";
import { referenceInWords } from "./referenceInWords.js";

/** "1–8, 11": as people write claims, and with places where a narrow column can break. */
const ranges = (claims: readonly number[]) =>
  claimRanges(claims).replaceAll("-", "\u2013").replaceAll(",", ", ");

/** What is marked in the text. The letter in the mark says what it is without its colour. */
type MarkKind =
  | "rejection"
  | "claims"
  | "statute"
  | "reference"
  | "dead"
  | "objection"
  | "allowed"
  | "citation"
  | "passage";

interface Mark {
  readonly kind: MarkKind;
  readonly span: Span;
  /** Anchor in the page; the side list links to it. */
  readonly id: string | null;
  readonly label: string;
}

const SWITCH_NAMES: Readonly<Record<MarkKind, string>> = {
  rejection: "rejections",
  claims: "claims",
  statute: "statutes",
  reference: "references",
  citation: "other mentions",
  passage: "passages",
  dead: "not counted",
  objection: "objections",
  allowed: "standing of claims",
};

const LEGEND: readonly (readonly [MarkKind, string, string])[] = [
  ["rejection", "R", "rejection that counts: bar at the left, its number in brackets"],
  ["claims", "claims", "claim numbers: boxed"],
  ["statute", "statute", "statute: double underline"],
  ["reference", "reference", "reference of a rejection: solid underline, bold"],
  ["citation", "citation", "other mention of a document: dotted underline"],
  ["passage", "passage", "passage of a reference relied on: dashed underline"],
  ["dead", "N", "reads like a rejection and does not count: wavy underline, grey"],
  ["objection", "O", "objection: italic, dashed box"],
  ["allowed", "A", "allowed, allowable, pending, cancelled or withdrawn claims: overline"],
];

/** A switch for each kind of mark, before the text: the style sheet follows them, no script is needed. */
const SWITCHES = LEGEND.map(
  ([kind]) =>
    `<input type="checkbox" id="show-${kind}" checked><label for="show-${kind}">${SWITCH_NAMES[kind]}</label>`,
).join("\n");

/** What the page is made of, for a page of another frame; `MARK_STYLE` says how marks look. */
export interface FindingsParts {
  readonly facts: string;
  /** Claim by claim, then every finding, each with a link to its passage. */
  readonly list: string;
  readonly legend: string;
  readonly text: string;
}

/** The parts as HTML: every text is escaped. */
export function renderParts(extraction: Extraction, text: string): FindingsParts {
  return {
    facts: facts(extraction),
    list: sideList(extraction),
    legend: `<ul class="legend">
${LEGEND.map(([kind, sample, meaning]) => `<li><span class="m ${kind}">${escaped(sample)}</span> ${escaped(meaning)}</li>`).join("\n")}
</ul>`,
    text: `<div class="marked" role="group" aria-label="The text, and which marks are shown">
${SWITCHES}
<div class="text">${markedText(text, collectMarks(extraction, text), formStretches(text, extraction))}</div></div>`,
  };
}

/** One self-contained page: the action with its findings marked, a legend, and a list of findings that leads to them. */
export function renderPage(extraction: Extraction, text: string, title: string): string {
  const parts = renderParts(extraction, text);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)} – findings</title>
<style>${STYLE}${MARK_STYLE}</style>
</head>
<body>
<a class="skip" href="#action">Skip to the action</a>
<header>
<h1>${escaped(title)}</h1>
<p class="facts">${parts.facts}</p>
</header>
<div class="columns">
<nav aria-label="Findings">
${parts.list}
<details><summary>Legend</summary>
${parts.legend}</details>
</nav>
<main id="action" tabindex="-1" aria-label="Text of the action">
${parts.text}
</main>
</div>
<footer>Extracted by Artunit, rules version ${escaped(extraction.extractorVersion)}. The text decides; check each finding against its passage.</footer>
</body>
</html>
`;
}

function facts(extraction: Extraction): string {
  const type = {
    CTNF: "Non-final rejection",
    CTFR: "Final rejection",
    other: extraction.letter ? letterName(extraction.letter) : "Other action",
    unknown: "Kind of action not told",
  }[extraction.actionType];
  const aia = {
    post: "first inventor to file (AIA)",
    pre: "first to invent (pre-AIA)",
    unknown: "AIA status not told",
  }[extraction.aia];
  const how =
    extraction.aia === "unknown"
      ? ""
      : `, known from the ${extraction.aiaKnownFrom.how.replaceAll("-", " ")}`;
  const claims = [
    ["pending", extraction.pending],
    ["allowed", extraction.allowedClaims],
    ["allowable if rewritten", extraction.allowableIfRewritten],
    ["cancelled", extraction.cancelled],
    ["withdrawn", extraction.withdrawn],
  ] as const;
  const told = claims.filter(([, list]) => list.length > 0).map(([word, list]) => `${word}: ${ranges(list)}`);
  return escaped([type, aia + how, ...told].join(" · "));
}

function letterName(letter: string): string {
  const name = letter.replaceAll("-", " ");
  return name[0]!.toUpperCase() + name.slice(1);
}

/** The label of a document without a number is cut here. */
const LONGEST_LABEL = 60;

/** The list of findings beside the text: long because it is a page, group after group, with nothing to decide. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: a list, one part of the page after another.
function sideList(extraction: Extraction): string {
  const group = (heading: string, items: readonly string[], empty: string | null = null) =>
    items.length === 0 && empty === null
      ? ""
      : `<h2>${heading} <span class="count">${items.length}</span></h2>${items.length === 0 ? `<p>${empty}</p>` : `<ol>${items.join("\n")}</ol>`}`;
  const item = (id: string, tag: string, words: string, detail: string, doubtful: boolean, more = "") =>
    `<li id="list-${id}"><a href="#${id}"><b>${escaped(tag)}</b> ${escaped(words)}</a>${doubtful ? ' <span class="doubt">check</span>' : ""}${detail ? `<br><small>${escaped(detail)}</small>` : ""}${more}</li>`;
  const citations = extraction.citations.map((citation, index) => ({ citation, id: `c${index + 1}` }));
  return [
    claimTable(extraction),
    group(
      "Rejections",
      extraction.rejections.map((one, index) =>
        item(
          `r${index + 1}`,
          `[R${index + 1}] ${groundName(one)}`,
          `claims ${ranges(one.claims) || "not named"}${one.dependentsInherit ? " and dependents" : ""}`,
          [
            one.references.map(referenceInWords).join(" + "),
            one.basis ?? "",
            one.provisional ? "provisional" : "",
            one.implicit ? "implicit: no sentence says rejected" : "",
            `confidence ${one.confidence}`,
          ]
            .filter((part) => part !== "")
            .join(" · "),
          one.confidence < 0.8,
        ),
      ),
      "None found.",
    ),
    group(
      "Not counted",
      extraction.notRejections.map((one, index) =>
        item(
          `n${index + 1}`,
          `[N${index + 1}] ${one.kind}`,
          `${one.ground ?? ""}${one.claims.length > 0 ? ` claims ${ranges(one.claims)}` : ""}`,
          "",
          false,
        ),
      ),
    ),
    group(
      "Objections",
      extraction.objections.map((one, index) =>
        item(
          `o${index + 1}`,
          `[O${index + 1}] ${one.what}`,
          one.claims.length > 0 ? ranges(one.claims) : "",
          "",
          false,
        ),
      ),
    ),
    group(
      "Standing of claims",
      extraction.claimStatements.map((one, index) =>
        item(
          `a${index + 1}`,
          `[A${index + 1}] ${one.kind.replaceAll("-", " ")}`,
          ranges(one.claims),
          "",
          false,
        ),
      ),
    ),
    group(
      "References",
      [
        ...citations.filter(({ citation }) => citation.context === "relied"),
        ...citations.filter(({ citation }) => citation.context !== "relied"),
      ].map(({ citation, id }) => {
        const number = citation.normalized ?? citation.raw.slice(0, LONGEST_LABEL);
        const name = citation.shortNames[0];
        return item(
          id,
          name ?? number,
          name === undefined || name === number ? "" : number,
          [
            citation.context.replaceAll("-", " "),
            citation.claims.length > 0 ? `claims ${ranges(citation.claims)}` : "",
          ]
            .filter((part) => part !== "")
            .join(" · "),
          citation.confidence < 0.7,
          passageList(citation, id),
        );
      }),
    ),
    group(
      "Warnings",
      extraction.warnings.map((one) => `<li>${escaped(one.message)}</li>`),
    ),
  ].join("\n");
}

/** Where the action points within a reference, to be checked one after the other. */
function passageList(citation: Citation, id: string): string {
  if (citation.passages.length === 0) return "";
  const links = citation.passages.map(
    (passage, index) => `<a href="#${id}p${index + 1}">${escaped(passage.text)}</a>`,
  );
  return `<details class="passages"><summary>${links.length} passages</summary>${links.join("; ")}</details>`;
}

/** Every claim that the action speaks of with all that stands against it; neighbours with the same fate share a row. */
function claimTable(extraction: Extraction): string {
  const fates = new Map<number, string[]>();
  const tell = (claims: readonly number[], fate: string) => {
    for (const claim of claims) {
      const known = fates.get(claim);
      if (known) known.push(fate);
      else fates.set(claim, [fate]);
    }
  };
  const link = (id: string, tag: string, words: string) =>
    `<a href="#${id}">[${tag}]</a>\u00a0${escaped(words).replaceAll(" ", "\u00a0")}`;
  extraction.rejections.forEach((one, index) => {
    tell(one.claims, link(`r${index + 1}`, `R${index + 1}`, groundName(one)));
  });
  extraction.objections.forEach((one, index) => {
    tell(one.claims, link(`o${index + 1}`, `O${index + 1}`, "objected"));
  });
  tell(extraction.allowedClaims, "allowed");
  tell(extraction.allowableIfRewritten, "allowable if rewritten");
  tell(extraction.withdrawn, "withdrawn");
  tell(extraction.cancelled, "cancelled");
  const silent = extraction.pending.filter((claim) => !fates.has(claim));
  tell(silent, "pending, nothing found");
  const rows = new Map<string, number[]>();
  for (const [claim, told] of [...fates].sort(([a], [b]) => a - b)) {
    const fate = told.join(", ");
    rows.set(fate, [...(rows.get(fate) ?? []), claim]);
  }
  if (rows.size === 0) return "";
  return `<h2>Claim by claim</h2><table><thead><tr><th scope="col">Claims</th><th scope="col">Standing</th></tr></thead><tbody>
${[...rows].map(([fate, claims]) => `<tr><th scope="row">${ranges(claims)}</th><td>${fate}</td></tr>`).join("\n")}
</tbody></table>`;
}

function groundName(one: Pick<Rejection, "ground" | "subsection">): string {
  if (one.ground === "DP") return "Double patenting";
  return one.subsection ?? one.ground;
}

const STATUTE =
  /(?:pre-AIA\s{0,3})?35\s{0,3}U\.?\s{0,2}S\.?\s{0,2}C\.?\s{0,3}§{0,2}\s{0,3}\d{3}(?:\s{0,2}\([a-z0-9]\)){0,3}/gi;

function collectMarks(extraction: Extraction, text: string): Mark[] {
  const marks: Mark[] = [];
  const add = (kind: MarkKind, span: Span | null | undefined, id: string | null, label: string) => {
    if (span && span.end > span.start) marks.push({ kind, span, id, label });
  };
  extraction.rejections.forEach((one, index) => {
    add("rejection", one.span, `r${index + 1}`, `R${index + 1}`);
    add("claims", one.claimSpan, null, "");
    for (const reference of one.references) add("reference", reference.span, null, "");
    for (const match of text.slice(one.span.start, one.span.end).matchAll(STATUTE)) {
      add(
        "statute",
        { start: one.span.start + match.index, end: one.span.start + match.index + match[0].length },
        null,
        "",
      );
    }
  });
  extraction.notRejections.forEach((one, index) => {
    add("dead", one.span, `n${index + 1}`, `N${index + 1}`);
  });
  extraction.objections.forEach((one, index) => {
    add("objection", one.span, `o${index + 1}`, `O${index + 1}`);
  });
  extraction.claimStatements.forEach((one, index) => {
    add("allowed", one.span, `a${index + 1}`, `A${index + 1}`);
  });
  extraction.citations.forEach((one, index) => {
    one.spans.forEach((span, place) => {
      add("citation", span, place === 0 ? `c${index + 1}` : null, "");
    });
    for (const span of one.mentions) add("citation", span, null, "");
    one.passages.forEach((passage, place) => {
      add("passage", passage.span, `c${index + 1}p${place + 1}`, "");
    });
  });
  return marks;
}

/** Marks by the place where they begin, and by that where they end. */
function byPlace(marks: readonly Mark[], place: keyof Span): ReadonlyMap<number, readonly Mark[]> {
  const found = new Map<number, Mark[]>();
  for (const mark of marks) {
    const here = found.get(mark.span[place]);
    if (here) here.push(mark);
    else found.set(mark.span[place], [mark]);
  }
  return found;
}

/** The text cut at every border of a mark; each piece carries the classes of all marks over it. Forms are folded around them. */
function markedText(text: string, marks: readonly Mark[], forms: readonly FormStretch[]): string {
  const [opening, closing] = [byPlace(marks, "start"), byPlace(marks, "end")];
  const folds = new Map(forms.map((form) => [form.span.start, form]));
  const foldEnds = new Set(forms.map(({ span }) => span.end));
  const borders = [
    ...new Set([0, ...opening.keys(), ...closing.keys(), ...folds.keys(), ...foldEnds, text.length]),
  ]
    .filter((at) => at <= text.length)
    .sort((a, b) => a - b);
  const over = new Map<MarkKind, number>();
  const pieces: string[] = [];
  for (let i = 0; i < borders.length - 1; i++) {
    const at = borders[i]!;
    for (const mark of closing.get(at) ?? []) over.set(mark.kind, over.get(mark.kind)! - 1);
    if (foldEnds.has(at)) pieces.push("</details>");
    const fold = folds.get(at);
    if (fold) pieces.push(foldBegin(fold));
    for (const mark of opening.get(at) ?? []) {
      over.set(mark.kind, (over.get(mark.kind) ?? 0) + 1);
      pieces.push(anchor(mark));
    }
    const classes: string[] = [...over].filter(([, count]) => count > 0).map(([kind]) => kind);
    if (opening.get(at)?.some((mark) => mark.kind === "rejection")) classes.push("begins");
    const words = escaped(text.slice(at, borders[i + 1]!));
    pieces.push(classes.length === 0 ? words : `<span class="m ${classes.join(" ")}">${words}</span>`);
  }
  if (foldEnds.has(text.length)) pieces.push("</details>");
  return pieces.join("");
}

function foldBegin({ numbers }: FormStretch): string {
  return `<details class="form"><summary>Form paragraph${numbers.length > 1 ? "s" : ""} ${numbers.join(", ")}</summary>`;
}

function anchor({ id, label, kind }: Mark): string {
  const place = id ? `<span class="anchor" id="${id}" tabindex="-1"></span>` : "";
  return label
    ? `${place}<sup class="tag ${kind}"><a href="#list-${id}" title="Back to the list of findings">[${label}]</a></sup>`
    : place;
}

function escaped(text: string): string {
  return text
    .replace(
      /[&<>"]/g,
      (character) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[character]!,
    )
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--soft:#f4f5f7;--line:#c9ced6;--link:#0b4f8a}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#16181b;--soft:#202429;--line:#454c55;--link:#8cc4ff}}
*{box-sizing:border-box}
body{margin:0;font:16px/1.55 Georgia,"Times New Roman",serif;color:var(--ink);background:var(--paper)}
header,footer{padding:.8rem 1.2rem;background:var(--soft);border-bottom:1px solid var(--line);font-family:system-ui,sans-serif}
footer{border:0;border-top:1px solid var(--line);font-size:.85rem}
h1{font-size:1.15rem;margin:0}
.facts{margin:.2rem 0 0;font-size:.92rem}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem;z-index:2}
.columns{display:grid;grid-template-columns:minmax(17rem,24rem) minmax(0,1fr);align-items:start}
nav{position:sticky;top:0;max-height:100vh;overflow:auto;padding:.6rem 1rem 2rem;border-right:1px solid var(--line);font:.88rem/1.4 system-ui,sans-serif}
nav h2{font-size:.95rem;margin:1rem 0 .3rem;border-bottom:1px solid var(--line)}
nav .count{font-weight:400}
nav ol{list-style:none;margin:0;padding:0}nav li{padding:.22rem 0}
nav a{color:var(--link)}nav a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
summary{margin-top:1rem;cursor:pointer;font-weight:600}
nav table{border-collapse:collapse;width:100%}nav th,nav td{text-align:left;vertical-align:top;padding:.2rem .5rem .2rem 0;border-bottom:1px solid var(--line)}
nav tbody th{font-weight:600;width:38%}nav li:target{outline:3px solid var(--link);outline-offset:2px;scroll-margin-top:3rem}
main{padding:1rem 1.6rem 4rem;max-width:52rem}
@media (max-width:60rem){.columns{display:block}nav{position:static;max-height:none;border-right:0;border-bottom:1px solid var(--line)}}
@media print{nav{position:static;max-height:none}.columns{display:block}}
`;

/** How each kind of mark looks; a later one may lie over an earlier one. */
const MARK_LOOKS: readonly (readonly [MarkKind, string])[] = [
  ["rejection", "background:var(--rej)"],
  ["claims", "background:var(--cl);outline:1.5px solid currentColor;outline-offset:-1px"],
  ["statute", "text-decoration:underline double"],
  ["reference", "font-weight:700;text-decoration:underline solid"],
  ["citation", "text-decoration:underline dotted 2px"],
  ["passage", "background:var(--pass);text-decoration:underline dashed 1px"],
  ["dead", "background:var(--dead);text-decoration:underline wavy 1px"],
  ["objection", "background:var(--obj);font-style:italic;border-bottom:1px dashed currentColor"],
  ["allowed", "background:var(--ok);text-decoration:overline"],
];

/** Marks show in the legend always, in the text while their switch is on. */
function markRules(): string {
  const rule = (kind: MarkKind, also: string, look: string) =>
    `.legend .${kind},#show-${kind}:checked~.text .${kind}${also}{${look}}`;
  return [
    ...MARK_LOOKS.map(([kind, look]) => rule(kind, "", look)),
    rule("rejection", ".begins", "box-shadow:-3px 0 0 var(--rejline);padding-left:2px"),
  ].join("\n");
}

/** How marks look, on whatever page: told apart by line and box as well, never by colour alone. */
export const MARK_STYLE = `
:root{--rej:#fde9e7;--rejline:#a3231a;--cl:#fff3c4;--dead:#ececec;--obj:#eee6fb;--ok:#e3f4e4;--pass:#e6f2fb}
@media (prefers-color-scheme:dark){:root{--rej:#452320;--rejline:#ff8f85;--cl:#4d430f;--dead:#33363a;--obj:#382d4d;--ok:#1f3a24;--pass:#1d3345}}
.doubt{border:1px solid currentColor;border-radius:.2rem;padding:0 .25rem;font-size:.75rem}
.passages summary{margin:0;font-weight:400;font-size:.92em}
.legend{list-style:none;padding:0}.legend li{padding:.2rem 0}
.text{white-space:pre-wrap;overflow-wrap:anywhere}
.anchor{scroll-margin-top:30vh}
.anchor:target+.tag{outline:3px solid var(--link);outline-offset:2px}
.tag{font:700 .68rem/1 system-ui,sans-serif;padding:.05rem .15rem;margin-right:.15rem;border:1px solid currentColor;border-radius:.2rem}
.m{border-radius:.1rem}
${markRules()}
.marked input[type=checkbox]{width:auto;min-height:0;margin:0 .3rem 0 0;vertical-align:middle}
.marked label{display:inline;font:.85rem/2 system-ui,sans-serif;margin-right:.9rem;white-space:nowrap}
.form{margin:.3rem 0;border-left:2px dotted currentColor;padding-left:.5rem}
.form summary{margin:0;font:.85rem/1.6 system-ui,sans-serif;font-weight:400;white-space:normal}
@media print{.marked input,.marked label,.form summary{display:none}.form{border:0;padding:0}.form::details-content{content-visibility:visible;block-size:auto}}
.tag a{color:inherit;text-decoration:none}
.tag.dead,.tag.allowed{text-decoration:none!important}
`;
