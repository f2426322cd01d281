import type { Command } from "commander";
import { INSTALLATION } from "../installation.js";
import { rollBack } from "../store/snapshots/rollback.js";
import { isCurrent } from "./current.js";
import { dataFolder } from "./options.js";

export function addRollback(program: Command): void {
  program
    .command("rollback")
    .description("Serve an earlier snapshot again.")
    .argument("<id>", "one that `artunit snapshots` lists")
    .option("--data <folder>", "data folder")
    .action(async (id: string, flags: { readonly data?: string }) => {
      await rollBack(dataFolder(flags), id, INSTALLATION);
      process.stdout.write(`${isCurrent(id)}\n`);
    });
}
