import { Command, type Option } from "commander";
import { nearestName } from "../server/nearest.js";
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
import { addSql } from "./sql.js";
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
  addSql,
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
  leadToOptions(program);
  tellDefaults(program);
  return program;
}

/** A default is told as somebody would type it, not as JSON; of what may be repeated it is none. */
function tellDefaults(command: Command): void {
  for (const option of command.options) {
    const { defaultValue, defaultValueDescription } = option as Option & { readonly defaultValue: unknown };
    if (defaultValueDescription !== undefined) continue;
    if (typeof defaultValue === "string") option.default(defaultValue, defaultValue);
    if (Array.isArray(defaultValue) && defaultValue.length === 0) option.default(defaultValue, "none");
  }
  for (const each of command.commands) tellDefaults(each);
}

const UNKNOWN_OPTION = /(unknown option '--([\w-]+)[^']*')(?:\n\(Did you mean [^\n]*\))?/;

/** Whether an option that stands before the command is one of commands. */
function isOfCommands({ commands }: Command, name: string): boolean {
  return commands.some(
    (each) => each.options.some((option) => option.name() === name) || isOfCommands(each, name),
  );
}

/** An option that a command does not have leads to the one that is meant, also where other services call it otherwise. */
function leadToOptions(command: Command): void {
  const known = command.options.map((option) => option.name());
  command.configureOutput({
    outputError: (text, write) =>
      write(
        text.replace(UNKNOWN_OPTION, (all, said: string, name: string) => {
          if (isOfCommands(command, name))
            return `${said}\n(Options stand behind the command: artunit query … --${name} …)`;
          const meant = nearestName(name, known);
          return meant === null ? all : `${said}\n(Did you mean --${meant}?)`;
        }),
      ),
  });
  for (const each of command.commands) leadToOptions(each);
}
