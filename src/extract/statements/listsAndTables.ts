import { type ClaimList, claimListsIn, readClaimList } from "../claims/index.js";
import { type Grounds, laterGrounds, readGrounds, saysProvisional } from "../grounds/index.js";
import { type Action, sectionAt, sentenceIndexAt } from "../text/index.js";
import {
  CELL_OF_CLAIMS,
  ITEM_ART_FIRST,
  ITEM_BARE_STATUTE,
  ITEM_CLAIMS_BEHIND,
  ITEM_ENDED,
  ITEM_GROUND,
  ITEM_LEAD,
  ITEM_NEXT,
  ITEM_REJECTS_ITSELF,
  ITEM_STATUTE_FIRST,
  LIST_HEADING,
  LIST_INTRODUCTION,
  STATUTE_COLUMN_FIRST,
  stemsOf,
  TABLE_HEADING,
} from "../vocabulary/index.js";
import type { RejectionStatement } from "./statement.js";

/** Where a sentence may open a list or a table. */
const LIST_STEMS = [LIST_INTRODUCTION, LIST_HEADING, TABLE_HEADING].flatMap(stemsOf);
const MOST_ITEMS = 200;
const LONGEST_ITEM = 4_000;
const LONGEST_INTRODUCTION = 200;
/** An item that is none ends a list; one is forgiven, and two among the rows of a table. */
const MISSES_OF_LIST = 1;
const MISSES_OF_TABLE = 2;
/** Numbering and bullets of an item; its claims; what parts them from the statute; a statute; the verb of its own. */
const LEAD_REACH = 40;
const CLAIMS_REACH = 400;
const APART_REACH = 60;
const STATUTE_REACH = 14;
const CLAIMS_BEHIND_REACH = 20;
const OWN_VERB_REACH = 60;

/**
 * Rejections told as the items of a list or the rows of a table, whose verb stands in the words before them: "The claims
 * are rejected as follows: a. claims 1-4 under 35 U.S.C. 103 over Smith; …", "Claims | Basis | References". One pass over words and
 * the lists they open, so that no list is read twice.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one walk over the items of a list, each with its own sort of claims and verb.
export function findListed(action: Action): RejectionStatement[] {
  const { starts } = action.sentences;
  const found: RejectionStatement[] = [];
  let index = 0;
  let until = 0;
  let asked = -1;
  for (const place of action.text.keywords.ofAny(LIST_STEMS)) {
    if (found.length > MOST_ITEMS) break;
    while (index < starts.length - 1 && starts[index + 1]! <= place) index++;
    if (place < until || place - starts[index]! > LONGEST_INTRODUCTION) continue;
    // What a sentence opens does not depend on the word by which it was found.
    if (index === asked) continue;
    asked = index;
    const list = listOpenedBy(action, index);
    if (!list) continue;
    let missed = 0;
    for (const piece of list.pieces) {
      const statement = readItem(action, piece, list.introduction);
      if (statement) found.push(statement);
      missed = statement ? 0 : missed + 1;
      if (missed > (piece.inTable ? MISSES_OF_TABLE : MISSES_OF_LIST) || found.length > MOST_ITEMS) break;
      until = piece.end;
    }
  }
  return found;
}

interface List {
  /** What is said of every item; "" where only a heading stands. */
  readonly introduction: string;
  readonly pieces: Iterable<Piece>;
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly inTable: boolean;
  /** The head of the table says that the statute stands before the claims. */
  readonly opensWithStatute: boolean;
}

/** The list or table that a sentence opens; null if it opens none. */
function listOpenedBy(action: Action, index: number): List | null {
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  const start = starts[index]!;
  const end = ends[index]!;
  const text = lower.slice(start, Math.min(end, start + LONGEST_INTRODUCTION));
  const introduction = LIST_INTRODUCTION.exec(text)?.[0] ?? "";
  if (TABLE_HEADING.test(text)) return { introduction, pieces: rowsBelow(lower, start, text) };
  if (introduction === "" && !LIST_HEADING.test(text)) return null;
  const next = lower.slice(starts[index + 1] ?? end, ends[index + 1] ?? end);
  const pieces = TABLE_HEADING.test(next)
    ? rowsBelow(lower, starts[index + 1]!, next)
    : itemsAfter(action, index, start + (introduction === "" ? text.length : introduction.length));
  return { introduction, pieces };
}

function* rowsBelow(lower: string, start: number, head: string): Generator<Piece> {
  const opensWithStatute = STATUTE_COLUMN_FIRST.test(head);
  let at = lower.indexOf("\n", start);
  while (at >= 0 && at < lower.length) {
    const next = lower.indexOf("\n", at + 1);
    const end = Math.min(next < 0 ? lower.length : next, at + LONGEST_ITEM);
    if (end > at + 3) yield { start: at + 1, end, inTable: true, opensWithStatute };
    at = next;
  }
}

