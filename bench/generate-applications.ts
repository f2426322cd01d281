import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { applications } from "./applications/applications.js";

/**
 * `node build/bench/generate-applications.js FOLDER [COUNT] [SEED]`: file wrappers as the portal's bulk files hold them, a file
 * for each year of filing. The same seed gives the same bytes.
 */
const [folder = "applications", count = "500000", seed = "1"] = process.argv.slice(2);
const YEARS = [2019, 2020, 2021, 2022, 2023];
mkdirSync(folder, { recursive: true });
for (const [at, year] of YEARS.entries()) {
  const each = Math.floor(Number(count) / YEARS.length);
  async function* document() {
    yield '{"patentFileWrapperDataBag":[';
    let text = "";
    let isFirst = true;
    for (const record of applications(year, at * each, each, Number(seed))) {
      text += `${isFirst ? "" : ","}${JSON.stringify(record)}`;
      isFirst = false;
      if (text.length < 1024 * 1024) continue;
      yield text;
      text = "";
    }
    yield `${text}]}`;
  }
  await pipeline(document(), createWriteStream(join(folder, `${year}.json`)));
}
