#!/usr/bin/env node
import { CommanderError } from "commander";
import { ArtunitError } from "../errors.js";
import { buildProgram } from "./program.js";

/** Exit codes: 0 done, 1 something was refused or differs, 2 the call or its input is wrong, 70 our own bug. */
try {
  await buildProgram().parseAsync();
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
