import type { Command } from "commander";
import { type Dataset, datasetName, findDataset } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import { bindCriteria, explain, formatCriteria, parseCriteria } from "../query/index.js";
import { statementsOf } from "../store/index.js";
import { printingCriteriaErrors, printJson } from "./criteriaErrors.js";

/** `artunit explain [--dataset KEY/VERSION] 'criteria'` */
export function addExplain(program: Command): void {
  program
    .command("explain")
    .description(
      "Say how criteria are understood: their normal form, their meaning, and the SQL they become.",
    )
    .argument("<criteria>", "criteria, in quotes")
    .option("--dataset <key/version>", "whose fields are meant, for example oa_rejections/v2")
    .addHelpText(
      "after",
      "\nExample:\n  artunit explain --dataset oa_rejections/v2 'hasRej103:1 AND submissionDate:[2016-01-01 TO *]'",
    )
    .action(async (criteria: string, options: { readonly dataset?: string }) => {
      const dataset = options.dataset === undefined ? null : datasetNamed(options.dataset);
      await printingCriteriaErrors(async () => printJson(await explained(criteria, dataset)));
    });
}

async function explained(criteria: string, dataset: Dataset | null): Promise<unknown> {
  const query = parseCriteria(criteria);
  const normalized = formatCriteria(query);
  if (dataset === null) return { normalized };
  const bound = bindCriteria(query, dataset);
  return {
    normalized,
    dataset: datasetName(dataset),
    meaning: explain(bound),
    engines: await statementsOf({ dataset, predicate: bound.predicate }),
  };
}

function datasetNamed(name: string): Dataset {
  const [key = "", version = "", ...rest] = name.split("/");
  if (version === "" || rest.length > 0) {
    throw new ArtunitError(
      "bad-parameter",
      `--dataset takes a key and a version, for example oa_rejections/v2, not "${name}".`,
    );
  }
  return findDataset(key, version);
}
