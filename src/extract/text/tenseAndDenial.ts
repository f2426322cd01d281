import {
  ADVERBS_ALONE,
  CONTINUES_TO_BE,
  FORMERLY,
  PARTED_BY_ANOTHER,
  VERB_ADVERBS,
  VERB_BEFORE,
  VERB_DENIED_BY,
  VERB_NOW,
  VERB_PARTED,
  VERB_PERHAPS,
} from "../vocabulary/index.js";

/** No verb group has more words. */
const MOST_WORDS = 14;

/** How the words before "rejected" and its like put it. */
export interface VerbGroup {
  readonly length: number;
  readonly aux: "present" | "past" | "perfect" | "none";
  readonly modal: boolean;
  readonly negated: boolean;
  /** "were previously rejected", "originally rejected": told of an earlier action. */
  readonly formerly: boolean;
}

/**
 * Reads the words before "rejected" backwards: "are, therefore, also", "have been", "would be". Long and branched because what
 * a word means depends on all that were read behind it: it is a small automaton, a case for each word of an auxiliary.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a small automaton, a case for each word of an auxiliary.
export function readVerbGroup(before: string): VerbGroup {
  let end = before.length;
  let aux: VerbGroup["aux"] = "none";
  let modal = false;
  let negated = false;
  let formerly = false;
  let sawBe = false;
  let taken = before.length;
  for (let count = 0; count < MOST_WORDS; count++) {
    while (end > 0 && partsWords(before.charCodeAt(end - 1))) end--;
    let from = end;
    while (from > 0 && !partsWords(before.charCodeAt(from - 1))) from--;
    let word = before.slice(from, end);
    if (!/^[a-z]+$/.test(word)) word = word.replace(/^["'[]+|["'.\]]+$/g, "");
    if (word === "") break;
    if (VERB_DENIED_BY.has(word)) negated = true;
    else if (VERB_NOW.has(word) && aux === "none") aux = "present";
    else if (VERB_BEFORE.has(word) && aux === "none") aux = "past";
    else if (word === "been") {
      aux = "perfect";
      sawBe = true;
    } else if (word === "be" || word === "being") {
      sawBe = true;
      if (word === "be" && !CONTINUES_TO_BE.test(before.slice(0, end))) modal = true;
    } else if (word === "have" || word === "has" || word === "had") {
      if (aux === "none" && !sawBe) break;
      if (word === "had") aux = "past";
    } else if (word === "must" && sawBe && aux === "none") aux = "present";
    else if (VERB_PERHAPS.has(word) && (aux !== "none" || sawBe || taken < before.length)) {
      if (word === "if" && aux === "present") break;
      modal = true;
    } else if (!isAdverb(word) || (word === "and" && aux !== "none")) {
      if (aux !== "none" || sawBe || modal) break;
      const rest = before.slice(0, taken).trimEnd();
      const parted = rest.endsWith(",") || rest.endsWith(")") ? VERB_PARTED.exec(rest) : null;
      if (!parted || PARTED_BY_ANOTHER.test(parted[2]!)) break;
      end = parted.index + parted[0].indexOf(parted[1]!) + parted[1]!.length;
      taken = end;
      continue;
    } else if (
      (word === "each" || word === "all" || word === "both" || word === "as" || word === "to") &&
      aux !== "none"
    )
      break;
    else if (FORMERLY.test(word)) formerly = true;
    taken = from;
    end = from;
  }
  // Drop trailing adverbs taken without any verb behind them, so that the list can be read.
  if (aux === "none" && !sawBe && !modal) {
    const bare = ADVERBS_ALONE.exec(before);
    return {
      length: bare ? bare[1]!.length : before.length - before.trimEnd().length,
      aux: "none",
      modal: false,
      negated,
      formerly,
    };
  }
  if (sawBe && aux === "none" && !modal)
    return { length: before.length - taken, aux: "none", modal: false, negated, formerly };
  return { length: before.length - taken, aux: aux === "none" ? "present" : aux, modal, negated, formerly };
}

/** Blanks and the marks , ; : ( ) */
function partsWords(code: number): boolean {
  return code <= 32 || code === 44 || code === 59 || code === 58 || code === 40 || code === 41;
}

/** Words that may stand between the verb's parts: those listed, and whatever ends like an adverb. */
function isAdverb(word: string): boolean {
  return VERB_ADVERBS.has(word) || (word.length > 4 && word.endsWith("ly") && /^[a-z]+$/.test(word));
}
