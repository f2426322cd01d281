import { ArtunitError } from "../../errors.js";
import { type Predicate, referenceKey } from "../../query/index.js";
import { equals, type Row, rowsOf } from "./joined.js";
import { AS_OF, SOURCE } from "./question.js";
import type { Answer, Asked, Context, Route } from "./route.js";
import { list, object } from "./schemas.js";

const COUNTED = list(
  object({ value: { type: ["string", "integer", "null"] }, rejections: { type: "integer" } }),
);

export const REFERENCE: Route = {
  path: "/v1/references/{number}",
  operationId: "read-reference",
  summary: "One cited document: who was rejected over it, on which ground, together with which others.",
  methods: ["GET"],
  parameters: [
    {
      name: "number",
      in: "path",
      kind: "text",
      meaning: "Its number in any written form.",
      example: "US 6,992,580 B2",
    },
    {
      name: "duplicates",
      in: "query",
      kind: "choice",
      choices: ["include", "exclude"],
      meaning: "Whether documents that duplicate another count; include when absent.",
    },
    { ...SOURCE, meaning: "Only rows of this source, preferred or not; the preferred rows when absent." },
    AS_OF,
  ],
  answer: object({
    snapshot: { type: "string" },
    reference_key: { type: "string" },
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
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const reference = referenceKey(asked.text("number") ?? "");
    if (reference === null)
      throw new ArtunitError(
        "bad-value",
        `"${asked.text("number")}" is not a document number. Write country and number, as US 6,992,580 or JP 2004-159476.`,
        { field: "number" },
      );
    const withoutDuplicates = asked.text("duplicates") === "exclude";
    const source = asked.text("source") ?? null;
    const counts = (each: Row) =>
      (source === null ? each.is_preferred === true : each.source === source) &&
      !(withoutDuplicates && each.is_duplicate === true);
    const found = (await rowsOf(context.lease.store, "citations", citing(reference), asked.signal)).filter(
      counts,
    );
    if (found.length === 0)
      throw new ArtunitError("not-found", `No loaded citation names ${reference}.`, { field: "number" });
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
    return {
      kind: "json",
      body: {
        snapshot: context.lease.store.manifest.id,
        reference_key: reference,
        duplicates: withoutDuplicates ? "exclude" : "include",
        source,
        citations: found.length,
        applications: new Set(found.map((each) => each.application_number)).size,
        rejections,
        by_ground: counted(rejections.map((each) => each.ground)),
        by_art_unit: counted(rejections.map((each) => each.art_unit)),
        by_year: counted(rejections.map((each) => (each.mail_date as string | null)?.slice(0, 4) ?? null)),
        together_with: counted(rejections.flatMap((each) => each.with)),
      },
    };
  },
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
      "citations",
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
