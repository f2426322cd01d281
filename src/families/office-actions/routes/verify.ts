import { ArtunitError } from "../../../errors.js";
import { type Extraction, ranges } from "../../../extract/index.js";
import { readApplicationNumber } from "../../../query/index.js";
import { answerOf } from "../../../server/inProcess.js";
import type { Answer, Asked, Context, Route } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { AS_OF } from "../../../server/usualParameters.js";
import { equals, memberOf, recordsOf } from "../../../server/wholeTable.js";
import type { Action } from "../pages/reader.js";
import { evidenceOfRows, evidenceOfText } from "../statements/evidence.js";
import { type Judgement, judge, type Verdict } from "../statements/judge.js";
import { readStatement, type Stated } from "../statements/read.js";
import { OFFICE_ACTIONS } from "../tables.js";
import { TEXTS } from "../texts/dataset.js";
import { OFFICE_ACTION, OFFICE_ACTION_TEXT } from "./actions.js";
import { applicationOf, readApplication } from "./application.js";
import { EXTRACT } from "./extract.js";

/** Actions that a statement is held against at most; it must say more where more are meant. */
const MOST_ACTIONS = 25;

const PASSAGE = object({
  source: { type: "string", description: "text, or the source of a row." },
  start: { type: ["integer", "null"] },
  end: { type: ["integer", "null"] },
  text: { type: "string" },
});

export interface JudgedAction extends Judgement {
  readonly document_id: string;
  readonly application_number: string;
  readonly mail_date: string | null;
  readonly document_code: string | null;
  readonly is_whole: boolean;
  readonly address: string;
}

export interface VerifyAnswer {
  readonly snapshot: string;
  readonly statement: string;
  readonly understood: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly actions: readonly JudgedAction[];
}

/** `/v1/verify`: a statement about an Office action, held against what is loaded of it. */
export const VERIFY: Route = {
  path: "/v1/verify",
  operationId: "verify-statement",
  summary: "Whether a statement about an Office action is confirmed by what is loaded, with the passages.",
  methods: ["GET", "POST"],
  parameters: [
    {
      name: "statement",
      in: "query",
      kind: "text",
      required: true,
      meaning: "The statement, in plain words. It may name the application, the date or the document itself.",
      example: "claims 1-5 rejected under 103 over Smith in view of Jones, application 14/574,014",
    },
    { name: "application", in: "query", kind: "text", meaning: "Number of the application, in any form." },
    { name: "document", in: "query", kind: "text", meaning: "Image-file-wrapper id of the action." },
    { name: "date", in: "query", kind: "day", meaning: "Day the action was mailed." },
    AS_OF,
  ],
  answer: object({
    snapshot: { type: "string" },
    statement: { type: "string" },
    understood: { type: "string", description: "The statement as it was taken." },
    verdict: { type: "string", enum: ["confirmed", "partly", "contradicted", "not in the data"] },
    reason: { type: "string" },
    actions: list(
      object({
        document_id: { type: "string" },
        application_number: { type: "string" },
        mail_date: { type: ["string", "null"] },
        document_code: { type: ["string", "null"] },
        is_whole: { type: "boolean", description: "The whole action is loaded." },
        address: { type: "string" },
        verdict: { type: "string" },
        reason: { type: "string" },
        parts: list(object({ part: { type: "string" }, isFound: { type: "boolean" } })),
        passages: list(PASSAGE),
      }),
    ),
  }),
  handle: verify,
};

async function verify(asked: Asked, context: Context): Promise<Answer> {
  const statement = (asked.text("statement") ?? "").trim();
  if (statement.length > 4000)
    throw new ArtunitError("bad-parameter", '"statement" is longer than 4,000 characters.', {
      field: "statement",
    });
  const stated = withGiven(readStatement(statement), asked);
  const meant = await actionsMeant(stated, asked, context);
  // One after the other: each may have its text read, of which a client may have only a few under way.
  const judged: Awaited<ReturnType<typeof judgeAction>>[] = [];
  for (const each of meant) judged.push(await judgeAction(each, stated, asked, context));
  const [verdict, reason] = together(judged);
  const body: VerifyAnswer = {
    snapshot: context.lease.store.manifest.id,
    statement,
    understood: inWords(stated),
    verdict,
    reason,
    actions: judged,
  };
  return { kind: "json", body };
}

/** What is given beside the statement settles what it leaves open. */
function withGiven(stated: Stated, asked: Asked): Stated {
  const application = asked.text("application");
  return {
    ...stated,
    application: application ? readApplicationNumber(application, "application") : stated.application,
    document: asked.text("document") ?? stated.document,
    date: asked.text("date") ?? stated.date,
  };
}

