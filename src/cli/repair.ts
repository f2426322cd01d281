import type { Command } from "commander";
import { counted } from "../catalog/index.js";
import { TABLES } from "../installation.js";
import { repair } from "../store/snapshots/repair.js";
import { dataFolder } from "./options.js";

interface RepairFlags {
  readonly data?: string;
  readonly from: readonly string[];
}

/** `artunit repair` */
export function addRepair(program: Command): void {
  program
    .command("repair")
    .description(
      "Put whole files in the place of damaged ones, in every snapshot that has them: from other snapshots, from other data folders, or made anew from the tables.",
    )
    .option("--data <folder>", "data folder")
    .option(
      "--from <folder>",
      "a data folder that may hold the same files: a mirror, a copy, or one into which the same files were loaded; may be repeated",
      (folder: string, all: readonly string[]) => [...all, folder],
      [] as readonly string[],
    )
    .action(async (flags: RepairFlags) => {
      const { restored, missing } = await repair({
        data: dataFolder(flags),
        from: flags.from,
        tables: TABLES,
      });
      for (const { name, from } of restored) process.stdout.write(`${name}: restored from ${from}\n`);
      for (const name of missing)
        process.stdout.write(
          `${name}: damaged, and nobody asked has it whole. Name a data folder that may, with --from; one into which the same files are loaded may do. Or go back: artunit rollback ID\n`,
        );
      if (missing.length > 0) process.exitCode = 1;
      else if (restored.length === 0) process.stdout.write("all files as written\n");
      else
        process.stdout.write(
          `${counted(restored.length, "file")} restored; a running server takes the tables (store.duckdb) after a restart, the others by itself\n`,
        );
    });
}
