import { type Dataset, ownShape } from "../../catalog/index.js";
import { readStoredNumbers } from "../../query/index.js";
import type { Contribution } from "../../server/extension.js";
import { recordOf } from "../../server/ownSchemas.js";
import type { Installation } from "../../server/protocol.js";
import { list } from "../../server/schemas.js";
import { equals } from "../../server/wholeTable.js";

/** What is told of an application or a reference: by families, and of applications what families leave to us. */
export function contributionsAbout(
  about: Contribution["about"],
  { families, datasets }: Installation,
): readonly Contribution[] {
  const contributed = families.flatMap(({ contributions }) =>
    contributions.filter((each) => each.about === about),
  );
  if (about !== "application") return contributed;
  const told = new Set(contributed.flatMap(({ tables = [] }) => tables));
  const left = datasets.filter(({ table }) => table.roles.application !== undefined && !told.has(table));
  // Of several versions the one that is declared last.
  const latest = new Map(left.map((dataset) => [dataset.key, dataset]));
  return [...contributed, ...[...latest.values()].map(recordsOfApplication)];
}

/** The records of a dataset about an application, under its key. */
function recordsOfApplication(dataset: Dataset): Contribution {
  const { key, table } = dataset;
  return {
    about: "application",
    parameters: [],
    members: { [key]: list(recordOf(dataset)) },
    async read(number, { signal }, { lease: { store } }) {
      const found: string[] = [];
      // Most folders lack most datasets: no engine is asked what the manifest says.
      if (table.bundled || store.manifest.tables.some(({ name, rows }) => name === table.name && rows > 0)) {
        const page = await store.page({
          dataset,
          predicate: equals(table.roles.application!, ...readStoredNumbers(number)),
          shape: ownShape(dataset),
          rows: Number.POSITIVE_INFINITY,
          counts: false,
          signal,
        });
        for await (const batch of page.records) for (const record of batch) found.push(record);
      }
      return { isEmpty: found.length === 0, members: { [key]: `[${found.join(",")}]` } };
    },
  };
}
