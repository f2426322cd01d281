import { type ClaimList, claimListsIn, readClaimList } from "../claims/index.js";
import { readGrounds } from "../grounds/index.js";
import { type Action, sectionAt, sentenceIndexAt } from "../text/index.js";
import { dispositionOf } from "../vocabulary/index.js";
import type { Candidate } from "./statements.js";

/** Every sentence that opens a list or a table has one of these. */
const LIST_STEMS = ["rej", "statut", "basis", "summary"] as const;

/**
 * Rejections told as the items of a list or the rows of a table, whose verb stands in the words before them: "The claims
 * are rejected as follows: a. claims 1-4 under 35 U.S.C. 103 over Smith; …", "Claims | Basis | References".
 */
export function findListed(action: Action): Candidate[] {
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  const found: Candidate[] = [];
  let index = 0;
  let until = 0;
  for (const place of action.text.keywords.ofAny(LIST_STEMS)) {
    if (found.length > MOST_ITEMS) break;
    while (index < starts.length - 1 && starts[index + 1]! <= place) index++;
    const start = starts[index]!;
    if (place < until || place - start > LONGEST_INTRODUCTION) continue;
    const end = ends[index]!;
    const text = lower.slice(start, Math.min(end, start + LONGEST_INTRODUCTION));
    const introduction = INTRODUCTION.exec(text);
    const standing = introduction ? standingOf(introduction[0]) : "maintained";
    let pieces: Iterable<Piece>;
    if (TABLE_HEAD.test(text)) pieces = linesAfter(lower, start);
    else if (introduction || SUMMARY_HEAD.test(text)) {
      const nextIsTable = TABLE_HEAD.test(lower.slice(starts[index + 1] ?? end, ends[index + 1] ?? end));
      pieces = nextIsTable
        ? linesAfter(lower, starts[index + 1]!)
        : itemsAfter(action, index, start + (introduction?.[0].length ?? text.length));
    } else continue;
    let missed = 0;
    for (const piece of pieces) {
      const candidate = readItem(action, piece, standing);
      if (candidate) found.push(candidate);
      missed = candidate ? 0 : missed + 1;
      if (missed > (piece.inTable ? 2 : 1) || found.length > MOST_ITEMS) break;
      until = piece.end;
    }
  }
  return found;
}

function standingOf(introduction: string): Candidate["standing"] {
  const ended = dispositionOf(introduction);
  if (ended) return ended;
  if (/\bapplicants?\b|\bappellants?\b/.test(introduction)) return "quoted";
  if (/\b(?:maintained|repeated|applicable|are\s+rejected|are\s+made)\b/.test(introduction))
    return "maintained";
  return /\b(?:were|was|had|previous|prior|last|parent)\b/.test(introduction) ? "quoted" : "maintained";
}

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly inTable: boolean;
}

function* linesAfter(lower: string, start: number): Generator<Piece> {
  let at = lower.indexOf("\n", start);
  while (at >= 0 && at < lower.length) {
    const next = lower.indexOf("\n", at + 1);
    const end = Math.min(next < 0 ? lower.length : next, at + LONGEST_ITEM);
    if (end > at + 3) yield { start: at + 1, end, inTable: true };
    at = next;
  }
}

/** What follows an introduction, in its own sentence and in those behind it, cut at semicolons. */
function* itemsAfter(action: Action, sentence: number, from: number): Generator<Piece> {
  const { starts, ends } = action.sentences;
  for (let index = sentence; index < starts.length; index++) {
    let start = Math.max(from, starts[index]!);
    const end = Math.min(ends[index]!, start + LONGEST_ITEM);
    if (start >= end) continue;
    for (const item of action.text.lower.slice(start, end).split(";")) {
      if (item.trim() !== "") yield { start, end: start + item.length, inTable: false };
      start += item.length + 1;
    }
  }
}

const MOST_ITEMS = 200;
const LONGEST_ITEM = 4_000;
const LONGEST_INTRODUCTION = 200;

