import type { ReferenceKind } from "../model.js";
import { within } from "../text/index.js";
import {
  ADMITTED_OR_OFFICIAL,
  ADMITTED_PRIOR_ART,
  APPLICATION_ALONE,
  APPLICATION_AS_ART,
  ART_BEGINS,
  ART_ENDS,
  AS_APPLIED_TO,
  AS_EVIDENCED_BY,
  BARE_NAMES,
  BASED_ON_ART,
  BIBLIOGRAPHIC,
  CHOOSES_AMONG,
  CLAIMS_OF_NEXT,
  CLAIMS_OF_OTHER,
  CONJUNCTION_OR,
  DIVIDES_IN_PART,
  ENDS_WITH_ET_AL,
  ENDS_WITH_YEAR,
  EQUIVALENT,
  GOES_ON_WITH,
  IN_VIEW_OF,
  NAME_ALONE,
  NAME_AND_COMMA,
  NAME_AND_NUMBER,
  NAME_AT_END,
  NAME_BEHIND_STATUTE,
  NAME_ET_AL,
  NAME_OF_REFERENCE,
  NAME_PARTICLE,
  NEXT_STATEMENT,
  NO_NAME_FIRST,
  NO_NAMES,
  NO_REFERENCE,
  NOTICE_AT_END,
  NUMBER_OF_SAME,
  OFFICIAL_NOTICE,
  OVER_LEFT_OUT,
  OWNER_NAMED,
  PARTICLE_AND_NAME,
  QUOTED_TITLE,
  REFERENCE_LEAD,
  SAME_INVENTION_AS,
  TITLE_OF_WORK,
  WORK_BY,
  WORK_WORD,
} from "../vocabulary/index.js";
import { type CitedDocument, isNameWord, type Mention } from "./names.js";
import type { DocumentNumber } from "./numbers.js";
import { keyOf } from "./referenceKey.js";
import type { CitingAction } from "./references.js";

/** "claims 1-5 and 8-15 of U.S. Patent No." behind "over". */
const CLAIMS_OF_OTHER_REACH = 500;
/** A short name with its "et al." and its bracket is a whole reference. */
const NAME_WITH_MORE = 24;
/** A number, a short name, right behind what divides. */
const NUMBER_BEHIND = 40;
const NAME_BEHIND = 60;
/** A bare name between commas was met before, in this action's sections on its art. */
const MET_BEFORE = 60_000;
/** A name is written so near the place where it is given. */
const WRITTEN_NEAR = 200;

/** A reference as a rejection sentence names it. Positions are those of the clean text. */
export interface NamedReference {
  readonly start: number;
  readonly end: number;
  readonly name: string | null;
  readonly kind: ReferenceKind;
  readonly document: CitedDocument | null;
  readonly role: "primary" | "secondary" | "evidentiary";
  readonly resolvedFrom: { readonly start: number; readonly end: number } | null;
  /** Further documents named beside it: a translation, an equivalent. */
  readonly equivalents: readonly CitedDocument[];
}

export interface Combination {
  readonly references: readonly NamedReference[];
  readonly officialNotice: boolean;
}

/** What a rejection over admitted prior art names in the place of a reference. */
const ADMITTED = "applicant admitted prior art";

/** What the applicant admits to be prior art stands among the references, and is none (MPEP 2129). */
export function isAdmitted({ name, document }: NamedReference): boolean {
  return document === null && name === ADMITTED;
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
  const officialNotice = OFFICIAL_NOTICE.test(lower.slice(from, end));
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
  if (atOnce && isNameWord(/^[^\s,(]+/.exec(clean.slice(atOnce[0].length))![0])) return atOnce;
  const leftOut = OVER_LEFT_OUT.exec(lower);
  if (leftOut && (!said || leftOut.index < said.index)) {
    const first = /^[^\s,(]+/.exec(clean.slice(leftOut.index + leftOut[0].length));
    if (!said || (first && isNameWord(first[0]))) return leftOut;
  }
  return said ?? BASED_ON_ART.exec(lower);
}

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
    if (read.role === "primary") primaryGiven = true;
  }
  return references;
}

