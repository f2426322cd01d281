#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { Command, CommanderError } from "commander";
import { ArtunitError } from "../errors.js";
import { addMap } from "./map.js";

/** Adds one command; each lives in the file named after it. */
export type AddCommand = (program: Command) => void;

const COMMANDS: readonly AddCommand[] = [addMap];

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

const program = new Command("artunit")
  .description("The USPTO's Office-action open data on your own machine.")
  .version(version)
  .showHelpAfterError()
  .exitOverride();
for (const add of COMMANDS) add(program);

/** Exit codes: 0 done, 1 something was refused or differs, 2 the call or its input is wrong, 70 our own bug. */
try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof ArtunitError) {
    process.stderr.write(`artunit: ${error.message}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`artunit: this is a bug of ours, please report it.\n${(error as Error).stack}\n`);
    process.exitCode = 70;
  }
}
