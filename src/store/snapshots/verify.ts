import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { STORE_FILE } from "../build/build.js";
import { countTables } from "../duckdb/ask.js";
import type { Manifest } from "../manifest.js";
import { MANIFEST_FILE, MANIFEST_HASH_FILE, places, readManifest } from "./folder.js";
import { manifestHashLine, sha256Of } from "./hash.js";

export interface Verification {
  readonly manifest: Manifest;
  /** What is wrong, in sentences; empty when all is well. */
  readonly damage: readonly string[];
}

/** Hashes every file of a snapshot again and counts its tables; says what differs from the manifest. */
export async function verifySnapshot(
  data: string,
  id: string,
  onFile?: (path: string) => void,
): Promise<Verification> {
  const manifest = readManifest(data, id);
  const folder = places.snapshot(data, id);
  const damage = [...manifestDamage(folder)];
  for (const file of manifest.stored) {
    const path = join(folder, file.path);
    onFile?.(file.path);
    if (!existsSync(path)) {
      damage.push(`${file.path} is missing.`);
      continue;
    }
    const bytes = statSync(path).size;
    if (bytes !== file.bytes) damage.push(`${file.path} has ${bytes} bytes instead of ${file.bytes}.`);
    else if ((await sha256Of(path)) !== file.sha256)
      damage.push(`${file.path} is not what was written: its hash differs.`);
  }
  for (const file of manifest.files)
    if (file.read !== file.loaded + file.rejected)
      damage.push(
        `The manifest says that ${file.name} read ${file.read} rows but accounts for ${file.loaded + file.rejected}.`,
      );
  // Tables are not opened when their file is damaged already: the engine may read nonsense.
  if (damage.length === 0) damage.push(...(await countAgain(join(folder, STORE_FILE), manifest)));
  return { manifest, damage };
}

function manifestDamage(folder: string): readonly string[] {
  const path = join(folder, MANIFEST_HASH_FILE);
  if (!existsSync(path)) return [`${MANIFEST_HASH_FILE} is missing.`];
  const isWritten =
    manifestHashLine(readFileSync(join(folder, MANIFEST_FILE))) === readFileSync(path, "utf8");
  return isWritten ? [] : [`${MANIFEST_FILE} is not what was written: its hash differs.`];
}

async function countAgain(storeFile: string, manifest: Manifest): Promise<readonly string[]> {
  const counted = await countTables(
    storeFile,
    manifest.tables.map(({ name }) => name),
  );
  // Tables with long texts are counted in files of their own.
  const isElsewhere = (name: string) => manifest.stored.some(({ path }) => path.startsWith(`${name}/`));
  return manifest.tables.flatMap((table) => {
    if (!counted.has(table.name)) return [`The table ${table.name} is missing.`];
    const rows = counted.get(table.name);
    return rows === table.rows || isElsewhere(table.name)
      ? []
      : [`The table ${table.name} has ${rows} rows instead of ${table.rows}.`];
  });
}
