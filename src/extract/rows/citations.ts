import { asSet } from "../claims/index.js";
import type { Citation, CitationContext, Passage, ReferenceKind, Span } from "../model.js";
import {
  bestName,
  type CitedDocument,
  type CitingAction,
  type DocumentNumber,
  documentNameAsWritten,
  keyOf,
  type NamedReference,
  nameAsWritten,
} from "../references/index.js";
import { type ActionText, firstEndingAfter, sectionAt, sentenceIndexAt, tidy } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import {
  BEFORE_PERTINENT,
  CASE_LAW,
  DEFINES_WORK,
  FAMILY,
  HAS_YEAR,
  LITERATURE,
  LITERATURE_BEGINS,
  NO_REFERENCE_NAME,
  OF_RECORD,
  OWN_FAMILY,
  PASSAGE,
  PATENT_OR_CASE,
  PRIORITY,
  PUBLISHED_AS,
  SAYS_DOCUMENT,
  STANDS_FOR,
  TERMINAL_DISCLAIMER,
  USED_AS_ART,
  WORK_WITH_YEAR,
} from "../vocabulary/index.js";

/** What is told of a document stands so near its number; no more places than these are asked. */
const TOLD_BEFORE = 400;
const TOLD_BEHIND = 250;
const MOST_PLACES = 20;
/** "v. Smith, 383 U.S." right before the end of what is told. */
const CASE_BEFORE = 60;
/** "published as" right before a number. */
const PUBLISHED_BEFORE = 20;
/** "made of record and not" right before "relied"; no action has more lists of such art, and none is longer. */
const PERTINENT_BEFORE = 40;
const MOST_LISTS = 20;
const LONGEST_LIST = 12_000;
/** A reference is given as written so far. */
const LONGEST_RAW = 400;
/** The line that defines a name, as far as its year; whether it says "patent", at its beginning. At most so many are asked. */
const DEFINING_LINE = 320;
const LINE_BEGINNING = 80;
const MOST_DEFINITIONS = 50;
/** The author before "et al.", and the title, journal and year behind. No action cites more works. */
const AUTHOR_BEFORE = 40;
const LONGEST_WORK = 620;
const MOST_WORKS = 100;

/** Every document the text cites, once, with its strongest context. */
export function buildCitations(action: CitingAction, live: readonly LiveRejection[]): Citation[] {
  const relied = reliedUpon(live);
  const pertinent = pertinentRegions(action);
  const found: Found[] = [];
  citeDocuments(action, live, relied, pertinent, found);
  for (const [, { reference, rejections }] of relied.unnumbered)
    found.push(citeUnnumbered(action, reference, rejections));
  citeLiterature(action, relied, pertinent, found);
  found.sort((a, b) => a.order - b.order);
  return found.map((one) => one.citation);
}

interface Found {
  readonly order: number;
  readonly citation: Citation;
}

/** What the rejections rest on. */
interface Relied {
  readonly documents: ReadonlyMap<CitedDocument, LiveRejection[]>;
  readonly equivalents: ReadonlySet<CitedDocument>;
  readonly unnumbered: ReadonlyMap<string, { reference: NamedReference; rejections: LiveRejection[] }>;
}

function reliedUpon(live: readonly LiveRejection[]): Relied {
  const documents = new Map<CitedDocument, LiveRejection[]>();
  const unnumbered = new Map<string, { reference: NamedReference; rejections: LiveRejection[] }>();
  const equivalents = new Set<CitedDocument>();
  for (const rejection of live) {
    for (const reference of rejection.combination.references) {
      for (const equivalent of reference.equivalents) equivalents.add(equivalent);
      if (reference.document) push(documents, reference.document, rejection);
      else if (reference.name && !NO_REFERENCE_NAME.test(reference.name)) {
        const key = reference.name.toLowerCase();
        const known = unnumbered.get(key);
        if (known) known.rejections.push(rejection);
        else unnumbered.set(key, { reference, rejections: [rejection] });
      }
    }
  }
  return { documents, equivalents, unnumbered };
}

const MOST_SPANS = 500;
const MOST_MENTIONS = 2_000;
const NO_REJECTIONS: readonly LiveRejection[] = [];

