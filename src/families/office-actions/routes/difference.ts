import type { Difference } from "../../../extract/index.js";
import { answerOf } from "../../../server/inProcess.js";
import type { Answer, Asked, Context, Route } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { AS_OF } from "../../../server/usualParameters.js";
import type { DifferenceAnswer } from "../pages/difference.js";
import { differenceOf } from "../texts/reading.js";
import { DOCUMENT, OFFICE_ACTION_TEXT } from "./actions.js";
import { applicationOf, readApplication } from "./application.js";

const COUNT = { type: "integer" } as const;
const TEXT = { type: "string" } as const;
const WORDS = list(object({ kind: { type: "string", enum: ["kept", "new", "dropped"] }, text: TEXT }));

const NOTHING: Difference = {
  counts: { kept: 0, new: 0, dropped: 0, changed: 0 },
  forms: { before: 0, after: 0 },
  isWhole: true,
  paragraphs: [],
};

/** What an action says otherwise than the one before it. */
export const DIFFERENCE: Route = {
  path: "/v1/office-actions/{id}/difference",
  operationId: "compare-office-action",
  summary:
    "What one Office action says otherwise than the one before it, paragraph by paragraph, form paragraphs left out.",
  methods: ["GET"],
  parameters: [DOCUMENT, AS_OF],
  answer: object({
    snapshot: TEXT,
    document_id: TEXT,
    previous: {
      type: ["string", "null"],
      description:
        "The latest earlier action of the application whose text is loaded; null where there is none.",
    },
    counts: object({ kept: COUNT, new: COUNT, dropped: COUNT, changed: COUNT }),
    forms: {
      ...object({ before: COUNT, after: COUNT }),
      description: "Form paragraphs left out of the earlier action and of this one.",
    },
    isWhole: {
      type: "boolean",
      description:
        "False where more than 2,000 paragraphs differ: what lies between is told as dropped and new.",
    },
    paragraphs: list({
      type: "object",
      required: ["kind", "text", "span"],
      properties: {
        kind: { type: "string", enum: ["kept", "new", "dropped", "changed"] },
        text: TEXT,
        span: {
          ...object({ start: COUNT, end: COUNT }),
          description: "Where it stands in this action; a dropped one in the earlier action.",
        },
        before: { ...TEXT, description: "How a changed paragraph read." },
        words: { ...WORDS, description: "The words of a changed paragraph." },
      },
    }),
  }),
  async handle(asked, context): Promise<Answer> {
    const id = asked.text("id") ?? "";
    const body = await bodyOf(id, asked, context);
    const previous = await previousWithText(id, asked, context);
    const compared =
      previous === null
        ? NOTHING
        : (JSON.parse(
            await differenceOf(await bodyOf(previous, asked, context), body, {
              client: context.client,
              settings: context.settings,
              signal: asked.signal,
            }),
          ) as Difference);
    const answer: DifferenceAnswer = {
      snapshot: context.lease.store.manifest.id,
      document_id: id,
      previous,
      ...compared,
    };
    return { kind: "json", body: answer };
  },
};

/** The text of an action; refused where none is loaded. */
async function bodyOf(id: string, asked: Asked, context: Context): Promise<string> {
  const { text } = (await answerOf(OFFICE_ACTION_TEXT, { id }, asked, context)) as {
    readonly text: { readonly bodyText?: string | null };
  };
  return text.bodyText ?? "";
}

async function previousWithText(id: string, asked: Asked, context: Context): Promise<string | null> {
  const number = await applicationOf(id, asked, context);
  if (number === null) return null;
  const { actions } = await readApplication(number, asked, context);
  const at = actions.findIndex((each) => each.document_id === JSON.stringify(id));
  const earlier = actions.slice(0, Math.max(at, 0)).findLast((each) => each.text !== "null");
  return earlier === undefined ? null : (JSON.parse(earlier.document_id!) as string);
}
