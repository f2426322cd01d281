import type { Reader } from "../../ingest/load.js";
import { documents } from "./documentReader.js";
import { textRecords } from "./reader.js";

/** What reads texts: records and archive lines, and single documents. A reader serves one load. */
export function readersOf(options: { readonly extracts?: boolean | undefined }): readonly Reader[] {
  const known = made.get(options);
  if (known) return known;
  const extracts = options.extracts ?? true;
  const readers = [textRecords({ extracts }), documents({ extracts })];
  made.set(options, readers);
  return readers;
}

/** A reader counts an archive over all its entries, so a load has to ask the same one about each. */
const made = new WeakMap<object, readonly Reader[]>();
