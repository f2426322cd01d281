/** A wording that decides something, as it is declared: for a patent lawyer to judge and for a test to run. */
export interface Wording {
  /** Unique; findings give it in `because`, and docs/reference/patterns.md prints it. */
  readonly name: string;
  /** What it means where these words stand, in a sentence. */
  readonly says: string;
  /** The MPEP section, form paragraph or rule that the words come from, where there is one. */
  readonly from?: string;
  /** Words it finds. They are in lower case where the text it is asked of is. */
  readonly matches: readonly string[];
  /** Words that look like it and that it must leave alone. */
  readonly not: readonly string[];
  /**
   * How the words begin at which a text is asked for it, in lower case, at least three characters each: the scan looks for these
   * beginnings and for nothing else, so every example has one of them. Left out where it is asked of a passage already found.
   */
  readonly stems?: readonly string[];
  /** `y` is asked at a place of a scan, `g` everywhere in a text, `i` in any case; a pattern made with `re` has no flags of its own. */
  readonly flags?: "y" | "g" | "i" | "gi";
  /** The pattern itself; of several, any. Long ones are put together from named parts with `re`. */
  readonly is: RegExp | readonly RegExp[];
}

export interface DeclaredPattern extends Omit<Wording, "is" | "flags"> {
  readonly group: string;
  readonly pattern: RegExp;
}

export interface PatternGroup {
  readonly title: string;
  readonly about: string;
}

const GROUPS: PatternGroup[] = [];
const DECLARED: DeclaredPattern[] = [];
const NAMES = new WeakMap<RegExp, string>();
const STEMS = new WeakMap<RegExp, readonly string[]>();

/**
 * Opens a group of wordings that a lawyer would look up together; the function it returns declares one. What that gives
 * back is the bare RegExp, so that asking it costs what any other costs.
 */
export function patternsOn(title: string, about: string): (wording: Wording) => RegExp {
  GROUPS.push({ title, about });
  return ({ is, flags, ...wording }) => {
    const whole = is instanceof RegExp ? is : anyOf(is);
    const pattern = flags === undefined ? whole : new RegExp(whole.source, flags);
    DECLARED.push({ ...wording, group: title, pattern });
    NAMES.set(pattern, wording.name);
    if (wording.stems) STEMS.set(pattern, wording.stems);
    return pattern;
  };
}

/** The name a pattern was declared under. */
export function nameOf(pattern: RegExp): string {
  return NAMES.get(pattern)!;
}

/** The beginnings of words at which the scan finds the places to ask a pattern at. Always the same list for a pattern. */
export function stemsOf(pattern: RegExp): readonly string[] {
  return STEMS.get(pattern)!;
}

/** The stems of all wordings: what one scan of a text looks for. */
export function declaredStems(): readonly string[] {
  return DECLARED.flatMap(({ stems = [] }) => stems);
}

/** Every declared pattern, by group, in the order of declaration: for the reference and for the tests. */
export function declaredPatterns(): readonly (PatternGroup & {
  readonly patterns: readonly DeclaredPattern[];
})[] {
  return GROUPS.map((group) => ({
    ...group,
    patterns: DECLARED.filter((one) => one.group === group.title),
  }));
}

/** Several patterns as one that finds any of them, tried in their order. They share the flags of the first. */
function anyOf(patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"), patterns[0]!.flags);
}

/** A pattern put together from named parts: re`${CLAIMS}\s+${ARE}\s+rejected`. A part keeps together. */
export function re(strings: TemplateStringsArray, ...parts: readonly RegExp[]): RegExp {
  return new RegExp(joined(strings, parts));
}

/**
 * A part that is an alternative of its own stands bare: the engine sorts the alternatives of one group by how they begin,
 * and would not see through a group within it.
 */
function joined(strings: TemplateStringsArray, parts: readonly RegExp[]): string {
  return strings.raw.reduce((before, piece, index) => {
    const part = parts[index - 1]!.source;
    const isAlternative = /(?:^|[^\\](?:\||\(|\(\?[:=!]))$/.test(before) && /^(?:$|[|)])/.test(piece);
    return before + (isAlternative ? part : `(?:${part})`) + piece;
  });
}

/** A part of several wordings: the verb, not the month of "May 3" and "May of 2019". */
export const MAY = /may(?!,?\s+(?:of\s+)?\d)/;
