import { APPLICATION_FAMILY } from "./applications/index.js";
import { CANCER_MOONSHOT } from "./cancer-moonshot/index.js";
import { EVENT_CODES } from "./event-codes/index.js";
import type { Family } from "./family.js";
import { LITIGATION } from "./litigation/index.js";
import { OFFICE_ACTION_FAMILY } from "./office-actions/index.js";
import { PETITION_FAMILY } from "./petitions/index.js";
import { PRODUCT_FAMILY } from "./products/index.js";
import { PTAB_FAMILY } from "./ptab/index.js";
import { STATUS_CODES } from "./status-codes/index.js";

/** Every family, in the order in which lists show their datasets. */
export const FAMILIES: readonly Family[] = [
  OFFICE_ACTION_FAMILY,
  APPLICATION_FAMILY,
  PTAB_FAMILY,
  PETITION_FAMILY,
  STATUS_CODES,
  EVENT_CODES,
  LITIGATION,
  CANCER_MOONSHOT,
  PRODUCT_FAMILY,
];
