import type { Contribution } from "../../../server/extension.js";
import { list, object } from "../../../server/schemas.js";
import { DUPLICATES } from "../../../server/usualParameters.js";
import { drawReference } from "../pages/joined.js";
import { rejectionsOver } from "./rejectionsOver.js";
import { ROW_SOURCE } from "./rowSource.js";

const COUNTED = list(
  object({ value: { type: ["string", "integer", "null"] }, rejections: { type: "integer" } }),
);

/** What Office actions say of a cited document: who was rejected over it, together with what. */
export const REFERENCE: Contribution = {
  about: "reference",
  parameters: [DUPLICATES, ROW_SOURCE],
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
    const counting = { withoutDuplicates, source };
    const { citations, applications, rejections } = await rejectionsOver(
      reference,
      counting,
      asked.signal,
      context,
    );
    const members = {
      duplicates: withoutDuplicates ? "exclude" : "include",
      source,
      citations,
      applications,
      rejections,
      by_ground: counted(rejections.map((each) => each.ground)),
      by_art_unit: counted(rejections.map((each) => each.art_unit)),
      by_year: counted(rejections.map((each) => each.mail_date?.slice(0, 4) ?? null)),
      together_with: counted(rejections.flatMap((each) => each.with)),
    };
    return {
      isEmpty: citations === 0,
      members: Object.fromEntries(
        Object.entries(members).map(([name, value]) => [name, JSON.stringify(value)]),
      ),
    };
  },
  draw: drawReference,
};

function counted(values: readonly unknown[]) {
  const sizes = new Map<unknown, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes]
    .map(([value, rejections]) => ({ value, rejections }))
    .sort((a, b) => b.rejections - a.rejections);
}
