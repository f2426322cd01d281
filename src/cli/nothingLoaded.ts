import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { readEnvironment } from "../environment.js";
import { ArtunitError } from "../errors.js";
import { firstFew } from "../query/index.js";
import { LOCK, SYNC_LOCK } from "../store/snapshots/dataFolder.js";
import { currentId, keptSnapshots } from "../store/snapshots/folder.js";
import { ifThere } from "../systemErrors.js";
import { sampleDataFolder } from "./options.js";

/** Which folder holds nothing, what is in it instead, and where data is. */
export function nothingLoaded(data: string): string {
  return [whatIsThere(data), whereDataIs(data), `Load files with: artunit load FILE… --data ${data}`]
    .filter((each) => each !== null)
    .join(" ");
}

/** @throws ArtunitError `no-data` with what `nothingLoaded` says. */
export function currentSnapshot(data: string): string {
  const id = currentId(data);
  if (id === null) throw new ArtunitError("no-data", nothingLoaded(data));
  return id;
}

function whatIsThere(data: string): string {
  const names = namesIn(data);
  const place = resolve(data);
  if (names === null) return `Nothing is loaded in ${place}: there is no such folder.`;
  const kept = keptSnapshots(data);
  if (kept !== null)
    return `No snapshot is served from ${place}: its pointer, the file "current", is missing. ${kept}`;
  if (names.length === 0) return `Nothing is loaded in ${place}: the folder is empty.`;
  return `Nothing is loaded in ${place}: there is no snapshot in it, but ${firstFew(names, 3)}.`;
}

/** The other folders that this account may have meant: its own and the sample's. */
function whereDataIs(data: string): string | null {
  const others = [
    { what: "Your data", folder: readEnvironment().dataFolder },
    { what: "The sample", folder: sampleDataFolder() },
  ].filter(({ folder }) => resolve(folder) !== resolve(data) && hasSnapshot(folder));
  if (others.length === 0) return null;
  const found = others.map(({ what, folder }) => `${what} is in ${folder}.`).join(" ");
  return `${found} Name a folder with --data, or in the setting ARTUNIT_DATA.`;
}

/** A folder that cannot be looked into is no help here. */
function hasSnapshot(folder: string): boolean {
  try {
    return currentId(folder) !== null;
  } catch {
    return false;
  }
}

function namesIn(folder: string): readonly string[] | null {
  const names = ifThere(() => readdirSync(folder));
  return names?.filter((name) => name !== LOCK && name !== SYNC_LOCK).sort() ?? null;
}
