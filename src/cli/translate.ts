import { type Dataset, datasetName, type Field, fieldName, fieldsOf, type Retold } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { type Leaf, nearest, parseCriteria, type Query, type Span } from "../query/index.js";

/** Where a field of one version went in another. */
export interface Mapped {
  readonly from: string;
  /** Names in the other version: none where it has no counterpart, two where one field was split. */
  readonly to: readonly string[];
  readonly note: string | null;
}

/** Each published field of one version, and its name in the other; then what is new there. */
export function mappingOf(
  from: Dataset,
  to: Dataset,
): { readonly fields: readonly Mapped[]; readonly added: readonly string[] } {
  const fields = namesOf(from).map((name) => mappedField(name, to));
  const reached = new Set(fields.flatMap((each) => each.to));
  return { fields, added: namesOf(to).filter((each) => !reached.has(each)) };
}

function mappedField(name: string, to: Dataset): Mapped {
  const retold = retoldIn(to, name);
  if (retold) return { from: name, to: retold.in, note: retold.note };
  const other = to.renamed[name] ?? name;
  return namesOf(to).includes(other)
    ? { from: name, to: [other], note: null }
    : { from: name, to: [], note: `${datasetName(to)} has no counterpart.` };
}

function retoldIn({ retold = {} }: Dataset, name: string): Retold | undefined {
  return Object.hasOwn(retold, name) ? retold[name] : undefined;
}

function namesOf(dataset: Dataset): readonly string[] {
  return fieldsOf(dataset, "ds").map((field: Field) => fieldName(field, "ds"));
}

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

function leavesOf(query: Query): readonly Leaf[] {
  if (query.kind === "everything") return [];
  if (query.kind === "group") return query.clauses.flatMap((each) => leavesOf(each.query));
  return [query];
}

function editsOf(leaf: Leaf, criteria: string, from: Dataset, to: Dataset): readonly Edit[] {
  const { field, fieldSpan, span } = leaf;
  if (field === null || fieldSpan === null) return [];
  const mapped = mappedField(field, to);
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
  const retold = retoldIn(to, field);
  if (!retold) return [{ span: fieldSpan, text: mapped.to[0] ?? field }];
  if (leaf.kind === "fuzzy" || (leaf.kind === "phrase" && leaf.slop > 0)) {
    throw new ArtunitError(
      "unsupported-match",
      `"${field}" (character ${fieldSpan.start}) was split between versions; ~ on it cannot be translated.`,
      { field, position: fieldSpan.start },
    );
  }
  const value = criteria.slice(span.start, span.end);
  const text = retold.asked(value, plainValue(leaf));
  if (text === null)
    throw new ArtunitError(
      "unsupported-match",
      `"${field}" (character ${span.start}) can be translated only where it is asked for one value.`,
      { field, position: span.start },
    );
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

/** The one value a leaf asks for; null where it asks for a pattern or a range. */
function plainValue(leaf: Leaf): string | null {
  return leaf.kind === "term" || leaf.kind === "phrase" ? leaf.value : null;
}
