import { readOptions } from "./options.js";
import { generateRelease } from "./release/generate.js";

const usage = `npm run generate -- --out FOLDER [options]

Writes the three CSV files of the release, of the shapes of 2017's, and truth.json with their true counts.

  --out FOLDER     where to write
  --scale S        share of the release's size, up to 1 (default 0.01)
  --seed N         the same seed gives the same bytes (default 1)
  --zip            one zip for each file
`;

const values = readOptions(usage, {
  scale: { type: "string", default: "0.01" },
  seed: { type: "string", default: "1" },
  out: { type: "string" },
  zip: { type: "boolean", default: false },
});
if (values.out === undefined) throw new Error("Say where to write: --out FOLDER.");
const began = performance.now();
const release = await generateRelease({
  folder: values.out,
  scale: Number(values.scale),
  seed: Number(values.seed),
  zip: values.zip,
});
const seconds = (performance.now() - began) / 1000;
const csvBytes = release.files.reduce((sum, file) => sum + file.csvBytes, 0);
for (const file of release.files) console.log(`${file.path}  ${(file.bytes / 1e6).toFixed(1)} MB`);
console.log(
  `${Object.values(release.truth.rows).join(" + ")} rows, ${(csvBytes / 1e6).toFixed(0)} MB of CSV in ` +
    `${seconds.toFixed(1)} s (${(csvBytes / 1e6 / seconds).toFixed(0)} MB/s); truth in ${release.truthPath}`,
);
