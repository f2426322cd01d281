import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Dataset, datasetName } from "../src/catalog/index.js";
import { DATASETS } from "../src/installation.js";
import { checkOne, readSubject, type Subject } from "./answers/check.js";
import { NativeClient } from "./answers/client.js";
import { loadArtunit, serveArtunit } from "./drive/artunit.js";
import { readOptions } from "./options.js";
import { generateRelease } from "./release/generate.js";
import { Random } from "./release/random.js";

const usage = `npm run bench:answers -- [options]

Asks a served store random questions, and checks that totals equal the records walked (of large results one in fifty is
walked, the others are counted in two parts), that what matches and what does not are everything, that facets sum to
totals, and that the oracle finds the same records among a sample of applications.

  --data FOLDER    the store to ask; without it, one is generated and loaded
  --scale S        share of the release's size to generate (default 0.005)
  --queries N      questions in all (default 10000)
  --sample N       applications that the oracle knows (default 100)
  --seed N         another seed, other questions (default 1)
`;

const options = readOptions(usage, {
  data: { type: "string" },
  scale: { type: "string", default: "0.005" },
  queries: { type: "string", default: "10000" },
  sample: { type: "string", default: "100" },
  seed: { type: "string", default: "1" },
});

/** Questions under way at once. */
const IN_FLIGHT = 4;
/** Faults that are printed in full. */
const SHOWN = 20;

/** The datasets that are asked. */
const ASKED = [
  "office_actions/2017",
  "rejections/2017",
  "citations/2017",
  "oa_rejections/v2",
  "oa_citations/v2",
];

await main();

async function main(): Promise<void> {
  const server = await serveArtunit(options.data ?? (await generated()), 0);
  try {
    const client = new NativeClient(`http://127.0.0.1:${server.port}`);
    const subjects = await readSubjects(client, new Random(Number(options.seed)));
    const faulty = await askAll(client, subjects);
    if (faulty > 0) process.exitCode = 1;
  } finally {
    await server.stop();
  }
}

async function generated(): Promise<string> {
  const folder = join(tmpdir(), "artunit-answers", `${options.scale}-${options.seed}`);
  mkdirSync(folder, { recursive: true });
  const release = await generateRelease({
    folder,
    scale: Number(options.scale),
    seed: Number(options.seed),
    zip: true,
  });
  const data = join(folder, "data");
  await loadArtunit(
    data,
    release.files.map((each) => each.path),
  );
  return data;
}

async function readSubjects(client: NativeClient, random: Random): Promise<readonly Subject[]> {
  const subjects: Subject[] = [];
  for (const name of ASKED) {
    const dataset = DATASETS.find((each: Dataset) => datasetName(each) === name)!;
    const subject = await readSubject(client, dataset, random, Number(options.sample));
    console.log(`${name}: ${subject.rows} records, ${subject.records.length} of them known to the oracle`);
    subjects.push(subject);
  }
  return subjects;
}

async function askAll(client: NativeClient, subjects: readonly Subject[]): Promise<number> {
  const wanted = Number(options.queries);
  const began = performance.now();
  let [begun, done, faulty, matched] = [0, 0, 0, 0];
  const report = () => {
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `${done} of ${wanted} questions, ${faulty} with faults; ${matched} records walked; ${seconds.toFixed(0)} s`,
    );
  };
  async function askOn(): Promise<void> {
    while (begun < wanted) {
      // Each question has its own random numbers, so that it is the same whichever others are under way.
      const own = new Random(Number(options.seed) * 1_000_003 + begun);
      const subject = subjects[begun++ % subjects.length]!;
      const { question, walked, faults } = await checkOne(client, subject, own);
      matched += walked;
      if (faults.length > 0 && ++faulty <= SHOWN) console.log(`WRONG ${question}\n  ${faults.join("\n  ")}`);
      if (++done % 500 === 0) report();
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, askOn));
  if (done % 500 !== 0) report();
  return faulty;
}
