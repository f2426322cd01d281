import { columnOf, type Dataset, type Field, isOrdered, type NestedManner } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import {
  bindCriteria,
  type Clause,
  type Leaf,
  type Predicate,
  parseCriteria,
  type Query,
} from "../../query/index.js";
import { shown } from "../../server/parameters.js";
import type { Context } from "../../server/route.js";
import type { SortKey } from "../../store/index.js";
import type { Written } from "./question.js";

/** The name by which datasets know this protocol. */
export const PEDS_NAME = "peds";

/** The dataset that is asked under a kind, and how this protocol knows it. */
export interface Asked {
  readonly dataset: Dataset;
  readonly manner: NestedManner;
}

const fields = new WeakMap<Dataset, ReadonlyMap<string, Field>>();

/** The protocol's names, each with the field it stands for. */
export function fieldsByName({ dataset, manner }: Asked): ReadonlyMap<string, Field> {
  const known = fields.get(dataset);
  if (known) return known;
  const found = new Map(
    Object.entries(manner.names).map(([name, ours]) => {
      const field = dataset.fields.find((each) => each.name === ours);
      if (!field) throw new Error(`${dataset.key} has no field ${ours}.`);
      return [name, field] as const;
    }),
  );
  fields.set(dataset, found);
  return found;
}

export interface Bound {
  readonly predicate: Predicate;
  /** Names that mean nothing here. */
  readonly unknown: readonly string[];
}

/**
 * What `searchText` and `fq` ask. A word without a field is looked for in those of `qf`, as by Solr's edismax; with
 * `mm` of 100 %, words side by side all have to match. A name that the portal's object has nothing for matches nothing.
 *
 * @throws ArtunitError `criteria-syntax`, `bad-value`, `bad-parameter`.
 */
export function bindWritten(written: Written, asked: Asked, context: Context): Bound {
  const texts = [written.searchText ?? "", ...written.fq].filter((text) => text.trim() !== "");
  const all = mustMatchAll(written.mm);
  const searched = namesIn(written.qf ?? written.df ?? "patentTitle");
  const known = fieldsByName(asked);
  const queries = texts.map((text) => {
    const parsed = parseCriteria(text);
    const joined = all && !/(?:^|\s)(?:OR|\|\|)\s/.test(text) ? allOf(parsed) : parsed;
    return inFields(
      joined,
      searched.filter((name) => known.has(name)),
      asked.manner,
    );
  });
  const bound = queries.map((query) =>
    bindCriteria(query, asked.dataset, {
      names: known,
      unknownFields: context.settings.unknownFields === "refuse" ? "refuse" : "nothing",
      unheldValues: "match",
      now: context.now,
    }),
  );
  return {
    predicate: { kind: "and", children: bound.map(({ predicate }) => predicate) },
    unknown: [...new Set(bound.flatMap(({ warnings }) => warnings.map(({ field }) => field)))],
  };
}

function mustMatchAll(mm: string | null): boolean {
  if (mm === null || /^\s*100\s*%?\s*$/.test(mm) || mm.trim() === "") return true;
  if (/^\s*0\s*%?\s*$/.test(mm)) return false;
  throw new ArtunitError("bad-parameter", `"mm" is 100% or 0% here, and is "${shown(mm)}".`, { field: "mm" });
}

export function namesIn(text: string): readonly string[] {
  // `patentTitle^10` weighs a field, which changes no total.
  return text.split(/[\s,]+/).flatMap((each) => (each === "" ? [] : [each.replace(/\^.*$/, "")]));
}

/** Words side by side: each is required. */
function allOf(query: Query): Query {
  if (query.kind !== "group") return query;
  const clauses = query.clauses.map(
    ({ occur, query: child }): Clause => ({
      occur: occur === "should" ? "must" : occur,
      query: allOf(child),
    }),
  );
  return { ...query, clauses };
}

/** A clause without a field is any of those that are searched; values as they are kept. */
function inFields(query: Query, searched: readonly string[], manner: NestedManner): Query {
  if (query.kind === "everything") return query;
  if (query.kind === "group")
    return {
      ...query,
      clauses: query.clauses.map(({ occur, query: child }) => ({
        occur,
        query: inFields(child, searched, manner),
      })),
    };
  if (query.field !== null) return kept(query, query.field, manner);
  const any = searched
    .filter((name) => canHold(name, query))
    .map(
      (name): Clause => ({
        occur: "should",
        query: kept({ ...query, field: name, fieldSpan: null }, name, manner),
      }),
    );
  return { kind: "group", clauses: any, boost: null, span: query.span };
}

/** A number is only looked for where the word is one. */
function canHold(name: string, query: Leaf): boolean {
  return !/^app(?:Confr|Cust)Number$/.test(name) || ("value" in query && /^\d+$/.test(query.value));
}

function kept(leaf: Leaf, name: string, { asked }: NestedManner): Leaf {
  if (asked === undefined) return leaf;
  switch (leaf.kind) {
    case "term":
    case "phrase":
      return { ...leaf, value: asked(name, leaf.value) };
    default:
      return leaf;
  }
}

/** @throws ArtunitError `bad-parameter`. */
export function sortOf(written: Written, asked: Asked, unknown: string[]): readonly SortKey[] {
  const known = fieldsByName(asked);
  return (written.sort ?? "").split(",").flatMap((each): readonly SortKey[] => {
    const [name = "", order = "asc", ...rest] = each.trim().split(/\s+/);
    if (name === "") return [];
    if (!/^(?:asc|desc)$/i.test(order) || rest.length > 0)
      throw new ArtunitError(
        "bad-parameter",
        `"sort" takes a field and asc or desc, and has "${shown(each)}".`,
        {
          field: "sort",
        },
      );
    const field = known.get(name);
    if (field === undefined) unknown.push(name);
    if (field === undefined) return [];
    const column = columnOf(asked.dataset.table, field.column);
    if (column.type === "fulltext" || !(column.isList || isOrdered(column))) {
      unknown.push(name);
      return [];
    }
    return [{ column: field.column, descending: /^desc$/i.test(order) }];
  });
}
