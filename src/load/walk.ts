import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/** Files below the given paths in name order; hidden ones are left out when a folder is walked. */
export function walk(paths: readonly string[], above: readonly string[] = []): readonly string[] {
  return paths.flatMap((path) => {
    const isFolder = statOf(path)?.isDirectory() ?? false;
    // What cannot be listed stands for itself, and is refused when it is read.
    const inside = isFolder ? namesIn(path) : null;
    if (inside === null) return [path];
    // A link to a folder that it lies in leads round and round.
    const itself = realpathSync(path);
    if (above.includes(itself)) return [];
    const names = inside.filter((name) => !name.startsWith(".") && !IS_ABOUT_A_FOLDER.test(name)).sort();
    return walk(
      names.map((name) => join(path, name)),
      [...above, itself],
    );
  });
}

/** What people write about a folder of data is no data, though it may read like a document. */
const IS_ABOUT_A_FOLDER = /^(?:readme|sources|licen[cs]e|notice|changelog)(?:\.(?:md|txt))?$/i;

function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder);
  } catch {
    return null;
  }
}

function statOf(path: string): ReturnType<typeof statSync> | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}
