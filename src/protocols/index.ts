import type { Protocol } from "../server/index.js";
import { HUB } from "./ds-api/index.js";
import { NATIVE } from "./native/index.js";
import { FILES } from "./odp/files.js";
import { ODP } from "./odp/index.js";
import { ODP_SEARCHES } from "./odp/search/index.js";
import { ODP_LISTS } from "./odp/search/lists.js";
import { PEDS } from "./peds/index.js";
import { BDSS } from "./products/bdss.js";
import { PRODUCTS } from "./products/index.js";
import { PTAB_V2 } from "./ptab-v2/index.js";

/** Every manner of asking and answering, but for the pages. */
export const PROTOCOLS: readonly Protocol[] = [
  HUB,
  ODP,
  ODP_SEARCHES,
  ODP_LISTS,
  FILES,
  NATIVE,
  PRODUCTS,
  BDSS,
  PEDS,
  PTAB_V2,
];
