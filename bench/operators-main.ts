import { openAdversary } from "./operators/adversary.js";
import { randomOf } from "./operators/questions.js";
import { lineOf, type Measured, measure, slowest } from "./operators/slowest.js";
import { readOptions } from "./options.js";

const options = readOptions(
  `npm run fuzz:operators -- [options]

Asks the engines questions at the limits of every operator, over values made to be slow, and reports the slowest.

  --seconds N      how long to ask (default 60)
  --seed N         of values and questions (default 1)
  --values N       values of ordinary length in each column (default 5000)
  --long N         values of 100 KB in each column (default 5)
  --documents N    Office actions (default 500)
`,
  {
    seconds: { type: "string", default: "60" },
    seed: { type: "string", default: "1" },
    values: { type: "string", default: "5000" },
    long: { type: "string", default: "5" },
    documents: { type: "string", default: "500" },
  },
);

/** No question may take longer, answered or refused. */
const MOST_MILLISECONDS = 30_000;

const random = randomOf(Number(options.seed));
const adversary = await openAdversary({
  random,
  values: Number(options.values),
  longValues: Number(options.long),
  documents: Number(options.documents),
});
const all: Measured[] = [];
for await (const each of measure(adversary, random, { seconds: Number(options.seconds) })) {
  all.push(each);
  if (isBad(each)) console.log(lineOf(each));
}
await adversary.close();
const answered = all.filter(({ refused }) => refused === null).length;
console.log(`${all.length} questions with seed ${options.seed}, ${answered} answered, the others refused`);
console.log("slowest:");
for (const each of slowest(all, "time", 15)) console.log(lineOf(each));
console.log("slowest for each kilobyte of criteria:");
for (const each of slowest(all, "kilobyte", 10)) console.log(lineOf(each));
if (all.some(isBad)) process.exitCode = 1;

function isBad({ milliseconds, refused }: Measured): boolean {
  return milliseconds > MOST_MILLISECONDS || refused === "over-time" || refused?.startsWith("FAULT") === true;
}
