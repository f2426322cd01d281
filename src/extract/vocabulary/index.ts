/** What a patent lawyer can review: statutes, form paragraphs, headings, offices, and every wording that decides. */

export * from "./actionKinds.js";
export * from "./citations.js";
export * from "./claimLists.js";
export * from "./claimStatus.js";
export * from "./claimSubjects.js";
export * from "./combinations.js";
export * from "./decisions.js";
export * from "./documentNumbers.js";
export * from "./endings.js";
export * from "./formParagraphs.js";
export * from "./grounds.js";
export * from "./headingShapes.js";
export * from "./headings.js";
export * from "./implied.js";
export * from "./letterKinds.js";
export * from "./letters.js";
export * from "./offices.js";
export { type DeclaredPattern, declaredPatterns, nameOf } from "./pattern.js";
export * from "./rejecting.js";
export * from "./restrictions.js";
export * from "./signature.js";
export * from "./statutes.js";
export * from "./telling.js";
export * from "./writing.js";
