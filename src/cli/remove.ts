import type { Command } from "commander";
import { ArtunitError } from "../errors.js";
import { INSTALLATION } from "../installation.js";
import { load } from "../load/load.js";
import type { Manifest, SourceFile } from "../store/index.js";
import { readManifest } from "../store/snapshots/folder.js";
import { VERSION } from "../version.js";
import { interruptible } from "./interrupt.js";
import { printReport } from "./load.js";
import { currentSnapshot } from "./nothingLoaded.js";
import { dataFolder } from "./options.js";
import { Progress } from "./progress.js";

/** `artunit remove`: takes a single Office action out again, with what was found in it. */
export function addRemove(program: Command): void {
  program
    .command("remove")
    .description(
      "Take Office actions that were loaded as single files out again, with all that was found in them.",
    )
    .argument(
      "<id...>",
      "id of the document (obsoleteDocumentIdentifier of its record), or the name of its file",
    )
    .option("--data <folder>", "data folder")
    .action(async (names: readonly string[], flags: { readonly data?: string }) => {
      const data = dataFolder(flags);
      const manifest = readManifest(data, currentSnapshot(data));
      const removes = [...new Set(names.map((name) => documentNamed(name, manifest)))];
      const progress = new Progress();
      const started = Date.now();
      const report = await interruptible(data, progress, () =>
        load({ data, installation: INSTALLATION, paths: [], removes, artunitVersion: VERSION }),
      );
      printReport(report, (Date.now() - started) / 1000);
    });
}

/** The document of this id, or that came in a file of this name. Throws `not-found` with those that there are. */
function documentNamed(name: string, { files }: Manifest): string {
  const single = files.filter(({ documents }) => documents !== undefined);
  if (single.some(({ documents }) => documents!.includes(name))) return name;
  const found = single.filter((file) => file.name === name).flatMap(({ documents }) => documents!);
  if (found.length === 1) return found[0]!;
  throw new ArtunitError(
    "not-found",
    found.length === 0
      ? `No Office action "${name}" was loaded as a single file. ${listOf(single)}`
      : `${found.length} Office actions came in files named ${name}. ${listOf(single.filter((file) => file.name === name))}`,
  );
}

const MOST_LISTED = 20;

function listOf(files: readonly SourceFile[]): string {
  const lines = files.flatMap((file) =>
    file.documents!.map((id) => `  ${id}  ${file.name}, loaded ${file.loadedAt.slice(0, 16)}`),
  );
  if (lines.length === 0) return "There are none.";
  const more = lines.length > MOST_LISTED ? [`  and ${lines.length - MOST_LISTED} more`] : [];
  return ["There are:", ...lines.slice(-MOST_LISTED), ...more].join("\n");
}
