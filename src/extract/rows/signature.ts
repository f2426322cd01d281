import type { UsptoFlags } from "../model.js";
import type { Action, ActionText } from "../text/index.js";
import {
  CONTACT_ANYWHERE,
  CONTACT_BEGINS,
  CONTACT_WORDS,
  DIRECTOR,
  EXAMINER_TITLE,
  INITIALS_LINE,
  NO_TITLE_LINE,
  PRIMARY,
  SUPERVISOR_NAMED,
  SUPERVISORY,
} from "../vocabulary/index.js";

/** The signature stands behind the contact paragraph; without one, at the end of the text. */
const END = 1_500;
const BLOCK = 1_200;
/** A line of the block is no longer. */
const LONGEST_LINE = 160;
/** The contact paragraph and what may follow it. */
const CLOSING = 6_000;

/** Titles in the signature block, which is the end of the text behind the contact paragraph. */
export function signatureType(action: Action): UsptoFlags["signatureType"] {
  const { lower } = action.text;
  const from = contactParagraph(action.text) ?? Math.max(0, lower.length - END);
  const after = lower.slice(from);
  const block = after.slice(Math.max(0, after.length - BLOCK)).replace(SUPERVISOR_NAMED, " ");
  const lines = block
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length > 0 && line.length < LONGEST_LINE);
  let primary = 0;
  let supervisory = false;
  let director = false;
  let plain = false;
  for (const line of lines) {
    if (NO_TITLE_LINE.test(line)) continue;
    if (DIRECTOR.test(line)) director = true;
    if (SUPERVISORY.test(line)) supervisory = true;
    else if (PRIMARY.test(line)) primary++;
    else if (EXAMINER_TITLE.test(line)) plain = true;
  }
  if (director) return 4;
  if (supervisory) return 3;
  if (primary > 0 && (plain || initialsBefore(lines))) return 2;
  if (primary > 0) return 1;
  return plain ? 0 : null;
}

/** "/J.S./" or "HM" above a primary examiner's name: the assistant's initials. */
function initialsBefore(lines: readonly string[]): boolean {
  return lines.some((line) => INITIALS_LINE.test(line));
}

/** The contact paragraph stands at the end; the whole text is asked only for its fixed words. */
export function hasClosing(text: ActionText): boolean {
  const { lower, keywords } = text;
  return (
    contactParagraph(text) !== null ||
    CONTACT_WORDS.test(lower.slice(-CLOSING)) ||
    keywords.of(CONTACT_ANYWHERE).some((at) => isAt(CONTACT_ANYWHERE, lower, at))
  );
}

/** Where the contact paragraph begins, "Any inquiry concerning this communication …"; the last, if it is repeated. */
function contactParagraph({ lower, keywords }: ActionText): number | null {
  const at = keywords
    .of(CONTACT_BEGINS)
    .findLast((place) => isAt(CONTACT_BEGINS, lower, place) && lower.startsWith("any ", place - 4));
  return at === undefined ? null : at - 4;
}

function isAt(wording: RegExp, lower: string, at: number): boolean {
  wording.lastIndex = at;
  return wording.test(lower);
}