function citeDocuments(
  action: CitingAction,
  live: readonly LiveRejection[],
  relied: Relied,
  pertinent: readonly { start: number; end: number }[],
  found: Found[],
): void {
  const { text } = action;
  const passages = findPassages(action, live);
  const mentions = mentionsOf(action);
  for (const document of action.documents) {
    const rejections = relied.documents.get(document) ?? NO_REJECTIONS;
    const isRelied = rejections.length > 0 || relied.equivalents.has(document);
    const context = contextOf(action, document, isRelied, pertinent, live);
    if (context === null) continue;
    const number = document.numbers[0]!;
    const { start, end } = text.at(number.start, number.end);
    const spans: Span[] = [];
    let kindCode: string | null = null;
    let repaired = true;
    for (const one of document.numbers) {
      if (spans.length < MOST_SPANS) spans.push(text.at(one.start, one.end));
      kindCode ??= one.kindCode;
      if (!one.repaired) repaired = false;
    }
    found.push({
      order: number.start,
      citation: {
        raw: tidy(text.source.slice(start, end)),
        kind: number.kind,
        normalized: document.key,
        country: number.country,
        number: number.number,
        kindCode,
        context,
        claims: claimsOf(rejections),
        passages: passages.get(document) ?? [],
        shortNames: shortNames(action, document),
        spans,
        mentions: mentions.get(document) ?? [],
        repaired,
        rule: number.rule,
        confidence: number.repaired ? 0.6 : number.rule.endsWith("bare") ? 0.8 : 0.97,
      },
    });
  }
}

function mentionsOf(action: CitingAction): Map<CitedDocument, Span[]> {
  const mentions = new Map<CitedDocument, Span[]>();
  for (const { document, start, end } of action.mentions) {
    let spans = mentions.get(document);
    if (!spans) {
      spans = [];
      mentions.set(document, spans);
    }
    if (spans.length < MOST_MENTIONS) spans.push(action.text.at(start, end));
  }
  return mentions;
}

function citeUnnumbered(
  action: CitingAction,
  reference: NamedReference,
  rejections: readonly LiveRejection[],
): Found {
  const { text } = action;
  const kind = referenceKind(action, reference);
  return {
    order: reference.start,
    citation: {
      raw: tidy(text.asWritten(reference.start, Math.min(reference.end, reference.start + LONGEST_RAW))),
      kind,
      normalized: null,
      country: null,
      number: null,
      kindCode: null,
      context: "relied",
      claims: claimsOf(rejections),
      passages: [],
      shortNames: reference.name ? [nameAsWritten(action, reference)!] : [],
      spans: [text.at(reference.start, reference.end)],
      mentions: [],
      repaired: false,
      rule: kind === "npl" ? "literature" : "name-only",
      confidence: kind === "npl" ? 0.8 : 0.4,
    },
  };
}

function citeLiterature(
  action: CitingAction,
  relied: Relied,
  pertinent: readonly { start: number; end: number }[],
  found: Found[],
): void {
  const { text } = action;
  for (const one of findLiterature(action)) {
    const author = one.author.toLowerCase();
    if ([...relied.unnumbered.keys()].some((key) => key.startsWith(author) || author.startsWith(key)))
      continue;
    if (
      action.documents.some((document) =>
        [...document.names.keys()].some((name) => name.toLowerCase() === author),
      )
    )
      continue;
    const ofRecord = pertinent.some((region) => one.start >= region.start && one.start < region.end);
    found.push({
      order: one.start,
      citation: {
        raw: tidy(text.asWritten(one.start, one.end)),
        kind: "npl",
        normalized: null,
        country: null,
        number: null,
        kindCode: null,
        context: ofRecord ? "of-record-not-relied" : "mentioned",
        claims: [],
        passages: [],
        shortNames: [text.asWritten(one.start, one.start + one.author.length)],
        spans: [text.at(one.start, one.end)],
        mentions: [],
        repaired: false,
        rule: "literature-mention",
        confidence: 0.6,
      },
    });
  }
}

function push(
  map: Map<CitedDocument, LiveRejection[]>,
  document: CitedDocument,
  rejection: LiveRejection,
): void {
  const known = map.get(document);
  if (known) known.push(rejection);
  else map.set(document, [rejection]);
}

function claimsOf(rejections: readonly LiveRejection[]): number[] {
  return rejections.length === 0 ? [] : asSet(rejections.flatMap((rejection) => rejection.claims));
}

function shortNames(action: CitingAction, document: CitedDocument): string[] {
  const written = (name: string) => documentNameAsWritten(action, document, name);
  const bestOf = bestName(document);
  const best = bestOf === null ? null : written(bestOf);
  const all = [...document.names.keys()].map(written);
  return best === null ? all : [best, ...all.filter((name) => name !== best)].slice(0, 8);
}

