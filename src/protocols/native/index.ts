import { APPLICATION, OFFICE_ACTION, OFFICE_ACTION_TEXT } from "./applications.js";
import { DATASET, DATASET_LIST } from "./datasets.js";
import { EXPLAIN } from "./explain.js";
import { FACETS } from "./facets.js";
import { GROUPS } from "./groups.js";
import { OFFICE_ACTION_SEARCH } from "./officeActionSearch.js";
import { RECORDS } from "./records.js";
import { REFERENCE } from "./references.js";
import type { Route } from "./route.js";

/** Every route of the native API; registered, documented and tested from this list. */
export const NATIVE_ROUTES: readonly Route[] = [
  DATASET_LIST,
  DATASET,
  RECORDS,
  GROUPS,
  FACETS,
  EXPLAIN,
  APPLICATION,
  OFFICE_ACTION_SEARCH,
  OFFICE_ACTION,
  OFFICE_ACTION_TEXT,
  REFERENCE,
];
