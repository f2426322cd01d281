import { once } from "node:events";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { INSTALLATION } from "../src/installation.js";
import { load } from "../src/load/load.js";
import { createServer } from "../src/server/index.js";
import { openLiveStore } from "../src/store/index.js";
import { readOptions } from "./options.js";

const usage = `npm run bench:flat -- [options]

Makes the files of two flat sets up, seeded and of the published sizes, loads each into a folder of its own, and asks a server
over them: look-ups, pages and groups.

  --documents N   rows of the litigation documents (default 5186344)
  --moonshot N    rows of the cancer moonshot (default 269353)
  --questions N   how often each question is asked (default 50)
`;

const options = readOptions(usage, {
  documents: { type: "string", default: "5186344" },
  moonshot: { type: "string", default: "269353" },
  questions: { type: "string", default: "50" },
});
const questions = Number(options.questions);
const folder = mkdtempSync(join(tmpdir(), "artunit-bench-flat-"));

/** The same numbers for the same seed, from 0 to below 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const WORDS =
  "NOTICE MOTION ORDER of to and the Defendant Plaintiff Patent Claim Construction Appearance filed by granted denied Exhibit".split(
    " ",
  );

async function writeLines(name: string, header: string, lines: Iterable<string>): Promise<string> {
  const path = join(folder, name);
  const out = createWriteStream(path, { highWaterMark: 1024 * 1024 });
  out.write(`${header}\n`);
  let piece = "";
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < 256 * 1024) continue;
    if (!out.write(piece)) await once(out, "drain");
    piece = "";
  }
  out.end(piece);
  await finished(out);
  return path;
}

const day = (random: () => number) =>
  new Date(Date.UTC(1990, 0, 1) + Math.floor(random() * 9_400) * 86_400_000).toISOString().slice(0, 10);
const words = (random: () => number, count: number) =>
  Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");

/** About 70 documents to a case, each with a description as long as dockets have. */
function* documents(rows: number): Iterable<string> {
  const random = randomOf(1);
  for (let row = 0; row < rows; row++) {
    const nth = Math.floor(row / 70) + 1;
    const filed = day(random);
    const cells = [
      nth,
      `1:${String(nth % 30).padStart(2, "0")}-cv-${String(nth).padStart(5, "0")}`,
      row % 70,
      Math.floor(random() * 5),
      filed,
      `"${words(random, 12)}, ${words(random, 3)} (Entered: ${filed})"`,
      row % 70,
      words(random, 2),
      day(random),
    ];
    yield cells.join(",");
  }
}

function* moonshot(rows: number): Iterable<string> {
  const random = randomOf(2);
  const symbols = () =>
    Array.from({ length: 1 + Math.floor(random() * 5) }, () => `A61K ${Math.floor(random() * 50)}/00`).join(
      "|",
    );
  for (let row = 0; row < rows; row++) {
    const cells = [
      30_000_000 + row,
      `US ${5_000_000 + row} B2`,
      `11/${row % 1_000_000}`,
      "20070509",
      "20110906",
      symbols(),
      symbols(),
      symbols(),
      symbols(),
      "514/249",
      "514/250|514/251",
      `"Method of ${words(random, 4)}"`,
      ...Array.from({ length: 9 }, () => Number(random() < 0.2)),
      row % 9 === 0 ? "CA123456|CA654321" : "",
      row % 9 === 0 ? "Duke University" : "",
      ...(row % 50 === 0
        ? ["N021588", "GLEEVEC", "20030418", "NOVARTIS", '"IMATINIB, MESYLATE"']
        : ["", "", "", "", ""]),
    ];
    yield cells.join(",");
  }
}

const DOCUMENTS =
  "case_row_id,case_number,doc_count,attachment,date_filed,long_description,doc_number,short_description,upload_date";