function contextOf(
  action: CitingAction,
  document: CitedDocument,
  isRelied: boolean,
  pertinent: readonly { start: number; end: number }[],
  live: readonly LiveRejection[],
): CitationContext | null {
  if (isRelied) return "relied";
  const { lower } = action.text;
  let family = 0;
  let ofRecord = 0;
  let other = 0;
  for (const number of document.numbers.slice(0, MOST_PLACES)) {
    const index = sentenceIndexAt(action.sentences, number.start);
    const sentence = lower.slice(
      Math.max(action.sentences.starts[index]!, number.start - TOLD_BEFORE),
      Math.min(action.sentences.ends[index]!, number.end + TOLD_BEHIND),
    );
    if (OWN_FAMILY.test(sentence)) family++;
    else if (pertinent.some((region) => number.start >= region.start && number.start < region.end))
      ofRecord++;
    else if (isPriority(action, number, sentence)) continue;
    else if (STANDS_FOR.test(sentence) && isNearRelied(action, number, live)) return "relied";
    else if (FAMILY.test(sentence) && !TERMINAL_DISCLAIMER.test(sentence) && !USED_AS_ART.test(sentence))
      family++;
    else if (CASE_LAW.test(sentence.slice(-CASE_BEFORE)) && number.rule === "us-patent-old") continue;
    else other++;
  }
  if (other > 0) return "mentioned";
  if (ofRecord > 0) return "of-record-not-relied";
  if (family > 0) return "mentioned-family";
  return null;
}

/** A foreign number in a sentence about priority is the application's own earlier filing, not a citation. */
function isPriority(action: CitingAction, number: DocumentNumber, sentence: string): boolean {
  if (number.country === "US") return false;
  if (PUBLISHED_AS.test(action.text.lower.slice(Math.max(0, number.start - PUBLISHED_BEFORE), number.start)))
    return false;
  if (sectionAt(action.sections, number.start).kind === "priority") return true;
  return PRIORITY.test(sentence);
}

function isNearRelied(action: CitingAction, number: DocumentNumber, live: readonly LiveRejection[]): boolean {
  const section = sectionAt(action.sections, number.start);
  return section.kind.startsWith("rejection") && live.some((rejection) => rejection.section === section);
}

/** Each wording that opens the list of art of record has one of these in it, with these words right before. */
const PERTINENT_STEMS = ["relied", "applied", "used", "pertinent", "relevant", "cited"] as const;

/** No wording that opens the list is longer. */
const LONGEST_OPENING = 600;

/** From "prior art made of record and not relied upon" to the contact paragraph or the next heading. */
function pertinentRegions(action: CitingAction): { start: number; end: number }[] {
  const { lower, keywords } = action.text;
  const regions: { start: number; end: number }[] = [];
  const signs = keywords
    .ofAny(PERTINENT_STEMS)
    .filter((at) => BEFORE_PERTINENT.test(lower.slice(Math.max(0, at - PERTINENT_BEFORE), at)));
  const pattern = OF_RECORD;
  let from = 0;
  for (const sign of signs) {
    if (regions.length >= MOST_LISTS) break;
    if (sign < from) continue;
    const window = Math.max(from, sign - LONGEST_OPENING);
    const match = pattern.exec(lower.slice(window, sign + LONGEST_OPENING));
    if (!match) continue;
    const start = window + match.index;
    const limit = Math.min(lower.length, start + LONGEST_LIST);
    let end = limit;
    for (const stop of [
      "any inquiry",
      "applicant's amendment necessitated",
      "this action is made final",
      "a shortened statutory period",
      "any response to this",
    ]) {
      const at = lower.indexOf(stop, start);
      if (at > start && at < end) end = at;
    }
    const section = action.sections.find((one) => one.start > start);
    if (section && section.start < end) end = section.start;
    regions.push({ start, end });
    from = Math.max(end, start + match[0].length);
  }
  return regions;
}

/** Literature is known by how the rejection names it, or by the line that defines the name. */
export function referenceKind(action: CitingAction, reference: NamedReference): ReferenceKind {
  return reference.document === null && definedAsLiterature(action, reference) ? "npl" : reference.kind;
}

/** "Ray: Loaded Baked Potato-and-Popcorn Mix; …, October 2010.": a line that defines a name used in a rejection. */
function definedAsLiterature(action: CitingAction, reference: NamedReference): boolean {
  if (!reference.name) return false;
  const { clean } = action.text;
  let at = clean.indexOf(reference.name);
  for (let count = 0; at >= 0 && count < MOST_DEFINITIONS; count++) {
    const line = clean.slice(at, at + DEFINING_LINE).split("\n", 1)[0]!;
    const opens = at < 6 || clean.slice(at - 6, at).includes("\n");
    if (opens && DEFINES_WORK.test(line) && HAS_YEAR.test(line)) return true;
    if (WORK_WITH_YEAR.test(line) && !SAYS_DOCUMENT.test(line.slice(0, LINE_BEGINNING))) return true;
    at = clean.indexOf(reference.name, at + reference.name.length);
  }
  return false;
}

interface Literature {
  readonly start: number;
  readonly end: number;
  readonly author: string;
}

