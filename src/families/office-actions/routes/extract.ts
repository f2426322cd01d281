import { ArtunitError } from "../../../errors.js";
import { type ExtractionContext, extract } from "../../../extract/index.js";
import type { Answer, Asked, Parameter, Route } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";

/** What is known of the action beside its text; each member is a parameter. */
const CONTEXT: Readonly<Record<keyof ExtractionContext, Pick<Parameter, "kind" | "meaning">>> = {
  documentId: { kind: "text", meaning: "Repeated in the answer." },
  applicationNumber: {
    kind: "text",
    meaning: "Tells the application's own rejections from those of others.",
  },
  documentCode: { kind: "text", meaning: "The USPTO's document code, e.g. CTNF; settles actionType." },
  filingDate: { kind: "day", meaning: "Settles the AIA status where the text is silent." },
  lastClaim: { kind: "count", meaning: "The highest claim number on file." },
};

const ARRAY = list({ type: "object" });

/** An Office action's text in, its rejections, citations and flags out. Stores nothing. */
export const EXTRACT: Route = {
  path: "/v1/extract",
  operationId: "extract",
  summary:
    "Read the text of an Office action: rejections, objections, citations, flags, each with its passage.",
  methods: ["POST"],
  parameters: [
    { name: "text", in: "query", kind: "text", required: true, meaning: "The text of the action." },
    ...Object.entries(CONTEXT).map(([name, about]): Parameter => ({ name, in: "query", ...about })),
  ],
  from: "nothing",
  body: {
    // The longest Office action that is read over HTTP.
    limit: 16 * 1024 * 1024,
    beyond: 'The command "artunit extract" reads any text.',
    plain: "text",
  },
  answer: object({
    documentId: { type: ["string", "null"] },
    actionType: { type: "string", enum: ["CTNF", "CTFR", "other", "unknown"] },
    aia: { type: "string", enum: ["post", "pre", "unknown"] },
    rejections: ARRAY,
    notRejections: ARRAY,
    objections: ARRAY,
    allowedClaims: list({ type: "integer" }),
    allowableIfRewritten: list({ type: "integer" }),
    citations: ARRAY,
    flags: { type: "object" },
    warnings: ARRAY,
  }),
  async handle(asked: Asked): Promise<Answer> {
    const text = asked.text("text");
    if (text === undefined)
      throw new ArtunitError("bad-parameter", '"text" is missing: send {"text": "DETAILED ACTION …"}.', {
        field: "text",
      });
    return { kind: "json", body: extract(text, contextOf(asked)) };
  },
};

function contextOf(asked: Asked): ExtractionContext {
  const known = Object.entries(CONTEXT).map(([name, { kind }]) => [
    name,
    kind === "count" ? asked.count(name) : asked.text(name),
  ]);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined)) as ExtractionContext;
}
