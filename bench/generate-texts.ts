import { readOptions } from "./options.js";
import { generateTexts } from "./texts/generate.js";

const usage = `npm run generate:texts -- --out FOLDER [options]

Writes weekly archives of Office actions of real length, and texts-truth.json with the searches whose totals are known.

  --out FOLDER     where to write
  --documents N    Office actions in all (default 1000)
  --week N         Office actions to an archive (default 10000)
  --seed N         the same seed gives the same bytes (default 1)
`;

const values = readOptions(usage, {
  documents: { type: "string", default: "1000" },
  week: { type: "string", default: "10000" },
  seed: { type: "string", default: "1" },
  out: { type: "string" },
});
if (values.out === undefined) throw new Error("Say where to write: --out FOLDER.");
const began = performance.now();
const truth = await generateTexts({
  folder: values.out,
  sources: "corpora/development/texts",
  documents: Number(values.documents),
  documentsAWeek: Number(values.week),
  seed: Number(values.seed),
});
const seconds = (performance.now() - began) / 1000;
const megabytes = truth.archives.reduce((sum, archive) => sum + archive.textBytes, 0) / 1e6;
console.log(
  `${truth.archives.length} archives, ${megabytes.toFixed(0)} MB of text in ${seconds.toFixed(1)} s ` +
    `(${(megabytes / seconds).toFixed(0)} MB/s), ${truth.searches.length} searches known`,
);
