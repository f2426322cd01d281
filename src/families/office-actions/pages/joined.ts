import { count, datasetName } from "../../../catalog/index.js";
import { ranges } from "../../../extract/index.js";
import {
  type Bar,
  barChart,
  countedNote,
  facts,
  link,
  patentPages,
  table,
} from "../../../portal/components.js";
import { escapeTerm as term } from "../../../query/index.js";
import { address } from "../../../server/address.js";
import { type Html, html } from "../../../server/html.js";
import { OA_CITATIONS_V2 } from "../citations.js";
import { type Action, codeName } from "./reader.js";

type Row = Readonly<Record<string, unknown>>;

/** Actions in order, what each did to each claim, and the references they used. */
export function drawApplication(members: Row, base: string): Html {
  const actions = members.actions as readonly Action[];
  const forms = members.form_citations as readonly Row[];
  return html`<h2>Timeline</h2>
<ol class="timeline">${actions.map((each, at) => html`${gapBefore(actions, at)}${timelineItem(each, base)}`)}</ol>
<p class="hint">Only what is loaded is shown; an action that is missing here may exist. ${feedLink(actions, base)}</p>
${matrix(actions, base)}
${references(actions, forms, base)}`;
}

/** From so many months without an action on, the timeline says so. */
const LONG = 9;

/** What is to be said before an action: that none is loaded for long, or that earlier ones must exist. */
function gapBefore(actions: readonly Action[], at: number): Html | null {
  const day = (action: Action | undefined) =>
    (action?.action?.mail_date as string | null | undefined) ?? null;
  const [before, here] = [day(actions[at - 1]), day(actions[at])];
  if (at === 0)
    return actions[0]?.action?.document_code === "CTFR"
      ? html`<li class="hint">A final rejection follows an earlier action; none is in the data.</li>\n`
      : null;
  if (before === null || here === null) return null;
  const months =
    (Number(here.slice(0, 4)) - Number(before.slice(0, 4))) * 12 +
    Number(here.slice(5, 7)) -
    Number(before.slice(5, 7));
  return months < LONG
    ? null
    : html`<li class="hint">${months} months in which no action is in the data.</li>\n`;
}

function feedLink(actions: readonly Action[], base: string): Html | null {
  const number = actions.map(({ action }) => action?.application_number).find((each) => each);
  if (!number) return null;
  const feed = address(`${base}/v1/office-actions/feed.atom`, {
    criteria: `patentApplicationNumber:${number}`,
  });
  return html`${link(feed, "Its texts as a feed")}.`;
}

function timelineItem({ action, document_id: id, text }: Action, base: string): Html {
  const date = (action?.mail_date as string | null) ?? "no date";
  return html`<li>${date}: ${link(`${base}/office-actions/${encodeURIComponent(id)}`, codeName(action?.document_code))} ${
    text === null
      ? html`<span class="hint">no text loaded</span>`
      : html`<span class="hint">with its text</span>`
  }</li>
`;
}

/** Claims by actions: on which grounds each stood rejected. Neighbours with the same fate share a row. */
function matrix(actions: readonly Action[], base: string): Html | null {
  const telling = actions.filter(({ rejections }) => rejections.length > 0);
  if (telling.length === 0) return null;
  const fates = new Map<number, string[]>();
  telling.forEach(({ rejections }, at) => {
    for (const row of rejections)
      for (const claim of (row.claims as readonly number[] | null) ?? []) {
        const fate = fates.get(claim) ?? telling.map(() => "");
        const ground = String(row.legal_section ?? row.action_category ?? "");
        const told = fate[at] === "" ? [] : fate[at]!.split(", ");
        if (!told.includes(ground)) fate[at] = [...told, ground].sort().join(", ");
        fates.set(claim, fate);
      }
  });
  const rows = new Map<string, { readonly claims: number[]; readonly fate: readonly string[] }>();
  for (const [claim, fate] of [...fates].sort(([a], [b]) => a - b)) {
    const name = JSON.stringify(fate);
    const known = rows.get(name);
    if (known) known.claims.push(claim);
    else rows.set(name, { claims: [claim], fate });
  }
  return table(
    "Claims by actions: what the rows of each action say of them",
    [
      "Claims",
      ...telling.map(({ document_id: id, action }) => ({
        title: link(
          `${base}/office-actions/${encodeURIComponent(id)}`,
          `${action?.document_code ?? ""} ${action?.mail_date ?? ""}`.trim() || id,
        ),
      })),
    ],
    [...rows.values()].map(({ claims, fate }) => [ranges(claims).replaceAll(",", ", "), ...fate]),
  );
}

