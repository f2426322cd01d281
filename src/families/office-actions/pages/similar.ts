import { count } from "../../../catalog/index.js";
import { facts, link, more } from "../../../portal/components.js";
import { analyse } from "../../../query/analyse.js";
import { address } from "../../../server/address.js";
import type { Drawn, Page } from "../../../server/extension.js";
import { type Html, html } from "../../../server/html.js";
import { answerOf } from "../../../server/inProcess.js";
import { AS_OF } from "../../../server/usualParameters.js";
import { SIMILAR, SIMILAR_TO_ACTION, type SimilarAnswer, type SimilarHit } from "../routes/similar.js";
import { moreLikeThis } from "./moreLike.js";

const HITS = 10;

/** `/similar`: more like this passage. */
export const SIMILAR_PAGE: Page = {
  path: "/similar",
  title: "Similar passages",
  menu: "Similar passages",
  parameters: [
    { name: "text", in: "query", kind: "text", meaning: "The passage." },
    { name: "document", in: "query", kind: "text", meaning: "The document that holds it." },
    { name: "start", in: "query", kind: "count", meaning: "Where it begins there." },
    { name: "end", in: "query", kind: "count", meaning: "Where it ends." },
    { name: "criteria", in: "query", kind: "criteria", meaning: "What the texts must match beside." },
    AS_OF,
  ],
  async draw(asked, context): Promise<Drawn> {
    const { baseUrl: base } = context;
    const [text, document] = [asked.text("text")?.trim() || undefined, asked.text("document") || undefined];
    const criteria = asked.text("criteria")?.trim() || undefined;
    if (!text && !document)
      return {
        title: "Similar passages: Artunit",
        body: html`<h1>Similar passages</h1>
<p>Paste a paragraph of an Office action. What is found says much the same in other actions.</p>
${form("", criteria, base)}`,
      };
    const place = { start: asked.count("start") ?? 0, end: asked.count("end") };
    const answer = (await (document === undefined
      ? answerOf(SIMILAR, { text, criteria, limit: HITS }, asked, context)
      : answerOf(
          SIMILAR_TO_ACTION,
          { id: document, ...place, criteria, limit: HITS },
          asked,
          context,
        ))) as SimilarAnswer;
    const written = { start: String(place.start), end: place.end?.toString(), criteria };
    const query = document === undefined ? { text, criteria } : { document, ...written };
    return {
      title: "Similar passages: Artunit",
      twin:
        document === undefined
          ? address("/v1/similar", { text, criteria, limit: String(HITS) })
          : address(`/v1/office-actions/${encodeURIComponent(document)}/similar`, {
              ...written,
              limit: String(HITS),
            }),
      body: html`<h1>Similar passages</h1>
<h2>The passage</h2>
${document ? html`<p>From ${link(readerOf(document, base), `document ${document}`)}:</p>` : null}
<blockquote>${answer.passage.text}</blockquote>
${leftOut(answer)}
<h2>${answer.hits.length === 0 ? "Nothing similar was found" : "Like it"}</h2>
${answer.hits.length === 0 ? null : html`<p class="hint">The score is the share of its words that they hold, the rare ones counting more: 0 to 1.</p>`}
<ol class="hits">${answer.hits.map((each) => hitItem(each, answer, base))}</ol>
${facts([
  ["Words it was sought by, the rarest first", answer.words.map(({ word }) => word).join(", ") || null],
  [
    "Compared",
    `the passages of ${count(answer.compared)} of ${count(answer.matching)} texts with one of these words; ${count(answer.texts)} texts are loaded`,
  ],
  ["Snapshot", answer.snapshot],
  [
    "Permanent link",
    link(address(`${base}/similar`, { ...query, as_of: answer.snapshot }), "this search, as it is now"),
  ],
])}
${more("Another passage", form(answer.passage.text, criteria, base))}`,
    };
  },
};

function leftOut({ form_paragraphs, words }: SimilarAnswer): Html | null {
  if (form_paragraphs.length === 0) return null;
  const numbers = form_paragraphs.join(", ");
  return html`<p class="hint">${words.length === 0 ? "It is" : "Left out of it:"} form paragraph ${numbers}${words.length === 0 ? ", which every examiner writes; there is nothing to seek it by" : null}.</p>`;
}

function form(text: string, criteria: string | undefined, base: string): Html {
  return html`<form class="big" action="${base}/similar">
<label>Passage <span class="hint">a paragraph, at most 4,000 characters</span>
<textarea name="text" rows="4" required maxlength="4000">${text}</textarea></label>
<label>Only in texts that match <span class="hint">criteria, for example techCenter:3700</span>
<input name="criteria" value="${criteria ?? ""}" spellcheck="false"></label>
<p class="buttons"><button>Find similar passages</button></p>
</form>`;
}

function hitItem(hit: SimilarHit, { words }: SimilarAnswer, base: string): Html {
  const sought = new Set(words.map(({ word }) => word));
  const { document_id: id, title, start } = hit;
  return html`<li>${id === null ? (title ?? "a text without an id") : link(readerOf(id, base), title ?? id)}
<span class="hint">${[hit.document_code, hit.mail_date, `application ${hit.application_number}`, `score ${hit.score}`].filter((each) => each).join(" · ")}</span>
<p>${marked(hit.text, sought)}</p>
<p class="hint">${id === null ? null : moreLikeThis(id, start, base)}</p></li>
`;
}

function marked(text: string, sought: ReadonlySet<string>): readonly (Html | string)[] {
  const pieces: (Html | string)[] = [];
  let at = 0;
  for (const { term, start, end } of analyse(text)) {
    if (!sought.has(term)) continue;
    pieces.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  return [...pieces, text.slice(at)];
}

function readerOf(document: string, base: string): string {
  return `${base}/office-actions/${encodeURIComponent(document)}`;
}
