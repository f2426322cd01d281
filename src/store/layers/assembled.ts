import { join } from "node:path";
import type { Served } from "../../catalog/index.js";
import { Lookup, type Lookups } from "../engines/lookup/lookupFile.js";
import { MergedLookup } from "../engines/lookup/merged.js";
import type { Manifest } from "../manifest.js";
import { checkBase, readOverlay } from "../overlay/overlay.js";
import { LOOKUP_FOLDER, OVERLAY_FOLDER, STORE_FILE } from "../snapshots/dataFolder.js";
import type { Store } from "../store.js";
import { withoutEmpty } from "./absent.js";
import { withBundled } from "./bundled.js";
import { withNewest } from "./newestRelease.js";
import { withOtherForms } from "./otherForms.js";

/** The look-up files of a snapshot: those of its base, with those of its overlay where it has one; null without. */
export function openLookups(folder: string, manifest: Manifest, { tables }: Served): Lookups | null {
  const base = Lookup.open(join(folder, LOOKUP_FOLDER), tables);
  const overlay = readOverlay(folder);
  if (overlay === null) return base;
  checkBase(overlay, manifest, STORE_FILE);
  const beside = Lookup.open(join(folder, OVERLAY_FOLDER, LOOKUP_FOLDER), tables);
  if (base && beside) return new MergedLookup(base, beside, overlay);
  base?.close();
  beside?.close();
  return null;
}

/** What every question goes through, wherever the engines run: tables without rows, bundled rows, the newest release, other forms of a number. */
export function assembled(engines: Store, { tables, datasets }: Served): Store {
  return withOtherForms(withNewest(withBundled(withoutEmpty(engines), tables), datasets));
}
