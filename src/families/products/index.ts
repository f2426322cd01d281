import { flatFamily } from "../flat.js";
import { LISTINGS, loadedListings } from "./listings.js";
import { OFFICE_LIST } from "./officeList.js";

/** What the office offers in bulk: its own list, and what its services answered of it. Files are told by each family. */
export const PRODUCT_FAMILY = flatFamily(
  "products",
  {
    tables: [OFFICE_LIST.table, LISTINGS.table],
    datasets: [OFFICE_LIST.dataset, LISTINGS.dataset],
    sources: [OFFICE_LIST.source, ...LISTINGS.sources],
  },
  { listings: loadedListings },
);
