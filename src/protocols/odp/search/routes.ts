import { datasetName } from "../../../catalog/index.js";
import { type Predicate, storedNumbers } from "../../../query/index.js";
import { jsonIn, mediaTypeOf, type Request, sentTwice, withoutRepeats } from "../../../server/received.js";
import type { Answer, Asked, Parameter, Received, Route, Schema } from "../../../server/route.js";
import { list } from "../../../server/schemas.js";
import { textParameter } from "../../../server/usualParameters.js";
import { readGetQuestion, readPostQuestion, type SearchQuestion } from "../grammar/question.js";
import { answerDownload, answerSearch } from "./answer.js";
import type { Collection } from "./collection.js";
import { conditionParameters, conditionsAsked } from "./conditions.js";

/** A question in the portal's grammar. Which of its parts were sent, and how, is read by the grammar. */
export const QUESTION: readonly Parameter[] = [
  textParameter(
    "q",
    'Words, "phrases", field:value, field:[a TO b], AND, OR, NOT, * and ?; everything when absent. A POST may send all parts as a JSON object.',
  ),
  textParameter("filters", "FIELD VALUE,VALUE: records with one of the values; may be repeated."),
  textParameter("rangeFilters", "FIELD FROM:TO: records between both ends; may be repeated."),
  textParameter("sort", "FIELD asc or FIELD desc; may be repeated."),
  textParameter(
    "fields",
    "Paths to answer with, separated by commas; a parent brings all below it; * is any run.",
  ),
  textParameter("facets", "Fields whose values are counted, separated by commas."),
  textParameter("offset", "Records to skip; none when absent."),
  textParameter("limit", "Records to answer with; 25 when absent, and there is no upper limit."),
  textParameter("format", "Of a download: json or csv; json when absent."),
];

/**
 * What a request asks. Parts may be repeated, be objects and have names that mean nothing, which the parameters of a
 * route cannot: so the whole of it travels in `q`, and `questionOf` reads it.
 *
 * @throws ArtunitError `bad-parameter`, `unsupported-media-type`.
 */
export function readSearch(request: Request, route: Route): Received {
  const asked = [...new URLSearchParams(request.url.split("?").slice(1).join("?"))];
  const own = route.parameters.filter(({ name, in: where }) => where === "query" && !isPart(name));
  const sent: Record<string, unknown> = { ...request.path };
  for (const { name, kind } of own) {
    // An empty one asks for nothing, as in the office's own examples.
    const values = asked.flatMap(([key, value]) => (key === name && value !== "" ? [value] : []));
    if (values.length > 0)
      sent[name] = kind === "list" ? values.join(",") : values.length > 1 ? values : values[0];
  }
  const pairs = asked.filter(([key]) => !own.some(({ name }) => name === key));
  const body = bodyOf(request);
  if (body === null) return { ...sent, q: JSON.stringify({ pairs }) };
  const both = pairs.find(([name]) => isPart(name));
  if (both) throw sentTwice(both[0]);
  return { ...sent, q: JSON.stringify({ ...body, ignored: pairs.map(([name]) => name) }) };
}

function isPart(name: string): boolean {
  return QUESTION.some((each) => each.name === name);
}

