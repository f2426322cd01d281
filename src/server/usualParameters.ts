import type { Dataset, Field } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { aboutUnknownName, lacksField, ownNames, type UnknownName } from "../query/unknownName.js";
import { shown } from "./parameters.js";
import type { Parameter, Parameters } from "./route.js";

/** Which kept snapshot answers. */
export const AS_OF: Parameter = {
  name: "as_of",
  in: "query",
  kind: "snapshot",
  meaning: "Answer from this snapshot, while it is kept.",
};

export const CURSOR: Parameter = {
  name: "cursor",
  in: "query",
  kind: "cursor",
  meaning: "Continue where the answer that gave this cursor ended.",
};

export const SOURCE: Parameter = {
  name: "source",
  in: "query",
  kind: "text",
  meaning:
    "Only rows of this source, preferred or not; the dataset's own rows when absent. The dataset's description lists its sources.",
};

export const DUPLICATES: Parameter = {
  name: "duplicates",
  in: "query",
  kind: "choice",
  choices: ["include", "exclude"],
  meaning: "Whether documents that duplicate another count; include when absent.",
};

/** A parameter that is a text, as the originals say theirs. */
export function textParameter(name: string, meaning: string): Parameter {
  return { name, in: "query", kind: "text", meaning };
}

/**
 * The field of a name, or `unknown-field` with the name that was probably meant, or the datasets that have it, and the parameter
 * that holds it.
 */
export function fieldNamed(
  dataset: Dataset,
  name: string,
  parameter: string,
  datasets: readonly Dataset[] = [],
): Field {
  const found = dataset.fields.find((each) => each.name === name);
  if (found) return found;
  throw noField(dataset, name, parameter, aboutUnknownName(name, dataset, ownNames(dataset), datasets));
}

/** The name of the field that somebody probably meant; null where none is near. */
export function fieldMeant(dataset: Dataset, name: string): string | null {
  return aboutUnknownName(name, dataset, ownNames(dataset)).suggestion;
}

export function noField(
  dataset: Dataset,
  name: string,
  parameter: string,
  { hint, suggestion }: UnknownName,
): ArtunitError {
  return new ArtunitError("unknown-field", `${lacksField(dataset, name)} (in "${parameter}"). ${hint}`, {
    field: parameter,
    ...(suggestion ? { suggestion } : {}),
  });
}

/** A key to sort by that is written as elsewhere, and how it is written here. */
export function sortOtherwise(written: string, meant: string): ArtunitError {
  return new ArtunitError(
    "bad-parameter",
    `"sort" takes a field and asc or desc behind it, and has "${shown(written)}". Write "${meant}".`,
    { field: "sort", suggestion: meant },
  );
}

/** Rows of an answer where nobody says how many. */
export const USUAL_ROWS = 100;

/** `limit` of an answer of rows that has no next page. */
export function limitOf(most: number): Parameter {
  return {
    name: "limit",
    in: "query",
    kind: "count",
    most,
    meaning: `Rows in the answer: ${USUAL_ROWS} when absent, at most ${most}.`,
  };
}

/** Reads `limit`; more than the most is refused, not cut. */
export function readLimit(asked: Parameters, usual: number, most: number): number {
  const limit = asked.count("limit") ?? usual;
  if (limit <= most) return limit;
  throw new ArtunitError(
    "bad-parameter",
    `"limit" is ${limit}; at most ${most} fit one answer. Continue with the cursor.`,
    {
      field: "limit",
    },
  );
}
