import type { Action } from "../text/index.js";
import { type DocumentNumber, findNumbers } from "./findNumbers.js";
import { type CitedDocument, findMentions, type Mention, nameDocuments } from "./names.js";
/** An Office action with the documents that it names, and every place where it names them. */
export interface CitingAction extends Action {
  readonly numbers: readonly DocumentNumber[];
  /** Digits introduced as a document number that cannot be read as one. */
  readonly unreadable: readonly { readonly start: number; readonly end: number }[];
  readonly documents: readonly CitedDocument[];
  readonly documentByKey: ReadonlyMap<string, CitedDocument>;
  readonly mentions: readonly Mention[];
}

/** Finds the document numbers of an action, the names it gives them, and where those names stand. */
export function findReferences(action: Action): CitingAction {
  const { numbers, unreadable } = findNumbers(action.text);
  const documents = nameDocuments(action.text, numbers);
  // The spread stands last: with members behind it each object would have a hidden class of its own, and be slow to read.
  return {
    numbers,
    unreadable,
    documents,
    documentByKey: new Map(documents.map((document) => [document.key, document])),
    mentions: findMentions(action.text, documents),
    ...action,
  };
}
