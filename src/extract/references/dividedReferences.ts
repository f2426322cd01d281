import { matchesOf, within } from "../text/index.js";
import {
  ADMITTED_OR_OFFICIAL,
  AS_APPLIED_TO,
  AS_EVIDENCED_BY,
  BARE_NAMES,
  CHOOSES_AMONG,
  CLAIMS_OF_NEXT,
  CONJUNCTION_OR,
  DIVIDES_IN_PART,
  ENDS_WITH_ET_AL,
  ENDS_WITH_YEAR,
  GOES_ON_WITH,
  IN_VIEW_OF,
  NAME_ALONE,
  NAME_AND_COMMA,
  NAME_AND_NUMBER,
  NAME_AT_END,
  NAME_BETWEEN_NUMBERS,
  NAME_ET_AL,
  NAME_PARTICLE,
  NO_NAMES,
  NOTICE_AT_END,
  NUMBER_OF_SAME,
  PARTICLE_AND_NAME,
  WORK_BY,
} from "../vocabulary/index.js";
import { isNameWord } from "./names.js";
import { admittedPriorArt, isNoReference } from "./officialNoticeAndAdmissions.js";
import type { CitingAction } from "./references.js";

/** A short name with its "et al." and its bracket is a whole reference. */
const NAME_WITH_MORE = 24;
/** A number, a short name, right behind what divides. */
const NUMBER_BEHIND = 40;
const NAME_BEHIND = 60;
/** A bare name between commas was met before, in this action's sections on its art. */
const MET_BEFORE = 60_000;

interface Piece {
  start: number;
  end: number;
  evidence: boolean;
}

/** Cuts the list at "in view of", "and", commas; brackets keep their content together. */
export function divide(action: CitingAction, start: number, stop: number): Piece[] {
  const { lower } = action.text;
  const text = lower.slice(start, stop);
  const cuts: { at: number; to: number; evidence: boolean }[] = [];
  const depth = bracketDepth(text);
  const add = (pattern: RegExp, evidence: boolean) => {
    for (const { 0: words, index } of matchesOf(pattern, text))
      if (words.length > 0 && depth[index] === 0)
        cuts.push({ at: index, to: index + words.length, evidence });
  };
  add(IN_VIEW_OF, false);
  add(AS_EVIDENCED_BY, true);
  // "as applied to claims 1 and 10 above": no reference stands in it.
  for (const { 0: words, index } of matchesOf(AS_APPLIED_TO, text))
    if (words.length > 0) cuts.push({ at: index, to: index + words.length, evidence: false });
  cuts.sort((a, b) => a.at - b.at || b.to - a.to);
  const rough: Piece[] = [];
  let from = 0;
  let evidence = false;
  for (const cut of cuts) {
    if (cut.at < from) {
      if (cut.to > from) {
        from = cut.to;
        evidence = evidence || cut.evidence;
      }
      continue;
    }
    if (cut.at > from) rough.push({ start: start + from, end: start + cut.at, evidence });
    from = cut.to;
    evidence = cut.evidence;
  }
  if (from < text.length) rough.push({ start: start + from, end: stop, evidence });
  return rough
    .flatMap((piece) => divideByCommas(action, piece))
    .flatMap((piece) => divideBehindNumbers(action, piece));
}

/** "Smith 5,890,015 Jones 6,992,580": a number and a name divide where nothing else does. */
function divideBehindNumbers(action: CitingAction, { start, end, evidence }: Piece): Piece[] {
  const numbers = within(action.numbers, start, end);
  const pieces: Piece[] = [];
  let from = start;
  for (const [at, number] of numbers.slice(0, -1).entries()) {
    const name = NAME_BETWEEN_NUMBERS.exec(action.text.clean.slice(number.end, numbers[at + 1]!.start));
    if (!name || !isNameWord(name[1]!)) continue;
    pieces.push({ start: from, end: number.end, evidence });
    from = number.end;
  }
  return [...pieces, { start: from, end, evidence }];
}

