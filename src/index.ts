/**
 * Artunit as a library. What is not exported here may change at any time.
 *
 * ```js
 * import { formatCriteria, parseCriteria } from "artunit";
 * formatCriteria(parseCriteria("a OR b AND c")); // "a +b +c"
 * ```
 */

import { INSTALLATION } from "./installation.js";
import { type LiveOptions, type LiveStore, openLiveStore as openLive } from "./store/index.js";

export type {
  Column,
  ColumnType,
  Dataset,
  Field,
  Matching,
  RowSource,
  Shape,
  Table,
  Wire,
  WireForm,
} from "./catalog/index.js";
/** What exists: the stored tables, and the datasets that are views of them. */
export {
  datasetName,
  fieldName,
  fieldsOf,
  ownShape,
  publishedNames,
  publishedShape,
} from "./catalog/index.js";
/** Everything that is raised on purpose is an `ArtunitError` with one of these codes. */
export { ArtunitError, ERRORS, type ErrorCode } from "./errors.js";
/** Reading an Office action: `extract(text)` says which claims are rejected, on which ground, over what. */
export {
  type Citation,
  type Extraction,
  type ExtractionContext,
  extract,
  type Rejection,
  toUsptoRows,
  type UsptoRows,
} from "./extract/index.js";
/** Reading it from a file: its text, and what the file's name and its properties tell. */
export {
  type ActionFile,
  type KnownOfAction,
  readActionFile,
  type SaidOfAction,
} from "./families/office-actions/texts/document.js";
export { DATASETS, findDataset, TABLES } from "./installation.js";
export type {
  BindOptions,
  Bound,
  BoundCriteria,
  Clause,
  Occur,
  Pattern,
  PhraseTerm,
  Predicate,
  Query,
  Span,
  TextQuery,
  UnknownField,
  Value,
} from "./query/index.js";
/** The criteria language: text to tree, tree to Lucene's own normal form, tree to what it asks of a dataset. */
export { bindCriteria, explain, formatCriteria, parseCriteria } from "./query/index.js";
export type {
  GroupRequest,
  Groups,
  Lease,
  LiveOptions,
  LiveStore,
  Page,
  PageRequest,
  Selection,
  Store,
} from "./store/index.js";
export { VERSION } from "./version.js";

/** A data folder, read as the server reads it: its current snapshot, and the next one once it is loaded. */
export function openLiveStore(dataFolder: string, options?: LiveOptions): Promise<LiveStore> {
  return openLive(dataFolder, INSTALLATION, options);
}
