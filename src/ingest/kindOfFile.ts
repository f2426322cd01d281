import { allNames, datasetName, type Source } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { inWords, nearest } from "../query/index.js";

/** Every kind of file that an installation reads, as its families declare them. */
export type Kinds = readonly Source[];

/** Where the records of some kind of file stand in its documents. */
export function bagsOf(kinds: Kinds): readonly string[] {
  return kinds.flatMap(({ nested, bag }) => nested?.bags ?? bag ?? []);
}

/** The columns of a table, or the members of some records of a file. */
export interface Columns {
  readonly names: readonly string[];
  /** Those that hold a text, and never a list, in the rows that were looked at. */
  readonly plain: ReadonlySet<string>;
  /** Of nested records: every place they have something at, as `applicationMetaData.filingDate`. */
  readonly places?: ReadonlySet<string>;
  /** Where in the document the records stand; null for a list of them, or a record a line. */
  readonly bag?: string | null;
}

/**
 * The kind of file that has these columns; null for none of ours. First by the names as they are written, then
 * whatever the case of their letters. `wanted` is `--dataset KEY/VERSION`: then columns of other kinds are no hindrance.
 * Throws `format-ambiguous` where several kinds fit, naming them.
 */
export function sourceOf(
  kinds: Kinds,
  columns: Columns,
  wanted: string | null,
  fileName: string,
): Source | null {
  for (const spelled of [exactly, folded]) {
    const fitting = kinds.filter((source) => fits(kinds, source, columns, wanted, spelled));
    const rank = Math.min(...fitting.map((source) => source.rank));
    const best = fitting.filter((source) => source.rank === rank);
    const names = [...new Set(best.map(nameOf))];
    if (names.length > 1)
      throw new ArtunitError(
        "format-ambiguous",
        `${fileName} may be ${inWords(names, "or")}: its columns fit each. Say which with --dataset KEY/VERSION, or bring it with more columns.`,
      );
    if (best[0]) return best[0];
  }
  return null;
}

/** `citations/2017`, or `citations export` for a table that artunit exported. */
export function nameOf({ names }: Source): string {
  return "dataset" in names ? datasetName(names.dataset) : `${names.table.name} export`;
}

/** Every name that a column of such a file may have. */
export function knownNames({ names, nested, has }: Source): readonly string[] {
  if (nested) return has;
  return "dataset" in names
    ? [
        ...allNames(names.dataset).keys(),
        ...(names.dataset.fields.some((field) => field.name === "extra") ? [] : ["extra"]),
      ]
    : names.table.columns.map(({ name }) => name);
}

/** The first column of a table that a program wrote with the numbers of its lines, and without a name for them. */
export function isUnnamed(name: string): boolean {
  return /^(?:|unnamed: \d+)$/i.test(name);
}

type Spelled = (name: string) => string;
const exactly: Spelled = (name) => name;
const folded: Spelled = (name) => name.toLowerCase();

const known = new Map<Spelled, WeakMap<Source, ReadonlySet<string>>>();

function knownTo(source: Source, spelled: Spelled): ReadonlySet<string> {
  const bySource = known.get(spelled) ?? new WeakMap<Source, ReadonlySet<string>>();
  known.set(spelled, bySource);
  const names = bySource.get(source) ?? new Set(knownNames(source).map(spelled));
  bySource.set(source, names);
  return names;
}

function fits(
  kinds: Kinds,
  source: Source,
  columns: Columns,
  wanted: string | null,
  spelled: Spelled,
): boolean {
  if (wanted !== null && nameOf(source) !== wanted) return false;
  if (source.nested) return fitsNested(source, source.nested.bags, columns);
  if (columns.bag && columns.bag !== source.bag) return false;
  const names = new Set(columns.names.map(spelled));
  const isThere = (name: string) => names.has(spelled(name));
  if (!source.has.every(isThere) || source.lacks.some(isThere)) return false;
  const plain = new Set([...columns.plain].map(spelled));
  if (!source.plain.every((name) => plain.has(spelled(name)))) return false;
  if (source.others === "any" || (wanted !== null && source.others > 0)) return true;
  const own = knownTo(source, spelled);
  const others = columns.names.filter((name) => !isUnnamed(name) && !own.has(spelled(name)));
  const isForeign = (name: string) => kinds.some((each) => knownTo(each, folded).has(folded(name)));
  return others.length <= source.others && !others.some(isForeign);
}

