import type { Command } from "commander";
import { readConfig } from "../config.js";
import { rollBack } from "../store/snapshots/rollback.js";

export function addRollback(program: Command): void {
  program
    .command("rollback")
    .description("Serve an earlier snapshot again.")
    .argument("<id>", "one that `artunit snapshots` lists")
    .option("--data <dir>", "data folder", readConfig().dataFolder)
    .action(async (id: string, flags: { readonly data: string }) => {
      await rollBack(flags.data, id);
      process.stdout.write(`snapshot ${id} is served now\n`);
    });
}
