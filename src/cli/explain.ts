import type { Command } from "commander";
import { type Dataset, datasetName } from "../catalog/index.js";
import { INSTALLATION } from "../installation.js";
import { bindCriteria, explain, formatCriteria, parseCriteria } from "../query/index.js";
import { statementsOf } from "../store/index.js";
import { printingCriteriaErrors, printJson } from "./criteriaErrors.js";
import { criteriaOf, readDataset } from "./options.js";

/** `artunit explain [--dataset KEY/VERSION] 'criteria'` */
export function addExplain(program: Command): void {
  program
    .command("explain")
    .description(
      "Say how criteria are understood: their normal form, their meaning, and the SQL they become.",
    )
    .argument("<criteria...>", "criteria; quotes keep the shell from reading them")
    .option("--dataset <key/version>", "whose fields are meant, for example oa_rejections/v2")
    .addHelpText(
      "after",
      "\nExample:\n  artunit explain --dataset oa_rejections/v2 'hasRej103:1 AND submissionDate:[2016-01-01 TO *]'",
    )
    .action(async (words: readonly string[], options: { readonly dataset?: string }) => {
      const criteria = criteriaOf(words) ?? "";
      const dataset = readDataset(options.dataset);
      await printingCriteriaErrors(async () => printJson(await explained(criteria, dataset)));
    });
}

async function explained(criteria: string, dataset: Dataset | null): Promise<unknown> {
  const query = parseCriteria(criteria);
  const normalized = formatCriteria(query);
  if (dataset === null) return { normalized };
  const bound = bindCriteria(query, dataset, { catalog: INSTALLATION, written: criteria });
  return {
    normalized,
    dataset: datasetName(dataset),
    meaning: explain(bound),
    engines: await statementsOf({ dataset, predicate: bound.predicate }),
  };
}
