import { type Dataset, HOUSE } from "../catalog/index.js";
import { writeCsv } from "../server/csvLines.js";
import type { BulkFile } from "../server/extension.js";
import type { Store } from "../store/index.js";

/** The files of a bulk product that is tables: each dataset of which something is loaded, as CSV, called by its key. */
export async function tableFiles(store: Store, datasets: readonly Dataset[]): Promise<readonly BulkFile[]> {
  return datasets.flatMap((dataset) => {
    const found = store.manifest.tables.find(({ name }) => name === dataset.table.name);
    const rows =
      dataset.rows?.column === HOUSE.source
        ? (found?.rowsBySource[String(dataset.rows?.value)] ?? 0)
        : (found?.rows ?? 0);
    if (rows === 0) return [];
    return {
      fileName: `${dataset.key}.csv`,
      type: "text/csv",
      ...(found?.firstDate ? { from: found.firstDate } : {}),
      ...(found?.lastDate ? { to: found.lastDate } : {}),
      rows,
      write: (path) => writeCsv(store, dataset, path),
    };
  });
}
