import { type Extraction, ranges, renderParts, toUsptoRows } from "../../../extract/index.js";
import { facts, link, more, patentPages, table } from "../../../portal/components.js";
import { Html, html } from "../../../server/html.js";
import { citation } from "./cite.js";
import { type DifferenceAnswer, differencePart } from "./difference.js";
import { letterFacts } from "./letter.js";
import { paragraphLinks } from "./moreLike.js";

/** What the pages show of a row of the USPTO's, under its columns' names. */
type Row = Readonly<Record<string, unknown>>;

/** An Office action as `/v1/office-actions/{id}` answers it. */
export interface Action {
  readonly snapshot: string;
  readonly document_id: string;
  readonly action: Row | null;
  readonly rejections: readonly Row[];
  readonly citations: readonly Row[];
  readonly enriched_citations: readonly Row[];
  readonly other_sources: { readonly rejections: readonly Row[] };
  readonly text: string | null;
  readonly previous: string | null;
  readonly next: string | null;
}

const CODES: Readonly<Record<string, string>> = {
  CTNF: "Non-final rejection",
  CTFR: "Final rejection",
  NOA: "Notice of allowance",
  CTRS: "Restriction requirement",
  CTAV: "Advisory action",
  CTEQ: "Ex parte Quayle action",
};

/** What a document code means, where it is one of the usual. */
export function codeName(code: unknown): string {
  const known = CODES[String(code)];
  return known ? `${known} (${code})` : code ? String(code) : "Document";
}

/** The text with its findings marked, and beside it each finding with a link to its passage. */
export function readerParts(
  found: Extraction,
  text: string,
  base: string,
  mailed: string | null = null,
): Html {
  const parts = renderParts(found, text);
  return html`<p>${new Html(parts.facts)}</p>
${letterFacts(text, mailed)}
<div class="reader">
<section class="findings" aria-label="Findings">
${new Html(parts.list)}
${referenceLinks(found, base)}
${more("Legend of the marks", new Html(parts.legend))}
</section>
<section class="action" id="action" aria-label="Text of the action">
<h2>Text</h2>
${new Html(parts.text)}
</section>
</div>
<p class="hint">Read by Artunit, rules version ${found.extractorVersion}. The text decides; check each finding against its passage.</p>`;
}

/** Numbers beside the short names the action uses, each with its page here and elsewhere. */
function referenceLinks(found: Extraction, base: string): Html | null {
  const numbered = found.citations.filter(({ normalized }) => normalized !== null);
  if (numbered.length === 0) return null;
  return table(
    "Documents it names",
    ["Name", "Number", "Elsewhere"],
    numbered.map(({ shortNames, normalized, raw }) => [
      shortNames[0] ?? raw.slice(0, 40),
      link(`${base}/find?q=${normalized}`, normalized!),
      patentPages(normalized),
    ]),
    true,
  );
}

/** What the USPTO's own rows say of each ground beside what was read in the text. */
function besideUspto(action: Action, found: Extraction | null, text: string): Html {
  const own = found === null ? [] : toUsptoRows(found, text).rejections.map(asGround);
  const published = [...action.rejections, ...action.other_sources.rejections];
  const theirs = published.filter((each) => each.source !== "extraction").map(asGround);
  const names = [...new Set([...theirs, ...own].map(({ ground }) => ground))];
  if (names.length === 0) return html`<p>Neither the USPTO’s rows nor the text tell of a rejection.</p>`;
  const claims = (rows: readonly Ground[], name: string) =>
    [...new Set(rows.filter(({ ground }) => ground === name).flatMap((each) => each.claims))].sort(
      (a, b) => a - b,
    );
  return table(
    "What the USPTO’s own rows say beside what was read in the text; claims that only one of them has are marked",
    ["Ground", "Claims in the USPTO’s rows", "Claims read in the text", "Agree"],
    names.map((name) => {
      const [a, b] = [claims(theirs, name), claims(own, name)];
      if (theirs.length === 0 || found === null)
        return [name, inWords(a), inWords(b), found === null ? "no text" : "no rows"];
      return [name, besideOther(a, b), besideOther(b, a), ranges(a) === ranges(b) ? "yes" : "no"];
    }),
  );
}

