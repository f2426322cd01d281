import { DATASETS, FAMILIES } from "../installation.js";
import type { UpgradeOptions } from "../store/snapshots/rebuild.js";
import { VERSION } from "../version.js";
import { interruptible } from "./interrupt.js";
import { dataFolder } from "./options.js";
import { Progress } from "./progress.js";

/** Writes the current snapshot anew, in whichever way, with its steps on the terminal; Ctrl-C leaves the one before. */
export function rewriteSnapshot<T>(
  flags: { readonly data?: string },
  rewrite: (options: UpgradeOptions) => Promise<T>,
): Promise<T> {
  const data = dataFolder(flags);
  const progress = new Progress();
  return interruptible(data, progress, () =>
    rewrite({
      data,
      artunitVersion: VERSION,
      families: FAMILIES,
      datasets: DATASETS,
      onStep: ({ what, done, of }) => progress.showStep(what, done, of),
    }),
  );
}
