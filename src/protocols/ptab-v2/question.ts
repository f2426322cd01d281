import { ArtunitError } from "../../errors.js";
import { countIn } from "../../server/parameters.js";
import { jsonIn, mediaTypeOf, type Request } from "../../server/received.js";
import type { Asked, Parameter, Received, Route } from "../../server/route.js";
import { textParameter } from "../../server/usualParameters.js";

/** What was asked: the filters by their names, and which of the records to answer. */
export interface Question {
  readonly filters: readonly (readonly [name: string, values: readonly string[]])[];
  readonly start: number;
  readonly rows: number;
  readonly sort: readonly { readonly name: string; readonly descending: boolean }[];
}

const USUAL_ROWS = 25;
/** The original had 500 at most [claimed]. */
const MOST_ROWS = 10_000;

export const PAGING: readonly Parameter[] = [
  textParameter("recordStartNumber", "Records to skip; none when absent."),
  textParameter("recordTotalQuantity", "Records to answer with; 25 when absent."),
  textParameter("sortOrderCategory", "FIELD asc or FIELD desc; may be empty."),
  textParameter("searchText", "Words in the text of decisions, or a phrase in quotes."),
];

/** Any field of a record may be a filter: a question travels whole, as JSON, in `searchText`. */
export function readQuestion(request: Request, route: Route): Received {
  if (!route.parameters.some(({ name }) => name === "searchText")) return request.path;
  const pairs: Record<string, readonly string[]> = {};
  for (const [name, value] of new URLSearchParams(request.url.split("?").slice(1).join("?")))
    pairs[name] = [...(pairs[name] ?? []), value];
  const body = bodyOf(request);
  const isAsked = Object.keys(pairs).length > 0 || body !== null;
  return { ...request.path, ...(isAsked ? { searchText: JSON.stringify({ ...pairs, ...body }) } : {}) };
}

/** `{"facetMap":{"decisionTypeCategory":["Decision"]},"recordStartNumber":0}` [claimed]. */
function bodyOf({ body, headers }: Request): Readonly<Record<string, readonly string[]>> | null {
  if (body.trim() === "") return null;
  mediaTypeOf(headers);
  const sent = jsonIn(body, '{"facetMap":{"decisionTypeCategory":["Decision"]}}');
  if (typeof sent !== "object" || sent === null || Array.isArray(sent))
    throw new ArtunitError("bad-parameter", 'The body is no JSON object. Send {"facetMap":{…}}.');
  const { facetMap, ...others } = sent as Readonly<Record<string, unknown>>;
  const all = { ...others, ...(typeof facetMap === "object" && facetMap !== null ? facetMap : {}) };
  return Object.fromEntries(
    Object.entries(all).map(([name, value]) => [name, (Array.isArray(value) ? value : [value]).map(String)]),
  );
}

/** @throws ArtunitError `bad-parameter`. */
export function questionOf(asked: Asked): Question {
  const sent = JSON.parse(asked.text("searchText") ?? "{}") as Readonly<Record<string, readonly string[]>>;
  const { recordStartNumber, recordTotalQuantity, sortOrderCategory, ...filters } = sent;
  return {
    start: countIn("recordStartNumber", recordStartNumber?.[0], 0),
    rows: countIn("recordTotalQuantity", recordTotalQuantity?.[0], USUAL_ROWS, MOST_ROWS),
    sort: (sortOrderCategory?.[0] ?? "").split(",").flatMap((each) => {
      const [name = "", order = "asc"] = each.trim().split(/[\s:]+/);
      return name === "" ? [] : [{ name, descending: /^desc$/i.test(order) }];
    }),
    filters: Object.entries(filters).filter(([, values]) => values.some((value) => value.trim() !== "")),
  };
}
