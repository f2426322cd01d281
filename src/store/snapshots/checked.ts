import { readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { damaged } from "../../errors.js";
import { ifThere } from "../../systemErrors.js";
import type { Manifest, StoredFile } from "../manifest.js";
import { storedName } from "./damage.js";
import { places } from "./dataFolder.js";
import { manifestIn, snapshotIds } from "./folder.js";
import { replaceFile } from "./replaceFile.js";

/** What was seen when a stored file was last read whole. */
export interface Checked {
  /** ISO instant. */
  readonly at: string;
  /** Set where it was not what was written. */
  readonly isDamaged?: true;
}

/** A file on the disk, and every name that snapshots have for it: they share what did not change. */
export interface SharedFile extends StoredFile {
  /** `ID/PATH` of each snapshot that has it. */
  readonly names: readonly string[];
  readonly file: string;
  readonly checked: Checked;
}

/**
 * Every stored file of a data folder, once. One that was never read since was right when its snapshot was made. A snapshot
 * whose manifest cannot be read is left out where `onUnreadable` is told of it, else it is thrown.
 */
export function sharedFiles(
  data: string,
  onUnreadable?: (id: string, problem: unknown) => void,
): readonly SharedFile[] {
  const notes = readChecked(data);
  const found = new Map<string, SharedFile>();
  for (const id of snapshotIds(data)) {
    const manifest = manifestOf(data, id, onUnreadable);
    for (const each of manifest?.stored ?? []) {
      const file = join(places.snapshot(data, id), each.path);
      const stat = statSync(file, { throwIfNoEntry: false });
      const name = `${id}/${each.path}`;
      const key = stat ? `${stat.dev}:${stat.ino}:${each.sha256}` : name;
      const other = found.get(key);
      const checked = notes.get(name) ?? other?.checked ?? { at: manifest!.createdAt };
      found.set(key, {
        ...each,
        file,
        names: [...(other?.names ?? []), name],
        checked: later(checked, other),
      });
    }
  }
  return [...found.values()];
}

function manifestOf(
  data: string,
  id: string,
  onUnreadable?: (id: string, problem: unknown) => void,
): Manifest | null {
  try {
    return manifestIn(places.snapshot(data, id));
  } catch (problem) {
    if (!onUnreadable) throw problem;
    onUnreadable(id, problem);
    return null;
  }
}

function later(checked: Checked, other: SharedFile | undefined): Checked {
  return other && other.checked.at > checked.at ? other.checked : checked;
}

/** By `ID/PATH`. What cannot be read says nothing: files are then checked the sooner. */
function readChecked(data: string): ReadonlyMap<string, Checked> {
  try {
    const text = ifThere(() => readFileSync(places.checked(data), "utf8"));
    const notes = JSON.parse(text ?? "{}") as Record<string, Checked>;
    return new Map(Object.entries(notes).filter(([, { at }]) => !Number.isNaN(Date.parse(at))));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return new Map();
    throw error;
  }
}

/** How many files are known to be damaged. */
export function damagedFiles(data: string): number {
  return sharedFiles(data, () => {}).filter(({ checked }) => checked.isDamaged).length;
}

/** Remembers what was seen of files, by `ID/PATH`; forgets those of snapshots that are gone. */
export function noteChecked(data: string, notes: ReadonlyMap<string, Checked>): void {
  const kept = new Set(snapshotIds(data));
  const all = [...readChecked(data), ...notes].filter(([name]) => kept.has(name.split("/", 1)[0]!));
  replaceFile(places.checked(data), `${JSON.stringify(Object.fromEntries(all), null, 1)}\n`);
}

/** How often it is looked whether another process has found damage, in milliseconds. */
const LOOK_EVERY = 500;

/** Files of a data folder that were found damaged, by whatever process: what they hold is not served. */
export class FoundDamage {
  private names: ReadonlySet<string> = new Set();
  private looked = 0;
  private written: number | null = null;

  constructor(private readonly data: string) {}

  /** Throws `snapshot-damaged` for a file that was found damaged and has not been restored. */
  require(file: string): void {
    this.look();
    if (this.names.size === 0) return;
    const name = relative(places.snapshots(this.data), file).split(sep).join("/");
    if (this.names.has(name)) throw damaged(storedName(file), "it is not what was written: its hash differs");
  }

  private look(): void {
    const now = Date.now();
    if (now - this.looked < LOOK_EVERY) return;
    this.looked = now;
    const written = statSync(places.checked(this.data), { throwIfNoEntry: false })?.mtimeMs ?? null;
    if (written === this.written) return;
    this.written = written;
    this.names = new Set(
      [...readChecked(this.data)].filter(([, { isDamaged }]) => isDamaged).map(([name]) => name),
    );
  }
}
