import type { Reader } from "../../ingest/load.js";
import { places } from "../../store/snapshots/folder.js";
import { documents } from "./documentReader.js";
import { textRecords } from "./reader.js";

/** What reads texts: records and archive lines, and single documents. A reader serves one load. */
export function readersOf(options: {
  readonly data?: string;
  readonly extracts?: boolean | undefined;
}): readonly Reader[] {
  const known = made.get(options);
  if (known) return known;
  const { data, extracts = true } = options;
  const readers = [
    textRecords({ extracts, ...(data ? { findings: places.findings(data) } : {}) }),
    documents({ extracts }),
  ];
  made.set(options, readers);
  return readers;
}

/** A reader counts an archive over all its entries, so a load has to ask the same one about each. */
const made = new WeakMap<object, readonly Reader[]>();
