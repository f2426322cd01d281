import { parseArgs } from "node:util";
import { generateTexts } from "./texts/generate.js";

// npm run generate:texts -- --documents 100000 --out FOLDER [--week 10000] [--seed N]
const { values } = parseArgs({
  options: {
    documents: { type: "string", default: "1000" },
    week: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    out: { type: "string" },
  },
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