/** The actions that a statement may be about. */
async function actionsMeant(stated: Stated, asked: Asked, context: Context): Promise<readonly Meant[]> {
  const { application, document, date, code } = stated;
  if (document !== null) {
    const number = await applicationOf(document, asked, context);
    return number === null ? [] : only(await actionsOf(number, asked, context), { ...stated, document });
  }
  if (application !== null) return only(await actionsOf(application, asked, context), stated);
  if (date === null)
    throw new ArtunitError(
      "bad-parameter",
      'Say which action is meant: name the application, the day or the document in the statement, or in "application", "date" or "document".',
      { field: "statement" },
    );
  const { store } = context.lease;
  const of = async (table: typeof TEXTS) =>
    (await recordsOf(store, table, equals("mail_date", date), asked.signal, ["application_number"])).map(
      (each) => memberOf(each, "application_number") as string,
    );
  const numbers = [...new Set([...(await of(OFFICE_ACTIONS)), ...(await of(TEXTS))])];
  if (numbers.length > MOST_ACTIONS)
    throw new ArtunitError(
      "bad-parameter",
      `Actions of ${numbers.length} applications were mailed on ${date}. Name the application.`,
      { field: "application" },
    );
  const found = await Promise.all(numbers.map((number) => actionsOf(number, asked, context)));
  return only(found.flat(), { date, code, document });
}

interface Meant {
  readonly id: string;
  readonly date: string | null;
  readonly code: string | null;
}

async function actionsOf(number: string, asked: Asked, context: Context): Promise<readonly Meant[]> {
  const { actions } = await readApplication(number, asked, context);
  return actions.map((each) => {
    const action = JSON.parse(each.action ?? "null") as Readonly<Record<string, string | null>> | null;
    return {
      id: JSON.parse(each.document_id ?? '""') as string,
      date: action?.mail_date ?? null,
      code: action?.document_code ?? null,
    };
  });
}

function only(
  actions: readonly Meant[],
  { date, code, document }: Pick<Stated, "date" | "code" | "document">,
): readonly Meant[] {
  const found = actions.filter(
    (each) =>
      (document === null || each.id === document) &&
      (date === null || each.date === date) &&
      (code === null || each.code === null || each.code === code),
  );
  return found.slice(0, MOST_ACTIONS);
}

async function judgeAction(
  { id, date, code }: Meant,
  stated: Stated,
  asked: Asked,
  context: Context,
): Promise<JudgedAction> {
  const action = (await answerOf(OFFICE_ACTION, { id }, asked, context)) as Action & {
    readonly application_number: string;
  };
  const evidence =
    (action.text === null
      ? null
      : await evidenceInText(id, action.application_number, code, asked, context)) ?? evidenceOfRows(action);
  return {
    document_id: id,
    application_number: action.application_number,
    mail_date: date,
    document_code: code,
    is_whole: evidence.isWhole,
    address: `${context.baseUrl}/office-actions/${encodeURIComponent(id)}`,
    ...judge(stated, evidence),
  };
}

/** What the text says; null where it is blank. */
async function evidenceInText(
  id: string,
  applicationNumber: string,
  code: string | null,
  asked: Asked,
  context: Context,
) {
  const { text } = (await answerOf(OFFICE_ACTION_TEXT, { id }, asked, context)) as {
    readonly text: Readonly<Record<string, unknown>>;
  };
  const body = typeof text.bodyText === "string" ? text.bodyText : "";
  if (body.trim() === "") return null;
  const given = { text: body, documentId: id, applicationNumber, ...(code ? { documentCode: code } : {}) };
  return evidenceOfText(body, (await answerOf(EXTRACT, given, asked, context)) as Extraction);
}

/** Of several actions that may be meant: one that confirms is enough, and all of them must contradict. */
function together(judged: readonly JudgedAction[]): readonly [Verdict, string] {
  const [first] = judged;
  if (!first) return ["not in the data", "Nothing is loaded about an action that fits the statement."];
  for (const verdict of ["confirmed", "partly"] as const) {
    const found = judged.find((each) => each.verdict === verdict);
    if (found) return [verdict, found.reason];
  }
  if (judged.every(({ verdict }) => verdict === "contradicted")) return ["contradicted", first.reason];
  return ["not in the data", judged.find(({ verdict }) => verdict !== "contradicted")!.reason];
}

function inWords(stated: Stated): string {
  const { kind, isDenied, claims, grounds, references, date, document, application, code } = stated;
  const verb = { rejected: "rejected", allowed: "allowed", objected: "objected to" }[kind];
  return [
    claims.length === 0 ? "claims" : claims.length === 1 ? `claim ${claims[0]}` : `claims ${ranges(claims)}`,
    isDenied ? `not ${verb}` : verb,
    ...(grounds.length > 0 ? [`under ${grounds.join(" and ")}`] : []),
    ...(references.length > 0
      ? [
          `over ${references.map(({ written, key }) => (key ? `${written} (${key})` : written)).join(" with ")}`,
        ]
      : []),
    ...(code ? [`in a ${code === "CTFR" ? "final" : "non-final"} action`] : []),
    ...(application ? [`of application ${application}`] : []),
    ...(document ? [`in document ${document}`] : []),
    ...(date ? [`mailed ${date}`] : []),
  ].join(" ");
}
