import type { Command } from "commander";
import { datasetName } from "../catalog/index.js";
import { findDataset } from "../installation.js";
import { formatCriteria, parseCriteria } from "../query/index.js";
import { printingCriteriaErrors, printJson } from "./criteriaErrors.js";
import { criteriaOf } from "./options.js";
import { mappingOf, translateCriteria } from "./translate.js";

/** `artunit map oa_rejections v1 v2 [CRITERIA]` */
export function addMap(program: Command): void {
  program
    .command("map")
    .description(
      "Print how the fields of one version of a dataset are named in another, or translate criteria.",
    )
    .argument("<dataset>", "for example oa_rejections")
    .argument("<from>", "the version the names are from, for example v1")
    .argument("<to>", "the version to translate to, for example v2")
    .argument("[criteria...]", "criteria to translate; without them the whole table is printed")
    .action((key: string, from: string, to: string, words: readonly string[]) => {
      const criteria = criteriaOf(words);
      const [source, target] = [findDataset(key, from), findDataset(key, to)];
      const names = { from: datasetName(source), to: datasetName(target) };
      if (criteria === null) return printJson({ ...names, ...mappingOf(source, target) });
      return printingCriteriaErrors(() => {
        const translated = translateCriteria(criteria, source, target);
        printJson({ ...names, criteria: translated, normalized: formatCriteria(parseCriteria(translated)) });
      });
    });
}
