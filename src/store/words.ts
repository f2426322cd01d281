/** The words of a text and their places: the criteria language's own analyser. */
export { type AnalysedTerm as Token, analyse } from "../query/analyse.js";