export function sameReference(a: NamedReference, b: NamedReference): boolean {
  if (a.document && b.document) return a.document === b.document;
  return a.name !== null && a.name === b.name;
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

interface Piece {
  start: number;
  end: number;
  evidence: boolean;
}

/** Cuts the list at "in view of", "and", commas; brackets keep their content together. */
function divide(action: CitingAction, start: number, stop: number): Piece[] {
  const { lower } = action.text;
  const text = lower.slice(start, stop);
  const cuts: { at: number; to: number; evidence: boolean }[] = [];
  const depth = bracketDepth(text);
  const add = (pattern: RegExp, evidence: boolean) => {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (match[0].length === 0) {
        pattern.lastIndex++;
        continue;
      }
      if (depth[match.index]! === 0)
        cuts.push({ at: match.index, to: match.index + match[0].length, evidence });
    }
  };
  add(IN_VIEW_OF, false);
  add(AS_EVIDENCED_BY, true);
  // "as applied to claims 1 and 10 above": no reference stands in it.
  for (const { 0: words, index } of text.matchAll(AS_APPLIED_TO))
    if (words.length > 0) cuts.push({ at: index, to: index + words.length, evidence: false });
  cuts.sort((a, b) => a.at - b.at || b.to - a.to);
  const rough: Piece[] = [];
  let from = 0;
  let evidence = false;
  for (const cut of cuts) {
    if (cut.at < from) {
      if (cut.to > from) {
        from = cut.to;
        evidence = evidence || cut.evidence;
      }
      continue;
    }
    if (cut.at > from) rough.push({ start: start + from, end: start + cut.at, evidence });
    from = cut.to;
    evidence = cut.evidence;
  }
  if (from < text.length) rough.push({ start: start + from, end: stop, evidence });
  return rough.flatMap((piece) => divideByCommas(action, piece));
}