function inWords(claims: readonly number[]): string {
  return ranges(claims).replaceAll(",", ", ");
}

/** Claims as ranges; those that the other side has not are marked and stand last. */
function besideOther(claims: readonly number[], others: readonly number[]): Html | string {
  const alone = claims.filter((each) => !others.includes(each));
  if (alone.length === 0) return inWords(claims);
  const both = inWords(claims.filter((each) => others.includes(each)));
  return html`${both}${both === "" ? null : ", "}<mark>${inWords(alone)}</mark>`;
}

interface Ground {
  readonly ground: string;
  readonly claims: readonly number[];
}

function asGround(
  row: { readonly [name in "legal_section" | "action_category" | "claims"]?: unknown },
): Ground {
  return {
    ground: [row.legal_section, row.action_category].filter((each) => each).join(" "),
    claims: (row.claims as readonly number[] | null | undefined) ?? [],
  };
}

/** The page of one Office action. */
export function actionPage(
  action: Action & { readonly application_number: string },
  text: { readonly body: string; readonly record: Row } | null,
  found: Extraction | null,
  compared: DifferenceAnswer | null,
  base: string,
): Html {
  const row = action.action ?? {};
  const step = (address: string | null, words: string) =>
    address === null
      ? null
      : link(`${base}/office-actions/${encodeURIComponent(address.split("/").at(-1)!)}`, words);
  const title = text?.record.inventionTitle;
  const about = (what: "art-units" | "examiners", value: unknown) =>
    value == null ? null : link(`${base}/${what}/${encodeURIComponent(String(value))}`, String(value));
  return html`<h1>${codeName(row.document_code)}, ${(row.mail_date as string | null) ?? "no date"}</h1>
${facts([
  ["Application", link(`${base}/applications/${action.application_number}`, action.application_number)],
  ["Document", action.document_id],
  ["Mailed", (row.mail_date as string | null) ?? null],
  ["Art unit", about("art-units", row.art_unit)],
  ["Examiner’s number", about("examiners", text?.record.examinerEmployeeNumber)],
  ["Title", typeof title === "string" ? title : null],
])}
<p class="pager">${step(action.previous, "Previous action")} ${step(action.next, "Next action")}</p>
${besideUspto(action, found, text?.body ?? "")}
${compared === null ? null : differencePart(compared, base)}
${
  text !== null && found !== null
    ? readerParts(found, text.body, base, (row.mail_date as string | null) ?? null)
    : html`<p>No text of this action is loaded; its rows are all there is.</p>${rowsOfAction(action, base)}`
}
${text === null ? null : paragraphLinks(action.document_id, text.body, base)}
${citation(action, `${codeName(row.document_code)}, ${row.mail_date ?? "no date"}`, text?.body ?? null, base)}`;
}

function rowsOfAction(action: Action, base: string): Html {
  return table(
    "References in the USPTO’s rows",
    ["Reference", "Section", "Source", "Elsewhere"],
    [...action.citations, ...action.enriched_citations].map((each) => {
      const key = (each.reference_key as string | null) ?? null;
      const words = String(each.reference_text ?? key ?? "");
      return [
        key === null ? words : link(`${base}/find?q=${encodeURIComponent(key)}`, words),
        (each.legal_section as string | null) ?? null,
        (each.source as string | null) ?? null,
        patentPages(key),
      ];
    }),
  );
}

/** Rules of the reader, beside those of the marks. */
export const READER_STYLE = `
.reader { display: grid; gap: 0 2rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 60rem) { .reader { grid-template-columns: minmax(17rem, 24rem) minmax(0, 1fr); align-items: start; } }
.findings { font-size: 0.875rem; }
.findings ol { list-style: none; padding: 0; } .findings li { padding: 0.2rem 0; }
.findings h2 { font-size: 1rem; margin: 1rem 0 0.25rem; border-bottom: 1px solid var(--line); }
.findings li:target { outline: 3px solid var(--link); outline-offset: 2px; scroll-margin-top: 3rem; }
.action .text { font: 1rem/1.6 Georgia, "Times New Roman", serif; max-width: 46rem; }
@media print { .reader { display: block; } .action .text { font-size: 10.5pt; } }
`;
