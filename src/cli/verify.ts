import { join } from "node:path";
import type { Command } from "commander";
import { ArtunitError } from "../errors.js";
import { FAMILIES, INSTALLATION } from "../installation.js";
import { type Figure, lackingFiles, mismatches, publishedFigures } from "../load/publishedFigures.js";
import { FileStore } from "../store/files.js";
import { places, STORE_FILE } from "../store/snapshots/dataFolder.js";
import { snapshotIds } from "../store/snapshots/folder.js";
import { verifyQuickly, verifySnapshot } from "../store/snapshots/verify.js";
import { currentSnapshot } from "./nothingLoaded.js";
import { dataFolder } from "./options.js";
import { bytes, Progress, rows } from "./progress.js";

interface VerifyFlags {
  readonly data?: string;
  readonly all?: boolean;
  readonly quick?: boolean;
  readonly release?: string;
}

/** `artunit verify` */
export function addVerify(program: Command): void {
  program
    .command("verify")
    .description("Hash the stored files again and count their rows; say what is damaged.")
    .argument("[id]", "a snapshot; the current one when left out")
    .option("--data <folder>", "data folder")
    .option("--all", "every snapshot that is kept")
    .option(
      "--quick",
      "in seconds: manifest, lengths and indexes, and that the tables open; hashes no large file",
    )
    .option("--release <year>", "hold a full import against every published figure of that release (2017)")
    .action(async (id: string | undefined, flags: VerifyFlags) => {
      const data = dataFolder(flags);
      const current = id ?? currentSnapshot(data);
      if (flags.release !== undefined) return verifyRelease(data, current, flags.release);
      const progress = new Progress();
      for (const each of flags.all ? snapshotIds(data) : [current]) {
        const damage = await damageOf(data, each, flags.quick ?? false, progress);
        progress.clear();
        for (const what of damage) process.stdout.write(`${each}: ${what}\n`);
        if (damage.length > 0) process.exitCode = 1;
        else
          process.stdout.write(
            flags.quick
              ? `${each}: all files there, indexes as written; large files were not hashed\n`
              : `${each}: all files as written, all rows there\n`,
          );
      }
      if (!flags.quick) await verifyKept(data);
    });
}

/** The files that are served as they came; they belong to no snapshot. */
async function verifyKept(data: string): Promise<void> {
  const { files, damage } = await new FileStore(places.files(data)).check();
  for (const what of damage) process.stdout.write(`files: ${what}\n`);
  if (damage.length > 0) process.exitCode = 1;
  else if (files > 0) process.stdout.write(`files: all ${files} as they came\n`);
}

/** A manifest that cannot be read is damage too, and no reason to leave the other snapshots unchecked. */
async function damageOf(
  data: string,
  id: string,
  isQuick: boolean,
  progress: Progress,
): Promise<readonly string[]> {
  try {
    if (isQuick) return (await verifyQuickly(data, id, INSTALLATION)).damage;
    const onBytes = (done: number, of: number) => progress.show(`hashing ${id}`, done, of, bytes);
    return (await verifySnapshot(data, id, { onBytes })).damage;
  } catch (error) {
    if (error instanceof ArtunitError && error.code === "snapshot-damaged") return [error.message];
    throw error;
  }
}

async function verifyRelease(data: string, id: string, release: string): Promise<void> {
  const releases = FAMILIES.flatMap(({ figures }) => Object.entries(figures ?? {}));
  const questions = releases.filter(([name]) => name === release).flatMap(([, some]) => some);
  const known = releases.map(([name]) => name);
  if (questions.length === 0)
    throw new ArtunitError("bad-parameter", `--release knows ${known.join(", ")} only, not "${release}".`, {
      field: "release",
      ...(known[0] === undefined ? {} : { suggestion: known[0] }),
    });
  const figures = await publishedFigures(join(places.snapshot(data, id), STORE_FILE), questions);
  const width = Math.max(...figures.map(({ name }) => name.length));
  for (const figure of figures) process.stdout.write(`${figure.name.padEnd(width)}  ${verdict(figure)}\n`);
  const wrong = mismatches(figures);
  const computed = figures.filter(({ found }) => found !== null).length;
  process.stdout.write(
    `${computed - wrong.length} of ${computed} figures agree, ${wrong.length} differ, ${figures.length - computed} are not computable\n`,
  );
  const lacking = lackingFiles(figures);
  if (lacking.length > 0) process.stdout.write(lackingLine(lacking, release));
  if (wrong.length > 0) process.exitCode = 1;
}

/** Why figures differ that are those of the whole release. */
function lackingLine(lacking: readonly Figure[], release: string): string {
  const parts = lacking.map(
    ({ name, found, expected }) => `${rows(Number(found))} of ${rows(Number(expected))} ${name}`,
  );
  return `Release ${release} is not loaded whole: ${parts.join(", ")} are here. The figures are those of all its rows: load its files and verify again.\n`;
}

function verdict({ expected, found, needs }: Figure): string {
  if (found === null) return `expected ${expected}: not computable, needs ${needs ?? "other data"}`;
  if (found === expected) return `expected ${expected}, found ${found}`;
  return `expected ${expected}, found ${found}, difference ${difference(expected, found)}`;
}

export function difference(expected: string, found: string): string {
  const theirs = expected.split(" / ");
  return found
    .split(" / ")
    .map((value, at) => {
      // Figures have few decimals; what the subtraction adds behind them is noise.
      const gap = Number((Number(value) - Number(theirs[at])).toFixed(6));
      return Number.isFinite(gap) ? (gap > 0 ? `+${gap}` : String(gap)) : "—";
    })
    .join(" / ");
}
