export { DECISIONS } from "./decisions.js";
export { dispositionOf } from "./disposition.js";
export { FORM_PARAGRAPHS } from "./formParagraphs.js";
export { HEADINGS, type SectionKind } from "./headings.js";
export { LETTER_TITLES, type LetterTitle } from "./letters.js";
export { OFFICES } from "./offices.js";
export { LETTERS, PARAGRAPH_LETTERS, STATUTES } from "./statutes.js";
