import type { CitationContext } from "../model.js";
import type { CitedDocument, CitingAction, DocumentNumber } from "../references/index.js";
import { sectionAt, sentenceIndexAt } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import {
  CASE_LAW,
  FAMILY,
  OWN_FAMILY,
  STANDS_FOR,
  TERMINAL_DISCLAIMER,
  USED_AS_ART,
} from "../vocabulary/index.js";
import { isPriority } from "./priorityDocuments.js";

/** What is told of a document stands so near its number; no more places than these are asked. */
const TOLD_BEFORE = 400;
const TOLD_BEHIND = 250;
const MOST_PLACES = 20;
/** "v. Smith, 383 U.S." right before the end of what is told. */
const CASE_BEFORE = 60;

/** The strongest context in which the text names a document; null where it only names what is no citation: a priority document, a case. */
export function contextOf(
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

function isNearRelied(action: CitingAction, number: DocumentNumber, live: readonly LiveRejection[]): boolean {
  const section = sectionAt(action.sections, number.start);
  return section.kind.startsWith("rejection") && live.some((rejection) => rejection.section === section);
}