/** A comma or "and" divides two references only if both sides can stand alone. */
function divideByCommas(action: CitingAction, piece: Piece): Piece[] {
  const { lower, clean } = action.text;
  const text = lower.slice(piece.start, piece.end);
  const depth = bracketDepth(text);
  const parts: Piece[] = [];
  const written = clean.slice(piece.start, piece.end).replace(NOTICE_AT_END, " and Notice");
  const areNames = BARE_NAMES.test(written) && written.match(/[A-Z][\w'-]+/g)!.every(isNameWord);
  let from = piece.start;
  DIVIDES_IN_PART.lastIndex = 0;
  for (let match = DIVIDES_IN_PART.exec(text); match; match = DIVIDES_IN_PART.exec(text)) {
    if (depth[match.index]! > 0) continue;
    const at = piece.start + match.index;
    const to = at + match[0].length;
    const left = clean.slice(from, at);
    const right = clean.slice(to, piece.end);
    if (
      (at > from && areNames) ||
      (at > from &&
        leftCanEnd(action, from, at, left, CONJUNCTION_OR.test(match[0])) &&
        rightCanBegin(action, to, right, match[0]))
    ) {
      parts.push({ start: from, end: at, evidence: piece.evidence });
      from = to;
    }
  }
  parts.push({ start: from, end: piece.end, evidence: piece.evidence });
  return parts;
}

function leftCanEnd(
  action: CitingAction,
  start: number,
  end: number,
  left: string,
  conjunction: boolean,
): boolean {
  const trimmed = left.trim().replace(CHOOSES_AMONG, "");
  if (trimmed.length < 2) return false;
  const numbered = within(action.numbers, start, end).length > 0;
  if (numbered) return true;
  const lower = trimmed.toLowerCase();
  if (conjunction && (ADMITTED_PRIOR_ART.test(lower) || NO_REFERENCE.test(lower))) return true;
  const mention = within(action.mentions, start, end);
  if (mention.length > 0 && trimmed.length < mention[0]!.name.length + NAME_WITH_MORE) return true;
  if (/\)$/.test(trimmed)) return true;
  if (/["']$/.test(trimmed) && !conjunction) return false;
  if (NAME_ALONE.test(trimmed) && isNameWord(trimmed.split(/\s/)[0]!))
    return conjunction || ENDS_WITH_ET_AL.test(trimmed);
  return conjunction && ENDS_WITH_YEAR.test(trimmed);
}

function rightCanBegin(action: CitingAction, at: number, right: string, separator: string): boolean {
  right = right.replace(WORK_BY, "");
  const first = /^[\s"'(]*([^\s,;.]+)/.exec(right)?.[1];
  if (!first) return false;
  const number = within(action.numbers, at, at + NUMBER_BEHIND)[0];
  if (number && (number.start - at < 4 || leadsToNumber(action.text.clean.slice(at, number.start)))) {
    // "Lin et al, US 7,993,972" is one reference; "…), US 6,123,456" another.
    return !/^,\s*$/.test(separator);
  }
  if (GOES_ON_WITH.test(first)) return false;
  if (NUMBER_OF_SAME.test(first) && /^,/.test(separator.trim())) return false;
  // "claims 1-4 of U.S. Patent No. 9,111,222, claims 1-3 of U.S. Patent No. 9,222,333"
  if (CLAIMS_OF_NEXT.test(right)) return true;
  if (ADMITTED_OR_OFFICIAL.test(first)) return true;
  const mention = within(action.mentions, at, at + NAME_BEHIND)[0];
  if (mention && mention.start - at < 3) return true;
  if (!isNameWord(first)) return NAME_PARTICLE.test(first) && PARTICLE_AND_NAME.test(right);
  if (NAME_ET_AL.test(right.trimStart())) return true;
  if (NAME_AND_NUMBER.test(right.trimStart())) return true;
  // "over Smith, Jones, and Brown": a bare name between commas, met before.
  if (
    NAME_AND_COMMA.test(right.trimStart()) &&
    within(action.mentions, Math.max(0, at - NAME_BEHIND), at).length > 0 &&
    action.text.clean.slice(Math.max(0, at - MET_BEFORE), at - 1).includes(`${first} `)
  )
    return true;
  return CONJUNCTION_OR.test(separator) && NAME_AT_END.test(right.trimStart());
}

/** "European Patent Application" and then its number: no word of it is a name. */
function leadsToNumber(words: string): boolean {
  return words
    .trim()
    .split(/[\s.,:]+/)
    .every((word) => word === "" || NO_NAMES.has(word.toLowerCase()));
}

/** How many brackets are open at each place: there and back again, since one that never closes must hold nothing. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: two passes over the characters of a list, there and back.
function bracketDepth(text: string): Uint8Array {
  const depth = new Uint8Array(text.length + 1);
  let level = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 40 || code === 91) level++;
    depth[i] = Math.min(level, 255);
    if ((code === 41 || code === 93) && level > 0) level--;
  }
  // An unclosed bracket ("(US 5615109, and further in view of") must not swallow the rest.
  if (level > 0) {
    let open = text.length;
    let seen = 0;
    for (let i = text.length - 1; i >= 0; i--) {
      const code = text.charCodeAt(i);
      if (code === 41 || code === 93) seen++;
      if (code === 40 || code === 91) {
        if (seen > 0) seen--;
        else open = i;
      }
    }
    for (let i = open; i < text.length; i++) if (depth[i]! > 0) depth[i] = depth[i]! - 1;
  }
  return depth;
}

/** A piece of the list without the words before it that are no part of a reference. */
interface Words {
  readonly start: number;
  readonly end: number;
  /** In lower case. */
  readonly own: string;
}

/** A short name stands so near the beginning of what it is the name of. */
const NAME_REACH = 40;

/** The reference that a piece of the list is: by its number, as an application, by a name met before, else by its words. */
function readPiece(
  action: CitingAction,
  from: number,
  to: number,
  role: NamedReference["role"],
  isDoublePatenting: boolean,
): NamedReference | null {
  const { lower, clean } = action.text;
  let start = from;
  let end = to;
  while (start < end && /[\s,.;:"']/.test(clean[start]!)) start++;
  while (end > start && /[\s,.;:]/.test(clean[end - 1]!)) end--;
  if (end - start < 2) return null;
  const whole = lower.slice(start, end);
  if (NO_REFERENCE.test(whole)) return null;
  const plain = { start, end, role, document: null, resolvedFrom: null, equivalents: [] };
  if (ADMITTED_PRIOR_ART.test(whole)) return { ...plain, name: ADMITTED, kind: "npl" };
  const numbers = within(action.numbers, start, end);
  const mentions = within(action.mentions, start, end);
  start += REFERENCE_LEAD.exec(whole)?.[0].length ?? 0;
  start += WORK_BY.exec(clean.slice(start, end))?.[0].length ?? 0;
  const words: Words = { start, end, own: lower.slice(start, end) };
  if (numbers.length > 0) return { ...plain, ...byNumber(action, words, numbers) };
  const application =
    APPLICATION_AS_ART.exec(words.own) ?? (isDoublePatenting ? APPLICATION_ALONE.exec(words.own) : null);
  if (application) {
    const name = `application ${application[1]!.replace(/\D/g, "")}`;
    return { ...plain, start, name, kind: "us-patent" };
  }
  const mention = mentions.find((item) => item.start - start < NAME_REACH);
  if (mention) return { ...plain, start, ...byMention(mention) };
  const named = byWords(clean.slice(start, end));
  return named && { ...plain, start, ...named };
}

/** "US 2007/0281400 to Lin (US 6,177,336)": of several numbers the name decides, where it is defined elsewhere. */
function byNumber(action: CitingAction, { start, end, own }: Words, numbers: readonly DocumentNumber[]) {
  const documents = [...new Set(numbers.map((number) => action.documentByKey.get(keyOf(number))!))];
  const between = action.text.clean.slice(numbers[0]!.end, numbers.at(-1)!.start);
  const owner = documents.length > 1 ? OWNER_NAMED.exec(between)?.[1] : undefined;
  const isOwned = ({ names }: CitedDocument) =>
    owner !== undefined && [...names].some(([name, where]) => name.includes(owner) && where.start < start);
  const document = documents.slice(1).find(isOwned) ?? documents[0]!;
  return {
    start,
    end,
    name: bestName(document),
    kind: document.numbers[0]!.kind,
    document,
    equivalents: documents.filter((other) => other !== document && EQUIVALENT.test(own)),
  };
}

function byMention({ document, name }: Mention) {
  const number = document.numbers[0]!;
  const { start, end } = document.names.get(name) ?? number;
  return { name, kind: number.kind, document, resolvedFrom: { start, end } };
}

/** A name or a title that no number belongs to; null if the words are those of no document. */
function byWords(words: string): Pick<NamedReference, "name" | "kind"> | null {
  if (!/[A-Z]/.test(words)) return null;
  const isQuoted = words.includes('"');
  const first = /^[\s"'(]*([^\s,;]+)/.exec(words)?.[1] ?? "";
  if (NO_NAME_FIRST.test(first) && !isQuoted) return null;
  const name = NAME_OF_REFERENCE.exec(words)?.[1]?.replace(/[.,]+$/, "") ?? null;
  if (!name && !isQuoted) return null;
  const title = name ? null : (QUOTED_TITLE.exec(words)?.[1] ?? null);
  const isWork =
    BIBLIOGRAPHIC.test(words.slice(name?.length ?? 0)) || WORK_WORD.test(words) || TITLE_OF_WORK.test(words);
  return { name: name ?? title, kind: isWork ? "npl" : "us-patent" };
}

export function bestName(document: CitedDocument): string | null {
  let best: string | null = null;
  for (const [name, where] of document.names) {
    if (best === null || where.explicit) {
      best = name;
      if (where.explicit) break;
    }
  }
  return best;
}

/** The name with its accents, which the scanned text leaves out. */
export function nameAsWritten(action: CitingAction, reference: NamedReference): string | null {
  if (reference.name === null) return null;
  return reference.document
    ? documentNameAsWritten(action, reference.document, reference.name)
    : writtenFrom(action, reference.name, reference.start);
}

export function documentNameAsWritten(action: CitingAction, document: CitedDocument, name: string): string {
  return writtenFrom(action, name, document.names.get(name)?.start ?? document.numbers[0]!.start);
}

function writtenFrom(action: CitingAction, name: string, from: number): string {
  const { text } = action;
  const at = from + text.clean.slice(from, from + WRITTEN_NEAR).indexOf(name);
  return at < from ? name : text.asWritten(at, at + name.length);
}
