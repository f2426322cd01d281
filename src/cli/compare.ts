import type { Command } from "commander";
import type { FieldAgreement } from "../families/agreement.js";
import { FAMILIES } from "../installation.js";
import { dataFolder } from "./options.js";
import { rows } from "./progress.js";
import { openSnapshot } from "./snapshot.js";

interface CompareFlags {
  readonly data?: string;
  readonly json?: boolean;
}

/** `artunit compare` */
export function addCompare(program: Command): void {
  program
    .command("compare")
    .description(
      "Say how often what is extracted from texts agrees with the USPTO's own rows, field by field.",
    )
    .option("--json", "as JSON, with examples of documents in which they differ")
    .option("--data <folder>", "data folder")
    .action(async (flags: CompareFlags) => {
      const snapshot = await openSnapshot(dataFolder(flags), null);
      const { store } = snapshot.lease;
      const { id } = store.manifest;
      try {
        for (const { agreement } of FAMILIES) {
          if (agreement === undefined) continue;
          const found = await agreement(store);
          process.stdout.write(
            flags.json
              ? `${JSON.stringify({ snapshot: id, ...found }, null, 1)}\n`
              : table(found.documents, found.fields),
          );
        }
      } finally {
        await snapshot.close();
      }
    });
}

function table(documents: number, fields: readonly FieldAgreement[]): string {
  const width = Math.max(0, ...fields.map(({ field }) => field.length));
  const lines = fields.map(({ field, compared, equal }) => {
    const share = `${((100 * equal) / compared).toFixed(1)} %`;
    return `${field.padEnd(width)}  ${share.padStart(7)}  ${rows(equal)} of ${rows(compared)}`;
  });
  return `${rows(documents)} documents are described by the USPTO and by extraction\n${lines.map((each) => `${each}\n`).join("")}`;
}
