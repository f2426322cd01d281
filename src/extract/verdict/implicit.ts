import { asSet, type ClaimList, claimListsIn } from "../claims/index.js";
import { comparesWithClaims, NONSTATUTORY_DP, readGrounds, saysProvisional } from "../grounds/index.js";
import type { Ground, Span } from "../model.js";
import {
  type CitingAction,
  listReferences,
  type NamedReference,
  readCombination,
} from "../references/index.js";
import { announcedGrounds, type FoundSection, letterFrom, sentenceIndexAt, within } from "../text/index.js";
import {
  ANSWERS_ARGUMENTS,
  DEFECT_101,
  DEFECT_102,
  DEFECT_103,
  DEFECT_112A,
  DEFECT_112B,
  DEFECT_112D,
  DEFECT_ELSEWHERE,
  LINE_APART,
  LINE_LEAD,
  LINE_WRAPPED,
  NAMES_STATUTE,
  NARRATIVE,
  NOT_OF_ONE_ALONE,
  OPENS_WITH_CLAIM,
  OTHER_FATE,
  SAID_TO_TEACH,
  SAYS_OBVIOUS,
  SECTION_ENDED,
  STATUTE_BEHIND_CLAIMS,
  STATUTE_LINE,
  TEACHES,
} from "../vocabulary/index.js";
import type { DeadStatement, LiveRejection } from "./live.js";

/** That the rejections of a section ended, or that it answers arguments, is said at its beginning. */
const ENDED_WITHIN = 400;
const ANSWERS_WITHIN = 1_500;
/** Another fate of a claim, "is allowed", is told at the beginning of its statement. */
const FATE_WITHIN = 200;
/** "…, and Jones in": the end of a line that cannot end there. A line of a statute is at least so long. */
const LINE_TAIL = 20;
const SHORTEST_LINE = 20;
/** What a named reference is said to do stands right behind its name; no name is asked more often. */
const TEACHES_BEHIND = 40;
const MOST_MENTIONS = 50;
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

/**
 * Rejections that no sentence states: under the heading of a ground, claim by claim, a defect is told. Only where the
 * section makes no rejection and says of none that it is withdrawn.
 */
export function findImplicit(
  action: CitingAction,
  live: readonly LiveRejection[],
  dead: readonly DeadStatement[],
): LiveRejection[] {
  const found: LiveRejection[] = [];
  const budget: Budget = { left: MOST_HEADINGS };
  for (const section of action.sections) {
    const grounds = announcedGrounds(section.kind);
    if (grounds.length === 0) continue;
    const inside = ({ span }: { readonly span: Span }) =>
      span.start >= section.start && span.start < section.end;
    if (live.some(inside) || dead.some((statement) => inside(statement) && statement.kind !== "restated"))
      continue;
    if (
      SECTION_ENDED.test(
        action.text.lower.slice(section.start, Math.min(section.end, section.start + ENDED_WITHIN)),
      )
    )
      continue;
    // Answers to arguments carry the same headings; they make no rejection.
    const opening = action.text.lower.slice(
      section.headingEnd,
      Math.min(section.end, section.headingEnd + ANSWERS_WITHIN),
    );
    if (ANSWERS_ARGUMENTS.test(opening)) continue;
    const headings = readHeadings(action, section, grounds, live, budget);
    if (headings.length > 0) {
      found.push(...headings);
      continue;
    }
    for (const ground of grounds) {
      const rejection = readSection(action, section, ground, live);
      if (rejection)
        found.push(...rejection.filter((one) => !live.some((other) => other.ground === one.ground)));
    }
  }
  const told = [...live, ...found];
  return [
    ...found,
    ...readStatuteLines(action, budget).filter((one) => !standsIn(told, one.ground, one.claims)),
  ];
}

/** Whether some of the claims are rejected on the ground already. */
export function standsIn(
  rejections: readonly LiveRejection[],
  ground: Ground,
  claims: readonly number[],
): boolean {
  return rejections.some(
    (one) => one.ground === ground && one.claims.some((claim) => claims.includes(claim)),
  );
}

function readSection(
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
        officialNotice: mapped.some((item) => item.text.includes("official notice")),
      },
    }),
  ];
}
const LONGEST_LINE = 300;

/**
 * "Claims 1-4, 9: Smith in view of Jones" as a line of its own under the heading of section 102 or 103: the claims, the
 * references and no verb. Only in sections where no sentence rejects.
 */
