import { facts, link, more, patentPages, table } from "../../portal/components.js";
import { type Html, html } from "../../server/html.js";

type Row = Readonly<Record<string, unknown>>;
type Told = Readonly<Record<string, string | null>>;

/** What the file wrapper says of an application; nothing where none is loaded. */
export function drawFileWrapper(members: Row, base: string): Html {
  const [status, filing, examiner, classes] = [
    members.status,
    members.filing,
    members.examiner,
    members.class,
  ] as readonly (Row | null)[];
  if (!status || !filing) return html``;
  const patent = text(filing.patent);
  return html`<h2>File wrapper</h2>
${facts([
  ["Outcome", text(members.outcome)],
  ["Status", joined([text(status.text), dated("since", status.date)], ", ")],
  ["Title", text(filing.title)],
  ["Filed", joined([text(filing.date), text(filing.type)], ", ")],
  [
    "Patent",
    patent === null ? null : html`${patent}${grantedOn(filing.granted)} ${patentPages(`US${patent}`)}`,
  ],
  ["Applicant", text(filing.applicant)],
  ["Inventors", joined((filing.inventors as readonly string[] | undefined) ?? [], "; ")],
  ["Examiner", joined([text(examiner?.name), text(examiner?.art_unit)], ", art unit ")],
  ["Class", text(classes?.uspc)],
])}
${family(members.continuity as Readonly<Record<"parents" | "children", readonly Told[]>> | null, base)}
${events(members.events as readonly Told[])}`;
}

const text = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

function joined(parts: readonly (string | null)[], between: string): string | null {
  const told = parts.filter((part) => part !== null);
  return told.length === 0 ? null : told.join(between);
}

function dated(word: string, day: unknown): string | null {
  const known = text(day);
  return known === null ? null : `${word} ${known}`;
}

function grantedOn(day: unknown): string | null {
  const known = dated("granted", day);
  return known === null ? null : `, ${known}`;
}

/** Applications it follows from, and those that follow from it. */
function family(
  continuity: Readonly<Record<"parents" | "children", readonly Told[]>> | null,
  base: string,
): Html | null {
  const rows = (["parents", "children"] as const).flatMap((side) =>
    (continuity?.[side] ?? []).map(({ application, relation, filed, status }) => [
      // Most of them are not loaded: what finds them says so, where their own page would be none.
      application ? link(`${base}/find?q=${encodeURIComponent(application)}`, application) : null,
      side === "parents" ? "it follows from" : "follows from it",
      relation ?? null,
      filed ?? null,
      status ?? null,
    ]),
  );
  return rows.length === 0
    ? null
    : table("Related applications", ["Application", "Which", "Relation", "Filed", "Status"], rows, true);
}

function events(all: readonly Told[]): Html | null {
  if (all.length === 0) return null;
  return more(
    `${all.length} events`,
    table(
      "Events, the latest first",
      ["Day", "Code", "Event"],
      all.map(({ date, code, text: words }) => [date ?? null, code ?? null, words ?? null]),
      true,
    ),
  );
}