const INTRODUCTION =
  /^[^:]{0,120}(?:\brejected\s+(?:as\s+follows|on\s+the\s+following\s+grounds?)|\bfollowing\s+(?:grounds?\s+of\s+)?rejections?\b|\brejections?\s+(?:in\s+this\s+(?:office\s+)?action\s+)?(?:are|is)\s+(?:as\s+follows|maintained|withdrawn))[^:]{0,80}:/;
const SUMMARY_HEAD = /^\W*(?:summary|overview|list)\s+of\s+(?:the\s+)?rejections?\b[^.]{0,40}$/;
const TABLE_HEAD =
  /^\W{0,6}claims?(?:\(s\)|\s+(?:rejected|numbers?))?[\s|]{1,20}(?:statutes?|statutory\s+basis|basis|grounds?|sections?|rejections?|35\s+u\.?s\.?c)\b[^.]{0,80}/;
const LEAD =
  /^[\s|*•-]{0,8}(?:and\s+)?(?:\(?(?:\d{1,2}|[a-h]|[ivx]{1,4})[.)]\s{1,4})?(?:and\s+)?(?:the\s+)?(?:rejections?\s+of\s+)?/;
const APART =
  /^[\s|,:;-]{1,24}(?:(?:are|is|stand)\s+)?(?:(?:rejected|unpatentable)\s+)?(?:under\s+|as\s+to\s+)?(?=(?:pre-aia\s+)?(?:35\b|§|1[01]\d\b|section\s+1|u\.s\.c|(?:non-?statutory\s+|obviousness-type\s+)?double\s+patenting))/;

/** "claims 1-4 under 35 U.S.C. 103 over Smith", "§ 103: claims 1-4", in a table "1-4 | § 103 | Smith". */
function readItem(
  action: Action,
  { start, end, inTable }: Piece,
  standing: Candidate["standing"],
): Candidate | null {
  const { lower } = action.text;
  const from = start + LEAD.exec(lower.slice(start, Math.min(end, start + 40)))![0].length;
  const list = listAt(lower, from, end, inTable);
  let claims: ClaimList | null = list;
  let grounds = null;
  if (list) {
    const apart = APART.exec(lower.slice(list.end, Math.min(end, list.end + 60)));
    grounds = apart ? readGrounds(lower, list.end + apart[0].length, end) : null;
  } else if (/^(?:35\b|§|1[01]\d\b|u\.s\.c)/.test(lower.slice(from, from + 8))) {
    grounds = readGrounds(lower, from, end);
    const behind = grounds
      ? /^[\s|:;,-]{1,12}(?=claims?\b)/.exec(lower.slice(grounds.end, grounds.end + 20))
      : null;
    claims = grounds && behind ? (listAt(lower, grounds.end + behind[0].length, end, false) ?? null) : null;
  }
  if (!claims || !grounds || claims.claims.length === 0) return null;
  if (/\breject(?:ed|s|ions?)\b/.test(lower.slice(claims.end, Math.min(end, claims.end + 60)))) return null;
  if (/\b(?:withdrawn|moot|overcome)\b/.test(lower.slice(claims.end, end))) return null;
  return {
    form: "verb",
    standing,
    grounds: grounds.items,
    groundsFromContext: false,
    preAia: grounds.preAia,
    claims: claims.claims,
    claimStart: claims.start,
    claimEnd: claims.end,
    dependentsInherit: claims.dependentsInherit,
    placeholder: false,
    start,
    end,
    at: claims.start,
    tailStart: Math.max(grounds.end, claims.end),
    sentence: sentenceIndexAt(action.sentences, start),
    section: sectionAt(action.sections, start),
    provisional: /provisional/.test(lower.slice(start, end)),
    opens: true,
    slips: claims.slips,
    letterSlips: grounds.slips,
    rule: "listed",
    confidence: 0.75,
  };
}

function listAt(lower: string, at: number, end: number, inTable: boolean): ClaimList | null {
  const list = claimListsIn(lower, at, Math.min(end, at + 400))[0];
  if (list?.start === at) return list;
  return inTable && /^\d/.test(lower.slice(at, at + 1)) ? readClaimList(lower, at, end) : null;
}
