import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { finished } from "node:stream/promises";

/** The same numbers for the same seed, from 0 to below 1 (mulberry32). */
export function randomOf(seed: number): () => number {
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

async function writeLines(path: string, header: string, lines: Iterable<string>): Promise<void> {
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
}

const day = (random: () => number) =>
  new Date(Date.UTC(1990, 0, 1) + Math.floor(random() * 9_400) * 86_400_000).toISOString().slice(0, 10);
const words = (random: () => number, count: number) =>
  Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");

/** What the court calls a case of the file. */
export function caseNumber(nth: number): string {
  return `1:${String(nth % 30).padStart(2, "0")}-cv-${String(nth).padStart(5, "0")}`;
}

/** About 70 documents to a case, each with a description as long as dockets have. */
function* documents(rows: number): Iterable<string> {
  const random = randomOf(1);
  for (let row = 0; row < rows; row++) {
    const nth = Math.floor(row / 70) + 1;
    const filed = day(random);
    const cells = [
      nth,
      caseNumber(nth),
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

/** Writes a file of the litigation documents with so many rows. */
export function writeDocuments(path: string, rows: number): Promise<void> {
  return writeLines(path, DOCUMENTS, documents(rows));
}

/** Writes a file of the cancer moonshot with so many rows. */
export function writeMoonshot(path: string, rows: number): Promise<void> {
  return writeLines(path, MOONSHOT, moonshot(rows));
}
