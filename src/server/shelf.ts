import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256Of } from "../store/snapshots/hash.js";

/** What is known of a file once it is written. */
export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

/** Writes a file by its last name only when it is whole: a half-written one is never seen. */
export async function writtenWhole(path: string, write: (path: string) => Promise<void>): Promise<Written> {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  try {
    await write(part);
    const written = { bytes: (await stat(part)).size, sha256: await sha256Of(part) };
    await rename(part, path);
    return written;
  } finally {
    await rm(part, { force: true });
  }
}

/** Files that are kept for downloads: written when first asked for, thrown away when their snapshot is not served. */
export class Shelf {
  private readonly writing = new Map<string, Promise<Written>>();

  constructor(private readonly folder: string) {}

  /** A file of a snapshot. */
  async take(
    snapshot: string,
    fileName: string,
    write: (path: string) => Promise<void>,
  ): Promise<Written & { readonly path: string }> {
    const path = join(this.folder, snapshot, fileName);
    const written =
      (await this.known(snapshot, fileName)) ??
      (await this.once(path, () => this.write(snapshot, path, write)));
    return { path, ...written };
  }

  /** What is known of a file without writing it. */
  async known(snapshot: string, fileName: string): Promise<Written | null> {
    try {
      const path = join(this.folder, snapshot, `${fileName}.json`);
      return JSON.parse(await readFile(path, "utf8")) as Written;
    } catch {
      return null;
    }
  }

  private once(path: string, write: () => Promise<Written>): Promise<Written> {
    const known = this.writing.get(path);
    if (known) return known;
    const writing = write().finally(() => this.writing.delete(path));
    this.writing.set(path, writing);
    return writing;
  }

  private async write(
    snapshot: string,
    path: string,
    write: (path: string) => Promise<void>,
  ): Promise<Written> {
    await this.forgetOthers(snapshot);
    const written = await writtenWhole(path, write);
    await writtenWhole(`${path}.json`, (part) => writeFile(part, JSON.stringify(written)));
    return written;
  }

  private async forgetOthers(snapshot: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    for (const name of await readdir(this.folder)) {
      if (name !== snapshot) await rm(join(this.folder, name), { recursive: true, force: true });
    }
  }
}
