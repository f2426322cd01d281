import { type ClaimList, claimListsIn } from "../claims/index.js";
import { readGrounds } from "../grounds/index.js";
import {
  type CitingAction,
  listReferences,
  type NamedReference,
  takesOfficialNotice,
} from "../references/index.js";
import { type FoundSection, letterFrom, sentenceIndexAt } from "../text/index.js";
import {
  LINE_APART,
  LINE_LEAD,
  LINE_WRAPPED,
  NAMES_STATUTE,
  NARRATIVE,
  NOT_OF_ONE_ALONE,
  SAID_TO_TEACH,
  STATUTE_BEHIND_CLAIMS,
  STATUTE_LINE,
} from "../vocabulary/index.js";
import { implicit, standsIn } from "./implicitRejection.js";
import type { LiveRejection } from "./liveOrDead.js";

/** "…, and Jones in": the end of a line that cannot end there. A line of a statute is at least so long. */
const LINE_TAIL = 20;
const SHORTEST_LINE = 20;
/** What a named reference is said to do stands right behind its name; no name is asked more often. */
const TEACHES_BEHIND = 40;
const MOST_MENTIONS = 50;

const LONGEST_LINE = 300;

/**
 * "Claims 1-4, 9: Smith in view of Jones" as a line of its own under the heading of section 102 or 103: the claims, the
 * references and no verb. Only in sections where no sentence rejects.
 */
export function readHeadings(
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
  const officialNotice = takesOfficialNotice(action.text.lower.slice(list.end, end));
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
export function readStatuteLines(action: CitingAction, budget: Budget): LiveRejection[] {
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
export interface Budget {
  left: number;
}
