import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { loadArtunit, serveArtunit } from "./drive/artunit.js";
import { HttpConnection } from "./drive/http-client.js";
import { PeakMemory } from "./drive/memory.js";
import { bytes, ms, table, writeReport } from "./drive/report.js";
import { caseNumber, randomOf, writeDocuments, writeMoonshot } from "./flat/files.js";
import { decidingOptions, readOptions } from "./options.js";

const usage = `npm run bench:flat -- [options]

Makes the files of two flat sets up, seeded and of the published sizes, loads each through the command line, and asks a
server over them: look-ups, pages and groups.

  --documents N   rows of the litigation documents (default 5186344)
  --moonshot N    rows of the cancer moonshot (default 269353)
  --questions N   how often each question is asked (default 200)
  --note TEXT     a remark for the report, such as what else ran
  --write         put the figures into BENCHMARKS.md
`;

const options = readOptions(usage, {
  documents: { type: "string", default: "5186344" },
  moonshot: { type: "string", default: "269353" },
  questions: { type: "string", default: "200" },
  note: { type: "string" },
  write: { type: "boolean", default: false },
});
const questions = Number(options.questions);
const folder = mkdtempSync(join(tmpdir(), "artunit-bench-flat-"));

interface Question {
  readonly says: string;
  /** Milliseconds that half of the answers may take. */
  readonly bar: number;
  readonly path: (random: () => number) => string;
}

const ask = (dataset: string, what: string) => `/v1/datasets/${dataset}/v1/${what}`;
const coded = encodeURIComponent;

function questionsOf(dataset: "litigation_documents" | "cancer_moonshot", rows: number): readonly Question[] {
  if (dataset === "cancer_moonshot")
    return [
      {
        says: "one patent",
        bar: 3,
        path: (random) =>
          ask(
            dataset,
            `records?criteria=${coded(`Patent_or_Publication_ID:"US ${5_000_000 + Math.floor(random() * rows)} B2"`)}`,
          ),
      },
      {
        says: "a value of a cell, first 100",
        bar: 25,
        path: () => ask(dataset, `records?criteria=${coded('cpc_inventive_parts:"A61K 31/00"')}`),
      },
      {
        says: "groups of two flags",
        bar: 600,
        path: () => ask(dataset, "groups?by=Data_Science,Food_and_Nutrition"),
      },
    ];
  return [
    {
      says: "all documents of a case",
      bar: 3,
      path: (random) =>
        ask(dataset, `records?criteria=case_row_id:${1 + Math.floor(random() * (rows / 70))}`),
    },
    {
      says: "the same, by the number that the court gave the case",
      bar: 3,
      path: (random) =>
        ask(
          dataset,
          `records?criteria=${coded(`case_number:"${caseNumber(1 + Math.floor(random() * (rows / 70)))}"`)}`,
        ),
    },
    {
      says: "flag and range: attachments of a year, first 100",
      bar: 25,
      path: (random) => {
        const year = 1992 + Math.floor(random() * 20);
        return ask(
          dataset,
          `records?criteria=${coded(`attachment:3 AND date_filed:[${year}-01-01 TO ${year}-12-31]`)}`,
        );
      },
    },
    {
      says: "groups of two fields",
      bar: 600,
      path: () => ask(dataset, "groups?by=attachment,date_filed.year"),
    },
    { says: "the first page of all", bar: 25, path: () => ask(dataset, "records?limit=100") },
  ];
}

/** Seconds of processor time that the processes which this one started have taken, once they have ended. */
function childSeconds(): number {
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]!.split(" ");
  return (Number(fields[13]) + Number(fields[14])) / 100;
}

/** Loads the file of a dataset and asks about it; returns lines of the report: what, how much, its bar. */
async function measure(
  dataset: "litigation_documents" | "cancer_moonshot",
  path: string,
  rows: number,
  mostSeconds: number,
): Promise<readonly string[][]> {
  const data = join(folder, dataset);
  const before = childSeconds();
  const load = await loadArtunit(data, [path]);
  const processor = (childSeconds() - before).toFixed(1);
  const size = `${rows.toLocaleString("en")} rows, ${Math.round(statSync(path).size / 1e6)} MB`;
  const found = [
    [
      `${dataset}: load of ${size}`,
      `${load.seconds.toFixed(1)} s (${processor} s of processor time)`,
      `≤ ${mostSeconds} s`,
    ],
    [`${dataset}: most memory while loading`, bytes(load.peakBytes), "≤ 2 GiB"],
    [`${dataset}: on disk`, bytes(load.diskBytes), ""],
  ];
  const server = await serveArtunit(data, 0);
  const memory = new PeakMemory(server.pid);
  try {
    for (const question of questionsOf(dataset, rows)) {
      const times = await timesOf(server.port, question);
      const at = (share: number) => ms(times[Math.floor(times.length * share)]!);
      found.push([
        `${dataset}: ${question.says}`,
        `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, least ${at(0)} ms`,
        `p50 ≤ ${question.bar} ms`,
      ]);
    }
    found.push([`${dataset}: most memory while serving`, bytes(memory.stop()), "≤ 2 GiB"]);
  } finally {
    await server.stop();
  }
  return found;
}

/** Milliseconds of each whole answer, the least first, those of the first three left out; it is read when the clock has stopped. */
async function timesOf(port: number, { says, path }: Question): Promise<readonly number[]> {
  const random = randomOf(3);
  const times: number[] = [];
  const connection = await HttpConnection.open("127.0.0.1", port);
  for (let nth = 0; nth < questions + 3; nth++) {
    const from = performance.now();
    const { status, body } = await connection.send({ method: "GET", path: path(random) });
    if (nth >= 3) times.push(performance.now() - from);
    if (status !== 200) throw new Error(`${says}: ${body.toString()}`);
    JSON.parse(body.toString());
  }
  connection.close();
  return times.sort((a, b) => a - b);
}

try {
  const [documentRows, moonshotRows] = [Number(options.documents), Number(options.moonshot)];
  const found: string[][] = [];
  if (moonshotRows > 0) {
    const path = join(folder, "moonshot.csv");
    await writeMoonshot(path, moonshotRows);
    found.push(...(await measure("cancer_moonshot", path, moonshotRows, 10)));
  }
  if (documentRows > 0) {
    const path = join(folder, "documents.csv");
    await writeDocuments(path, documentRows);
    found.push(...(await measure("litigation_documents", path, documentRows, 60)));
  }
  const report = [
    `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench:flat -- ${decidingOptions().join(" ")}\`` +
      `${options.note ? ` (${options.note})` : ""}, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}, load average ${loadavg()[0]!.toFixed(1)}.`,
    "",
    ...table(["", "", "bar"], found),
  ].join("\n");
  console.log(report);
  if (options.write) writeReport("BENCHMARKS.md", "flat figures", report);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
