/**
 * Artunit as a library. What is not exported here may change at any time.
 *
 * ```js
 * import { formatCriteria, parseCriteria } from "artunit";
 * formatCriteria(parseCriteria("a OR b AND c")); // "a +b +c"
 * ```
 */

export type {
  Column,
  ColumnType,
  Dataset,
  Field,
  Matching,
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
export type {
  Citation,
  Extraction,
  ExtractionContext,
  Rejection,
  UsptoRows,
} from "./extract/index.js";
/** Reading it from a file: its text, and what the file's name and its properties tell. */
export type { ActionFile, KnownOfAction, SaidOfAction } from "./families/office-actions/texts/document.js";
/** What `source` says of a row of an Office action. */
export type { RowSource } from "./families/office-actions/values.js";
export { DATASETS, TABLES } from "./installation.js";
export {
  bindCriteria,
  explain,
  extract,
  findDataset,
  formatCriteria,
  openLiveStore,
  parseCriteria,
  readActionFile,
  toUsptoRows,
} from "./library.js";
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