function readHeadings(
  action: CitingAction,
  section: FoundSection,
  grounds: readonly string[],
  live: readonly LiveRejection[],
  budget: Budget,
): LiveRejection[] {
  const announced = grounds.filter((ground) => ground === "102" || ground === "103");
  if (announced.length === 0) return [];
  const { lower } = action.text;
  const found: LiveRejection[] = [];
  let next = section.headingStart;
  for (let at = next; at < section.end && budget.left > 0; at = next) {
    const newline = lower.indexOf("\n", at);
    let end = newline < 0 || newline > section.end ? section.end : newline;
    next = end + 1;
    // The line is wrapped where it cannot end.
    if (LINE_WRAPPED.test(lower.slice(Math.max(at, end - LINE_TAIL), end))) {
      const wrapped = lower.indexOf("\n", end + 1);
      end = wrapped < 0 || wrapped > section.end ? section.end : wrapped;
    }
    if (end - at > LONGEST_LINE) continue;
    const rejection = readHeading(action, section, announced, at, end, budget);
    if (rejection && !standsIn(live, rejection.ground, rejection.claims)) found.push(rejection);
  }
  return found;
}

function readHeading(
  action: CitingAction,
  section: FoundSection,
  announced: readonly ("102" | "103")[],
  start: number,
  lineEnd: number,
  budget: Budget,
): LiveRejection | null {
  const { lower } = action.text;
  const opens = LINE_LEAD.exec(lower.slice(start, lineEnd));
  if (!opens) return null;
  const at = start + opens[0].length;
  // "Claim 10 - Nelson alone. The thickness overlaps that of Nelson.": what follows explains it.
  const end = Math.min(lineEnd, action.sentences.ends[sentenceIndexAt(action.sentences, at)]!);
  const list = claimListsIn(lower, at, end)[0];
  if (list?.start !== at || list.claims.length === 0) return null;
  budget.left--;
  const from = referencesFrom(lower, list, end);
  if (from < 0) return null;
  const references = knownReferences(action, from, end);
  if (references.length === 0) return null;
  const single = references.length === 1 && !NOT_OF_ONE_ALONE.test(lower.slice(list.end, end));
  const ground = announced.length === 1 ? announced[0]! : single ? "102" : "103";
  return asHeading(action, section, { ground, subsection: null }, list, references, start, end);
}

function asHeading(
  action: CitingAction,
  section: FoundSection,
  { ground, subsection }: { readonly ground: "102" | "103"; readonly subsection: string | null },
  list: ClaimList,
  references: readonly NamedReference[],
  start: number,
  end: number,
): LiveRejection {
  const officialNotice = /official\s+notice/.test(action.text.lower.slice(list.end, end));
  return {
    ...implicit({
      section,
      ground,
      subsection,
      claims: list.claims,
      span: { start, end },
      combination: { references, officialNotice },
    }),
    dependentsInherit: list.dependentsInherit,
    claimSpan: { start: list.start, end: list.end },
    rule: "implicit/heading",
    because: ["heading-of-claims-and-art"],
    confidence: 0.7,
  };
}

/** Where the references begin behind the claims of a heading; -1 if nothing parts them. */
function referencesFrom(lower: string, list: ClaimList, end: number): number {
  // "Claims 1-4 and 9 - Smith": the dash opens no range.
  const claimsEnd = list.end - /[\s-]*$/.exec(lower.slice(list.start, list.end))![0].length;
  const apart = LINE_APART.exec(lower.slice(claimsEnd, end))![0];
  return apart.trim() === "" ? -1 : claimsEnd + apart.length;
}

/** The references that are all there is between two positions; none if words of a sentence stand among them. */
function knownReferences(action: CitingAction, start: number, end: number): readonly NamedReference[] {
  if (NARRATIVE.test(action.text.lower.slice(start, end))) return [];
  const references = listReferences(action, start, end, false);
  return references.every((one) => isKnownReference(action, one)) ? references : [];
}

/** The first letter is that of "claims", "rejection", "ground" or "U.S.C.", or numbers the line: "(a)". */
function mayBeStatuteLine(lower: string, start: number): boolean {
  const at = letterFrom(lower, start, 14);
  const next = lower[at + 1];
  return "crgu".includes(lower[at] ?? " ") || next === "." || next === ")";
}

/**
 * "35 U.S.C. 103 - Claims 1-4, 9: Smith in view of Jones", "Claims 1-4 - 35 USC 103 - Smith and Jones" as lines of their
 * own.
 */
function readStatuteLines(action: CitingAction, budget: Budget): LiveRejection[] {
  const { lower } = action.text;
  const found: LiveRejection[] = [];
  if (action.isReport) return found;
  for (const section of action.sections) {
    if (section.kind === "response" || section.kind === "withdrawn" || section.kind === "interview") continue;
    let next = section.start;
    for (let start = next; start < section.end && budget.left > 0; start = next) {
      const newline = lower.indexOf("\n", start);
      const end = newline < 0 || newline > section.end ? section.end : newline;
      next = end + 1;
      if (end - start > LONGEST_LINE || end - start < SHORTEST_LINE) continue;
      if (!mayBeStatuteLine(lower, start) || !NAMES_STATUTE.test(lower.slice(start, end))) continue;
      const rejection = readStatuteLine(action, section, start, end, budget);
      if (rejection) found.push(rejection);
    }
  }
  return found;
}