/** What follows an introduction, in its own sentence and in those behind it, cut where an item ends. */
function* itemsAfter(action: Action, sentence: number, from: number): Generator<Piece> {
  const { starts, ends } = action.sentences;
  for (let index = sentence; index < starts.length; index++) {
    let start = Math.max(from, starts[index]!);
    const end = Math.min(ends[index]!, start + LONGEST_ITEM);
    if (start >= end) continue;
    while (start < end) {
      const next = ITEM_NEXT.exec(action.text.lower.slice(start, end));
      const itemEnd = next ? start + next.index : end;
      if (action.text.lower.slice(start, itemEnd).trim() !== "")
        yield { start, end: itemEnd, inTable: false, opensWithStatute: false };
      start = itemEnd + (next?.[0].length ?? 0);
      if (!next) break;
    }
  }
}

/** "claims 1-4 under 35 U.S.C. 103 over Smith", "§ 103: claims 1-4", in a table "1-4 | § 103 | Smith". */
function readItem(action: Action, piece: Piece, introduction: string): RejectionStatement | null {
  const { lower } = action.text;
  const { start, end } = piece;
  const item = claimsAndGrounds(lower, piece);
  if (!item || item.claims.claims.length === 0) return null;
  const { claims, grounds } = item;
  if (ITEM_REJECTS_ITSELF.test(lower.slice(claims.end, Math.min(end, claims.end + OWN_VERB_REACH))))
    return null;
  if (ITEM_ENDED.test(lower.slice(claims.end, end))) return null;
  return {
    form: "verb",
    mood: "listed",
    isFormer: false,
    isOfOther: false,
    lead: { start, end: start },
    introduction,
    grounds: grounds.items,
    groundsFromContext: false,
    preAia: grounds.preAia,
    claims: claims.claims,
    claimSpan: { start: claims.start, end: claims.end },
    dependentsInherit: claims.dependentsInherit,
    placeholder: false,
    span: { start, end },
    word: { start: claims.start, end: claims.start },
    predicateEnd: end,
    reasonsStart: item.reasonsStart,
    sentence: sentenceIndexAt(action.sentences, start),
    section: sectionAt(action.sections, start),
    provisional: saysProvisional(lower.slice(start, end)),
    opens: true,
    slips: claims.slips,
    letterSlips: grounds.slips,
    rule: "listed",
    confidence: 0.75,
  };
}

function claimsAndGrounds(
  lower: string,
  { start, end, inTable, opensWithStatute }: Piece,
): { readonly claims: ClaimList; readonly grounds: Grounds; readonly reasonsStart: number } | null {
  const from = start + ITEM_LEAD.exec(lower.slice(start, Math.min(end, start + LEAD_REACH)))![0].length;
  const list = opensWithStatute ? null : listAt(lower, from, end, inTable);
  if (list) {
    const behind = lower.slice(list.end, Math.min(end, list.end + APART_REACH));
    const apart = ITEM_GROUND.exec(behind);
    const grounds = apart && readGrounds(lower, list.end + apart[0].length, end);
    if (grounds) return { claims: list, grounds, reasonsStart: Math.max(grounds.end, list.end) };
    const later = ITEM_ART_FIRST.test(behind) ? laterGrounds(lower, list.end, end) : null;
    return later && { claims: list, grounds: later, reasonsStart: list.end };
  }
  if (!ITEM_STATUTE_FIRST.test(lower.slice(from, from + STATUTE_REACH))) return null;
  const grounds = readGrounds(lower, from, end);
  if (!grounds) return null;
  const leadsToClaims = opensWithStatute ? CELL_OF_CLAIMS : ITEM_CLAIMS_BEHIND;
  const behind = leadsToClaims.exec(lower.slice(grounds.end, grounds.end + CLAIMS_BEHIND_REACH));
  const claims = behind && listAt(lower, grounds.end + behind[0].length, end, opensWithStatute);
  return claims && { claims, grounds, reasonsStart: Math.max(grounds.end, claims.end) };
}

function listAt(lower: string, at: number, end: number, inTable: boolean): ClaimList | null {
  const bare = ITEM_BARE_STATUTE.exec(lower.slice(at, Math.min(end, at + CLAIMS_REACH)));
  const to = bare ? at + bare.index : end;
  const list = claimListsIn(lower, at, Math.min(to, at + CLAIMS_REACH))[0];
  if (list?.start === at) return list;
  const isNumber = /^\d/.test(lower.slice(at, at + 1));
  const isStatute = ITEM_STATUTE_FIRST.test(lower.slice(at, at + STATUTE_REACH));
  return isNumber && (inTable || !isStatute) ? readClaimList(lower, at, to) : null;
}