/** "Malhotra et al (World J Transplant, 2014)", "Yeu et al., \"Title\", Journal, 2012". */
function findLiterature(action: CitingAction): Literature[] {
  const { clean, keywords } = action.text;
  const found: Literature[] = [];
  const seen = new Set<string>();
  for (const place of keywords.ofAny(AL_STEMS)) {
    if (found.length >= MOST_WORKS) break;
    const at = place - 3;
    LITERATURE_BEGINS.lastIndex = at;
    if (at < 0 || !LITERATURE_BEGINS.test(clean)) continue;
    const before = /([A-Z][\w'-]+)\s?,?\s?$/.exec(clean.slice(Math.max(0, at - AUTHOR_BEFORE), at));
    if (!before || seen.has(before[1]!)) continue;
    const after = LITERATURE.exec(clean.slice(at, at + LONGEST_WORK));
    if (!after || PATENT_OR_CASE.test(after[0])) continue;
    const author = before[1]!;
    seen.add(author);
    found.push({ start: at - before[0].length, end: at + after[0].length, author });
  }
  return found;
}

/** "al" with what stands behind it, for a stem has three characters. */
const AL_STEMS = ["al.", "al,", "al ", "al\n", "al(", "al:", 'al"'] as const;

const MOST_PASSAGES = 5_000;

/**
 * Passages beside a reference: each belongs to the reference named last before it in the same paragraph. One pass that keeps
 * the line it is in, so that it stays linear.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one walk over the places where a passage can begin, that keeps the line it is in.
function findPassages(action: CitingAction, live: readonly LiveRejection[]): Map<CitedDocument, Passage[]> {
  const { lower } = action.text;
  const found = new Map<CitedDocument, Passage[]>();
  if (live.length === 0 || action.documents.length === 0) return found;
  let count = 0;
  let end = live[0]!.span.start;
  let line = lower.lastIndexOf("\n", end);
  let nextLine = lower.indexOf("\n", end);
  for (const start of passageStarts(action.text)) {
    if (start < end) continue;
    PASSAGE.lastIndex = start;
    const match = PASSAGE.exec(lower);
    if (!match) continue;
    if (count >= MOST_PASSAGES) break;
    end = PASSAGE.lastIndex;
    while (nextLine >= 0 && nextLine < start) {
      line = nextLine;
      nextLine = lower.indexOf("\n", line + 1);
    }
    const document = ownerOf(action, start, Math.max(line, start - LONGEST_PARAGRAPH - 1), live);
    if (!document) continue;
    const head = match[0];
    const span = { start, end: start + head.trimEnd().length };
    const kind: Passage["kind"] = head.startsWith("col")
      ? "column-line"
      : head.startsWith("fig")
        ? "figure"
        : head.startsWith("pag")
          ? "page"
          : /abstract/.test(head)
            ? "abstract"
            : "paragraph";
    const list = found.get(document) ?? [];
    list.push({
      kind,
      text: tidy(action.text.clean.slice(span.start, span.end)),
      span: action.text.at(span.start, span.end),
    });
    found.set(document, list);
    count++;
  }
  return found;
}

const PASSAGE_STEMS = ["col", "par", "pag", "fig", "abstract"] as const;

/** Where a passage can begin: at its word, at "the abstract", at a paragraph mark or a bracketed paragraph number. */
function passageStarts({ lower, keywords }: ActionText): number[] {
  const starts = keywords
    .ofAny(PASSAGE_STEMS)
    .map((at) =>
      lower.startsWith("abstract", at) && /\bthe\s$/.test(lower.slice(Math.max(0, at - 5), at)) ? at - 4 : at,
    );
  for (const mark of ["¶", "[0"])
    for (let at = lower.indexOf(mark); at >= 0; at = lower.indexOf(mark, at + 1)) starts.push(at);
  return starts.sort((a, b) => a - b);
}

/** No reference named further before a passage owns it. */
const LONGEST_PARAGRAPH = 3_000;

/** The reference a passage belongs to; its paragraph begins behind `paragraph`. */
function ownerOf(
  action: CitingAction,
  at: number,
  paragraph: number,
  live: readonly LiveRejection[],
): CitedDocument | null {
  const before = action.mentions[firstEndingAfter(action.mentions, at - 1) - 1];
  const number = action.numbers[firstEndingAfter(action.numbers, at - 1) - 1];
  if (number && number.start > paragraph && (!before || number.start > before.start))
    return action.documentByKey.get(keyOf(number)) ?? null;
  if (before && before.start > paragraph) return before.document;
  // No name in the paragraph: the reference of a rejection over one alone, in force here.
  let current: LiveRejection | null = null;
  for (const rejection of live) {
    if (rejection.span.start > at) break;
    current = rejection;
  }
  const only = current?.combination.references;
  return only?.length === 1 && current!.section === sectionAt(action.sections, at) ? only[0]!.document : null;
}
