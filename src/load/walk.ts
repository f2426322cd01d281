import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";

/**
 * Files below the given paths in name order; hidden ones are left out when a folder is walked. Each folder is walked once,
 * by whatever links it is reached: folders that link to each other have more ways through them than can be gone.
 */
export function walk(paths: readonly string[], walked: Set<string> = new Set()): readonly string[] {
  return paths.flatMap((path) => {
    const isFolder = statOf(path)?.isDirectory() ?? false;
    // What cannot be listed stands for itself, and is refused when it is read.
    const inside = isFolder ? namesIn(path) : null;
    if (inside === null) return [path];
    const itself = realpathSync(path);
    if (walked.has(itself)) return [];
    walked.add(itself);
    const names = inside.filter((name) => !name.startsWith(".") && !IS_ABOUT_A_FOLDER.test(name)).sort();
    return walk(
      names.map((name) => join(path, name)),
      walked,
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
