import { statSync } from "node:fs";
import { join } from "node:path";
import { type Dataset, isDay } from "../catalog/index.js";
import { readEnvironment } from "../environment.js";
import { ArtunitError } from "../errors.js";
import { findDataset } from "../installation.js";
import { VERSION } from "../version.js";

/** The data folder of a command: its `--data`, or the configured one. Throws `bad-parameter` where it is a file. */
export function dataFolder(options: { readonly data?: string }): string {
  const folder = options.data ?? readEnvironment().dataFolder;
  if (isFile(folder))
    throw new ArtunitError(
      "bad-parameter",
      `The data folder ${folder} is a file. Name a folder with --data, or in the setting ARTUNIT_DATA.`,
      { field: "data" },
    );
  return folder;
}

/** A place that cannot be looked at is told where it is used. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Criteria that were not quoted arrive word by word; null where there are none. */
export function criteriaOf(words: readonly string[]): string | null {
  return words.length === 0 ? null : words.join(" ");
}

/** Of the sample: beside the user's data folder and never in it; each version of the program has its own. */
export function sampleDataFolder(): string {
  return join(`${readEnvironment().dataFolder}-sample`, VERSION);
}

/** `--dataset KEY/VERSION`: one that exists, by any spelling of its version; null where it is not given. */
export function readDataset(name: string | undefined): Dataset | null {
  if (name === undefined) return null;
  const [key = "", version = "", ...rest] = name.split("/");
  if (version === "" || rest.length > 0)
    throw new ArtunitError(
      "bad-parameter",
      `--dataset takes a key and a version, for example oa_rejections/v2, not "${name}".`,
    );
  return findDataset(key, version);
}

/** `--since`: a day of the calendar, or null where it is not given. */
export function readSince(text: string | undefined): string | null {
  return text === undefined ? null : readDay("--since", text);
}

/** A day of the calendar, as an option has it. */
export function readDay(option: string, text: string): string {
  if (isDay(text)) return text;
  throw new ArtunitError("bad-parameter", `${option} is a day like 2025-01-05, and is "${text}".`);
}
