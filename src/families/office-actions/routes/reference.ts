import type { Predicate } from "../../../query/index.js";
import type { Contribution } from "../../../server/extension.js";
import type { Context } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { DUPLICATES, SOURCE } from "../../../server/usualParameters.js";
import { equals, type Row, rowsOf } from "../../../server/wholeTable.js";
import { drawReference } from "../pages/joined.js";
import { CITATIONS } from "../tables.js";

const COUNTED = list(
  object({ value: { type: ["string", "integer", "null"] }, rejections: { type: "integer" } }),
);

/** What Office actions say of a cited document: who was rejected over it, together with what. */
export const REFERENCE: Contribution = {
  about: "reference",
  parameters: [
    DUPLICATES,
    { ...SOURCE, meaning: "Only rows of this source, preferred or not; the preferred rows when absent." },
  ],
  members: {
    duplicates: { type: "string" },
    source: { type: ["string", "null"] },
    citations: { type: "integer", description: "Rows that cite it, on forms or in actions." },
    applications: { type: "integer" },
    rejections: list(
      object({
        application_number: { type: "string" },
        document_id: { type: ["string", "null"] },
        mail_date: { type: ["string", "null"] },
        art_unit: { type: ["string", "null"] },
        ground: { type: ["string", "null"] },
        with: list({ type: "string" }),
      }),
    ),
    by_ground: COUNTED,
    by_art_unit: COUNTED,
    by_year: COUNTED,
    together_with: COUNTED,
  },
  async read(reference, asked, context) {
    const withoutDuplicates = asked.text("duplicates") === "exclude";
    const source = asked.text("source") ?? null;
    const counts = (each: Row) =>
      (source === null ? each.is_preferred === true : each.source === source) &&
      !(withoutDuplicates && each.is_duplicate === true);
    const found = (await rowsOf(context.lease.store, CITATIONS, citing(reference), asked.signal)).filter(
      counts,
    );
    const used = found.filter((each) => each.legal_section !== null);
    const beside = await citedBeside(used, counts, context, asked.signal);
    const rejections = used.map((each) => ({
      application_number: each.application_number,
      document_id: each.document_id,
      mail_date: each.mail_date,
      art_unit: each.art_unit,
      ground: each.legal_section,
      with: beside.get(statement(each))?.filter((other) => other !== reference) ?? [],
    }));
    const members = {
      duplicates: withoutDuplicates ? "exclude" : "include",
      source,
      citations: found.length,
      applications: new Set(found.map((each) => each.application_number)).size,
      rejections,
      by_ground: counted(rejections.map((each) => each.ground)),
      by_art_unit: counted(rejections.map((each) => each.art_unit)),
      by_year: counted(rejections.map((each) => (each.mail_date as string | null)?.slice(0, 4) ?? null)),
      together_with: counted(rejections.flatMap((each) => each.with)),
    };
    return {
      isEmpty: found.length === 0,
      members: Object.fromEntries(
        Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)]),
      ),
    };
  },
  draw: drawReference,
};

// The number finds the rows quickly in their second order; the key keeps those of the right country.
function citing(reference: string): Predicate {
  return {
    kind: "and",
    children: [
      {
        kind: "in",
        column: "reference_number",
        values: [reference.slice(2), reference.replace(/[^0-9]/g, "")],
      },
      { kind: "in", column: "reference_key", values: [reference] },
    ],
  };
}

/** One statement of one action: the references of a rejection belong together. */
function statement(row: Row): string {
  return JSON.stringify([row.document_id, row.legal_section, row.paragraph]);
}

const BATCH = 500;

async function citedBeside(
  used: readonly Row[],
  counts: (row: Row) => boolean,
  context: Context,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(used.map(statement));
  const beside = new Map<string, string[]>();
  const applications = [...new Set(used.map((each) => each.application_number as string))];
  for (let i = 0; i < applications.length; i += BATCH) {
    const rows = await rowsOf(
      context.lease.store,
      CITATIONS,
      equals("application_number", ...applications.slice(i, i + BATCH)),
      signal,
    );
    for (const row of rows) {
      const place = statement(row);
      if (!counts(row) || !wanted.has(place)) continue;
      const name = (row.reference_key ?? row.reference_number ?? row.reference_text) as string | null;
      if (name !== null) beside.set(place, [...(beside.get(place) ?? []), name]);
    }
  }
  return beside;
}

function counted(values: readonly unknown[]) {
  const sizes = new Map<unknown, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes]
    .map(([value, rejections]) => ({ value, rejections }))
    .sort((a, b) => b.rejections - a.rejections);
}
