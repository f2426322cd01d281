import { join } from "node:path";
import type { Command } from "commander";
import { counted } from "../catalog/index.js";
import { publishArchives } from "../families/office-actions/bulk/publish.js";
import { MIRROR_MANIFEST } from "../load/sync/mirror.js";
import { signMirror } from "../load/sync/signature.js";
import { publishSnapshot } from "../load/sync/snapshotMirror.js";
import { dataFolder, readSince } from "./options.js";
import { bytes, Progress } from "./progress.js";
import { openSnapshot } from "./snapshot.js";

interface PublishFlags {
  readonly data?: string;
  readonly out: string;
  readonly since?: string;
  readonly sign?: string;
}

/** `artunit publish archives`, `artunit publish snapshot` */
export function addPublish(program: Command): void {
  const publish = program
    .command("publish")
    .description("Write files as the USPTO publishes them, or a snapshot for others to sync.");
  addSnapshot(publish);
  publish
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
              `${archive.fileName}  ${counted(archive.actions, "action")}  ${bytes(archive.bytes)}  sha256 ${archive.sha256}\n`,
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

interface SnapshotFlags {
  readonly data?: string;
  readonly out: string;
  readonly sign?: string;
}

function addSnapshot(publish: Command): void {
  publish
    .command("snapshot")
    .description(
      "Write the current snapshot into a folder that others `sync` from: each file once, under its hash, and last a manifest. Again, it writes what is new.",
    )
    .requiredOption("--out <folder>", "where to write")
    .option("--sign <file>", "sign the manifest with the private key that `artunit sign-keys` wrote there")
    .option("--data <folder>", "data folder")
    .action(async (flags: SnapshotFlags) => {
      const data = dataFolder(flags);
      const snapshot = await openSnapshot(data, null);
      const progress = new Progress();
      try {
        const { id } = snapshot.lease.store.manifest;
        const { manifest, written } = await publishSnapshot(data, id, flags.out, (path, size) =>
          progress.say(`${path}: ${bytes(size)}`),
        );
        if (flags.sign !== undefined) signMirror(flags.out, MIRROR_MANIFEST, flags.sign, new Date());
        process.stdout.write(
          `snapshot ${id} in ${flags.out}: ${counted(manifest.stored.length, "file")}, of which ${written.files} are new (${bytes(written.bytes)})\n`,
        );
      } finally {
        await snapshot.close();
      }
    });
}
