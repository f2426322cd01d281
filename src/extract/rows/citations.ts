import { asSet } from "../claims/index.js";
import type { Citation, Span } from "../model.js";
import {
  bestName,
  type CitedDocument,
  type CitingAction,
  documentNameAsWritten,
  type NamedReference,
  nameAsWritten,
} from "../references/index.js";
import { tidy } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import { NO_REFERENCE_NAME } from "../vocabulary/index.js";
import { artOfRecord } from "./artOfRecord.js";
import { contextOf } from "./contextOfCitation.js";
import { findLiterature, referenceKind } from "./literature.js";
import { findPassages } from "./passages.js";

/** A reference is given as written so far. */
const LONGEST_RAW = 400;

/** Every document the text cites, once, with its strongest context. */
export function buildCitations(action: CitingAction, live: readonly LiveRejection[]): Citation[] {
  const relied = reliedUpon(live);
  const pertinent = artOfRecord(action);
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
