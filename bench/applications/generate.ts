import { createWriteStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { applications } from "./applications.js";

const YEARS = [2019, 2020, 2021, 2022, 2023];

/** What is known of generated applications without asking anybody. */
export interface ApplicationsTruth {
  readonly files: readonly string[];
  readonly count: number;
  /** Of all files together, which are JSON that nobody packed. */
  readonly bytes: number;
  /** How many applications each art unit has. */
  readonly units: Readonly<Record<string, number>>;
  /** How many titles hold each word, in lower case. */
  readonly titleWords: Readonly<Record<string, number>>;
}

interface Written {
  readonly applicationMetaData: { readonly groupArtUnitNumber: string; readonly inventionTitle: string };
}

/** Writes file wrappers as the portal's bulk files hold them, a file for each year of filing. The same seed gives the same bytes. */
export async function generateApplications(
  folder: string,
  count: number,
  seed: number,
): Promise<ApplicationsTruth> {
  const known = join(folder, "truth.json");
  if (existsSync(known)) return JSON.parse(readFileSync(known, "utf8")) as ApplicationsTruth;
  mkdirSync(folder, { recursive: true });
  const each = Math.floor(count / YEARS.length);
  const units = new Map<string, number>();
  const titleWords = new Map<string, number>();
  const files: string[] = [];
  for (const [at, year] of YEARS.entries()) {
    async function* document() {
      let text = '{"patentFileWrapperDataBag":[';
      let isFirst = true;
      for (const record of applications(year, at * each, each, seed)) {
        const { groupArtUnitNumber, inventionTitle } = (record as Written).applicationMetaData;
        add(units, groupArtUnitNumber);
        for (const word of new Set(inventionTitle.toLowerCase().split(" "))) add(titleWords, word);
        text += `${isFirst ? "" : ","}${JSON.stringify(record)}`;
        isFirst = false;
        if (text.length < 1024 * 1024) continue;
        yield text;
        text = "";
      }
      yield `${text}]}`;
    }
    const path = join(folder, `${year}.json`);
    await pipeline(document(), createWriteStream(path));
    files.push(path);
  }
  const truth: ApplicationsTruth = {
    files,
    count: each * YEARS.length,
    bytes: files.reduce((sum, path) => sum + statSync(path).size, 0),
    units: Object.fromEntries(units),
    titleWords: Object.fromEntries(titleWords),
  };
  writeFileSync(known, JSON.stringify(truth));
  return truth;
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
