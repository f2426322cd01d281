import { ownShape } from "../../../catalog/index.js";
import { ArtunitError } from "../../../errors.js";
import { bindCriteria, type Predicate, parseCriteria } from "../../../query/index.js";
import type { Answer, Asked, Context, Parameter, Route, Schema } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { AS_OF, readLimit } from "../../../server/usualParameters.js";
import { equals } from "../../../server/wholeTable.js";
import type { SearchRequest, Store } from "../../../store/index.js";
import { isOwn, lineAround, ownWords, type Stretch, stretchesOf, wordsOf } from "../similar/paragraphs.js";
import { OA_ACTIONS_V1 } from "../texts/dataset.js";
import { DOCUMENT } from "./actions.js";

const DEFAULT_LIMIT = 5;
const MAX_LIMIT = 50;
/** A passage is a paragraph or a few; every different word of it is counted in all texts. */
const LONGEST_PASSAGE = 4000;
/** The rarest words of a passage, by which texts are found. */
const MOST_WORDS = 25;
/** Texts whose passages are compared, those that hold most of the words. */
const MOST_TEXTS = 50;
/** An action says the same of several claims; other actions are to be seen, too. */
const MOST_OF_A_TEXT = 2;
/** A passage with less of the weight is about something else. */
const LEAST_SCORE = 0.15;
/** Words that are counted at once; each is asked of every shard. */
const COUNTED_AT_ONCE = 8;
/** Word counts that are remembered of a snapshot. */
const MOST_COUNTS = 50_000;

const SHOWN = [
  "obsoleteDocumentIdentifier",
  "patentApplicationNumber",
  "submissionDate",
  "legacyDocumentCodeIdentifier",
  "inventionTitle",
  "bodyText",
] as const;

type Shown = Readonly<Record<(typeof SHOWN)[number], string | null>>;

export interface SimilarHit extends Stretch {
  readonly document_id: string | null;
  readonly application_number: string;
  readonly mail_date: string | null;
  readonly document_code: string | null;
  readonly title: string | null;
  readonly text: string;
  readonly score: number;
}

export interface SimilarAnswer {
  readonly snapshot: string;
  readonly passage: {
    readonly document_id: string | null;
    readonly start: number;
    readonly end: number;
    readonly text: string;
  };
  readonly form_paragraphs: readonly string[];
  readonly words: readonly { readonly word: string; readonly texts: number }[];
  readonly texts: number;
  readonly matching: number;
  readonly compared: number;
  readonly hits: readonly SimilarHit[];
}

const SPAN = { start: { type: "integer" }, end: { type: "integer" } } as const;

const NARROWED: readonly Parameter[] = [
  {
    name: "criteria",
    in: "query",
    kind: "criteria",
    meaning: "What the texts must match beside, in the criteria language and the fields of oa_actions/v1.",
  },
  {
    name: "limit",
    in: "query",
    kind: "count",
    most: MAX_LIMIT,
    meaning: `Hits in the answer: ${DEFAULT_LIMIT} when absent, at most ${MAX_LIMIT}.`,
  },
  AS_OF,
];

const ANSWER: Schema = object({
  snapshot: { type: "string" },
  passage: object({ document_id: { type: ["string", "null"] }, ...SPAN, text: { type: "string" } }),
  form_paragraphs: list({ type: "string", description: "Number of a form paragraph that was left out." }),
  words: {
    ...list(object({ word: { type: "string" }, texts: { type: "integer" } })),
    description: `The rarest words of the passage, at most ${MOST_WORDS}, and how many texts hold each.`,
  },
  texts: { type: "integer", description: "How many texts are loaded." },
  matching: { type: "integer", description: "How many of them hold one of the words." },
  compared: {
    type: "integer",
    description: `Of how many the paragraphs were compared: of the best, at most ${MOST_TEXTS}.`,
  },
  hits: {
    ...list(
      object({
        document_id: { type: ["string", "null"] },
        application_number: { type: "string" },
        mail_date: { type: ["string", "null"] },
        document_code: { type: ["string", "null"] },
        title: { type: ["string", "null"] },
        ...SPAN,
        text: { type: "string" },
        score: {
          type: "number",
          description: "Share of the words, weighted by how rare they are: 0 to 1.",
        },
      }),
    ),
    description: `The best first, at most ${MOST_OF_A_TEXT} of a text.`,
  },
});

