import { readdirSync, readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { extract } from "../src/extract/index.js";
import { timing } from "./drive/measure.js";
import { ms, rate, table, writeReport } from "./drive/report.js";
import { decidingOptions, readOptions } from "./options.js";

const usage = `npm run bench:extract -- [options]

Reads real Office actions again and again on one core, each time as a string of its own. Processor time counts, with
what the collector of garbage takes, because other programs may hold the cores meanwhile.

  --megabytes N    how much is read in all (default 200)
  --texts FOLDER   what is read (default corpora/development/texts)
  --note TEXT      a remark for the report, such as what else ran
  --write          put the figures into BENCHMARKS.md
`;

const options = readOptions(usage, {
  megabytes: { type: "string", default: "200" },
  texts: { type: "string", default: "corpora/development/texts" },
  note: { type: "string" },
  write: { type: "boolean", default: false },
});

/** Openings and letters of a page are left out: a real action is longer. */
const SHORTEST = 4_000;

const texts = readdirSync(options.texts)
  .filter((name) => /\.(?:txt|md)$/.test(name))
  .sort()
  .map((name) => readFileSync(join(options.texts, name)))
  .filter((bytes) => bytes.length >= SHORTEST);
if (texts.length === 0) throw new Error(`There is no text of ${SHORTEST} bytes or more in ${options.texts}.`);
const bytesOfAll = texts.reduce((sum, bytes) => sum + bytes.length, 0);

const read = (text: string): number => extract(text).rejections.length;
/** After some hundred megabytes the compiler has done with the program; a load of texts reads gigabytes. */
const WARM_UP = 130;
for (let warm = 0; warm < WARM_UP; warm++) for (const bytes of texts) read(bytes.toString());

const rounds = Math.max(3, Math.ceil((Number(options.megabytes) * 1e6) / bytesOfAll));
const rates: number[] = [];
let processorSeconds = 0;
for (let round = 0; round < rounds; round++) {
  const given = texts.map((bytes) => bytes.toString());
  const began = process.cpuUsage();
  given.forEach(read);
  const { user, system } = process.cpuUsage(began);
  const seconds = (user + system) / 1e6;
  processorSeconds += seconds;
  rates.push(bytesOfAll / 1e6 / seconds);
}
rates.sort((a, b) => a - b);

const action = hundredKilobytes();
const times: number[] = [];
for (let round = 0; round < 200; round++) {
  const given = action.toString();
  const began = performance.now();
  extract(given);
  times.push(performance.now() - began);
}
const { p50, p95 } = timing(times);

const report = [
  `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench:extract -- ${decidingOptions().join(" ")}\`` +
    `${options.note ? ` (${options.note})` : ""}, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}: ` +
    `${texts.length} actions of ${(bytesOfAll / texts.length / 1e3).toFixed(1)} KB on average, read ${rounds} times ` +
    `after ${WARM_UP} to warm up.`,
  "",
  ...table(
    ["", "", "bar"],
    [
      ["text per second of processor time", rate(rounds * bytesOfAll, processorSeconds), "≥ 20 MB/s"],
      [
        "the same, by rounds: lowest, median, highest",
        [rates[0]!, timing(rates).p50, rates.at(-1)!].map((rate) => rate.toFixed(1)).join(", "),
        "",
      ],
      ["an action of 100 KB, warm: p50 / p95", `${ms(p50)} / ${ms(p95)} ms`, "≤ 10 ms"],
    ],
  ),
].join("\n");
console.log(report);
if (options.write) writeReport("BENCHMARKS.md", "extraction figures", report);

/** The longest real action, continued with the next longest up to 100,000 bytes. */
function hundredKilobytes(): Buffer {
  const longestFirst = [...texts].sort((a, b) => b.length - a.length);
  return Buffer.concat(longestFirst).subarray(0, 100_000);
}
