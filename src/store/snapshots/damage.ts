import { basename, dirname, sep } from "node:path";
import { SNAPSHOTS } from "./dataFolder.js";

/** A file of a snapshot as its manifest names it, with the snapshot's id. Clients read it: where the file lies is told to nobody. */
export function storedName(path: string): string {
  const parts = path.split(sep);
  const at = parts.lastIndexOf(SNAPSHOTS);
  if (at < 0 || parts.length < at + 3) return `${basename(dirname(path))}/${basename(path)}`;
  return `${parts.slice(at + 2).join("/")} of snapshot ${parts[at + 1]}`;
}
