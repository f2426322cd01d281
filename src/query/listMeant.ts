const VALUE = String.raw`(?:"(?:[^"\\]|\\.)*"|[^\s()[\]{}":]+)(?![^\s)])`;
/** A field with a value, and values behind it that name no field. */
const LIST = new RegExp(
  String.raw`([A-Za-z_][\w.]*):(${VALUE})((?:\s+(?:(?:OR|AND|\|\||&&)\s+)?(?!(?:OR|AND|NOT)\s)${VALUE})+)`,
  "g",
);
const CONNECTIVE = /\s(?:OR|AND|\|\||&&)\s/;
/** Numbers and codes, which are no words of one value. */
const CODE = /^[A-Z]{0,4}[\d/,.-]*\d[A-Z]?\d?$/;

/**
 * What was meant by `field:1 OR 2`, of which the second value names no field: `field:(1 OR 2)`. Null where nothing of the kind holds
 * the place `at`; words with blanks between them are rather one value in quotes.
 */
export function listMeant(written: string, at: number): string | null {
  for (const { 0: whole, 1: name, 2: first = "", 3: rest = "", index } of written
    .slice(0, LONGEST)
    .matchAll(LIST)) {
    if (at < index || at >= index + whole.length) continue;
    const values = [first, ...rest.trim().split(/\s+/)].filter((each) => !/^(?:OR|AND|\|\||&&)$/.test(each));
    if (CONNECTIVE.test(rest)) return `${name}:(${first}${rest})`;
    return values.every((each) => CODE.test(each)) ? `${name}:(${values.join(" OR ")})` : null;
  }
  return null;
}

/** Of criteria so much is looked at, and repeated. */
const LONGEST = 500;
