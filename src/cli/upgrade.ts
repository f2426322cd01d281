import type { Command } from "commander";
import { formOfSnapshot } from "../store/snapshots/form.js";
import { upgrade } from "../store/snapshots/rebuild.js";
import { isCurrent } from "./current.js";
import { rewriteSnapshot } from "./rewriting.js";

/** `artunit upgrade` */
export function addUpgrade(program: Command): void {
  program
    .command("upgrade")
    .description(
      "Rewrite the current snapshot as this version writes it; what an older one wrote is served all the same.",
    )
    .option("--data <folder>", "data folder")
    .action(async (flags: { readonly data?: string }) => {
      const { before, manifest, changed, removed } = await rewriteSnapshot(flags, upgrade);
      if (manifest === null) {
        process.stdout.write(`snapshot ${before.id} is in the present form already\n`);
        return;
      }
      const out = [
        isCurrent(manifest.id, `, in form ${formOfSnapshot(manifest)}`),
        `${before.id}, in form ${formOfSnapshot(before)}, is kept`,
        `  content hash ${manifest.contentHash}`,
        ...changed.map(
          (name) => `  ${name}: columns that this version works out otherwise hold something else`,
        ),
        ...(removed.length > 0 ? [`old snapshots removed: ${removed.join(", ")}`] : []),
      ];
      process.stdout.write(`${out.join("\n")}\n`);
    });
}