/** A comma or "and" divides two references only if both sides can stand alone. */
function divideByCommas(action: CitingAction, piece: Piece): Piece[] {
  const { lower, clean } = action.text;
  const text = lower.slice(piece.start, piece.end);
  const depth = bracketDepth(text);
  const parts: Piece[] = [];
  const written = clean.slice(piece.start, piece.end).replace(NOTICE_AT_END, " and Notice");
  const areNames = BARE_NAMES.test(written) && written.match(/[A-Z][\w'-]+/g)!.every(isNameWord);
  let from = piece.start;
  DIVIDES_IN_PART.lastIndex = 0;
  for (let match = DIVIDES_IN_PART.exec(text); match; match = DIVIDES_IN_PART.exec(text)) {
    if (depth[match.index]! > 0) continue;
    const at = piece.start + match.index;
    const to = at + match[0].length;
    const left = clean.slice(from, at);
    const right = clean.slice(to, piece.end);
    if (
      (at > from && areNames) ||
      (at > from &&
        leftCanEnd(action, from, at, left, CONJUNCTION_OR.test(match[0])) &&
        rightCanBegin(action, to, right, match[0]))
    ) {
      parts.push({ start: from, end: at, evidence: piece.evidence });
      from = to;
    }
  }
  parts.push({ start: from, end: piece.end, evidence: piece.evidence });
  return parts;
}

function leftCanEnd(
  action: CitingAction,
  start: number,
  end: number,
  left: string,
  conjunction: boolean,
): boolean {
  const trimmed = left.trim().replace(CHOOSES_AMONG, "");
  if (trimmed.length < 2) return false;
  const numbered = within(action.numbers, start, end).length > 0;
  if (numbered) return true;
  const lower = trimmed.toLowerCase();
  if (admittedPriorArt(lower) || (conjunction && isNoReference(lower))) return true;
  const mention = within(action.mentions, start, end);
  if (mention.length > 0 && trimmed.length < mention[0]!.name.length + NAME_WITH_MORE) return true;
  if (/\)$/.test(trimmed)) return true;
  if (/["']$/.test(trimmed) && !conjunction) return false;
  if (NAME_ALONE.test(trimmed) && isNameWord(trimmed.split(/\s/)[0]!))
    return conjunction || ENDS_WITH_ET_AL.test(trimmed);
  return conjunction && ENDS_WITH_YEAR.test(trimmed);
}

function rightCanBegin(action: CitingAction, at: number, right: string, separator: string): boolean {
  right = right.replace(WORK_BY, "");
  const first = /^[\s"'(]*([^\s,;.]+)/.exec(right)?.[1];
  if (!first) return false;
  const number = within(action.numbers, at, at + NUMBER_BEHIND)[0];
  if (number && (number.start - at < 4 || leadsToNumber(action.text.clean.slice(at, number.start)))) {
    // "Lin et al, US 7,993,972" is one reference; "…), US 6,123,456" another.
    return !/^,\s*$/.test(separator);
  }
  if (GOES_ON_WITH.test(first)) return false;
  if (NUMBER_OF_SAME.test(first) && /^,/.test(separator.trim())) return false;
  // "claims 1-4 of U.S. Patent No. 9,111,222, claims 1-3 of U.S. Patent No. 9,222,333"
  if (CLAIMS_OF_NEXT.test(right)) return true;
  if (ADMITTED_OR_OFFICIAL.test(first)) return true;
  const mention = within(action.mentions, at, at + NAME_BEHIND)[0];
  if (mention && mention.start - at < 3) return true;
  if (!isNameWord(first)) return NAME_PARTICLE.test(first) && PARTICLE_AND_NAME.test(right);
  if (NAME_ET_AL.test(right.trimStart())) return true;
  if (NAME_AND_NUMBER.test(right.trimStart())) return true;
  // "over Smith, Jones, and Brown": a bare name between commas, met before.
  if (
    NAME_AND_COMMA.test(right.trimStart()) &&
    within(action.mentions, Math.max(0, at - NAME_BEHIND), at).length > 0 &&
    action.text.clean.slice(Math.max(0, at - MET_BEFORE), at - 1).includes(`${first} `)
  )
    return true;
  return CONJUNCTION_OR.test(separator) && NAME_AT_END.test(right.trimStart());
}

/** "European Patent Application" and then its number: no word of it is a name. */
function leadsToNumber(words: string): boolean {
  return words
    .trim()
    .split(/[\s.,:]+/)
    .every((word) => word === "" || NO_NAMES.has(word.toLowerCase()));
}

/** How many brackets are open at each place: there and back again, since one that never closes must hold nothing. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: two passes over the characters of a list, there and back.
function bracketDepth(text: string): Uint8Array {
  const depth = new Uint8Array(text.length + 1);
  let level = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 40 || code === 91) level++;
    depth[i] = Math.min(level, 255);
    if ((code === 41 || code === 93) && level > 0) level--;
  }
  // An unclosed bracket ("(US 5615109, and further in view of") must not swallow the rest.
  if (level > 0) {
    let open = text.length;
    let seen = 0;
    for (let i = text.length - 1; i >= 0; i--) {
      const code = text.charCodeAt(i);
      if (code === 41 || code === 93) seen++;
      if (code === 40 || code === 91) {
        if (seen > 0) seen--;
        else open = i;
      }
    }
    for (let i = open; i < text.length; i++) if (depth[i]! > 0) depth[i] = depth[i]! - 1;
  }
  return depth;
}
