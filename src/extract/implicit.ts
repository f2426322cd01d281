import type { Action } from "./action.js";
import { asSet, claimListsIn } from "./claimList.js";
import { readCombination } from "./combination.js";
import type { DeadStatement, LiveRejection } from "./decide.js";
import type { Ground } from "./model.js";
import { announcedGrounds, type FoundSection } from "./sections.js";

/** What a per-claim statement under a heading says when it is a defect, per ground. */
const DEFECTS: readonly (readonly [Ground, RegExp, string])[] = [
  [
    "112(b)",
    /antecedent\s+basis|\bindefinite|\bunclear|\bnot\s+clear|\bvague|\bambiguous|\bconfus|metes\s+and\s+bounds|cannot\s+be\s+(?:determined|ascertained)/,
    "indefinite",
  ],
  [
    "112(a)",
    /new\s+matter|not\s+(?:adequately\s+|sufficiently\s+)?(?:described|supported|disclosed)\s+in|lacks?\s+(?:written\s+description|support|enablement)|not\s+(?:be\s+)?enabled|does\s+not\s+(?:reasonably\s+)?(?:provide\s+enablement|enable)/,
    "written description",
  ],
  [
    "112(d)",
    /fails?\s+to\s+further\s+limit|does\s+not\s+further\s+limit|improper\s+dependent/,
    "improper dependent form",
  ],
];

/**
 * Rejections that no sentence states: under the heading of a ground, claim by claim, a defect is told. Only where the
 * section makes no rejection and says of none that it is withdrawn.
 */
export function findImplicit(
  action: Action,
  live: readonly LiveRejection[],
  dead: readonly DeadStatement[],
): LiveRejection[] {
  const found: LiveRejection[] = [];
  for (const section of action.sections) {
    const grounds = announcedGrounds(section.kind);
    if (grounds.length === 0) continue;
    const inside = (item: { readonly start: number }) =>
      item.start >= section.start && item.start < section.end;
    if (live.some(inside) || dead.some((statement) => inside(statement) && statement.kind !== "restated"))
      continue;
    if (
      /withdraw|moot|overcome/.test(
        action.text.lower.slice(section.start, Math.min(section.end, section.start + 400)),
      )
    )
      continue;
    // Answers to arguments carry the same headings; they make no rejection.
    const opening = action.text.lower.slice(
      section.headingEnd,
      Math.min(section.end, section.headingEnd + 1_500),
    );
    if (
      /\bapplicants?(?:'s?)?\b[^.]{0,120}\b(?:argu|amend|remark|submit|overc|travers|cancel|respon|persuas)/.test(
        opening,
      )
    )
      continue;
    for (const ground of grounds) {
      const rejection = readSection(action, section, ground, live);
      if (rejection)
        found.push(...rejection.filter((one) => !live.some((other) => other.ground === one.ground)));
    }
  }
  return found;
}

function readSection(
  action: Action,
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
      implicit(section, ground, null, group.claims, group.start, group.end, group.basis, {
        references: [],
        officialNotice: false,
      }),
    );
  }
  if (announced === "DP") {
    const hits = perClaim.filter(
      (item) =>
        /not\s+patentably\s+distinct|double\s+patenting|unpatentable\s+over\s+claims?|obvious\s+(?:over|variant)/.test(
          item.text,
        ) && !/^\s*a?\s*non-?statutory/.test(item.text),
    );
    if (hits.length === 0) return null;
    const first = hits[0]!;
    return [
      implicit(
        section,
        "DP",
        "nonstatutory",
        hits.flatMap((item) => item.claims),
        first.start,
        hits.at(-1)!.end,
        "not patentably distinct",
        readCombination(action, first.claimEnd, first.end, true),
      ),
    ];
  }
  if (announced === "101") {
    const hits = perClaim.filter((item) =>
      /abstract\s+idea|non-?statutory|not\s+fall\s+within|not\s+(?:patent\s+)?eligible|judicial\s+exception|signal\s+per\s+se|transitory|significantly\s+more|lacks?\s+utility/.test(
        item.text,
      ),
    );
    if (hits.length === 0) return null;
    return [
      implicit(
        section,
        "101",
        null,
        hits.flatMap((item) => item.claims),
        hits[0]!.start,
        hits.at(-1)!.end,
        null,
        { references: [], officialNotice: false },
      ),
    ];
  }
  if (live.some((rejection) => rejection.ground === announced)) return null;
  const hits = perClaim.filter((item) =>
    announced === "102"
      ? /\banticipated\s+by\b|\bis\s+anticipated\b/.test(item.text)
      : /\b(?:obvious|unpatentable)\s+(?:over|in\s+view)/.test(item.text),
  );
  if (hits.length === 0) return null;
  return hits.map((item) =>
    implicit(
      section,
      announced,
      null,
      item.claims,
      item.start,
      item.end,
      null,
      readCombination(action, item.claimEnd, item.end, false),
    ),
  );
}

