import { dayOf, type Source } from "../catalog/index.js";

const YEAR = /(?<![0-9])(20[0-9]{2}(?:-[0-9]{2}-[0-9]{2})?)(?![0-9])/g;
const WHOLE = /^20[0-9]{2}(?:-[0-9]{2}-[0-9]{2})?$/;
/** Folders above a file that may be called by its release. */
const ABOVE = 3;

/**
 * The release a file is of: the last year, or day, in its name, else that of a folder near above it, else the day it is
 * loaded. Records of an API are of none.
 */
export function releaseOf(path: string, now: Date): string | null {
  const names = path.split(/[\\/]/).reverse();
  if (/\.(?:json|jsonl|ndjson)(?:\.gz|\.zip)?$/i.test(names[0] ?? "")) return null;
  const inName = names[0]?.match(YEAR)?.at(-1);
  const above = names.slice(1, 1 + ABOVE).find((name) => WHOLE.test(name));
  return inName ?? above ?? dayOf(now);
}

const known = new WeakMap<readonly Source[], Map<string, readonly Source[]>>();

/** The kinds of file, where rows of those that are released say which release they are of. */
export function kindsOfRelease(sources: readonly Source[], release: string | null): readonly Source[] {
  if (release === null) return sources;
  const made = known.get(sources) ?? new Map<string, readonly Source[]>();
  known.set(sources, made);
  const before = made.get(release);
  if (before) return before;
  const kinds = sources.map((source) =>
    source.isReleased ? { ...source, origin: `${source.origin}-${release}` } : source,
  );
  made.set(release, kinds);
  return kinds;
}
