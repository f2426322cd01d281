import type { Reader, ReaderOptions } from "../../../ingest/reader.js";
import { documents } from "./documentReader.js";
import { textRecords } from "./reader.js";

/** What reads texts: records and archive lines, and single documents. */
export function textReaders(options: ReaderOptions): readonly Reader[] {
  return [textRecords(options), documents(options)];
}
