import type { Command } from "commander";
import { rollBack } from "../store/snapshots/rollback.js";
import { DATA_OPTION, type DataFlag, dataFolder } from "./dataOption.js";

export function addRollback(program: Command): void {
  program
    .command("rollback")
    .description("Serve an earlier snapshot again.")
    .argument("<id>", "one that `artunit snapshots` lists")
    .option(...DATA_OPTION)
    .action(async (id: string, flags: DataFlag) => {
      await rollBack(dataFolder(flags), id);
      process.stdout.write(`snapshot ${id} is served now\n`);
    });
}
