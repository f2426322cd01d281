import { count, counted, datasetName } from "../../../catalog/index.js";
import { copyAs, countedNote, facts, link, more, recordsForm, table } from "../../../portal/components.js";
import { escapeTerm } from "../../../query/index.js";
import { address } from "../../../server/address.js";
import type { Drawn, Page } from "../../../server/extension.js";
import { type Html, html } from "../../../server/html.js";
import { answerOf } from "../../../server/inProcess.js";
import type { Asked, Parameter } from "../../../server/route.js";
import { AS_OF, CURSOR } from "../../../server/usualParameters.js";
import { criteriaOfSearch, OFFICE_ACTION_SEARCH, type SearchAnswer } from "../routes/search.js";
import { OA_ACTIONS_V1 } from "../texts/dataset.js";
import { type Condition, conditionsOf, written } from "./conditions.js";
import { moreLikeThis } from "./moreLike.js";

/** The fields of the builder: what it calls them, and what they are called in criteria. */
const BUILDER = [
  { name: "center", field: "techCenter", title: "Technology centre", hint: "1700" },
  { name: "unit", field: "groupArtUnitNumber", title: "Art unit", hint: "1727" },
  { name: "kind", field: "legacyDocumentCodeIdentifier", title: "Kind of document", hint: "CTNF, CTFR, NOA" },
  { name: "class", field: "nationalClass", title: "USPC class", hint: "429" },
  { name: "examiner", field: "examinerEmployeeNumber", title: "Examiner’s number", hint: "84263" },
] as const;
const DATE = "submissionDate";
const FACETS = ["techCenter", "legacyDocumentCodeIdentifier", "groupArtUnitNumber", `${DATE}.year`];
const FACET_TITLES = ["Technology centre", "Kind of document", "Art unit", "Year"];

const ORDER: Parameter = {
  name: "order",
  in: "query",
  kind: "choice",
  choices: ["relevance", "date"],
  meaning: "Best or latest first.",
};

/** `/search`: actions whose text holds the words, with the passages that show why. */
export const SEARCH: Page = {
  path: "/search",
  title: "Search the texts",
  menu: "Search texts",
  parameters: [
    { name: "text", in: "query", kind: "criteria", meaning: "Words to find." },
    { name: "criteria", in: "query", kind: "criteria", meaning: "What to match beside." },
    ORDER,
    CURSOR,
    AS_OF,
  ],
  async draw(asked, context): Promise<Drawn> {
    const shown = shownOf(asked);
    const { text, criteria, order } = shown;
    const { baseUrl: base } = context;
    if (!text && !criteria)
      return {
        title: "Search the texts: Artunit",
        body: html`<h1>Search the texts</h1>
${forms(shown, [], base)}
<h2 id="records">Inventors, parties, titles</h2>
${recordsForm(
  context.catalog.datasets.filter((each) => each !== OA_ACTIONS_V1),
  base,
)}`,
      };
    const given = {
      text,
      criteria,
      order: text ? order : "date",
      cursor: asked.text("cursor"),
      facets: FACETS,
    };
    const answer = (await answerOf(OFFICE_ACTION_SEARCH, given, asked, context)) as SearchAnswer;
    const conditions = criteria === undefined ? [] : conditionsOf(criteria);
    return {
      title: `${text ?? criteria}: Artunit`,
      twin: address("/v1/office-actions", { text, criteria, order: given.order }),
      body: html`<h1>Search the texts</h1>
${forms(shown, conditions, base)}
${chips(shown, conditions, base)}
<h2>${counted(answer.total, "text")}</h2>
<div class="reader">
<section aria-label="Counts">${answer.facets.map((facet, at) => facetPart(facet, FACET_TITLES[at]!, shown, base))}
${countedNote("texts", base)}</section>
<section aria-label="Texts"><ol class="hits">${answer.hits.map((each) => hitItem(each, base))}</ol>
<p class="pager">${answer.cursor ? link(address(`${base}/search`, { text, criteria, order, cursor: answer.cursor }), "Next texts") : null}</p></section>
</div>
${takeAlong(shown, answer, base)}`,
    };
  },
};

interface Shown {
  readonly text: string | undefined;
  readonly criteria: string | undefined;
  readonly order: string;
}

function shownOf(asked: Asked): Shown {
  return {
    text: asked.text("text") || undefined,
    criteria: asked.text("criteria") || undefined,
    order: asked.text("order") ?? "relevance",
  };
}

