import { Command } from "commander";
import { VERSION } from "../version.js";
import { addCompact } from "./compact.js";
import { addCompare } from "./compare.js";
import { addExplain } from "./explain.js";
import { addExport } from "./export.js";
import { extractCommand } from "./extract.js";
import { addKeys } from "./keys.js";
import { addLoad } from "./load.js";
import { addMap } from "./map.js";
import { addPublish } from "./publish.js";
import { addGroup, addQuery } from "./query.js";
import { addRemove } from "./remove.js";
import { addRepair } from "./repair.js";
import { addRollback } from "./rollback.js";
import { addServe } from "./serve.js";
import { addSignKeys } from "./signKeys.js";
import { addSnapshots } from "./snapshots.js";
import { addStart } from "./start.js";
import { addSync } from "./sync.js";
import { addUpgrade } from "./upgrade.js";
import { addVerify } from "./verify.js";
import { addVerifyStatement } from "./verifyStatement.js";

/** Adds one command; each lives in the file named after it. */
export type AddCommand = (program: Command) => void;

const COMMANDS: readonly AddCommand[] = [
  addStart,
  addLoad,
  addRemove,
  addServe,
  addQuery,
  addGroup,
  addExport,
  addExplain,
  extractCommand,
  addMap,
  addPublish,
  addSignKeys,
  addKeys,
  addSync,
  addCompare,
  addSnapshots,
  addRollback,
  addCompact,
  addUpgrade,
  addVerify,
  addRepair,
  addVerifyStatement,
];

/** The whole command line. Running it is `main.ts`; the reference pages only look at it. */
export function buildProgram(): Command {
  const program = new Command("artunit")
    .description("The USPTO's Office-action open data on your own machine.")
    .version(VERSION)
    .showHelpAfterError()
    .exitOverride();
  for (const add of COMMANDS) add(program);
  return program;
}
