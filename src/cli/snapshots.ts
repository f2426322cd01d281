import type { Command } from "commander";
import { currentId, pinnedIds, readManifest, setPinned, snapshotIds } from "../store/snapshots/folder.js";
import { nothingLoaded } from "./nothingLoaded.js";
import { dataFolder } from "./options.js";
import { counted } from "./progress.js";

export function addSnapshots(program: Command): void {
  const snapshots = program.command("snapshots").description("List the snapshots, the newest first.");
  snapshots.option("--data <folder>", "data folder").action((flags: { readonly data?: string }) => {
    const data = dataFolder(flags);
    const current = currentId(data);
    const pinned = pinnedIds(data);
    const ids = [...snapshotIds(data)].reverse();
    if (ids.length === 0) process.stdout.write(`no snapshots. ${nothingLoaded(data)}\n`);
    for (const id of ids) {
      const manifest = readManifest(data, id);
      const total = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const marks = [...(id === current ? ["current"] : []), ...(pinned.has(id) ? ["pinned"] : [])];
      process.stdout.write(
        `${id}  ${manifest.createdAt}  ${counted(total, "row")} from ${counted(manifest.files.length, "file")}${marks.length > 0 ? `  ${marks.join(", ")}` : ""}\n`,
      );
    }
  });
  for (const [name, isPinned, description] of [
    ["pin", true, "Keep a snapshot for good: a number published from it must stay checkable."],
    ["unpin", false, "Let a pinned snapshot go when newer ones replace it."],
  ] as const)
    snapshots
      .command(name)
      .description(description)
      .argument("<id>")
      .option("--data <folder>", "data folder")
      .action(async (id: string, _: unknown, command: Command) => {
        await setPinned(dataFolder(command.optsWithGlobals()), id, isPinned);
        process.stdout.write(`${id} is ${isPinned ? "pinned" : "not pinned"}\n`);
      });
}