/** The builder, filled from criteria where they are a conjunction of its fields; and the criteria themselves. */
function forms(
  { text, criteria, order }: Shown,
  conditions: readonly Condition[] | null,
  base: string,
): Html {
  const own = (field: string) => conditions?.find((each) => each.field === field && !each.isDenied);
  const built = new Set([...BUILDER.map(({ field }) => own(field)), own(DATE)]);
  const others = written((conditions ?? []).filter((each) => !built.has(each)));
  const sorted = html`<label>Order <select name="order"><option value="relevance">best match first</option><option value="date"${order === "date" ? html` selected` : null}>latest first</option></select></label>`;
  const words = html`<label>Words <span class="hint">all of them must occur; "in quotes" as a phrase</span>
<input name="text" value="${text ?? ""}" spellcheck="false"></label>`;
  const date = own(DATE);
  return html`<form class="builder" action="${base}/search/build" aria-label="Words and fields">
${words}
${BUILDER.map(
  ({ name, field, title, hint }) => html`<label>${title} <span class="hint">${hint}</span>
<input name="${name}" value="${own(field)?.value ?? ""}" maxlength="40" spellcheck="false"></label>
`,
)}<label>From <input type="date" name="from" value="${dayOf(date?.from)}"></label>
<label>To <input type="date" name="to" value="${dayOf(date?.to)}"></label>
<input type="hidden" name="others" value="${conditions === null ? (criteria ?? "") : (others ?? "")}">
${sorted}
<p class="buttons"><button>Search</button></p>
</form>
${more(
  "Write criteria",
  html`<form action="${base}/search" aria-label="Words and criteria">
${words}
<label>Criteria <span class="hint">for example techCenter:1700 AND submissionDate:[2019-01-01 TO *]</span>
<textarea name="criteria" rows="2" spellcheck="false">${criteria ?? ""}</textarea></label>
${sorted}
<p class="buttons"><button>Search</button></p>
</form>`,
)}`;
}

function dayOf(written: string | null | undefined): string {
  return /^\d{4}-\d{2}-\d{2}/.exec(written ?? "")?.[0] ?? "";
}

/** `/search/build`: what the builder holds, as criteria. */
export const SEARCH_BUILDER: Page = {
  path: "/search/build",
  title: "Search the texts",
  from: "nothing",
  parameters: [
    { name: "text", in: "query", kind: "text", meaning: "Words to find." },
    ...BUILDER.map(({ name, title }): Parameter => ({ name, in: "query", kind: "text", meaning: title })),
    { name: "from", in: "query", kind: "text", meaning: "First day." },
    { name: "to", in: "query", kind: "text", meaning: "Last day." },
    { name: "others", in: "query", kind: "text", meaning: "Criteria that the builder has no field for." },
    ORDER,
    AS_OF,
  ],
  async draw(asked) {
    const value = (name: string) => (asked.text(name) ?? "").trim();
    const [from, to, others] = [value("from"), value("to"), value("others")];
    const parts = [
      ...BUILDER.flatMap(({ name, field }) => (value(name) ? [`${field}:${escapeTerm(value(name))}`] : [])),
      ...(from || to ? [`${DATE}:[${from || "*"} TO ${to || "*"}]`] : []),
    ];
    const all = [
      ...parts,
      ...(others ? [parts.length > 0 && conditionsOf(others) === null ? `(${others})` : others] : []),
    ];
    return {
      elsewhere: address("/search", {
        text: value("text"),
        criteria: all.join(" AND "),
        order: asked.text("order"),
      }),
    };
  },
};

/** What is asked, as a sentence; each condition can be taken out of it. */
function chips(
  { text, criteria, order }: Shown,
  conditions: readonly Condition[] | null,
  base: string,
): Html {
  const without = (condition: Condition) =>
    address(`${base}/search`, {
      text: text ?? null,
      criteria: written(conditions!.filter((each) => each !== condition)) ?? null,
      order,
    });
  return html`<p class="chips">Texts ${
    text
      ? html`that hold <span class="chip">${text} ${criteria ? html`<a href="${address(`${base}/search`, { criteria, order })}" aria-label="Leave out the words">×</a>` : null}</span>`
      : null
  } ${
    conditions === null
      ? html`that match <code>${criteria ?? ""}</code>`
      : conditions.map(
          (each, at) =>
            html`${at === 0 ? "whose" : " and whose"} <span class="chip">${calledInSentence(each.field)} ${each.says} ${text || conditions.length > 1 ? html`<a href="${without(each)}" aria-label="Leave out: ${calledInSentence(each.field)} ${each.says}">×</a>` : null}</span>`,
        )
  }, ${order === "date" || !text ? "latest" : "best matches"} first.</p>`;
}