const DEFECT_ELSEWHERE =
  /^\W{0,6}the\s+(?:term|phrase|limitation|recitation|language|word|expression|scope)s?\b[^.;]{0,200}\b(?:in|of)\s+(?=claims?\s\d)/;

interface PerClaim {
  readonly claims: readonly number[];
  readonly claimEnd: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** "Claim 3 recites …", "Regarding claim 5, …", "In claim 8, …": sentences that open with their claims, and what follows them. */
function perClaimSentences(action: Action, section: FoundSection): PerClaim[] {
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
    index < starts.length && starts[index]! < section.end && found.length < 200;
    index++
  ) {
    const start = starts[index]!;
    const end = ends[index]!;
    const opening =
      /^[\s\d.)(*-]{0,8}(?:(?:regarding|as\s+to|as\s+per|in\s+regards?\s+to|with\s+re(?:spect|gards?)\s+to|in|for|additionally,?|also,?|further,?|dependent|independent|re)\s+){0,3}(?=cl)/.exec(
        lower.slice(start, Math.min(end, start + 60)),
      );
    if (opening) {
      const list = claimListsIn(
        lower,
        start + opening[0].length,
        Math.min(end, start + opening[0].length + 300),
      )[0];
      if (list && list.start === start + opening[0].length) {
        if (current) found.push(current);
        current = {
          claims: list.claims,
          claimEnd: list.end,
          start,
          end,
          text: lower.slice(start, Math.min(end, start + 1_500)),
        };
        continue;
      }
    }
    // "The term "rapidly" in claim 9 is a relative term": the claim within the sentence that tells its defect.
    const inside = DEFECT_ELSEWHERE.exec(lower.slice(start, Math.min(end, start + 400)));
    if (inside) {
      const text = lower.slice(start, Math.min(end, start + 1_500));
      const list = claimListsIn(lower, start + inside.index, Math.min(end, start + inside.index + 300))[0];
      if (list && DEFECTS.some(([, pattern]) => pattern.test(text))) {
        if (current) found.push(current);
        current = { claims: list.claims, claimEnd: list.end, start, end, text };
        continue;
      }
    }
    if (current && current.text.length < 3_000) {
      current.end = end;
      current.text += ` ${lower.slice(start, Math.min(end, start + 800))}`;
    }
  }
  if (current) found.push(current);
  return found;
}

function implicit(
  section: FoundSection,
  ground: Ground,
  subsection: string | null,
  claims: readonly number[],
  start: number,
  end: number,
  basis: string | null,
  combination: LiveRejection["combination"],
): LiveRejection {
  return {
    ground,
    subsection,
    preAia: false,
    provisional: /provisional/.test(section.heading.toLowerCase()),
    claims: asSet(claims),
    dependentsInherit: false,
    combination,
    implicit: true,
    basis,
    start,
    end,
    // The numbers stand in several sentences.
    claimStart: -1,
    claimEnd: -1,
    alsoAt: [],
    rule: "implicit/per-claim",
    confidence: 0.6,
    candidate: null,
    placeholder: false,
    section,
  };
}

/** A rejection sentence without numbers takes them from the per-claim paragraphs under it, and says so. */
export function fillFromPerClaim(action: Action, rejection: LiveRejection): readonly number[] {
  if (rejection.ground === "102" || rejection.ground === "103" || !rejection.ground.startsWith("112"))
    return [];
  const items = perClaimSentences(action, { ...rejection.section, headingEnd: rejection.end });
  const pattern = DEFECTS.find(([ground]) => ground === rejection.ground)?.[1];
  return asSet(items.filter((item) => !pattern || pattern.test(item.text)).flatMap((item) => item.claims));
}
