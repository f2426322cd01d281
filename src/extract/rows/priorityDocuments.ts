import type { CitingAction, DocumentNumber } from "../references/index.js";
import { sectionAt } from "../text/index.js";
import { PRIORITY, PUBLISHED_AS } from "../vocabulary/index.js";

/** "published as" right before a number. */
const PUBLISHED_BEFORE = 20;

/** A foreign number in a sentence about priority is the application's own earlier filing, not a citation. */
export function isPriority(action: CitingAction, number: DocumentNumber, sentence: string): boolean {
  if (number.country === "US") return false;
  if (PUBLISHED_AS.test(action.text.lower.slice(Math.max(0, number.start - PUBLISHED_BEFORE), number.start)))
    return false;
  if (sectionAt(action.sections, number.start).kind === "priority") return true;
  return PRIORITY.test(sentence);
}
