import { keysOfLayout, papers } from "../papers.js";

/** Identifiers of documents of a file wrapper are capitals and digits: `LN4VBTHCXBLUEX2` [recorded]. */
const BY_IDENTIFIER = /(?:^|\/)(?=[^/]*[A-Z])[A-Z0-9]{12,20}\.pdf$/;

/** PDFs that are named by the identifier of a document. */
export const PAPERS = papers("papers of applications", (name) => BY_IDENTIFIER.test(name));

/** The keys of a file that is laid out as an address of the portal's. */
export function keysOfPaper(path: string): readonly string[] {
  return keysOfLayout(path, "api/v1/download/applications/");
}
