import { type ActionText, isStem } from "../text/index.js";
import { FORM_PARAGRAPHS } from "../vocabulary/index.js";

/** No blank or "(pre-AIA)" between two words of a sign is longer. */
const BETWEEN_WORDS = 20;

/** The form paragraphs of grounds that a text has. */
export interface Forms {
  /** Grounds whose statute is quoted, or that have their preamble. */
  readonly grounds: ReadonlySet<string>;
  /** 7.103: the statute is quoted in an earlier action. */
  readonly elsewhere: boolean;
}

export function formsIn(text: ActionText): Forms {
  const grounds = new Set<string>();
  let elsewhere = false;
  for (const paragraph of QUOTATIONS) {
    if (paragraph.statute && grounds.has(paragraph.statute)) continue;
    if (!hasAnySign(text, paragraph.signs)) continue;
    if (paragraph.number === "7.103") elsewhere = true;
    else if (paragraph.statute) grounds.add(paragraph.statute);
  }
  return { grounds, elsewhere };
}

const QUOTATIONS = FORM_PARAGRAPHS.filter(({ role }) => role === "quotation" || role === "preamble");

/** A raised ground has neither its statute quoted nor its preamble, and no paragraph says that it is quoted elsewhere. */
export function isMissing(raised: ReadonlySet<string>, { grounds, elsewhere }: Forms): boolean {
  if (elsewhere) return false;
  for (const ground of raised) if (!grounds.has(ground)) return true;
  return false;
}

/** The grounds with form paragraphs are others than those with rejections; the paragraphs of 112 are one ground here. */
export function differ(forms: Forms, raised: ReadonlySet<string>): boolean {
  const withForms = withoutLetters(forms.grounds);
  const withSentences = withoutLetters(raised);
  for (const ground of withForms) if (!withSentences.has(ground)) return true;
  if (!forms.elsewhere) for (const ground of withSentences) if (!withForms.has(ground)) return true;
  return false;
}

function withoutLetters(grounds: ReadonlySet<string>): Set<string> {
  const coarse = new Set<string>();
  for (const ground of grounds)
    if (ground !== "112(f)") coarse.add(ground.startsWith("112(") ? "112" : ground);
  return coarse;
}

interface Sign {
  /** The rarest word of the sign. */
  readonly keyword: string;
  /** Longest way from the beginning of the sign to the keyword. */
  readonly reach: number;
  readonly pattern: RegExp;
  /** The sign from the keyword on: most occurrences of the keyword fail here at once. */
  readonly rest: RegExp;
}

const SIGNS = new Map<string, Sign>();

/** Words with any blanks between them; the text may break a line anywhere. */
function readSign(words: string): Sign {
  const known = SIGNS.get(words);
  if (known) return known;
  const parts = words.split(" ");
  // Not the first word: behind a blank, every other one stands where a keyword is found.
  const keyword = parts.slice(1).filter(isStem)[0];
  if (!keyword) throw new Error(`No word of the sign "${words}" is a keyword.`);
  const at = parts.indexOf(keyword, 1);
  const join = (some: readonly string[]) =>
    some
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
      .join("\\s{1,6}(?:\\(?\\s?pre-aia\\s?\\)?\\s{1,3})?");
  const sign: Sign = {
    keyword,
    reach: parts.slice(0, at).join(" ").length + at * BETWEEN_WORDS,
    pattern: new RegExp(join(parts)),
    rest: new RegExp(join(parts.slice(at)), "y"),
  };
  SIGNS.set(words, sign);
  return sign;
}

function hasAnySign({ lower, keywords }: ActionText, signs: readonly string[]): boolean {
  for (const words of signs) {
    const { keyword, reach, pattern, rest } = readSign(words);
    for (const at of keywords.at(keyword)) {
      rest.lastIndex = at;
      if (rest.test(lower) && pattern.test(lower.slice(Math.max(0, at - reach), rest.lastIndex))) return true;
    }
  }
  return false;
}