/** A field as the builder calls it, within a sentence; one that the builder has not keeps its name. */
function calledInSentence(field: string): string {
  if (field === DATE) return "date";
  const title = BUILDER.find((each) => each.field === field)?.title ?? field;
  return title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

function facetPart(
  { values }: SearchAnswer["facets"][number],
  title: string,
  { text, criteria, order }: Shown,
  base: string,
): Html | null {
  if (values.length === 0) return null;
  return table(
    title,
    [title, { title: "Texts", isNumber: true }],
    values.map(({ value, count: size, criteria: condition }) => {
      const both =
        criteria === undefined
          ? condition
          : `${conditionsOf(criteria) ? criteria : `(${criteria})`} AND ${condition}`;
      const href = address(`${base}/search`, { text, criteria: both, order });
      return [link(href, String(value ?? "not told")), link(href, count(size))];
    }),
    true,
  );
}

function takeAlong({ text, criteria, order }: Shown, answer: SearchAnswer, base: string): Html {
  const asked = { text, criteria, order: text ? order : "date" };
  const url = address(`${base}/v1/office-actions`, { ...asked, limit: "100", as_of: answer.snapshot });
  const feed = (extension: string) =>
    address(`${base}/v1/office-actions/feed.${extension}`, { text, criteria });
  return html`<h2>Take it along</h2>
${facts([
  ["Snapshot", answer.snapshot],
  [
    "Permanent link",
    link(
      address(`${base}/search`, { text, criteria, order, as_of: answer.snapshot }),
      "this search, as it is now",
    ),
  ],
  ["As feed", html`${link(feed("atom"), "Atom")}, ${link(feed("json"), "JSON feed")}`],
  ["The first hits, with their passages, as", link(url, "JSON")],
  [
    answer.total === 1 ? "The text as" : `All ${counted(answer.total, "text")} as`,
    answer.total === 0 ? null : exportLinks(criteriaOfSearch(text, criteria), answer, base),
  ],
])}
${copyAs(url, "hits.json", "json")}`;
}

function exportLinks(criteria: string, { snapshot }: SearchAnswer, base: string): Html {
  const name = datasetName(OA_ACTIONS_V1);
  const given = { criteria, as_of: snapshot };
  const file = (extension: string) => address(`${base}/v1/datasets/${name}/records.${extension}`, given);
  return html`${link(address(`${base}/datasets/${name}`, given), "rows")}, ${link(file("csv"), "CSV")}, ${link(file("ndjson"), "NDJSON")}, ${link(file("parquet"), "Parquet")}`;
}

function hitItem({ record, passages }: SearchAnswer["hits"][number], base: string): Html {
  const id = String(record.obsoleteDocumentIdentifier ?? record.id);
  return html`<li>${link(`${base}/office-actions/${encodeURIComponent(id)}`, String(record.inventionTitle ?? id))}
<span class="hint">${[record.legacyDocumentCodeIdentifier, record.submissionDate, `application ${record.patentApplicationNumber}`].join(" · ")}</span>
${passages.map((each) => html`<p>${marked(each)} ${likeThis(record, each, base)}</p>`)}</li>
`;
}

/** A link to passages like this one; a text without a document's id cannot be named. */
function likeThis(
  { obsoleteDocumentIdentifier: id }: SearchAnswer["hits"][number]["record"],
  { start, highlights }: SearchAnswer["hits"][number]["passages"][number],
  base: string,
): Html | null {
  return typeof id === "string" ? moreLikeThis(id, highlights[0]?.start ?? start, base) : null;
}

/** A passage with the words that matched marked. */
function marked({
  text,
  start,
  highlights,
}: SearchAnswer["hits"][number]["passages"][number]): readonly (Html | string)[] {
  const pieces: (Html | string)[] = [];
  let at = 0;
  for (const each of highlights) {
    const [from, to] = [each.start - start, each.end - start];
    if (from < at || to > text.length) continue;
    pieces.push(text.slice(at, from), html`<mark>${text.slice(from, to)}</mark>`);
    at = to;
  }
  return [...pieces, text.slice(at)];
}

/** Rules of the search page. */
export const SEARCH_STYLE = `
main form.builder { grid-template-columns: repeat(auto-fill, minmax(min(11rem, 100%), 1fr)); max-width: 60rem; align-items: end; }
.builder label:first-child { grid-column: 1 / -1; }
.chip { display: inline-block; border: 1px solid var(--line); border-radius: 4px; background: var(--panel); padding: 0 0.4rem; }
.chip a { display: inline-block; min-width: 24px; min-height: 24px; text-align: center; text-decoration: none; }
`;
