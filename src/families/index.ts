import type { Family } from "./family.js";
import { OFFICE_ACTION_FAMILY } from "./office-actions/index.js";

/** Every family, in the order in which lists show their datasets. */
export const FAMILIES: readonly Family[] = [OFFICE_ACTION_FAMILY];
