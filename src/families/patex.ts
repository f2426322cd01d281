import type { Dataset } from "../catalog/index.js";
import type { BulkProduct, ReadProduct } from "../server/extension.js";
import { tableFiles } from "./tableFiles.js";

/** The Patent Examination Research Dataset, of which each family offers and reads its own tables. */
export function patexProduct(dataset: Dataset): BulkProduct {
  return {
    id: "ECOPAIR",
    title: "Patent Examination Research Dataset (PatEx)",
    description:
      "Tables of the Patent Examination Research Dataset: what the codes of statuses and events mean.",
    frequency: "YEARLY",
    labels: ["Patent", "Research"],
    datasets: ["Research"],
    categories: ["Patent Application"],
    mimeTypes: ["CSV"],
    inBdss: { number: 16303, frequency: "NUMERICAL" },
    files: (store) => tableFiles(store, [dataset]),
  };
}

/** Its files of one name: `status_codes.csv.zip`, or as this program offers them. */
export function patexFiles(name: string): ReadProduct {
  const called = new RegExp(`^(?:oce_patent_examination_)?${name}\\.(?:csv|dta)(?:\\.zip)?$`, "i");
  return { id: "ECOPAIR", files: called };
}
