/**
 * Reads the text for scanning: clean characters without page furniture, sentences, sections under headings, words of verbs. What
 * the action is by its text alone.
 */
export { type Action, readAction } from "./action.js";
export { readHeadOfAction } from "./applicationNumberAndArtUnit.js";
export { isStem } from "./keywords.js";
export { paperOfOthersIn } from "./paperOfOthers.js";
export { firstEndingAfter, letterFrom, matchEnd, matchesOf, sentenceIndexAt, within } from "./places.js";
export { isInQuotationMarks } from "./quotationMarks.js";
export {
  announcedGrounds,
  endInHeading,
  type FoundSection,
  headingKind,
  isRejectionSection,
  sectionAt,
} from "./sections.js";
export { readVerbGroup, type VerbGroup } from "./tenseAndDenial.js";
export { type ActionText, LONGEST_TEXT, prepare, tidy, withSingleBlanks } from "./text.js";
