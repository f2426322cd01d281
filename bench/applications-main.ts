import { rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { type Asked, askAll, inFlight } from "./applications/asking.js";
import { generateApplications } from "./applications/generate.js";
import { loadArtunit, serveArtunit } from "./drive/artunit.js";
import { PeakMemory } from "./drive/memory.js";
import { bytes, ms, rate, table, writeReport } from "./drive/report.js";
import { decidingOptions, readOptions } from "./options.js";

const usage = `npm run bench:applications -- [options]

Makes file wrappers as the portal's bulk files hold them, seeded, loads them, and asks a server over them: by number, by field,
facets, words, and many at once. Every total is checked.

  --count N        applications (default 500000; 7 GB)
  --seed N         another seed, other applications (default 1)
  --questions N    how often each kind of question is asked (default 60)
  --seconds N      how long look-ups are kept in flight (default 5)
  --port N         port for the server under test (default: any free one)
  --work FOLDER    where files and store are made, and removed afterwards (default: below the temporary folder)
  --keep           leave the generated files for the next run
  --note TEXT      a remark for the report, such as what else ran
  --write          put the figures into BENCHMARKS.md
`;

const options = readOptions(usage, {
  count: { type: "string", default: "500000" },
  seed: { type: "string", default: "1" },
  questions: { type: "string", default: "60" },
  seconds: { type: "string", default: "5" },
  port: { type: "string", default: "0" },
  work: { type: "string", default: join(tmpdir(), "artunit-bench") },
  keep: { type: "boolean", default: false },
  note: { type: "string" },
  write: { type: "boolean", default: false },
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const folder = join(options.work, `applications-${options.count}-${options.seed}`);
const data = join(options.work, `applications-data-${process.pid}`);
process.once("exit", () => {
  rmSync(data, { recursive: true, force: true });
  if (!options.keep) rmSync(folder, { recursive: true, force: true });
});

const report = await run();
console.log(`\n${report}`);
if (options.write && process.exitCode !== 1) writeReport("BENCHMARKS.md", "application figures", report);

async function run(): Promise<string> {
  const truth = await generateApplications(folder, Number(options.count), Number(options.seed));
  console.error(`${truth.count} applications, ${bytes(truth.bytes)}`);
  const load = await loadArtunit(data, truth.files);
  console.error(`loaded in ${load.seconds.toFixed(1)} s`);
  const server = await serveArtunit(data, Number(options.port));
  const memory = new PeakMemory(server.pid);
  try {
    const asked = [
      ...(await askAll(server.port, truth, Number(options.questions))),
      await inFlight(server.port, truth, 64, Number(options.seconds)),
    ];
    const faults = asked.flatMap((each) => each.faults);
    for (const fault of faults.slice(0, 20)) console.error(`WRONG ${fault.slice(0, 500)}`);
    if (faults.length > 0) process.exitCode = 1;
    return [
      `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench:applications -- ${decidingOptions().join(" ")}\`` +
        `${options.note ? ` (${options.note})` : ""}, Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}: ` +
        `${truth.count.toLocaleString("en")} applications, ${bytes(truth.bytes)} of JSON.`,
      "",
      ...table(
        ["", "", "bar at 500,000 applications"],
        [
          [
            "load, JSON to served snapshot",
            `${load.seconds.toFixed(1)} s, ${rate(truth.bytes, load.seconds)}`,
            "≥ 40 MB/s",
          ],
          ["most memory while loading", bytes(load.peakBytes), "≤ 2 GiB"],
          ["on disk, against the JSON", `${(load.diskBytes / truth.bytes).toFixed(2)} ×`, "≤ 0.35 ×"],
          ["most memory while serving", bytes(memory.stop()), "≤ 2 GiB"],
        ],
      ),
      "",
      ...table(["question, over HTTP", "p50 / p95", "bar"], asked.map(row)),
    ].join("\n");
  } finally {
    await server.stop();
  }
}

function row({ title, figure, bar }: Asked): string[] {
  if (figure === null) return [title, "**wrong answer**", bar];
  if ("perSecond" in figure) return [title, `${Math.round(figure.perSecond).toLocaleString("en")}/s`, bar];
  return [title, `${ms(figure.p50)} / ${ms(figure.p95)}`, bar];
}
