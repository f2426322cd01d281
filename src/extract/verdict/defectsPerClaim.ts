import { asSet, claimListsIn } from "../claims/index.js";
import { comparesWithClaims, NONSTATUTORY_DP } from "../grounds/index.js";
import type { Ground } from "../model.js";
import {
  type CitingAction,
  listReferences,
  type NamedReference,
  readCombination,
  takesOfficialNotice,
} from "../references/index.js";
import { type FoundSection, within } from "../text/index.js";
import {
  DEFECT_101,
  DEFECT_102,
  DEFECT_103,
  DEFECT_112A,
  DEFECT_112B,
  DEFECT_112D,
  DEFECT_ELSEWHERE,
  OPENS_WITH_CLAIM,
  OTHER_FATE,
  SAYS_OBVIOUS,
  TEACHES,
} from "../vocabulary/index.js";
import { implicit } from "./implicitRejection.js";
import type { LiveRejection } from "./liveOrDead.js";

/** Another fate of a claim, "is allowed", is told at the beginning of its statement. */
const FATE_WITHIN = 200;

/** A section has no more statements on single claims. Each opens with its claims, */
const MOST_PER_CLAIM = 200;
const CLAIM_OPENING = 60;
const CLAIM_LIST = 300;
/** or tells its defect and its claims this far on, and is read this far; */
const DEFECT_WITHIN = 400;
const STATEMENT = 1_500;
/** of the sentences behind it so much of each, so much in all. */
const NEXT_SENTENCE = 800;
const WHOLE_STATEMENT = 3_000;

/** What a per-claim statement under a heading says when it is a defect, per ground. */
const DEFECTS: readonly (readonly [Ground, RegExp, string])[] = [
  ["112(b)", DEFECT_112B, "indefinite"],
  ["112(a)", DEFECT_112A, "written description"],
  ["112(d)", DEFECT_112D, "improper dependent form"],
];

/** What a section under the heading of one ground rejects by telling, claim by claim, what is wrong; null where it tells nothing. */
export function readSection(
  action: CitingAction,
  section: FoundSection,
  announced: "101" | "102" | "103" | "112" | "DP",
  live: readonly LiveRejection[],
): LiveRejection[] | null {
  const perClaim = perClaimSentences(action, section);
  if (perClaim.length === 0) return null;
  if (announced === "112") {
    const byGround = new Map<Ground, { claims: number[]; start: number; end: number; basis: string }>();
    for (const item of perClaim) {
      for (const [ground, pattern, basis] of DEFECTS) {
        if (!pattern.test(item.text)) continue;
        const known = byGround.get(ground);
        if (known) {
          known.claims.push(...item.claims);
          known.end = item.end;
        } else byGround.set(ground, { claims: [...item.claims], start: item.start, end: item.end, basis });
        break;
      }
    }
    return [...byGround].map(([ground, group]) =>
      implicit({
        section,
        ground,
        claims: group.claims,
        span: { start: group.start, end: group.end },
        basis: group.basis,
      }),
    );
  }
  if (announced === "DP") {
    const hits = perClaim.filter((item) => comparesWithClaims(item.text));
    if (hits.length === 0) return null;
    const first = hits[0]!;
    return [
      implicit({
        section,
        ground: "DP",
        subsection: NONSTATUTORY_DP.subsection,
        claims: hits.flatMap((item) => item.claims),
        span: { start: first.start, end: hits.at(-1)!.end },
        basis: "not patentably distinct",
        combination: readCombination(action, first.claimEnd, first.end, true),
      }),
    ];
  }
  if (announced === "101") {
    const hits = perClaim.filter((item) => DEFECT_101.test(item.text));
    if (hits.length === 0) return null;
    return [
      implicit({
        section,
        ground: "101",
        claims: hits.flatMap((item) => item.claims),
        span: { start: hits[0]!.start, end: hits.at(-1)!.end },
      }),
    ];
  }
  if (live.some((rejection) => rejection.ground === announced)) return null;
  const hits = perClaim.filter((item) =>
    announced === "102" ? DEFECT_102.test(item.text) : DEFECT_103.test(item.text),
  );
  if (hits.length === 0) return readMapping(action, section, announced, perClaim);
  return hits.map((item) =>
    implicit({
      section,
      ground: announced,
      claims: item.claims,
      span: { start: item.start, end: item.end },
      combination: readCombination(action, item.claimEnd, item.end, false),
    }),
  );
}

