import type { Command } from "commander";
import { INSTALLATION } from "../installation.js";
import { NATIVE } from "../protocols/native/index.js";
import { contextInProcess } from "../server/index.js";
import { answerOf } from "../server/inProcess.js";
import type { Route } from "../server/route.js";
import { dataFolder } from "./options.js";
import { openSnapshot } from "./snapshot.js";

interface Options {
  readonly data?: string;
  readonly application?: string;
  readonly document?: string;
  readonly date?: string;
  readonly asOf?: string;
}

/** `artunit verify-statement`: the route `/v1/verify` straight on the snapshot. */
export function addVerifyStatement(program: Command): void {
  program
    .command("verify-statement")
    .description("Check a statement about an Office action against what is loaded.")
    .argument("<statement...>", "what is said, in plain words")
    .option("--data <folder>", "data folder")
    .option("--application <number>", "number of the application, in any form")
    .option("--document <id>", "image-file-wrapper id of the action")
    .option("--date <day>", "day the action was mailed, as 2017-06-21")
    .option("--as-of <snapshot>", "answer from this snapshot")
    .addHelpText(
      "after",
      '\nPrints the answer as JSON: confirmed, partly, contradicted or not in the data, with the passages.\nExample:\n  artunit verify-statement "claims 1-5 rejected under 103 over Smith" --application 14/574,014',
    )
    .action(async (words: readonly string[], options: Options) => {
      const { application, document, date } = options;
      const route = NATIVE.routes(INSTALLATION).find(
        ({ operationId }) => operationId === "verify-statement",
      ) as Route;
      const snapshot = await openSnapshot(dataFolder(options), options.asOf ?? null);
      try {
        const given = { statement: words.join(" "), application, document, date };
        const context = contextInProcess(INSTALLATION, snapshot.lease);
        const answer = await answerOf(route, given, { signal: new AbortController().signal }, context);
        process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
      } finally {
        await snapshot.close();
      }
    });
}
