import { join } from "node:path";
import type { Command } from "commander";
import { publishArchives } from "../families/office-actions/bulk/publish.js";
import { MIRROR_MANIFEST } from "../load/sync/mirror.js";
import { signMirror } from "../load/sync/signature.js";
import { dataFolder, readSince } from "./options.js";
import { bytes, rows } from "./progress.js";
import { openSnapshot } from "./snapshot.js";

interface PublishFlags {
  readonly data?: string;
  readonly out: string;
  readonly since?: string;
  readonly sign?: string;
}

/** `artunit publish archives` */
export function addPublish(program: Command): void {
  program
    .command("publish")
    .description("Write files as the USPTO publishes them.")
    .command("archives")
    .description(
      "Write the weekly archives of Office action texts, and last a manifest with their checksums.",
    )
    .requiredOption("--out <folder>", "where to write")
    .option("--since <date>", "only weeks that end on this day or later, yyyy-mm-dd")
    .option("--sign <file>", "sign the manifest with the private key that `artunit sign-keys` wrote there")
    .option("--data <folder>", "data folder")
    .action(async (flags: PublishFlags) => {
      const since = readSince(flags.since);
      const snapshot = await openSnapshot(dataFolder(flags), null);
      const { store } = snapshot.lease;
      const { id } = store.manifest;
      try {
        const manifest = await publishArchives(store, {
          folder: flags.out,
          since,
          onArchive: (archive) =>
            process.stdout.write(
              `${archive.fileName}  ${rows(archive.actions)} actions  ${bytes(archive.bytes)}  sha256 ${archive.sha256}\n`,
            ),
        });
        if (flags.sign !== undefined) signMirror(flags.out, MIRROR_MANIFEST, flags.sign, new Date());
        process.stdout.write(
          `${manifest.files.length} archives of snapshot ${id}; checksums in ${join(flags.out, "manifest.json")}\n`,
        );
      } finally {
        await snapshot.close();
      }
    });
}
