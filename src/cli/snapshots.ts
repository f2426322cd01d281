import type { Command } from "commander";
import { counted } from "../catalog/index.js";
import type { Manifest, OverlaySummary } from "../store/index.js";
import { places } from "../store/snapshots/dataFolder.js";
import { currentId, manifestIn, pinnedIds, setPinned, snapshotIds } from "../store/snapshots/folder.js";
import { BASE_FORM, checkForm, FORM, formOfSnapshot } from "../store/snapshots/form.js";
import { nothingLoaded } from "./nothingLoaded.js";
import { dataFolder } from "./options.js";
import { rows } from "./progress.js";

export function addSnapshots(program: Command): void {
  const snapshots = program.command("snapshots").description("List the snapshots, the newest first.");
  snapshots.option("--data <folder>", "data folder").action((flags: { readonly data?: string }) => {
    const data = dataFolder(flags);
    const current = currentId(data);
    const pinned = pinnedIds(data);
    const ids = [...snapshotIds(data)].reverse();
    if (ids.length === 0) process.stdout.write(`no snapshots. ${nothingLoaded(data)}\n`);
    // All are listed, also those that only a later version reads: one of the others can be gone back to.
    const manifests = ids.map((id) => manifestIn(places.snapshot(data, id)));
    for (const manifest of manifests) {
      const { id } = manifest;
      const marks = [...(id === current ? ["current"] : []), ...(pinned.has(id) ? ["pinned"] : [])];
      process.stdout.write(
        `${[line(manifest), ...(marks.length > 0 ? [marks.join(", ")] : [])].join("  ")}\n`,
      );
    }
    for (const manifest of manifests) if (manifest.id === current) checkForm(manifest);
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

/** Where the rows stand: most in a base that an earlier load built. */
export function overlayLine({ base, baseRows, overlayRows }: OverlaySummary): string {
  return `${counted(overlayRows, "row")} in an overlay, ${rows(baseRows)} in the base of ${base}`;
}

function line(manifest: Manifest): string {
  const total = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const form = formOfSnapshot(manifest);
  return [
    manifest.id,
    manifest.createdAt,
    `form ${form}${form > FORM ? " (newer than this program)" : form < BASE_FORM ? " (older)" : ""}`,
    `${counted(total, "row")} from ${counted(manifest.files.length, "file")}`,
    ...(manifest.overlay ? [overlayLine(manifest.overlay)] : []),
  ].join("  ");
}