/** `/v1/similar`: more like this passage, form paragraphs left out. */
export const SIMILAR: Route = {
  path: "/v1/similar",
  operationId: "find-similar-passages",
  summary: "Passages of Office actions that share the rare words of a passage; form paragraphs are left out.",
  methods: ["GET", "POST"],
  parameters: [
    {
      name: "text",
      in: "query",
      kind: "text",
      required: true,
      meaning: `The passage, of at most ${LONGEST_PASSAGE} characters.`,
      example: "the catheter is withdrawn through the lumen of the sheath",
    },
    ...NARROWED,
  ],
  answer: ANSWER,
  handle: async (asked, context) => {
    const text = asked.text("text") ?? "";
    if (text.trim() === "") throw refused("text", 'Give the passage in "text".');
    return similar(
      shortEnough({ document_id: null, start: 0, end: text.length, text }, "text"),
      asked,
      context,
    );
  },
};

/** `/v1/office-actions/{id}/similar`: more like a passage of a document that is loaded. */
export const SIMILAR_TO_ACTION: Route = {
  path: "/v1/office-actions/{id}/similar",
  operationId: "find-passages-similar-to-office-action",
  summary: "Passages of other Office actions that share the rare words of a passage of this one.",
  methods: ["GET"],
  parameters: [
    DOCUMENT,
    {
      name: "start",
      in: "query",
      kind: "count",
      required: true,
      meaning: "Where the passage begins in bodyText, in UTF-16 code units.",
      example: "0",
    },
    {
      name: "end",
      in: "query",
      kind: "count",
      meaning: "Where it ends; when absent, the passage is the paragraph in which the start stands.",
    },
    ...NARROWED,
  ],
  answer: ANSWER,
  handle: async (asked, context) => similar(await passageOf(asked, context.lease.store), asked, context),
};

async function similar(passage: SimilarAnswer["passage"], asked: Asked, context: Context): Promise<Answer> {
  const { store } = context.lease;
  const limit = readLimit(asked, DEFAULT_LIMIT, MAX_LIMIT);
  const own = ownWords(passage.text);
  const texts = await store.count({ ...EVERYTHING, signal: asked.signal });
  const held = await textsWith([...wordsOf(own.text)], store, asked.signal);
  const weights = weightsOf(held, texts, passage.document_id !== null);
  const rarest = [...weights.keys()].slice(0, MOST_WORDS);
  const found = await bestTexts(rarest, passage.document_id, asked, context);
  const hits = found.records
    .flatMap((record) => bestPassages(record, weights))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
  const body: SimilarAnswer = {
    snapshot: store.manifest.id,
    passage,
    form_paragraphs: own.forms,
    words: rarest.map((word) => ({ word, texts: held.get(word)! })),
    texts,
    matching: found.total,
    compared: found.records.length,
    hits,
  };
  return { kind: "json", body };
}

const EVERYTHING = { dataset: OA_ACTIONS_V1, predicate: { kind: "everything" } } as const;

/** The passage as it stands in its document. */
async function passageOf(asked: Asked, store: Store): Promise<SimilarAnswer["passage"]> {
  const [id, start, end] = [asked.text("id") ?? "", asked.count("start"), asked.count("end")];
  if (start === undefined) throw refused("start", 'Say in "start" where in the document the passage begins.');
  const body = await bodyOf(id, asked, store);
  if (start > body.length || (end !== undefined && (end <= start || end > body.length)))
    throw refused("start", `The text of ${id} has ${body.length} characters; the passage must lie within.`);
  const stretch = end === undefined ? lineAround(body, start) : { start, end };
  return shortEnough(
    { document_id: id, ...stretch, text: body.slice(stretch.start, stretch.end) },
    end === undefined ? "start" : "end",
  );
}

function shortEnough(passage: SimilarAnswer["passage"], field: string): SimilarAnswer["passage"] {
  if (passage.text.length <= LONGEST_PASSAGE) return passage;
  throw refused(
    field,
    `The passage has ${passage.text.length} characters; at most ${LONGEST_PASSAGE} are compared. Choose a part of it.`,
  );
}

function refused(field: string, says: string): ArtunitError {
  return new ArtunitError("bad-parameter", says, { field });
}

async function bodyOf(id: string, asked: Asked, store: Store): Promise<string> {
  const page = await store.page({
    dataset: OA_ACTIONS_V1,
    predicate: equals("document_id", id),
    shape: ownShape(OA_ACTIONS_V1, ["bodyText"]),
    rows: 1,
    counts: false,
    signal: asked.signal,
  });
  for await (const [record] of page.records)
    if (record !== undefined) return (JSON.parse(record) as Pick<Shown, "bodyText">).bodyText ?? "";
  throw new ArtunitError("not-found", `No text of an Office action "${id}" is loaded.`, {
    field: "document",
  });
}