/**
 * The claims of a section on prior art that only tells, claim by claim, where a reference shows their features: under
 * section 103 also why the rest was obvious. All of them are one rejection.
 */
function readMapping(
  action: CitingAction,
  section: FoundSection,
  ground: "102" | "103",
  perClaim: readonly PerClaim[],
): LiveRejection[] | null {
  const from = perClaim.findIndex((item) => TEACHES.test(item.text));
  const mapped = perClaim
    .slice(Math.max(from, 0))
    .filter((item) => !OTHER_FATE.test(item.text.slice(0, FATE_WITHIN)));
  if (from < 0 || mapped.length === 0) return null;
  if (ground === "103" && !mapped.some((item) => SAYS_OBVIOUS.test(item.text))) return null;
  const references: NamedReference[] = [];
  for (const item of mapped) {
    for (const mention of within(action.mentions, item.start, item.end)) {
      if (references.some(({ document }) => document === mention.document)) continue;
      references.push(...listReferences(action, mention.start, mention.end, false));
    }
  }
  return [
    implicit({
      section,
      ground,
      claims: mapped.flatMap((item) => item.claims),
      span: { start: mapped[0]!.start, end: mapped.at(-1)!.end },
      combination: {
        references,
        officialNotice: mapped.some((item) => takesOfficialNotice(item.text)),
      },
    }),
  ];
}

interface PerClaim {
  readonly claims: readonly number[];
  readonly claimEnd: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * "Claim 3 recites …", "Regarding claim 5, …", "In claim 8, …": sentences that open with their claims, and what follows them. One
 * pass that keeps the statement it is in.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one pass that keeps the statement it is in.
function perClaimSentences(action: CitingAction, section: FoundSection): PerClaim[] {
  const { lower } = action.text;
  const { starts, ends } = action.sentences;
  const found: PerClaim[] = [];
  let current: {
    claims: readonly number[];
    claimEnd: number;
    start: number;
    end: number;
    text: string;
  } | null = null;
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < section.headingEnd) low = middle + 1;
    else high = middle;
  }
  for (
    let index = low;
    index < starts.length && starts[index]! < section.end && found.length < MOST_PER_CLAIM;
    index++
  ) {
    const start = starts[index]!;
    const end = ends[index]!;
    const opening = OPENS_WITH_CLAIM.exec(lower.slice(start, Math.min(end, start + CLAIM_OPENING)));
    if (opening) {
      const list = claimListsIn(
        lower,
        start + opening[0].length,
        Math.min(end, start + opening[0].length + CLAIM_LIST),
      )[0];
      if (list && list.start === start + opening[0].length) {
        if (current) found.push(current);
        current = {
          claims: list.claims,
          claimEnd: list.end,
          start,
          end,
          text: lower.slice(start, Math.min(end, start + STATEMENT)),
        };
        continue;
      }
    }
    // "The term "rapidly" in claim 9 is a relative term": the claim within the sentence that tells its defect.
    const inside = DEFECT_ELSEWHERE.exec(lower.slice(start, Math.min(end, start + DEFECT_WITHIN)));
    if (inside) {
      const text = lower.slice(start, Math.min(end, start + STATEMENT));
      const list = claimListsIn(
        lower,
        start + inside.index,
        Math.min(end, start + inside.index + CLAIM_LIST),
      )[0];
      if (list && DEFECTS.some(([, pattern]) => pattern.test(text))) {
        if (current) found.push(current);
        current = { claims: list.claims, claimEnd: list.end, start, end, text };
        continue;
      }
    }
    if (current && current.text.length < WHOLE_STATEMENT) {
      current.end = end;
      current.text += ` ${lower.slice(start, Math.min(end, start + NEXT_SENTENCE))}`;
    }
  }
  if (current) found.push(current);
  return found;
}

/** A rejection sentence without numbers takes them from the per-claim paragraphs under it, and says so. */
export function fillFromPerClaim(action: CitingAction, rejection: LiveRejection): readonly number[] {
  if (rejection.ground === "102" || rejection.ground === "103" || !rejection.ground.startsWith("112"))
    return [];
  const items = perClaimSentences(action, { ...rejection.section, headingEnd: rejection.span.end });
  const pattern = DEFECTS.find(([ground]) => ground === rejection.ground)?.[1];
  return asSet(items.filter((item) => !pattern || pattern.test(item.text)).flatMap((item) => item.claims));
}
