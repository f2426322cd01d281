/**
 * What the portal's syntax means, a second time: plain TypeScript over JSON objects, written from the office's "Simplified
 * Query Syntax" and nothing of ours. It knows words, phrases, wildcards, ranges, comparisons, AND, OR, NOT, groups.
 */
export type Asked =
  | { readonly kind: "word"; readonly field: string | null; readonly word: string }
  | { readonly kind: "phrase"; readonly field: string; readonly words: readonly string[] }
  | { readonly kind: "wildcard"; readonly field: string; readonly pattern: string }
  | { readonly kind: "between"; readonly field: string; readonly from: string; readonly to: string }
  | { readonly kind: "from"; readonly field: string; readonly from: string }
  | { readonly kind: "and" | "or"; readonly parts: readonly Asked[] }
  /** What the first finds without what the second does. */
  | { readonly kind: "but"; readonly found: Asked; readonly without: Asked };

/** As somebody would write it in `q`. */
export function written(asked: Asked): string {
  switch (asked.kind) {
    case "word":
      return asked.field === null ? asked.word : `${asked.field}:${asked.word}`;
    case "phrase":
      return `${asked.field}:"${asked.words.join(" ")}"`;
    case "wildcard":
      return `${asked.field}:${asked.pattern}`;
    case "between":
      return `${asked.field}:[${asked.from} TO ${asked.to}]`;
    case "from":
      return `${asked.field}:>=${asked.from}`;
    case "and":
    case "or":
      return `(${asked.parts.map(written).join(asked.kind === "and" ? " AND " : " OR ")})`;
    case "but":
      return `(${written(asked.found)} NOT ${written(asked.without)})`;
  }
}

/** Whether a record is found. */
export function finds(asked: Asked, record: unknown): boolean {
  switch (asked.kind) {
    case "word":
      return (asked.field === null ? allValues(record) : valuesOf(record, asked.field)).some((value) =>
        wordsOf(value).includes(asked.word.toLowerCase()),
      );
    case "phrase":
      return valuesOf(record, asked.field).some((value) =>
        ` ${wordsOf(value).join(" ")} `.includes(` ${asked.words.join(" ").toLowerCase()} `),
      );
    case "wildcard": {
      const source = asked.pattern.toLowerCase().replaceAll("*", ".*").replaceAll("?", ".");
      const pattern = new RegExp(`^${source}$`);
      return valuesOf(record, asked.field).some((value) => wordsOf(value).some((word) => pattern.test(word)));
    }
    case "between":
      return valuesOf(record, asked.field).some((value) => asked.from <= value && value <= asked.to);
    case "from":
      return valuesOf(record, asked.field).some((value) => asked.from <= value);
    case "and":
      return asked.parts.every((each) => finds(each, record));
    case "or":
      return asked.parts.some((each) => finds(each, record));
    case "but":
      return finds(asked.found, record) && !finds(asked.without, record);
  }
}

function valuesOf(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((each) => valuesOf(each, path));
  if (path === "") return typeof value === "string" ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  const [first = "", ...rest] = path.split(".");
  return valuesOf((value as Record<string, unknown>)[first], rest.join("."));
}

function allValues(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(allValues);
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}
