import type { Election, Restriction } from "../model.js";
import { type Action, sentenceIndexAt, tidy } from "../text/index.js";
import {
  BEHIND_GROUPS,
  ELECTED,
  ELECTED_THING,
  ELECTED_TRAVERSE,
  ELECTION_ASKED,
  GROUP_OF_CLAIMS,
  REQUIREMENT_WORD,
  RESTRICTION_REQUIRED,
  SPECIES,
  TRAVERSE,
  UNITY,
} from "../vocabulary/index.js";
import { claimListsIn } from "./numbersAndRanges.js";

/** Groups that "lack unity" behind them are listed within this reach before the words; */
const GROUPS_BEFORE = 3_000;
/** a requirement of several pages lists its groups within this reach behind them. */
const GROUPS_BEHIND = 12_000;
/** No requirement has more groups. */
const MOST_GROUPS = 60;
/** "Group I, " and then its claims. */
const CLAIMS_OF_GROUP = 400;
/** "Unity of invention" is spoken of in the paragraph before or behind the requirement. */
const UNITY_NEAR = 1_500;
/** A sentence on the election is read so far, and given so far. */
const ELECTION_SENTENCE = 1_500;
const ELECTION_TOLD = 1_000;

/** No wording of a requirement begins farther before the word that it is sought at, or ends farther behind its beginning. */
const REQUIREMENT_REACH = 250;

/** The first wording that requires a restriction. */
function firstRequirement({ lower, keywords }: Action["text"]): RegExpExecArray | null {
  for (const at of keywords.of(REQUIREMENT_WORD)) {
    REQUIREMENT_WORD.lastIndex = at;
    if (!REQUIREMENT_WORD.test(lower)) continue;
    const from = Math.max(0, at - REQUIREMENT_REACH);
    RESTRICTION_REQUIRED.lastIndex = 0;
    const found = RESTRICTION_REQUIRED.exec(lower.slice(from, at + REQUIREMENT_REACH));
    if (!found) continue;
    found.index += from;
    return found;
  }
  return null;
}

/** "With", "without", "with no" traverse. */
const traverseOf = (words: string) => (words === "with" ? "with traverse" : "without traverse");

/** A restriction or unity requirement made in this action, with its groups; null if there is none. */
export function findRestriction(action: Action): Restriction | null {
  const { lower } = action.text;
  const required = firstRequirement(action.text);
  if (!required) return null;
  const start = required.index;
  // "Groups I and II lack unity" stands behind the groups.
  const from = BEHIND_GROUPS.test(required[0]) ? Math.max(0, start - GROUPS_BEFORE) : start;
  const region = lower.slice(from, start + GROUPS_BEHIND);
  const groups: { label: string; claims: number[]; span: { start: number; end: number } }[] = [];
  for (const match of region.matchAll(GROUP_OF_CLAIMS)) {
    if (groups.length >= MOST_GROUPS) break;
    const at = from + match.index + match[0].length;
    const end = Math.min(lower.length, at + CLAIMS_OF_GROUP);
    const list = claimListsIn(lower, at, end)[0];
    if (list && list.start === at) {
      groups.push({
        label: match[1]!.toUpperCase(),
        claims: [...list.claims],
        span: action.text.at(at, list.end),
      });
    }
  }
  const kind = UNITY.test(lower.slice(Math.max(0, start - UNITY_NEAR), start + UNITY_NEAR))
    ? "unity"
    : SPECIES.test(required[0]) && groups.length === 0
      ? "species"
      : "restriction";
  const elected = ELECTED_TRAVERSE.exec(lower);
  return {
    kind,
    groups,
    election: elected ? traverseOf(elected[1]!) : null,
    span: action.text.at(start, start + required[0].length),
  };
}

/** What the applicant elected, with or without traverse; null if the action tells of no election. */
export function findElection(action: Action): Election | null {
  const { lower, keywords, at, asWritten, source } = action.text;
  let place = 0;
  for (const word of keywords.of(ELECTED)) {
    if (word < place) continue;
    const index = sentenceIndexAt(action.sentences, word);
    const start = action.sentences.starts[index]!;
    const end = Math.min(action.sentences.ends[index]!, start + ELECTION_SENTENCE);
    place = end;
    const text = lower.slice(start, end);
    for (const match of text.matchAll(ELECTED)) {
      if (!match[0].includes("was made") && ELECTION_ASKED.test(text.slice(0, match.index))) continue;
      const behind = start + match.index;
      const thing = ELECTED_THING.exec(lower.slice(behind, end));
      const list = claimListsIn(lower, behind, end)[0];
      const traverse = match[1] ?? match[2] ?? TRAVERSE.exec(text)?.[1];
      const span = at(start, end);
      return {
        traverse: traverse === undefined ? null : traverseOf(traverse),
        elected: thing ? tidy(asWritten(behind + thing.index, behind + thing.index + thing[0].length)) : null,
        claims: list?.claims ?? [],
        text: tidy(source.slice(span.start, Math.min(span.end, span.start + ELECTION_TOLD))),
        span,
      };
    }
  }
  return null;
}
