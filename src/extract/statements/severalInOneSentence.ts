import { asSet, type ClaimList, claimListsIn, readClaimList } from "../claims/index.js";
import { inferGround, laterGrounds, readGrounds, saysProvisional } from "../grounds/index.js";
import {
  APPORTIONED,
  CLAUSE_TAIL,
  LIKEWISE,
  OTHER_PREDICATE,
  RESPECTIVELY,
  RESPECTIVELY_AT_ONCE,
  SHARES_THE_VERB,
} from "../vocabulary/index.js";
import type { RejectionStatement } from "./statement.js";

/** "claim(s)" with its blanks. */
const CLAIM_WORD = 10;

/** A sentence that goes on with further claims does so within this reach: work in it stays bounded. */
const CLAUSES_REACH = 2_000;
/** "are likewise under": the words between further claims and their statute. */
const TAIL_REACH = 60;
/** A statute, or a reason that tells it, behind further claims. */
const STATUTE_REACH = 160;
const REASON_REACH = 300;
/** "provisionally" behind the claims. */
const PROVISIONAL_REACH = 40;
/** ", as are claims 9 and 10" behind the verb. */
const LIKEWISE_REACH = 300;
/** ", (respectively": no more stands before the word. */
const RESPECTIVELY_REACH = 20;

/**
 * "Claims 1-4 are rejected under 35 U.S.C. 101, claims 5-6 under 35 U.S.C. 112(b)": one verb or noun rejects several
 * lists, each with its own statute or art.
 */
export function withFurtherClauses(lower: string, given: RejectionStatement): RejectionStatement[] {
  const statement = withLikewise(lower, given);
  if (statement.claims.length === 0 || statement.grounds.length === 0) return [statement];
  const shares = statement.form === "noun" ? apportioned(lower, statement) : [];
  if (shares.length > 0) return shares;
  const each = respective(lower, statement);
  return each.length > 0 ? each : furtherClauses(lower, statement);
}

function furtherClauses(lower: string, statement: RejectionStatement): RejectionStatement[] {
  const clauses = [statement];
  let from = statement.reasonsStart;
  const end = Math.min(statement.span.end, from + CLAUSES_REACH);
  const predicateEnd = statement.span.end;
  for (const list of claimListsIn(lower, from, end)) {
    if (list.start < from) continue;
    const between = lower.slice(from, list.start);
    if (OTHER_PREDICATE.test(between)) break;
    if (!SHARES_THE_VERB.test(between)) continue;
    const tail = CLAUSE_TAIL.exec(lower.slice(list.end, Math.min(end, list.end + TAIL_REACH)));
    if (!tail) continue;
    const at = list.end + tail[0].length;
    const before = clauses.pop()!;
    clauses.push({ ...before, span: { start: before.span.start, end: list.start }, predicateEnd });
    clauses.push({
      ...ofClaims(statement, list),
      ...groundsAt(lower, at, end, statement),
      predicateEnd,
      placeholder: list.placeholder,
      span: { start: list.start, end: statement.span.end },
      provisional: saysProvisional(lower.slice(list.end, at + PROVISIONAL_REACH)),
      rule: `${statement.rule}/further-clause`,
    });
    from = clauses.at(-1)!.reasonsStart;
  }
  return clauses;
}

/** The statute of a further clause, or what its reason tells, or that of the first. */
function groundsAt(lower: string, at: number, end: number, statement: RejectionStatement) {
  const grounds = readGrounds(lower, at, end) ?? laterGrounds(lower, at, Math.min(end, at + STATUTE_REACH));
  const inferred = grounds ? null : inferGround(lower.slice(at, Math.min(end, at + REASON_REACH)));
  return {
    grounds: grounds?.items ?? (inferred ? [inferred] : statement.grounds),
    preAia: grounds?.preAia ?? statement.preAia,
    reasonsStart: grounds?.end ?? at,
    letterSlips: grounds?.slips ?? [],
  };
}

