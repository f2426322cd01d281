import { columnOf, type Dataset, type Field, isOrdered } from "../../catalog/index.js";
import { ArtunitError } from "../../errors.js";
import { listed, nearest, sortMeant } from "../../query/index.js";
import type { SortKey } from "../../store/index.js";
import { shown } from "../parameters.js";
import { sortOtherwise } from "../usualParameters.js";

/** What can be sorted by of what was asked, and sentences about the rest. */
export interface ReadSort {
  readonly keys: readonly SortKey[];
  readonly ignored: readonly string[];
}

/** Sorts by what can be sorted by; the originals took every `sort` without a word. */
export function readSortLeniently(
  text: string | null,
  dataset: Dataset,
  names: ReadonlyMap<string, Field>,
): ReadSort {
  const ignored: string[] = [];
  const keys = (text ?? "").split(",").flatMap((part) => {
    try {
      return readSort(part, dataset, names);
    } catch (error) {
      if (!(error instanceof ArtunitError)) throw error;
      ignored.push(shown(part.trim()));
      return [];
    }
  });
  return { keys, ignored };
}

/**
 * Reads `submissionDate desc, id`: fields by the names given, `asc` (the default) or `desc` in any case.
 *
 * @throws ArtunitError `unknown-field`, `bad-parameter`, `unsupported-match` for fields that have no one order.
 */
export function readSort(
  text: string | null,
  dataset: Dataset,
  names: ReadonlyMap<string, Field>,
): readonly SortKey[] {
  if (text === null || text.trim() === "") return [];
  let partStart = 0;
  return text.split(",").map((part) => {
    const position = partStart + part.length - part.trimStart().length;
    partStart += part.length + 1;
    const [name = "", direction = "asc", ...rest] = part.trim().split(/\s+/);
    const found = names.get(name);
    const meant = found ? null : sortMeant(part, (of) => names.has(of));
    if (meant !== null) throw sortOtherwise(part.trim(), meant);
    if (!found) throw unknownSortField(name, position, dataset, names);
    const order = direction.toLowerCase();
    if ((order !== "asc" && order !== "desc") || rest.length > 0) {
      throw new ArtunitError(
        "bad-parameter",
        `"sort" takes a field and asc or desc, for example "${name} desc", and has "${shown(part.trim())}".`,
        { field: "sort" },
      );
    }
    if (!isOrdered(columnOf(dataset.table, found.column))) {
      throw new ArtunitError(
        "unsupported-match",
        `Records cannot be sorted by "${name}": it has no one value to go by.`,
        {
          field: name,
        },
      );
    }
    return { column: found.column, descending: order === "desc" };
  });
}

/** The fields named in `fl` (commas or blanks between them), and those names that do not exist; null means all. */
export function readFieldList(
  text: string | null,
  known: ReadonlyMap<string, Field>,
): { readonly select: readonly string[] | null; readonly unknown: readonly string[] } {
  const names = (text ?? "").split(/[\s,]+/).filter((each) => each !== "");
  const unknown = names.filter((each) => !known.has(each) && each !== "*");
  const select = [...new Set(names.filter((each) => known.has(each)))];
  return { select: select.length === 0 || names.includes("*") ? null : select, unknown };
}

function unknownSortField(
  name: string,
  position: number,
  dataset: Dataset,
  names: ReadonlyMap<string, Field>,
): ArtunitError {
  const renamed = Object.hasOwn(dataset.renamed, name) ? dataset.renamed[name] : undefined;
  const suggestion = renamed ?? nearest(name, [...names.keys()]);
  const hint = suggestion ? `Did you mean "${suggestion}"?` : listed([...names.keys()]);
  return new ArtunitError(
    "unknown-field",
    `There is no field "${shown(name)}" to sort by (character ${position} of "sort"). ${hint}`,
    { field: shown(name), position, ...(suggestion ? { suggestion } : {}) },
  );
}
