import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { loadArtunit, serveArtunit } from "./drive/artunit.js";
import { PeakMemory } from "./drive/memory.js";
import { bytes, ms, table, writeReport } from "./drive/report.js";
import {
  movedOverFrom,
  searchMeanwhile,
  snapshotServed,
  type TextFinding,
  timeFetches,
  timeSearches,
} from "./drive/text-searches.js";
import { decidingOptions, readOptions } from "./options.js";
import { generateTexts, type TextsTruth } from "./texts/generate.js";

const usage = `npm run bench:texts -- [options]

Loads weekly archives of Office actions, searches them over HTTP, checks every total, and adds one more archive to the
store while it is being searched.

  --documents N    Office actions loaded first (default 2000)
  --week N         Office actions to an archive (default 500)
  --seed N         another seed, other texts (default 1)
  --port N         port for the server under test (default: any free one)
  --work FOLDER    where generated files and stores are kept (default: below the temporary folder)
  --note TEXT      a remark for the report, such as what else ran
  --write          put the figures into BENCHMARKS.md
`;

const options = readOptions(usage, {
  documents: { type: "string", default: "2000" },
  week: { type: "string", default: "500" },
  seed: { type: "string", default: "1" },
  port: { type: "string", default: "0" },
  work: { type: "string", default: join(tmpdir(), "artunit-bench") },
  note: { type: "string" },
  write: { type: "boolean", default: false },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const folder = join(options.work, `texts-${options.documents}-${options.week}-${options.seed}`);
const data = join(options.work, `texts-data-${process.pid}`);
try {
  const report = await run(await textsIn(folder));
  console.log(`\n${report}`);
  if (options.write && process.exitCode !== 1) writeReport("BENCHMARKS.md", "text figures", report);
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function textsIn(place: string): Promise<TextsTruth> {
  const truthPath = join(place, "texts-truth.json");
  if (existsSync(truthPath)) return JSON.parse(readFileSync(truthPath, "utf8")) as TextsTruth;
  const week = Number(options.week);
  return generateTexts({
    folder: place,
    sources: "corpora/development/texts",
    documents: Number(options.documents) + week,
    documentsAWeek: week,
    seed: Number(options.seed),
  });
}

async function run(truth: TextsTruth): Promise<string> {
  const archives = truth.archives.slice(0, -1);
  const added = truth.archives.at(-1)!;
  const documents = archives.reduce((sum, archive) => sum + archive.documents, 0);
  const textBytes = archives.reduce((sum, archive) => sum + archive.textBytes, 0);
  const load = await loadArtunit(
    data,
    archives.map(({ file }) => join(folder, file)),
    ["--no-extract"],
  );
  console.error(`loaded ${documents} texts in ${load.seconds.toFixed(1)} s`);

  const server = await serveArtunit(data, Number(options.port));
  const memory = new PeakMemory(server.pid);
  try {
    const findings = await timeSearches(server.port, truth, archives.length);
    const inFirst = truth.sample.slice(
      0,
      Math.floor((truth.sample.length * documents) / (documents + added.documents)),
    );
    findings.push(
      await timeFetches(server.port, inFirst, (text) => createHash("sha256").update(text).digest("hex")),
    );

    let isOver = false;
    const meanwhile = searchMeanwhile(server.port, truth, archives.length, () => isOver);
    const snapshot = await snapshotServed(server.port);
    const addition = await loadArtunit(data, [join(folder, added.file)], ["--no-extract"]);
    const movedIn = await movedOverFrom(server.port, snapshot);
    isOver = true;
    const searched = await meanwhile;
    const afterwards = await timeSearches(server.port, truth, archives.length + 1);
    const faults = [
      ...findings.flatMap((finding) => finding.faults),
      ...searched.faults,
      ...afterwards.flatMap((finding) => finding.faults),
    ];
    for (const fault of faults.slice(0, 20)) console.error(`WRONG ${fault}`);
    if (faults.length > 0) process.exitCode = 1;

    return [
      `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench:texts -- ${decidingOptions().join(" ")}\`` +
        `${options.note ? ` (${options.note})` : ""}, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}: ` +
        `${documents.toLocaleString("en")} texts, ${(textBytes / 1e6).toFixed(0)} MB.`,
      "",
      ...table(
        ["", "", "bar at 100,000 texts"],
        [
          [
            "load with index",
            `${Math.round(documents / load.seconds).toLocaleString("en")} texts/s`,
            "≥ 1,500 texts/s",
          ],
          ["most memory while loading", bytes(load.peakBytes), "≤ 2 GiB"],
          ["on disk, against the raw text", `${(load.diskBytes / textBytes).toFixed(2)} ×`, "≤ 1.2 ×"],
          ["most memory while serving", bytes(memory.stop()), ""],
          [
            `adding an archive of ${added.documents.toLocaleString("en")}`,
            `${addition.seconds.toFixed(1)} s, most memory ${bytes(addition.peakBytes)}; served ${movedIn.toFixed(1)} s later`,
            "≤ 30 s",
          ],
          [
            "searches meanwhile",
            searched.faults.length > 0
              ? "**wrong or failed**"
              : `${searched.timing.count.toLocaleString("en")}, none failed, p50 ${ms(searched.timing.p50)} ms, p99 ${ms(searched.timing.p99)} ms`,
            "none fails",
          ],
        ],
      ),
      "",
      ...table(
        ["search, exact total, first 10", "first p50 / p95", "again p50 / p95", "bar"],
        findings.map(row),
      ),
    ].join("\n");
  } finally {
    await server.stop();
  }
}

function row({ title, first, again, faults, bar }: TextFinding): string[] {
  const cell = (timed: TextFinding["first"]) => (timed ? `${ms(timed.p50)} / ${ms(timed.p95)}` : "");
  return [title, faults.length > 0 ? "**wrong answer**" : cell(first), cell(again), bar];
}
