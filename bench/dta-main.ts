import { mkdtempSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { CsvScanner } from "../src/ingest/csvScanner.js";
import { openFile } from "../src/ingest/members.js";
import { DtaWriter } from "../src/store/dta/file.js";
import { type DtaCell, type DtaColumn, Extents, variablesOf } from "../src/store/dta/variables.js";
import { readOptions } from "./options.js";

const usage = `npm run bench:dta -- [options]

Writes Stata files of made-up citations and of made-up long texts, then reads them as a load does: to the table they hold,
and with its cells split. Processor time counts, because other programs may hold the cores meanwhile.

  --megabytes N    how large each file is (default 200)
`;

const options = readOptions(usage, { megabytes: { type: "string", default: "200" } });
const most = Number(options.megabytes) * 1e6;
const folder = mkdtempSync(join(tmpdir(), "artunit-bench-dta-"));
const BATCH = 1_000;
const GROUNDS = ["102", "103", ""];

interface Kind {
  readonly name: string;
  readonly columns: readonly DtaColumn[];
  readonly row: (nth: number) => readonly DtaCell[];
}

const KINDS: readonly Kind[] = [
  {
    name: "citations",
    columns: [
      ...["app_id", "citation_pat_pgpub_id", "parsed", "ifw_number", "action_type", "action_subtype"].map(
        (name) => ({ name, type: "text" as const }),
      ),
      ...["form892", "form1449", "citation_in_oa"].map((name) => ({ name, type: "boolean" as const })),
      { name: "mail_dt", type: "date" },
    ],
    row: (nth) => {
      const number = String(5_000_000 + ((nth * 7_919) % 4_000_000));
      const document = `H${String((nth * 104_729) % 1e8).padStart(7, "0")}PXXIFW4`;
      return [
        ...[String(12_000_001 + Math.floor(nth / 14)), number, number, document, GROUNDS[nth % 3]!, "a"],
        ...[nth % 2, (nth >> 1) % 2, (nth >> 2) % 2, 18_000 + (nth % 3_000)],
      ];
    },
  },
  {
    name: "long texts",
    columns: [
      { name: "app_id", type: "text" },
      { name: "body", type: "fulltext" },
    ],
    row: (nth) => [String(12_000_001 + nth), `Claim ${nth} is rejected, as "obvious".\n`.repeat(200)],
  },
];

async function written({ name, columns, row }: Kind): Promise<string> {
  const path = join(folder, `${name}.dta`);
  const extents = new Extents(columns);
  const first = Array.from({ length: BATCH }, (_, at) => row(at));
  for (const cells of first) extents.see(cells);
  // Rows grow by a digit at most.
  const bytes = first
    .flat()
    .reduce<number>((sum, cell) => sum + (typeof cell === "string" ? cell.length : 3), 0);
  const rows = Math.ceil(most / (bytes / BATCH) / BATCH) * BATCH;
  const variables = variablesOf(columns, extents.found);
  const writer = await DtaWriter.create(path, { variables, rows, label: name, made: new Date() });
  for (let at = 0; at < rows; at += BATCH)
    await writer.write(Array.from({ length: BATCH }, (_, nth) => row(at + nth)));
  await writer.finish();
  await writer.close();
  return path;
}

/** Reads a file to its end; returns megabytes a second of processor time. */
async function rateOf(path: string, isSplit: boolean): Promise<number> {
  let rows = 0;
  const scanner = new CsvScanner({
    row: () => rows++,
    rejected: (line, reason) => {
      throw new Error(`line ${line}: ${reason}`);
    },
  });
  const opened = await openFile(path);
  const began = process.cpuUsage();
  for await (const chunk of opened.members[0]!.open()) if (isSplit) scanner.push(chunk);
  if (isSplit) scanner.end();
  const { user, system } = process.cpuUsage(began);
  opened.close();
  return statSync(path).size / (user + system);
}

const median = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1]!;

try {
  console.log(`Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
  for (const kind of KINDS) {
    const path = await written(kind);
    for (const [what, isSplit] of [
      ["read to its table", false],
      ["read, cells split", true],
    ] as const) {
      const rates: number[] = [];
      for (let round = 0; round < 4; round++) rates.push(await rateOf(path, isSplit));
      const size = Math.round(statSync(path).size / 1e6);
      console.log(`${kind.name}, ${size} MB, ${what}: ${median(rates.slice(1)).toFixed(0)} MB/s`);
    }
    rmSync(path);
  }
  console.log(`most memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