const MOONSHOT =
  "Family_ID,Patent_or_Publication_ID,Application_Number,Filing_Date,Grant_or_Publication_Date,CPC_Inventive,CPC_Additional,IPC_Primary,IPC_Secondary,USPC_Original,USPC_Cross_Reference,Patent_Title,Drugs_and_Chemistry,Diagnostic_and_Surgical_Devices,Radiation_Measurement,Data_Science,Food_and_Nutrition,Model_Systems_and_Animals,Cells_and_Enzymes,Other_and_Preclassification,DNA_RNA_or_Protein_Sequence,NIH_Federal_Grant_Number,NIH_Grant_Recipient_Organization,FDA_Application_Number,FDA_Drug_Trade_Name,FDA_Approval_Date,FDA_Applicant,FDA_Ingredient";

interface Question {
  readonly says: string;
  readonly path: (random: () => number) => string;
}

const ask = (dataset: string, what: string) => `/v1/datasets/${dataset}/v1/${what}`;
const coded = encodeURIComponent;

function questionsOf(dataset: "litigation_documents" | "cancer_moonshot", rows: number): readonly Question[] {
  if (dataset === "cancer_moonshot")
    return [
      {
        says: "one patent",
        path: (random) =>
          ask(
            dataset,
            `records?criteria=${coded(`Patent_or_Publication_ID:"US ${5_000_000 + Math.floor(random() * rows)} B2"`)}`,
          ),
      },
      {
        says: "a value of a cell, first 100",
        path: () => ask(dataset, `records?criteria=${coded('cpc_inventive_parts:"A61K 31/00"')}`),
      },
      { says: "groups of two flags", path: () => ask(dataset, "groups?by=Data_Science,Food_and_Nutrition") },
    ];
  return [
    {
      says: "all documents of a case",
      path: (random) =>
        ask(dataset, `records?criteria=case_row_id:${1 + Math.floor(random() * (rows / 70))}`),
    },
    {
      says: "flag and range: attachments of a year, first 100",
      path: (random) => {
        const year = 1992 + Math.floor(random() * 20);
        return ask(
          dataset,
          `records?criteria=${coded(`attachment:3 AND date_filed:[${year}-01-01 TO ${year}-12-31]`)}`,
        );
      },
    },
    { says: "groups of two fields", path: () => ask(dataset, "groups?by=attachment,date_filed.year") },
    { says: "the first page of all", path: () => ask(dataset, "records?limit=100") },
  ];
}

async function measure(
  dataset: "litigation_documents" | "cancer_moonshot",
  path: string,
  rows: number,
): Promise<void> {
  const data = join(folder, dataset);
  mkdirSync(data);
  const began = performance.now();
  const before = process.cpuUsage();
  const report = await load({ data, installation: INSTALLATION, paths: [path], artunitVersion: "bench" });
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const processor = ((user + system) / 1e6).toFixed(1);
  if (report.rejected > 0 || report.refused[0])
    throw report.refused[0]?.error ?? new Error("rows were rejected");
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${dataset}: ${rows} rows, ${Math.round(statSync(path).size / 1e6)} MB, loaded in ${seconds.toFixed(1)} s (${processor} s of processor time), at most ${memory} MiB (load average ${loadavg()[0]!.toFixed(1)})`,
  );
  const live = await openLiveStore(data, INSTALLATION);
  const { app } = createServer({ installation: INSTALLATION, snapshots: live });
  const address = await app.listen({ port: 0, host: "127.0.0.1" });
  for (const { says, path: pathOf } of questionsOf(dataset, rows)) {
    const random = randomOf(3);
    const times: number[] = [];
    for (let nth = 0; nth < questions + 3; nth++) {
      const from = performance.now();
      const answer = await fetch(address + pathOf(random));
      const body = (await answer.json()) as { readonly total?: number };
      if (answer.status !== 200) throw new Error(`${says}: ${JSON.stringify(body)}`);
      if (nth >= 3) times.push(performance.now() - from);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1);
    console.log(`  ${says}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
  }
  await app.close();
  await live.close();
}

try {
  console.log(`Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
  const [documentRows, moonshotRows] = [Number(options.documents), Number(options.moonshot)];
  if (moonshotRows > 0)
    await measure(
      "cancer_moonshot",
      await writeLines("moonshot.csv", MOONSHOT, moonshot(moonshotRows)),
      moonshotRows,
    );
  if (documentRows > 0)
    await measure(
      "litigation_documents",
      await writeLines("documents.csv", DOCUMENTS, documents(documentRows)),
      documentRows,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