/** The same statement made of other claims. */
function ofClaims(statement: RejectionStatement, list: ClaimList): RejectionStatement {
  return {
    ...statement,
    claims: list.claims,
    claimSpan: { start: list.start, end: list.end },
    dependentsInherit: list.dependentsInherit,
    slips: list.slips,
  };
}

/** "Claim 8 is rejected for the same reason, as are claims 9 and 10": they are rejected by the same verb. */
function withLikewise(lower: string, statement: RejectionStatement): RejectionStatement {
  if (statement.form !== "verb" || statement.claims.length === 0) return statement;
  const { start } = statement.word;
  const { end } = statement.span;
  const match = LIKEWISE.exec(lower.slice(start, Math.min(end, start + LIKEWISE_REACH)));
  if (!match) return statement;
  const at = start + match.index + match[0].length;
  const list = claimListsIn(lower, at, end)[0];
  if (list?.start !== at) return statement;
  return { ...statement, claims: asSet([...statement.claims, ...list.claims]) };
}

/** "Claims 1-4 and 5-6 are rejected under 102(b) and 103(a), respectively": each list has the ground of its place. */
function respective(lower: string, statement: RejectionStatement): RejectionStatement[] {
  const { grounds, claimSpan, word, reasonsStart } = statement;
  if (grounds.length < 2 || !claimSpan) return [];
  const isSaid =
    RESPECTIVELY.test(lower.slice(word.start, reasonsStart)) ||
    RESPECTIVELY_AT_ONCE.test(lower.slice(reasonsStart, reasonsStart + RESPECTIVELY_REACH));
  if (!isSaid) return [];
  const { start: claimStart, end: claimEnd } = claimSpan;
  const beginnings = (pattern: RegExp, first: readonly number[]) => [
    ...first,
    ...[...lower.slice(claimStart, claimEnd).matchAll(pattern)].map(
      (match) => claimStart + match.index + match[0].length,
    ),
  ];
  // By the word "claims" where each list has it, else by "and".
  let starts = beginnings(/(?=\bclaims?\b)/g, []);
  if (starts.length !== grounds.length) starts = beginnings(/,?\s+and\s+/g, [claimStart]);
  if (starts.length !== grounds.length) return [];
  const shares: RejectionStatement[] = [];
  for (const [index, start] of starts.entries()) {
    const word = /^claims?(?:\s?\(s\))?/.exec(lower.slice(start, start + CLAIM_WORD));
    const list = readClaimList(lower, start + (word?.[0].length ?? 0), starts[index + 1] ?? claimEnd);
    if (!list) return [];
    shares.push({
      ...statement,
      grounds: [grounds[index]!],
      claims: list.claims,
      slips: list.slips,
      rule: `${statement.rule}/respective`,
    });
  }
  return shares;
}

/** "The rejection of claims 1-7 is withdrawn with respect to claims 3-4 and maintained with respect to claims 5-7". */
function apportioned(lower: string, statement: RejectionStatement): RejectionStatement[] {
  const from = statement.claimSpan!.end;
  const { end } = statement.span;
  const shares: RejectionStatement[] = [];
  for (const match of lower.slice(from, end).matchAll(APPORTIONED)) {
    let list = claimListsIn(lower, from + match.index + match[0].length, end)[0];
    if (!list) continue;
    const verb = match[1]!;
    const ends = verb === "withdrawn" || verb === "overcome" || verb === "moot";
    const introduction = ends ? verb : "maintained";
    // "Maintained as to claims 7-9 and extended to claims 1-6": one rejection of them all.
    if (verb === "extended") list = { ...list, claims: asSet([...statement.claims, ...list.claims]) };
    const same = shares.findIndex((share) => share.introduction === introduction);
    if (same >= 0) {
      shares[same] = { ...shares[same]!, claims: asSet([...shares[same]!.claims, ...list.claims]) };
      continue;
    }
    shares.push({
      ...ofClaims(statement, list),
      mood: "apportioned",
      introduction,
      rule: "noun/apportioned",
    });
  }
  return shares;
}
