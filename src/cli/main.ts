#!/usr/bin/env node
import { CommanderError } from "commander";
import { systemError, unprintable } from "../systemErrors.js";
import { buildProgram } from "./program.js";

/** Says what went wrong. Exit codes: 0 done, 1 something was refused or differs, 2 the call or its input is wrong, 70 our own bug. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const known = systemError(error);
  if (known) {
    process.stderr.write(`artunit: ${known.message}\n`);
    return 2;
  }
  const said = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`artunit: this is a bug of ours, please report it.\n${said}\n`);
  return 70;
}

// Who reads the output may stop reading, as `| head` does: what was asked for is done all the same.
for (const [stream, name] of [
  [process.stdout, "standard output"],
  [process.stderr, "standard error"],
] as const)
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw unprintable(name, error);
  });
// What a stream throws reaches no caller.
process.once("uncaughtException", (error) => process.exit(report(error)));
try {
  await buildProgram().parseAsync();
} catch (error) {
  const code = report(error);
  // Ends also where something was left open; not before what was said has gone out.
  process.stdout.write("", (failure) => {
    const isLost = failure != null && (failure as NodeJS.ErrnoException).code !== "EPIPE";
    const ends = isLost ? report(unprintable("standard output", failure)) : code;
    process.stderr.write("", () => process.exit(ends));
  });
}
