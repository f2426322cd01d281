import { ofDocument } from "../../store/files.js";
import { keysOfLayout, papers } from "../papers.js";

/** Papers beside the metadata of a weekly archive: `PTAB_20150605_WK22/PDF_image/NAME.pdf`. */
const IN_WEEK = /(?:^|\/)PTAB_\d{8}_WK\d+\S*\/.*\.pdf$/i;

/** Identifiers of trials' documents are numbers, those of others UUIDs or hashes [recorded]; those of the weekly archives are a number and a day [claimed]. */
const BY_IDENTIFIER =
  /^(?:[a-z]{2}\d{6,10}-\d\d-\d\d-\d{4}-\d+|\d{5,12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{56})\.pdf$/i;

/** PDFs of the weekly archives, and those that are named by the identifier of a document. */
export const PAPERS = papers(
  "papers of the board",
  (name) => IN_WEEK.test(name) || BY_IDENTIFIER.test(name.slice(name.lastIndexOf("/") + 1)),
);

/** The keys of a file that is laid out as an address of the portal's, or of PTAB API v2: `ptab-api/documents/ID/download`. */
export function keysOfPaper(path: string): readonly string[] {
  const [, document] = /(?:^|\/)ptab-api\/documents\/([^/]+)\/download$/.exec(path) ?? [];
  return document === undefined ? keysOfLayout(path, "api/v1/patent/ptab-files/") : [ofDocument(document)];
}
