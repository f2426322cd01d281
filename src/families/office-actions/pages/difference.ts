import type { Difference, ParagraphTold } from "../../../extract/index.js";
import { link, more } from "../../../portal/components.js";
import { type Html, html } from "../../../server/html.js";

/** What `/v1/office-actions/{id}/difference` answers. */
export interface DifferenceAnswer extends Difference {
  readonly snapshot: string;
  readonly document_id: string;
  readonly previous: string | null;
}

/** So many paragraphs are shown on the page; the answer as JSON has all. */
const SHOWN = 100;

/** What the examiner says otherwise than in the action before, folded; null where there is no action before. */
export function differencePart(told: DifferenceAnswer, base: string): Html | null {
  if (told.previous === null) return null;
  const { counts, forms } = told;
  const differing = told.paragraphs.filter(({ kind }) => kind !== "kept");
  const id = encodeURIComponent(told.document_id);
  const rest = differing.length - SHOWN;
  return html`<h2 id="difference">Difference to the previous action</h2>
<p>The examiner’s own paragraphs, beside ${link(`${base}/office-actions/${encodeURIComponent(told.previous)}`, "the action before")}: ${counts.new} new, ${counts.changed} changed, ${counts.dropped} dropped, ${counts.kept} kept. <span class="hint">Form paragraphs are left out: ${forms.after} here, ${forms.before} there.</span>${told.isWhole ? null : html` The two differ in so much that they were not compared to the end.`}</p>
${
  differing.length === 0
    ? null
    : more(
        "What is new, changed or dropped",
        html`<ol class="difference">${differing.slice(0, SHOWN).map(item)}</ol>
<p>${rest > 0 ? `${rest} more are not shown here. ` : null}${link(`${base}/v1/office-actions/${id}/difference`, "All of it as JSON")}</p>`,
      )
}`;
}

function item(paragraph: ParagraphTold): Html {
  if (paragraph.kind !== "changed")
    return html`<li><b>${paragraph.kind}</b> ${marked(paragraph.kind, paragraph.text)}</li>\n`;
  return html`<li><b>changed</b> ${paragraph.words.map(({ kind, text }) => html`${marked(kind, text)} `)}</li>\n`;
}

function marked(kind: "kept" | "new" | "dropped", text: string): Html {
  if (kind === "new") return html`<ins>${text}</ins>`;
  return kind === "dropped" ? html`<del>${text}</del>` : html`${text}`;
}

/** Told apart by line as well as by colour. */
export const DIFFERENCE_STYLE = `
.difference { list-style: none; padding: 0; max-width: 52rem; font-size: 0.9375rem; }
.difference li { padding: 0.3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.difference b { display: inline-block; min-width: 4.5rem; font-weight: 600; }
.difference ins { background: var(--ok); } .difference del { background: var(--rej); }
`;
