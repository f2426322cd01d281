import type { Catalog, Dataset, Field } from "../../../catalog/index.js";

/** Under this name a dataset of nested records says that the portal searches it, and how. */
export const SEARCHED = "odp-search";

/** What a parameter beside the portal's grammar asks of a field: one of some values, or a day from or up to which it lies. */
export interface Condition {
  readonly parameter: string;
  readonly field: string;
  readonly asks: "one-of" | "from" | "to";
}

/** One of the portal's searchable collections, as its dataset declares it in `publishedIn`. */
export interface Collection {
  readonly dataset: Dataset;
  /** Its fields by the portal's names for them. */
  readonly names: ReadonlyMap<string, Field>;
  /** `only`: whether it has nothing but its `numbered` route, whose answer is whole and bears no identifier [recorded]. */
  readonly isByNumberOnly: boolean;
  /** `errorCode`: how errors write their `code`; a number, as is recorded, where nothing is said. */
  readonly errorCode: "number" | "text";
  /** `path`: below it stand `/search`, `/search/download` and `/{id}`. */
  readonly path: string;
  /** `bag`: the member of an answer that holds the records. */
  readonly bag: string;
  /** `download`: the member that holds them in a download. */
  readonly downloadRoot: string;
  /** `downloadFields`: what a download holds of each record where no fields are asked for. */
  readonly downloadFields: readonly string[];
  /** `sort`, as `field desc`: the order where none is asked for, before the declared one. */
  readonly sort: { readonly field: string; readonly descending: boolean } | null;
  /** `id`: the field whose value stands behind the path. */
  readonly id: string;
  /** `numbered`, as `path field`: a path with a number in it, by which some records are found. */
  readonly numbered: { readonly path: string; readonly field: string } | null;
  /** `conditions`, as `parameter field one-of|from|to;…`: what else may be asked of the records with a number. */
  readonly conditions: readonly Condition[];
  /** `parts`, as `name field,field;…`: parts of one record that are asked on their own. */
  readonly parts: readonly { readonly name: string; readonly fields: readonly string[] }[];
  /** `hidden`: a member that holds what another system answered, and is never answered here. */
  readonly hidden: string | null;
  /** `withheld`, as `field parameter`: what is answered of one record only where the parameter says so. */
  readonly withheld: { readonly field: string; readonly parameter: string } | null;
}

const known = new WeakMap<Dataset, Collection>();

/** The collections that the portal searches. */
export function collectionsOf({ datasets }: Pick<Catalog, "datasets">): readonly Collection[] {
  return datasets.filter((each) => SEARCHED in each.publishedIn).map(collectionOf);
}

function collectionOf(dataset: Dataset): Collection {
  const made = known.get(dataset) ?? readCollection(dataset, dataset.publishedIn[SEARCHED]!);
  known.set(dataset, made);
  return made;
}

function readCollection(dataset: Dataset, says: Readonly<Record<string, string>>): Collection {
  const said = (name: string): string => {
    const value = says[name];
    if (value === undefined) throw new Error(`${dataset.key} does not say its ${name} to the portal.`);
    return value;
  };
  const pair = (name: string): readonly [string, string] | null => {
    const [first = "", second = ""] = says[name]?.split(" ") ?? [];
    return first === "" ? null : [first, second];
  };
  const [sort, numbered, withheld] = [pair("sort"), pair("numbered"), pair("withheld")];
  return {
    dataset,
    names: new Map(dataset.fields.map((field) => [field.name, field])),
    isByNumberOnly: says.only === "numbered",
    path: says.only === "numbered" ? "" : said("path"),
    errorCode: says.errorCode === "text" ? "text" : "number",
    bag: said("bag"),
    downloadRoot: says.download ?? "",
    downloadFields: (says.downloadFields ?? "").split(","),
    sort: sort && { field: sort[0], descending: sort[1] === "desc" },
    id: said("id"),
    numbered: numbered && { path: numbered[0], field: numbered[1] },
    conditions: readConditions(says.conditions ?? ""),
    parts: (says.parts ?? "")
      .split(";")
      .filter((each) => each !== "")
      .map((each) => {
        const [name = "", fields = ""] = each.split(" ");
        return { name, fields: fields.split(",") };
      }),
    hidden: says.hidden ?? null,
    withheld: withheld && { field: withheld[0], parameter: withheld[1] },
  };
}

/** Reads `parameter field asks;…`, as a dataset declares it. */
function readConditions(says: string): readonly Condition[] {
  return says
    .split(";")
    .filter((each) => each !== "")
    .map((each) => {
      const [parameter = "", field = "", asks] = each.split(" ");
      if (asks !== "one-of" && asks !== "from" && asks !== "to")
        throw new Error(`"${each}" says no condition.`);
      return { parameter, field, asks };
    });
}
