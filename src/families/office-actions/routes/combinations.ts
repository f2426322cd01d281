import { ArtunitError } from "../../../errors.js";
import { referenceKey } from "../../../query/index.js";
import { address } from "../../../server/address.js";
import type { Answer, Asked, Context, Route } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { AS_OF, DUPLICATES, readLimit } from "../../../server/usualParameters.js";
import { type RejectionOver, rejectionsOver } from "./rejectionsOver.js";
import { ROW_SOURCE } from "./rowSource.js";

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
/** The sections under which a rejection rests on documents. */
export const GROUNDS: readonly string[] = ["102", "103"];

const ACTION = object({
  application_number: { type: "string" },
  document_id: { type: ["string", "null"] },
  mail_date: { type: ["string", "null"] },
  art_unit: { type: ["string", "null"] },
  ground: { type: ["string", "null"] },
  with: list({ type: "string" }),
});

export interface Combination {
  readonly reference_key: string;
  readonly rejections: number;
  readonly applications: number;
  readonly grounds: Readonly<Record<string, number>>;
  readonly first: string | null;
  readonly last: string | null;
  /** The rejections that rest on both. */
  readonly address: string;
}

export interface CombinationsAnswer {
  readonly snapshot: string;
  readonly reference_key: string;
  readonly duplicates: string;
  readonly source: string | null;
  readonly rejections: number;
  readonly alone: number;
  readonly total: number;
  readonly combinations: readonly Combination[];
  readonly with: string | null;
  readonly rejections_with: readonly RejectionOver[];
}

/** Asks for the rejections in which a document stands alone. */
export const ALONE = "none";

/** `/v1/combinations/{number}`: together with which others a document was used, and how often. */
export const COMBINATIONS: Route = {
  path: "/v1/combinations/{number}",
  operationId: "read-combinations",
  summary: "The documents with which one was combined in rejections: how often, on which ground, when.",
  methods: ["GET"],
  slashed: "number",
  parameters: [
    {
      name: "number",
      in: "path",
      kind: "text",
      meaning: "Number of the document in any written form.",
      example: "US 6,992,580 B2",
    },
    {
      name: "with",
      in: "query",
      kind: "text",
      meaning:
        "Number of another document: the rejections that rest on both, one by one; `none`: those that name no other.",
    },
    {
      name: "ground",
      in: "query",
      kind: "choice",
      choices: GROUNDS,
      meaning: "Only under this section.",
    },
    {
      name: "limit",
      in: "query",
      kind: "count",
      most: MAX_LIMIT,
      meaning: `Combinations in the answer: ${DEFAULT_LIMIT} when absent, at most ${MAX_LIMIT}.`,
    },
    DUPLICATES,
    ROW_SOURCE,
    AS_OF,
  ],
  answer: object({
    snapshot: { type: "string" },
    reference_key: { type: "string" },
    duplicates: { type: "string", enum: ["include", "exclude"] },
    source: { type: ["string", "null"] },
    rejections: { type: "integer", description: "Rejections that rest on it." },
    alone: { type: "integer", description: "Those that name no other document." },
    total: { type: "integer", description: "How many different documents it was combined with." },
    combinations: list(
      object({
        reference_key: { type: "string" },
        rejections: { type: "integer" },
        applications: { type: "integer" },
        grounds: {
          type: "object",
          additionalProperties: { type: "integer" },
          description: "Rejections by the section they rest on.",
        },
        first: { type: ["string", "null"] },
        last: { type: ["string", "null"] },
        address: { type: "string" },
      }),
    ),
    with: { type: ["string", "null"] },
    rejections_with: list(ACTION),
  }),
  async handle(asked: Asked, context: Context): Promise<Answer> {
    const reference = keyOf(asked.text("number") ?? "", "number");
    const written = asked.text("with");
    const other = written === undefined || written === ALONE ? (written ?? null) : keyOf(written, "with");
    const duplicates = asked.text("duplicates") === "exclude" ? "exclude" : "include";
    const source = asked.text("source") ?? null;
    const counting = { withoutDuplicates: duplicates === "exclude", source };
    const limit = readLimit(asked, DEFAULT_LIMIT, MAX_LIMIT);
    const found = await rejectionsOver(reference, counting, asked.signal, context);
    if (found.citations === 0)
      throw new ArtunitError("not-found", `Nothing that is loaded names ${reference}.`, { field: "number" });
    const ground = asked.text("ground");
    const over = found.rejections.filter((each) => ground === undefined || each.ground === ground);
    const combinations = combined(over);
    const addressOf = (key: string) =>
      address(`${context.baseUrl}/v1/combinations/${reference}`, {
        with: key,
        ground,
        duplicates: duplicates === "exclude" ? duplicates : null,
        source,
        as_of: context.lease.store.manifest.id,
      });
    const body: CombinationsAnswer = {
      snapshot: context.lease.store.manifest.id,
      reference_key: reference,
      duplicates,
      source,
      rejections: over.length,
      alone: over.filter((each) => each.with.length === 0).length,
      total: combinations.length,
      combinations: combinations
        .slice(0, limit)
        .map((each) => ({ ...told(each), address: addressOf(each.key) })),
      with: other,
      rejections_with: over.filter((each) =>
        other === ALONE ? each.with.length === 0 : other !== null && each.with.includes(other),
      ),
    };
    return { kind: "json", body };
  },
};

function keyOf(written: string, field: string): string {
  const key = referenceKey(written);
  if (key !== null) return key;
  throw new ArtunitError(
    "bad-value",
    `"${written.slice(0, 80)}" is not a document number. Write country and number, as US 6,992,580 or JP 2004-159476.`,
    { field },
  );
}

/** Another document, and the rejections that rest on both. */
interface Combined {
  readonly key: string;
  readonly rejections: readonly RejectionOver[];
}

/** The other documents, those used most often first. */
function combined(rejections: readonly RejectionOver[]): readonly Combined[] {
  const found = new Map<string, RejectionOver[]>();
  for (const each of rejections)
    for (const other of each.with) {
      const these = found.get(other);
      if (these) these.push(each);
      else found.set(other, [each]);
    }
  return [...found]
    .map(([key, these]) => ({ key, rejections: these }))
    .sort((a, b) => b.rejections.length - a.rejections.length || (a.key < b.key ? -1 : 1));
}

function told({ key, rejections }: Combined): Omit<Combination, "address"> {
  const days = rejections.flatMap(({ mail_date }) => (mail_date === null ? [] : [mail_date])).sort();
  const grounds: Record<string, number> = {};
  for (const { ground } of rejections) grounds[ground ?? ""] = (grounds[ground ?? ""] ?? 0) + 1;
  return {
    reference_key: key,
    rejections: rejections.length,
    applications: new Set(rejections.map(({ application_number }) => application_number)).size,
    grounds,
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
  };
}