/** Every document that is cited, and how the actions used it. */
function references(actions: readonly Action[], forms: readonly Row[], base: string): Html | null {
  const used = new Map<string, { readonly key: string | null; readonly uses: Set<string> }>();
  const tell = (row: Row, use: string) => {
    const key = (row.reference_key as string | null) ?? null;
    const name = key ?? String(row.reference_text ?? row.reference_number ?? "");
    const known = used.get(name) ?? { key, uses: new Set<string>() };
    known.uses.add(use);
    used.set(name, known);
  };
  for (const { citations, enriched_citations, action } of actions)
    for (const row of [...citations, ...enriched_citations]) {
      const how = row.legal_section
        ? `rejection under ${row.legal_section}`
        : row.category_code
          ? `category ${row.category_code}`
          : "named";
      tell(row, `${how} in ${action?.document_code ?? ""} ${action?.mail_date ?? ""}`.trim());
    }
  for (const row of forms) tell(row, row.form892 ? "the examiner’s list" : "the applicant’s list");
  if (used.size === 0) return null;
  return table(
    "References and how they were used",
    ["Document", "Used", "Elsewhere"],
    [...used].map(([name, { key, uses }]) => [
      key === null ? name : link(`${base}/find?q=${encodeURIComponent(key)}`, key),
      [...uses].join("; "),
      patentPages(key),
    ]),
  );
}

interface Counted {
  readonly value: string | number | null;
  readonly rejections: number;
}

/** Rejections on the page of a reference; one that is cited often has thousands. */
const SHOWN = 200;

/** Who was rejected over a document, on which ground, beside which others. */
export function drawReference(members: Row, base: string, key: string): Html {
  const rejections = members.rejections as readonly Row[];
  const rows = (condition: string) => rowsCiting(key, condition, base);
  const ofUse = (condition: string) => rows(`legalSectionCode:* AND ${condition}`);
  const bars = (name: string, to: (value: string | null) => Pick<Bar, "href" | "about">, most?: number) =>
    (members[name] as readonly Counted[]).slice(0, most).map(({ value, rejections: size }) => ({
      label: String(value ?? "not told"),
      value: size,
      ...to(value === null ? null : String(value)),
    }));
  return html`${facts([
    ["Cited, on forms or in actions", link(rows(""), count(Number(members.citations)))],
    ["Applications", link(applicationsCiting(key, base), count(Number(members.applications)))],
    ["Rejections that rest on it", link(rows("legalSectionCode:*"), count(rejections.length))],
  ])}
<h2>Rejections</h2>
${
  rejections.length === 0
    ? html`<p>It is cited, and no rejection that is loaded rests on it.</p>`
    : table(
        "Rejections over it",
        ["Application", "Action", "Mailed", "Art unit", "Ground", "Together with"],
        rejections
          .slice(0, SHOWN)
          .map((each) => [
            link(`${base}/applications/${each.application_number}`, String(each.application_number)),
            each.document_id === null
              ? null
              : link(
                  `${base}/office-actions/${encodeURIComponent(String(each.document_id))}`,
                  String(each.document_id),
                ),
            each.mail_date as string | null,
            each.art_unit as string | null,
            each.ground as string | null,
            (each.with as readonly string[]).map(
              (other, at) =>
                html`${at > 0 ? ", " : ""}${isKey(other) ? link(`${base}/references/${encodeURIComponent(other)}`, other) : other}`,
            ),
          ]),
      )
}
${rejections.length > SHOWN ? html`<p>The first ${SHOWN} are shown; ${link(rows("legalSectionCode:*"), `all ${count(rejections.length)} as rows`)}, with files of them.</p>` : null}
<p>${link(`${base}/combinations/${encodeURIComponent(key)}`, "Together with which others it was used, and how often")}</p>
<h2>Counted</h2>
${countedNote("the rejections above", base)}
${barChart(
  "Rejections by ground",
  "Ground",
  bars("by_ground", (ground) => (ground === null ? {} : { href: rows(`legalSectionCode:${term(ground)}`) })),
)}
${barChart(
  "Rejections by year",
  "Year",
  bars("by_year", (year) => ({
    href: ofUse(year === null ? "NOT mail_date:*" : `mail_date:[${year}-01-01 TO ${year}-12-31]`),
  })).toSorted((a, b) => a.label.localeCompare(b.label)),
)}
${barChart(
  "Rejections by art unit",
  "Art unit",
  bars("by_art_unit", (unit) =>
    unit === null
      ? { href: ofUse("NOT groupArtUnitNumber:*") }
      : {
          href: ofUse(`groupArtUnitNumber:${term(unit)}`),
          about: `${base}/art-units/${encodeURIComponent(unit)}`,
        },
  ),
)}
${barChart(
  "Used together with",
  "Document",
  bars(
    "together_with",
    (other) =>
      isKey(other)
        ? {
            href: address(`${base}/combinations/${encodeURIComponent(key)}`, { with: other }),
            about: `${base}/references/${encodeURIComponent(other)}`,
          }
        : {},
    50,
  ),
)}`;
}

function isKey(name: string | null): name is string {
  return name !== null && /^[A-Z]{2}/.test(name);
}

/** The applications in which a document is cited, each with the number of its rows: a list that has no page. */
function applicationsCiting(key: string, base: string): string {
  return address(`${base}/v1/datasets/${datasetName(OA_CITATIONS_V2)}/groups`, {
    by: "patentApplicationNumber",
    criteria: `reference_key:${key}`,
  });
}

/** The page with the rows that cite a document: those that are counted, where they meet a condition beside. */
export function rowsCiting(key: string, condition: string, base: string): string {
  const criteria = [`reference_key:${key}`, condition].filter((each) => each !== "").join(" AND ");
  return address(`${base}/datasets/${datasetName(OA_CITATIONS_V2)}`, { criteria });
}
