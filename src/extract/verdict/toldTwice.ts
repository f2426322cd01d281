import type { CitingAction, NamedReference } from "../references/index.js";
import { LETTER_OF_102 } from "../vocabulary/index.js";
import type { DeadStatement, LiveRejection } from "./liveOrDead.js";
import { asRestated } from "./notCounted.js";
import { isTalk } from "./sectionsThatOnlyTalk.js";
import { isFullStatement } from "./withdrawnOrMaintained.js";

/** Two reasons under 101 are one rejection if they are told within so many characters. */
const ONE_EXPLANATION = 1_500;

export interface WithoutRestatements {
  readonly kept: readonly LiveRejection[];
  readonly restated: readonly DeadStatement[];
}

/** The same rejection told twice counts once: a status paragraph and its section, a summary, a reminder per claim. */
export function dropRestatements(action: CitingAction, all: readonly LiveRejection[]): WithoutRestatements {
  const kept: LiveRejection[] = [];
  const restated: DeadStatement[] = [];
  // The fullest statement first: sections of rejection before talk, with references before without.
  const ranked = [...all].sort((a, b) => weight(b) - weight(a) || a.span.start - b.span.start);
  for (const rejection of ranked) {
    const same = kept.filter(
      (other) => other.ground === rejection.ground && !hasOtherLetter(other, rejection),
    );
    const twin = same.find(
      (other) => equal(other.claims, rejection.claims) && compatible(action, other, rejection),
    );
    const reason = twin ? "same-again" : same.length > 0 ? summaryReason(action, rejection, same) : null;
    if (reason === null) {
      kept.push(rejection);
      continue;
    }
    (twin ?? same[0]!).alsoAt.push(rejection.span);
    restated.push(asRestated(rejection, reason));
  }
  return { kept, restated };
}

/** "under 35 U.S.C. 102(f)" and "under 35 U.S.C. 102(d)" are two rejections, whatever their claims. */
function hasOtherLetter(a: LiveRejection, b: LiveRejection): boolean {
  const letterOf = ({ ground, subsection }: LiveRejection) =>
    ground === "102" && subsection ? (LETTER_OF_102.exec(subsection)?.[1] ?? null) : null;
  const [first, second] = [letterOf(a), letterOf(b)];
  return first !== null && second !== null && first !== second;
}

function weight({ section, combination: { references }, claims }: LiveRejection): number {
  const isDefined = references.some(({ document, resolvedFrom }) => document && resolvedFrom === null);
  return (
    (isTalk(section) ? 0 : 4) +
    (references.length > 0 ? 2 : 0) +
    (isDefined ? 1 : 0) +
    (claims.length > 0 ? 1 : 0)
  );
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function usesArt({ ground }: LiveRejection): boolean {
  return ground === "102" || ground === "103" || ground === "DP";
}

/** The same claims on the same ground: the same rejection unless it rests on other references or another reason. */
function compatible(action: CitingAction, a: LiveRejection, b: LiveRejection): boolean {
  if (usesArt(a)) return restOnSameArt(action, a, b);
  if (a.ground === "other") return a.subsection === b.subsection;
  if (a.basis === null || b.basis === null || a.basis === b.basis) return true;
  if (a.basis !== "not a statutory category" && b.basis !== "not a statutory category")
    return a.ground === "112(b)";
  const standsAlone = (basis: string) => basis === "same invention" || basis === "utility";
  return (
    !standsAlone(a.basis) && !standsAlone(b.basis) && Math.abs(a.span.start - b.span.start) < ONE_EXPLANATION
  );
}

function restOnSameArt(action: CitingAction, a: LiveRejection, b: LiveRejection): boolean {
  const first = keys(a.combination.references);
  const second = keys(b.combination.references);
  if (first.size === 0 || second.size === 0)
    return a.provisional === b.provisional || first.size + second.size === 0;
  const [smaller, larger] = first.size <= second.size ? [first, second] : [second, first];
  if (![...smaller].every((key) => larger.has(key))) return false;
  if (first.size === second.size) return true;
  // Fewer references in the retelling are an abridgement only where rejections are talked about.
  const lesser = first.size < second.size ? a : b;
  return isTalk(lesser.section) || !isFull(action, lesser);
}

/** It rejects in a complete statement. */
function isFull(action: CitingAction, { statement }: LiveRejection): boolean {
  return statement !== null && isFullStatement(action, statement);
}

function keys(references: readonly NamedReference[]): Set<string> {
  return new Set(
    references
      .filter((reference) => reference.role !== "evidentiary")
      .map((reference) => reference.document?.key ?? reference.name?.toLowerCase() ?? "?"),
  );
}

/** Why it is a summary of several rejections, or a per-claim reminder within one; null if it is neither. */
function summaryReason(
  action: CitingAction,
  rejection: LiveRejection,
  same: readonly LiveRejection[],
): string | null {
  const { claims } = rejection;
  const rejected = new Set(same.flatMap((other) => other.claims));
  const areRejected = claims.every((claim) => rejected.has(claim));
  const someAreRejected = claims.some((claim) => rejected.has(claim));
  if (rejection.rule === "verb/pronoun" && someAreRejected) return "depends-on-rejected";
  const talk = isTalk(rejection.section);
  const needsArt = usesArt(rejection);
  if (needsArt && rejection.combination.references.length === 0) {
    if (areRejected) return "names-no-art";
    if (same.some((other) => other.combination.references.length > 0)) {
      const coversAll = same.every((other) => other.claims.every((claim) => claims.includes(claim)));
      return talk || coversAll ? "sums-up" : null;
    }
  }
  if (talk && areRejected) return "talked-of";
  if (isFull(action, rejection)) return null;
  if (areRejected && !needsArt)
    return same.some((other) => compatible(action, other, rejection)) ? "reminder" : null;
  if (areRejected) return repeatsArtOf(rejection, same) ? "reminder-of-art" : null;
  return talk && someAreRejected ? "talked-of" : null;
}

function repeatsArtOf({ claims, combination }: LiveRejection, same: readonly LiveRejection[]): boolean {
  const own = [...keys(combination.references)];
  return same.some((other) => {
    const known = keys(other.combination.references);
    return claims.every((claim) => other.claims.includes(claim)) && own.every((key) => known.has(key));
  });
}