function bodyOf({ body, headers }: Request): object | null {
  if (body.trim() === "") return null;
  const type = mediaTypeOf(headers);
  if (type === "application/x-www-form-urlencoded" && !/^\s*[[{"]/.test(body))
    return { pairs: [...new URLSearchParams(body)] };
  return { body: withoutRepeats(body, jsonIn(body, '{"q":"Design"}')) };
}

function questionOf(asked: Asked): SearchQuestion {
  const sent = JSON.parse(asked.text("q") ?? "{}") as {
    body?: unknown;
    pairs?: [string, string][];
    ignored?: string[];
  };
  const question = "body" in sent ? readPostQuestion(sent.body) : readGetQuestion(sent.pairs ?? []);
  return { ...question, ignored: [...question.ignored, ...(sent.ignored ?? [])] };
}

/** The same where the answer is JSON whatever is asked for. */
export function searchOf(asked: Asked): SearchQuestion {
  const question = questionOf(asked);
  return question.format === "json" ? question : { ...question, ignored: [...question.ignored, "format"] };
}

/** Everything a collection answers. */
export function routesOf(collection: Collection): readonly Route[] {
  const { path, parts } = collection;
  if (collection.isByNumberOnly) return numberedRoutes(collection);
  return [
    search(collection),
    download(collection),
    ...numberedRoutes(collection),
    one(collection, `${path}/{${last(collection.id)}}`, "one", null),
    ...parts.map(({ name, fields }) =>
      one(collection, `${path}/{${last(collection.id)}}/${name}`, name, [collection.id, ...fields]),
    ),
  ];
}

function last(field: string): string {
  return field.split(".").at(-1)!;
}

function answerSchema({ bag, isByNumberOnly }: Collection): Schema {
  return {
    type: "object",
    required: ["count", ...(isByNumberOnly ? [] : ["requestIdentifier"]), bag],
    properties: {
      count: { type: "integer", description: "How many records match, exactly." },
      facets: { type: "object", additionalProperties: list({ type: "object" }) },
      requestIdentifier: { type: "string", format: "uuid" },
      [bag]: list({ type: "object" }),
    },
  };
}

function search(collection: Collection): Route {
  const { dataset, path } = collection;
  return {
    path: `${path}/search`,
    operationId: `search-${dataset.key}`,
    summary: `Search ${datasetName(dataset)}; 404 where nothing matches.`,
    methods: ["GET", "POST"],
    parameters: QUESTION,
    answer: answerSchema(collection),
    changes: true,
    handle: (asked, context) => answerSearch(collection, searchOf(asked), {}, asked, context),
  };
}

function download(collection: Collection): Route {
  const { dataset, path, downloadRoot } = collection;
  return {
    path: `${path}/search/download`,
    operationId: `download-${dataset.key}`,
    summary: `What a search of ${datasetName(dataset)} finds, as a file of JSON or CSV.`,
    methods: ["GET", "POST"],
    parameters: QUESTION,
    answer: {
      type: "object",
      required: [downloadRoot],
      properties: { [downloadRoot]: list({ type: "object" }) },
    },
    changes: true,
    handle: (asked, context) => answerDownload(collection, questionOf(asked), asked, context),
  };
}

function numberedRoutes(collection: Collection): readonly Route[] {
  const { dataset, numbered } = collection;
  if (numbered === null) return [];
  const name = last(numbered.field);
  return [
    {
      path: numbered.path,
      operationId: `number-${dataset.key}`,
      summary: `The records of ${datasetName(dataset)} with a number.`,
      methods: ["GET"],
      parameters: [
        pathParameter(collection, numbered.field),
        ...conditionParameters(collection),
        ...QUESTION,
      ],
      slashed: name,
      answer: answerSchema(collection),
      changes: true,
      handle: (asked, context) => {
        const numberedSo = recordsWith(collection, numbered.field, asked.text(name) ?? "");
        const only: Predicate = {
          kind: "and",
          children: [numberedSo, ...conditionsAsked(collection, asked)],
        };
        const question = searchOf(asked);
        const whole = collection.isByNumberOnly
          ? { ...question, offset: 0, limit: Number.POSITIVE_INFINITY }
          : question;
        return answerSearch(collection, whole, { only }, asked, context);
      },
    },
  ];
}

/** One record by its id, or a part of it. */
function one(collection: Collection, path: string, part: string, paths: readonly string[] | null): Route {
  const { dataset, id, withheld } = collection;
  const whole: readonly Parameter[] =
    withheld === null || part !== "one"
      ? []
      : [
          {
            name: withheld.parameter,
            in: "query",
            kind: "flag",
            meaning: `Answers with ${withheld.field}, too; not when absent.`,
          },
        ];
  return {
    path,
    operationId: `read-${dataset.key}-${part}`,
    summary: part === "one" ? `One record of ${datasetName(dataset)}.` : `The ${part} of one record.`,
    methods: ["GET"],
    parameters: [pathParameter(collection, id), ...whole, QUESTION[0]!],
    slashed: last(id),
    answer: answerSchema(collection),
    changes: true,
    handle: (asked, context): Promise<Answer> => {
      const about = {
        only: recordsWith(collection, id, asked.text(last(id)) ?? ""),
        isOne: true,
        ...(paths ? { paths } : {}),
        isWhole: whole.some(({ name }) => asked.flag(name) === true),
      };
      return answerSearch(collection, searchOf(asked), about, asked, context);
    },
  };
}

function pathParameter({ dataset }: Collection, field: string): Parameter {
  const { meaning, example } = dataset.fields.find((each) => each.name === field)!;
  return { name: last(field), in: "path", kind: "text", meaning, example };
}

/** The records whose field has a value; numbers as people write them. */
function recordsWith({ dataset }: Collection, name: string, value: string): Predicate {
  const field = dataset.fields.find((each) => each.name === name)!;
  return { kind: "in", column: field.column, values: storedNumbers(dataset, field, value) };
}
