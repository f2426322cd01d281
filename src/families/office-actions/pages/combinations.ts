import { count } from "../../../catalog/index.js";
import {
  barChart,
  copyAs,
  countedNote,
  facts,
  link,
  list,
  patentPages,
  table,
} from "../../../portal/components.js";
import { address } from "../../../server/address.js";
import type { Drawn, Page } from "../../../server/extension.js";
import { type Html, html } from "../../../server/html.js";
import { answerOf } from "../../../server/inProcess.js";
import { AS_OF } from "../../../server/usualParameters.js";
import { ALONE, COMBINATIONS, type CombinationsAnswer, GROUNDS } from "../routes/combinations.js";
import { rowsCiting } from "./joined.js";

/** `/combinations`: asks for a document. */
const ASK: Page = {
  path: "/combinations",
  title: "Combinations of references",
  parameters: [{ name: "number", in: "query", kind: "text", meaning: "Number of a document." }, AS_OF],
  from: "nothing",
  async draw(asked, context): Promise<Drawn | { readonly elsewhere: string }> {
    const written = (asked.text("number") ?? "").trim();
    if (written !== "") return { elsewhere: `/combinations/${encodeURIComponent(written)}` };
    return {
      title: "Combinations of references: Artunit",
      body: html`<h1>Combinations of references</h1>
<p>Which documents were used together in one rejection.</p>
${askForm("", context.baseUrl)}`,
    };
  },
};

function askForm(written: string, base: string): Html {
  return html`<form action="${base}/combinations">
<label>Patent or publication number <span class="hint">in any form: US 6,992,580 B2, 2009/0048582</span>
<input name="number" value="${written}" required maxlength="60" spellcheck="false"></label>
<p class="buttons"><button>Show the combinations</button></p>
</form>`;
}

/** `/combinations/{number}`: the others with which a document was used. */
const SHOW: Page = {
  path: "/combinations/{number}",
  title: "Combinations of references",
  parameters: [
    { name: "number", in: "path", kind: "text", meaning: "Number of the document." },
    {
      name: "with",
      in: "query",
      kind: "text",
      meaning: "Number of another: the rejections over both; `none`: over it alone.",
    },
    { name: "ground", in: "query", kind: "choice", choices: GROUNDS, meaning: "Only under this section." },
    AS_OF,
  ],
  async draw(asked, context): Promise<Drawn> {
    const ground = asked.text("ground") || undefined;
    const given = { number: asked.text("number"), with: asked.text("with") || undefined, ground, limit: 200 };
    const answer = (await answerOf(COMBINATIONS, given, asked, context)) as CombinationsAnswer;
    const key = answer.reference_key;
    return {
      title: `Combinations of ${key}: Artunit`,
      twin: address(`/v1/combinations/${key}`, { with: answer.with, ground }),
      body:
        answer.with === null
          ? overview(answer, ground, context.baseUrl)
          : pair(answer, ground, context.baseUrl),
    };
  },
};

function overview(answer: CombinationsAnswer, ground: string | undefined, base: string): Html {
  const { reference_key: key, snapshot, combinations, total } = answer;
  const pageWith = (other: string, section = ground) =>
    address(`${base}/combinations/${key}`, { with: other, ground: section, as_of: snapshot });
  const rows = rowsCiting(key, `legalSectionCode:${ground ?? "*"}`, base);
  return html`<h1>What ${key} was combined with${under(ground)}</h1>
${facts([
  ["Rejections that rest on it", link(rows, count(answer.rejections))],
  ["On it alone", link(pageWith(ALONE), count(answer.alone))],
  ["Other documents", total === 0 ? 0 : link("#documents", count(total))],
  ["All about it", link(`${base}/references/${key}`, key)],
  ["Elsewhere", patentPages(key)],
  ["Snapshot", snapshot],
])}
${
  total === 0
    ? html`<p>No rejection that is loaded names it together with another.</p>`
    : html`${barChart(
        "Rejections that rest on both",
        "Other document",
        combinations.slice(0, 12).map((each) => ({
          label: each.reference_key,
          value: each.rejections,
          href: pageWith(each.reference_key),
        })),
      )}
<h2 id="documents">Documents</h2>
${table(
  "Documents it was combined with",
  [
    "Document",
    { title: "Rejections", isNumber: true },
    { title: "Applications", isNumber: true },
    "Grounds",
    "First",
    "Last",
    "Elsewhere",
  ],
  combinations.map((each) => [
    link(`${base}/references/${encodeURIComponent(each.reference_key)}`, each.reference_key),
    link(pageWith(each.reference_key), count(each.rejections)),
    link(pageWith(each.reference_key), count(each.applications)),
    Object.entries(each.grounds).map(([name, size], at) => {
      const isAsked = GROUNDS.includes(name);
      const number = isAsked ? link(pageWith(each.reference_key, name), count(size)) : count(size);
      return html`${at > 0 ? ", " : ""}${name}: ${number}`;
    }),
    each.first,
    each.last,
    patentPages(each.reference_key),
  ]),
  true,
)}
${combinations.length < total ? html`<p>The first ${combinations.length} of ${count(total)} are shown; the JSON has up to 1,000.</p>` : null}
${countedNote("rejections, one for each ground of an action,", base)}
${copyAs(address(`${base}/v1/combinations/${key}`, { ground, as_of: snapshot }), "combinations.json", "json")}`
}
<h2>Another document</h2>
${askForm("", base)}`;
}

function under(ground: string | undefined): string {
  return ground === undefined ? "" : ` under ${ground}`;
}

function pair(answer: CombinationsAnswer, ground: string | undefined, base: string): Html {
  const { reference_key: key, with: other, rejections_with: over, snapshot } = answer;
  const isAlone = other === ALONE;
  const rests = isAlone ? "Rejections that rest on it alone" : "Rejections that rest on both";
  return html`<h1>Rejections over ${key} ${isAlone ? "alone" : `and ${other}`}${under(ground)}</h1>
${facts([
  ["Rejections", link("#rejections", count(over.length))],
  ["Snapshot", snapshot],
])}
${list([
  link(address(`${base}/combinations/${key}`, { as_of: snapshot }), `All combinations of ${key}`),
  ...(isAlone
    ? []
    : [link(address(`${base}/combinations/${other}`, { as_of: snapshot }), `All combinations of ${other}`)]),
])}
<h2 id="rejections">Rejections</h2>
${table(
  rests,
  ["Application", "Action", "Mailed", "Art unit", "Ground", "Further documents"],
  over.map((each) => [
    link(`${base}/applications/${each.application_number}`, each.application_number),
    each.document_id === null
      ? null
      : link(`${base}/office-actions/${encodeURIComponent(each.document_id)}`, each.document_id),
    each.mail_date,
    each.art_unit,
    each.ground,
    each.with.filter((one) => one !== other).join(", "),
  ]),
  true,
)}`;
}

export const COMBINATION_PAGES: readonly Page[] = [ASK, SHOW];