/** Places are named exactly. */
function fitsNested(
  { has, lacks }: Source,
  bags: readonly string[],
  { names, places, bag }: Columns,
): boolean {
  if (bag && !bags.includes(bag)) return false;
  const there = places ?? new Set(names);
  return has.every((place) => there.has(place)) && !lacks.some((place) => there.has(place));
}

/** Columns of a dataset's own that a file needs to have before what it lacks is told. */
const ENOUGH_TO_TELL = 0.4;

/**
 * Why a table is of no kind: it lacks columns of a kind that it has many of (`column-missing`, with the difference and
 * the nearest names), or has columns of several kinds. Null where neither is so.
 */
export function whyNone(
  kinds: Kinds,
  names: readonly string[],
  wanted: string | null,
  fileName: string,
): ArtunitError | null {
  const present = new Set(names.map(folded));
  const whole = kinds
    .filter((source) => wanted === null || nameOf(source) === wanted)
    .filter((source) => wanted !== null || source.others === "any" || "table" in source.names)
    .map((source) => ({ source, missing: source.has.filter((name) => !present.has(folded(name))) }))
    .filter(({ missing }) => missing.length > 0)
    .map((each) => ({ ...each, share: 1 - each.missing.length / each.source.has.length }))
    .sort((a, b) => b.share - a.share || b.source.has.length - a.source.has.length);
  const keyed = kinds.filter((source) => source.keys.every((key) => present.has(folded(key))));
  const [nearest] = whole;
  if (nearest && (nearest.share >= ENOUGH_TO_TELL || wanted !== null))
    return missingColumns(nearest.source, nearest.missing, names, fileName);
  const mixed = [...new Set(keyed.map(nameOf))];
  if (mixed.length < 2) return null;
  const parts = kinds
    .filter((source) => mixed.includes(nameOf(source)))
    .map((source) => ({ name: nameOf(source), own: onlyHere(kinds, source, names) }))
    .filter(({ own }) => own.length > 0);
  if (new Set(parts.map(({ name }) => name)).size < 2) return null;
  return new ArtunitError(
    "format-ambiguous",
    `${fileName} mixes kinds of file: it has columns of ${inWords([...new Set(parts.map(({ name, own }) => `${name} (${own.slice(0, 3).join(", ")})`))], "and")}. Say with --dataset KEY/VERSION as which of them it is to be read.`,
  );
}

/** Those of the names that a kind knows and not every other of the same key does. */
function onlyHere(kinds: Kinds, source: Source, names: readonly string[]): readonly string[] {
  const own = knownTo(source, folded);
  const rivals = kinds.filter(
    (each) => nameOf(each) !== nameOf(source) && each.keys.join() === source.keys.join(),
  );
  return names.filter(
    (name) => own.has(folded(name)) && rivals.some((each) => !knownTo(each, folded).has(folded(name))),
  );
}

function missingColumns(
  source: Source,
  missing: readonly string[],
  names: readonly string[],
  fileName: string,
): ArtunitError {
  const own = knownTo(source, folded);
  const unknown = names.filter((name) => !isUnnamed(name) && !own.has(folded(name)));
  const lines = missing.map((column) => {
    const near = nearest(column, unknown);
    return near ? `${column} (perhaps ${near}: --map ${near}=${column})` : column;
  });
  const others = unknown.length > 0 ? ` It has these instead: ${unknown.join(", ")}.` : "";
  const remedy = "table" in source.names ? " Export it again with artunit export." : "";
  const suggestion = nearest(missing[0] ?? "", unknown);
  return new ArtunitError(
    "column-missing",
    `${fileName} looks like ${nameOf(source)} but lacks ${lines.join(", ")}.${others}${remedy}`,
    {
      field: missing[0] ?? "",
      ...(suggestion === null ? {} : { suggestion }),
    },
  );
}
