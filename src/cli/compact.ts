import type { Command } from "commander";
import { compact } from "../store/snapshots/rebuild.js";
import { isCurrent } from "./current.js";
import { duration } from "./progress.js";
import { rewriteSnapshot } from "./rewriting.js";

/** `artunit compact` */
export function addCompact(program: Command): void {
  program
    .command("compact")
    .description(
      "Build a new base of what base and overlay of the current snapshot hold; the same is served before and after.",
    )
    .option("--data <folder>", "data folder")
    .action(async (flags: { readonly data?: string }) => {
      const started = Date.now();
      const { before, manifest, removed } = await rewriteSnapshot(flags, compact);
      if (manifest === null) {
        process.stdout.write(`snapshot ${before.id} has no overlay: there is nothing to do\n`);
        return;
      }
      const out = [
        isCurrent(manifest.id, `, a base alone (${duration((Date.now() - started) / 1000)})`),
        `${before.id} is kept`,
        `  content hash ${manifest.contentHash}`,
        ...(removed.length > 0 ? [`old snapshots removed: ${removed.join(", ")}`] : []),
      ];
      process.stdout.write(`${out.join("\n")}\n`);
    });
}