const counted = new WeakMap<Store, Map<string, number>>();

/** How many texts hold each word. A snapshot does not change, so what was counted is remembered. */
async function textsWith(
  words: readonly string[],
  store: Store,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const known = counted.get(store) ?? new Map<string, number>();
  counted.set(store, known);
  if (known.size > MOST_COUNTS) known.clear();
  const counts = new Map<string, number>();
  for (let at = 0; at < words.length; at += COUNTED_AT_ONCE)
    await Promise.all(
      words.slice(at, at + COUNTED_AT_ONCE).map(async (word) => {
        const count =
          known.get(word) ?? (await store.count({ dataset: OA_ACTIONS_V1, predicate: holds(word), signal }));
        known.set(word, count);
        counts.set(word, count);
      }),
    );
  return counts;
}

function holds(word: string): Predicate {
  return { kind: "text", column: "body", text: { kind: "term", term: word } };
}

/** The weight of each word that another text holds, too, the rarest first. */
function weightsOf(
  held: ReadonlyMap<string, number>,
  texts: number,
  isInOne: boolean,
): ReadonlyMap<string, number> {
  return new Map(
    [...held]
      .filter(([, count]) => count > (isInOne ? 1 : 0))
      .sort(([a, first], [b, second]) => first - second || (a < b ? -1 : 1))
      .map(([word, count]) => [word, Math.log((texts + 1) / (count + 0.5))]),
  );
}

/** The texts that hold most of the words, the rarer counting for more. */
async function bestTexts(
  words: readonly string[],
  without: string | null,
  asked: Asked,
  context: Context,
): Promise<{ readonly total: number; readonly records: readonly Shown[] }> {
  if (words.length === 0) return { total: 0, records: [] };
  const criteria = asked.text("criteria");
  const children: Predicate[] = [{ kind: "or", children: words.map(holds) }];
  if (without !== null) children.push({ kind: "not", child: equals("document_id", without) });
  if (criteria !== undefined)
    children.push(
      bindCriteria(parseCriteria(criteria), OA_ACTIONS_V1, {
        now: context.now,
        catalog: context.catalog,
        written: criteria,
        unheldValues: "refuse",
      }).predicate,
    );
  const request: SearchRequest = {
    dataset: OA_ACTIONS_V1,
    predicate: { kind: "and", children },
    order: "relevance",
    shape: ownShape(OA_ACTIONS_V1, SHOWN),
    limit: MOST_TEXTS,
    passages: 0,
    signal: asked.signal,
  };
  const { store } = context.lease;
  const found = await store.search?.(request);
  if (found)
    return { total: found.total, records: found.hits.map(({ record }) => JSON.parse(record) as Shown) };
  // A store that does not rank gives them in its order.
  const page = await store.page({ ...request, rows: MOST_TEXTS });
  const records: Shown[] = [];
  for await (const batch of page.records) records.push(...batch.map((each) => JSON.parse(each) as Shown));
  return { total: page.total ?? 0, records };
}

/** The paragraphs of a text with most of the weight; none where all are about something else. */
function bestPassages(record: Shown, weights: ReadonlyMap<string, number>): readonly SimilarHit[] {
  const body = record.bodyText ?? "";
  const whole = sum(weights.values());
  const scored = stretchesOf(body)
    .map((stretch) => {
      const words = wordsOf(body.slice(stretch.start, stretch.end));
      const held = sum([...weights].map(([word, weight]) => (words.has(word) ? weight : 0)));
      return { stretch, score: held / whole };
    })
    .filter(({ score }) => score >= LEAST_SCORE)
    .sort((a, b) => b.score - a.score);
  const hits: SimilarHit[] = [];
  for (const { stretch, score } of scored) {
    const text = body.slice(stretch.start, stretch.end);
    // Few come so far, and what a form paragraph is takes longer to tell than the words.
    if (isOwn(text)) hits.push(asHit(record, stretch, text, score));
    if (hits.length === MOST_OF_A_TEXT) break;
  }
  return hits;
}

function asHit(record: Shown, stretch: Stretch, text: string, score: number): SimilarHit {
  return {
    document_id: record.obsoleteDocumentIdentifier,
    application_number: record.patentApplicationNumber ?? "",
    mail_date: record.submissionDate,
    document_code: record.legacyDocumentCodeIdentifier,
    title: record.inventionTitle,
    ...stretch,
    text,
    score: Math.round(score * 1000) / 1000,
  };
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const each of numbers) total += each;
  return total;
}
