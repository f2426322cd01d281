import { type Dataset, datasetName, type Field, fieldName, fieldsOf } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { nearest, parseCriteria, type Query, type Span } from "../query/index.js";

/** Where a field of one version went in another. */
export interface Mapped {
  readonly from: string;
  /** Names in the other version: none where it has no counterpart, two where one field was split. */
  readonly to: readonly string[];
  readonly note: string | null;
}

const SPLIT_NOTE =
  "A statute goes to legalSectionCode, with actionTypeCategory rejected; a state goes to actionTypeCategory.";
const JOINED_NOTE = "rejected means any statute in actionType; another state stands there itself.";

/** Each published field of one version, and its name in the other; then what is new there. */
export function mappingOf(
  from: Dataset,
  to: Dataset,
): { readonly fields: readonly Mapped[]; readonly added: readonly string[] } {
  const fields = namesOf(from).map((name) => mappedField(name, from, to));
  const reached = new Set(fields.flatMap((each) => each.to));
  return { fields, added: namesOf(to).filter((each) => !reached.has(each)) };
}

function mappedField(name: string, from: Dataset, to: Dataset): Mapped {
  if (isSplit(name, to))
    return { from: name, to: ["legalSectionCode", "actionTypeCategory"], note: SPLIT_NOTE };
  if (isJoined(name, from, to)) return { from: name, to: ["actionType"], note: JOINED_NOTE };
  const other = to.renamed[name] ?? name;
  return namesOf(to).includes(other)
    ? { from: name, to: [other], note: null }
    : { from: name, to: [], note: `${datasetName(to)} has no counterpart.` };
}

/** v1 kept statutes and states in one field; v2 has one for each. */
function isSplit(name: string, to: Dataset): boolean {
  return name === "actionType" && namesOf(to).includes("actionTypeCategory");
}

function isJoined(name: string, from: Dataset, to: Dataset): boolean {
  return (
    name === "actionTypeCategory" &&
    namesOf(to).includes("actionType") &&
    !namesOf(from).includes("actionType")
  );
}

function namesOf(dataset: Dataset): readonly string[] {
  return fieldsOf(dataset, "ds").map((field: Field) => fieldName(field, "ds"));
}

const STATUTES = ["101", "102", "103", "112", "nonstatutory double patenting"];
const ANY_STATUTE = `(${STATUTES.map((each) => `actionType:${each.includes(" ") ? `"${each}"` : each}`).join(" OR ")})`;

/**
 * Writes criteria for one version of a dataset in the names of another. Everything but the field names (and
 * the fields that were split) stays as it was written.
 *
 * @throws ArtunitError `criteria-syntax`; `unknown-field` where the other version has no counterpart;
 *   `unsupported-match` where a split field is asked for in a way that has no translation.
 */
export function translateCriteria(criteria: string, from: Dataset, to: Dataset): string {
  const edits = new Map<number, Edit>();
  for (const leaf of leavesOf(parseCriteria(criteria))) {
    for (const edit of editsOf(leaf, criteria, from, to)) edits.set(edit.span.start, edit);
  }
  let translated = "";
  let at = 0;
  for (const { span, text } of [...edits.values()].sort((a, b) => a.span.start - b.span.start)) {
    translated += criteria.slice(at, span.start) + text;
    at = span.end;
  }
  return translated + criteria.slice(at);
}

interface Edit {
  readonly span: Span;
  readonly text: string;
}

type Leaf = Exclude<Query, { readonly kind: "group" } | { readonly kind: "everything" }>;

function leavesOf(query: Query): readonly Leaf[] {
  if (query.kind === "everything") return [];
  if (query.kind === "group") return query.clauses.flatMap((each) => leavesOf(each.query));
  return [query];
}

function editsOf(leaf: Leaf, criteria: string, from: Dataset, to: Dataset): readonly Edit[] {
  const { field, fieldSpan, span } = leaf;
  if (field === null || fieldSpan === null) return [];
  const mapped = mappedField(field, from, to);
  if (!namesOf(from).includes(field) || mapped.to.length === 0) {
    const message = namesOf(from).includes(field)
      ? `"${field}" (character ${fieldSpan.start}) has no counterpart in ${datasetName(to)}.`
      : `There is no field "${field}" (character ${fieldSpan.start}) in ${datasetName(from)}.`;
    const near = namesOf(from).includes(field) ? null : nearest(field, namesOf(from));
    throw new ArtunitError("unknown-field", message, {
      field,
      position: fieldSpan.start,
      ...(near ? { suggestion: near } : {}),
    });
  }
  if (mapped.note === null) return [{ span: fieldSpan, text: mapped.to[0] ?? field }];
  if (leaf.kind === "fuzzy" || (leaf.kind === "phrase" && leaf.slop > 0)) {
    throw new ArtunitError(
      "unsupported-match",
      `"${field}" (character ${fieldSpan.start}) was split between versions; ~ on it cannot be translated.`,
      { field, position: fieldSpan.start },
    );
  }
  const value = criteria.slice(span.start, span.end);
  const text = isSplit(field, to) ? splitText(leaf, value) : joinedText(leaf, value);
  // Within a group that names its field once, the name goes and each value gets its own.
  const valueStart = afterColon(criteria, fieldSpan);
  if (valueStart === span.start) return [{ span: { start: fieldSpan.start, end: span.end }, text }];
  return [
    { span: { start: fieldSpan.start, end: valueStart }, text: "" },
    { span, text },
  ];
}

function afterColon(criteria: string, { end }: Span): number {
  return end + (/^\s*:\s*/.exec(criteria.slice(end))?.[0].length ?? 0);
}

function splitText(leaf: Leaf, value: string): string {
  const plain = plainValue(leaf);
  if (plain === null) return `(legalSectionCode:${value} OR actionTypeCategory:${value})`;
  return STATUTES.includes(plain)
    ? `(legalSectionCode:${value} AND actionTypeCategory:rejected)`
    : `actionTypeCategory:${value}`;
}

function joinedText(leaf: Leaf, value: string): string {
  const plain = plainValue(leaf);
  if (plain === "rejected") return ANY_STATUTE;
  if (plain !== null) return `actionType:${value}`;
  throw new ArtunitError(
    "unsupported-match",
    `"actionTypeCategory" (character ${leaf.span.start}) can be translated only where it is asked for one value.`,
    { field: "actionTypeCategory", position: leaf.span.start },
  );
}

/** The one value a leaf asks for; null where it asks for a pattern or a range. */
function plainValue(leaf: Leaf): string | null {
  return leaf.kind === "term" || leaf.kind === "phrase" ? leaf.value : null;
}