function readStatuteLine(
  action: CitingAction,
  section: FoundSection,
  start: number,
  end: number,
  budget: Budget,
): LiveRejection | null {
  const { lower } = action.text;
  const line = lower.slice(start, end);
  const statute = STATUTE_LINE.exec(line);
  let at = statute ? start + statute[0].length : start + (LINE_LEAD.exec(line)?.[0].length ?? -1);
  if (at < start) return null;
  let list: ClaimList | undefined;
  if (!statute) {
    list = claimListsIn(lower, at, end)[0];
    if (list?.start !== at) return null;
    const apart = STATUTE_BEHIND_CLAIMS.exec(lower.slice(list.end, end));
    if (!apart) return null;
    at = list.end + apart[0].length;
  }
  const grounds = readGrounds(lower, at, end);
  const item = grounds?.items.length === 1 ? grounds.items[0]! : null;
  if (!grounds || (item?.ground !== "102" && item?.ground !== "103")) return null;
  let from = grounds.end;
  if (statute) {
    from += /^[\s:;.,|([-]{0,8}/.exec(lower.slice(from, end))![0].length;
    list = claimListsIn(lower, from, end)[0];
    if (list?.start !== from) return null;
    from = referencesFrom(lower, list, end);
  } else {
    const apart = LINE_APART.exec(lower.slice(from, end))![0];
    from = apart.trim() === "" ? -1 : from + apart.length;
  }
  if (!list || list.claims.length === 0 || from < 0) return null;
  budget.left--;
  const references = knownReferences(action, from, end);
  if (references.length === 0) return null;
  return asHeading(
    action,
    section,
    { ground: item.ground, subsection: item.subsection },
    list,
    references,
    start,
    end,
  );
}

/** What a reference teaches is told behind the heading that names it. */
const TAUGHT_WITHIN = 50_000;
/** Lines in the form of a heading that are read closely; no action has so many. */
const MOST_HEADINGS = 500;

/** A document of the text, literature, or a name that is said to teach something. */
function isKnownReference(action: CitingAction, { document, kind, name, start }: NamedReference): boolean {
  if (document || kind === "npl") return true;
  if (name === null) return false;
  // Headings are often in capitals.
  if (name === name.toUpperCase() && name.length > 2) {
    const usual = name[0] + name.slice(1).toLowerCase();
    if (action.documents.some(({ names }) => names.has(usual))) return true;
  }
  const clean = action.text.clean.slice(start, start + TAUGHT_WITHIN);
  for (let at = clean.indexOf(name), count = 0; at >= 0 && count < MOST_MENTIONS; count++) {
    if (SAID_TO_TEACH.test(clean.slice(at + name.length, at + name.length + TEACHES_BEHIND))) return true;
    at = clean.indexOf(name, at + name.length);
  }
  return false;
}

/** How many more lines are read closely. */
interface Budget {
  left: number;
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

/** What is told of a rejection that no sentence states. */
interface Implied extends Pick<LiveRejection, "section" | "ground" | "claims" | "span"> {
  readonly subsection?: string | null;
  readonly basis?: string | null;
  readonly combination?: LiveRejection["combination"];
}

const NO_ART: LiveRejection["combination"] = { references: [], officialNotice: false };

/** A rejection that no sentence states. */
export function implicit({
  section,
  ground,
  subsection = null,
  claims,
  span,
  basis = null,
  combination = NO_ART,
}: Implied): LiveRejection {
  return {
    ground,
    subsection,
    preAia: false,
    provisional: saysProvisional(section.heading.toLowerCase()),
    claims: asSet(claims),
    dependentsInherit: false,
    combination,
    implicit: true,
    basis,
    span,
    // The numbers stand in several sentences.
    claimSpan: null,
    alsoAt: [],
    rule: "implicit/per-claim",
    because: ["defect-told-per-claim"],
    confidence: 0.6,
    statement: null,
    placeholder: false,
    section,
  };
}

/** A rejection sentence without numbers takes them from the per-claim paragraphs under it, and says so. */
export function fillFromPerClaim(action: CitingAction, rejection: LiveRejection): readonly number[] {
  if (rejection.ground === "102" || rejection.ground === "103" || !rejection.ground.startsWith("112"))
    return [];
  const items = perClaimSentences(action, { ...rejection.section, headingEnd: rejection.span.end });
  const pattern = DEFECTS.find(([ground]) => ground === rejection.ground)?.[1];
  return asSet(items.filter((item) => !pattern || pattern.test(item.text)).flatMap((item) => item.claims));
}
