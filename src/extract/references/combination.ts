import {
  ART_BEGINS,
  ART_ENDS,
  BASED_ON_ART,
  CLAIMS_OF_OTHER,
  NAME_BEHIND_STATUTE,
  NEXT_STATEMENT,
  OVER_LEFT_OUT,
  SAME_INVENTION_AS,
} from "../vocabulary/index.js";
import { divide } from "./dividedReferences.js";
import { isNameWord } from "./names.js";
import { isAdmitted, takesOfficialNotice } from "./officialNoticeAndAdmissions.js";
import { type NamedReference, readPiece, sameReference } from "./oneReference.js";
import type { CitingAction } from "./references.js";

/** "claims 1-5 and 8-15 of U.S. Patent No." behind "over". */
const CLAIMS_OF_OTHER_REACH = 500;

export interface Combination {
  readonly references: readonly NamedReference[];
  readonly officialNotice: boolean;
}

const LONGEST_TAIL = 3_000;

/** Reads the references of a rejection from the words behind its statute. */
export function readCombination(
  action: CitingAction,
  from: number,
  to: number,
  isDoublePatenting: boolean,
): Combination {
  const { lower, clean } = action.text;
  const end = Math.min(to, from + LONGEST_TAIL);
  const officialNotice = takesOfficialNotice(lower.slice(from, end));
  const sameInvention = isDoublePatenting ? SAME_INVENTION_AS.exec(lower.slice(from, end)) : null;
  const begin = sameInvention ?? beginOfArt(lower.slice(from, end), clean.slice(from, end));
  if (!begin) return { references: [], officialNotice };
  let start = from + begin.index + begin[0].length;
  if (isDoublePatenting) start = skipForeignClaims(lower, start, end);
  let stop = end;
  let finish = ART_ENDS.exec(lower.slice(start, end));
  if (finish && finish.index < 3 && !isDoublePatenting) {
    // "as anticipated by or, in the alternative, as obvious over Smith": the references stand behind the second reason.
    const again = ART_BEGINS.exec(lower.slice(start + finish.index, end));
    if (again) {
      start += finish.index + again.index + again[0].length;
      finish = ART_ENDS.exec(lower.slice(start, end));
    }
  }
  if (finish && (finish.index > 3 || !isDoublePatenting)) stop = start + finish.index;
  stop = endOfSentenceIn(clean, start, stop);
  return { references: listReferences(action, start, stop, isDoublePatenting), officialNotice };
}

/** The words that lead to the references; where "over" was left out, a name says that they begin. */
function beginOfArt(lower: string, clean: string): RegExpExecArray | null {
  const said = ART_BEGINS.exec(lower);
  const atOnce = NAME_BEHIND_STATUTE.exec(clean);
  if (atOnce && beginsReference(clean.slice(atOnce[0].length))) return atOnce;
  const leftOut = OVER_LEFT_OUT.exec(lower);
  if (leftOut && (!said || leftOut.index < said.index)) {
    const first = /^[^\s,(]+/.exec(clean.slice(leftOut.index + leftOut[0].length));
    if (!said || (first && isNameWord(first[0]))) return leftOut;
  }
  return said ?? BASED_ON_ART.exec(lower);
}

const beginsReference = (words: string) =>
  CODE_OF_OFFICE.test(words) || isNameWord(/^[^\s,(]+/.exec(words)![0]);

const CODE_OF_OFFICE = /^(?:U\.?S\b|WO|EP|JP|KR|CN|DE|GB|FR)/;

/** The references of "Smith (US 6,123,456) in view of Jones", in their order, with their roles. */
export function listReferences(
  action: CitingAction,
  start: number,
  stop: number,
  isDoublePatenting: boolean,
): NamedReference[] {
  const pieces = divide(action, start, stop);
  const references: NamedReference[] = [];
  let primaryGiven = false;
  for (const piece of pieces) {
    const read = readPiece(
      action,
      piece.start,
      piece.end,
      piece.evidence ? "evidentiary" : primaryGiven ? "secondary" : "primary",
      isDoublePatenting,
    );
    if (!read) continue;
    const known = references.find((other) => sameReference(other, read));
    if (known) continue;
    references.push(read);
    if (read.role === "primary" && !isAdmitted(read)) primaryGiven = true;
  }
  return references;
}

/** "over claims 1-5 and 8-15 of U.S. Patent No. …": those claims are the other patent's. */
function skipForeignClaims(lower: string, start: number, end: number): number {
  const match = CLAIMS_OF_OTHER.exec(lower.slice(start, Math.min(end, start + CLAIMS_OF_OTHER_REACH)));
  return match ? start + match[0].length : start;
}

/** Sentence splitting is generous with abbreviations; a stop before a new capitalised statement ends the list. */
function endOfSentenceIn(clean: string, start: number, stop: number): number {
  const text = clean.slice(start, stop);
  const match = NEXT_STATEMENT.exec(text);
  return match ? start + match.index + 1 : stop;
}
