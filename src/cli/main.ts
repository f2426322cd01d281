#!/usr/bin/env node
import { CommanderError } from "commander";
import { ArtunitError, isDiskFull } from "../errors.js";
import { buildProgram } from "./program.js";

/** Says what went wrong. Exit codes: 0 done, 1 something was refused or differs, 2 the call or its input is wrong, 70 our own bug. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const { message, stack } = error as Error;
  if (error instanceof ArtunitError) {
    process.stderr.write(`artunit: ${message}\n`);
    return 2;
  }
  if (isDiskFull(error)) {
    process.stderr.write(
      `artunit: the disk is full, and what was being written is incomplete. Free some space and try again. (${message})\n`,
    );
    return 2;
  }
  process.stderr.write(`artunit: this is a bug of ours, please report it.\n${stack}\n`);
  return 70;
}

// What a stream throws reaches no caller.
process.once("uncaughtException", (error) => process.exit(report(error)));
try {
  await buildProgram().parseAsync();
} catch (error) {
  const code = report(error);
  // Ends also where something was left open; not before what was said has gone out.
  process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
}
