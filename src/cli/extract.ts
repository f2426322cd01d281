import { readFile, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Command } from "commander";
import {
  citationInWords,
  type Extraction,
  extract,
  ranges,
  referenceInWords,
  renderPage,
  type SentenceTrace,
  traceExtraction,
} from "../extract/index.js";
import { type ActionFile, readActionFile } from "../families/office-actions/texts/document.js";
import { unreadable } from "../ingest/opened.js";
import { readApplicationNumber } from "../query/index.js";
import { unwritable } from "../systemErrors.js";

interface Options {
  readonly json?: boolean;
  readonly html?: string;
  readonly trace?: boolean;
  readonly code?: string;
  readonly application?: string;
}

/** `artunit extract FILE [--json] [--html OUT] [--trace]` */
export function extractCommand(program: Command): void {
  program
    .command("extract")
    .description("Read an Office action: its rejections, objections, allowed claims and citations.")
    .argument("<file>", "the action as .docx, .docm, .pdf, .txt, .md, .html or .xml; - reads standard input")
    .option("--json", "print the whole result as JSON")
    .option("--html <out>", "write a page with the passages highlighted")
    .option("--trace", "print, sentence by sentence, what each station of extraction made of it")
    .option("--code <code>", "the document code, if not in the file's name (CTNF, CTFR, NOA, …)")
    .option(
      "--application <number>",
      "the application's number, if neither the file's name nor its head has it",
    )
    .addHelpText("after", "\nExample:\n  artunit extract action.docx --html action.html")
    .action(async (file: string, options: Options) => {
      const name = file === "-" ? "standard input" : basename(file);
      const { text, context } = await readAction(file, options, name);
      const found = extract(text, context);
      if (options.html !== undefined) await writePage(options.html, renderPage(found, text, name));
      if (options.trace) process.stdout.write(traced(traceExtraction(text, context)));
      else if (options.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
      else process.stdout.write(summary(found, options.html));
    });
}

/** The action, and what is known beside its text: by options, else by its file, as `artunit load` reads it. */
async function readAction(file: string, options: Options, name: string): Promise<ActionFile> {
  const bytes = file === "-" ? await standardInput() : await bytesOf(file);
  const { code, application } = options;
  const action = await readActionFile(bytes, name, {
    ...(code === undefined ? {} : { documentCode: code.toUpperCase() }),
    ...(application === undefined
      ? {}
      : { applicationNumber: readApplicationNumber(application, "application") }),
  });
  for (const remark of action.remarks) process.stderr.write(`${name}: ${remark}\n`);
  return action;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

async function standardInput(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function writePage(out: string, page: string): Promise<void> {
  try {
    await writeFile(out, page);
  } catch (error) {
    throw unwritable(out, error);
  }
}

const AIA = { post: "AIA", pre: "pre-AIA", unknown: "AIA status not told" } as const;

/** Each sentence in which something was found, and what each station made of it. */
function traced(sentences: readonly SentenceTrace[]): string {
  return sentences
    .filter(({ found }) => found.length > 0)
    .map(({ span, text, section, found }) =>
      [
        `${span.start}-${span.end} [${section}] ${text}`,
        ...found.map(({ station, what }) => `  ${station.padEnd(11)} ${what}`),
      ].join("\n"),
    )
    .join("\n\n")
    .concat("\n");
}

/** What was found, for a person to read. */
function summary(found: Extraction, page: string | undefined): string {
  const lines = [
    `${found.actionType}${found.letter ? ` (${found.letter})` : ""}, ${AIA[found.aia]}`,
    ...(found.rejections.length === 0 ? ["No rejection."] : found.rejections.map(rejectionLine)),
    ...found.objections.map(
      (one) => `  objected   ${one.what}${one.claims.length > 0 ? ` ${ranges(one.claims)}` : ""}`,
    ),
    ...claimLines(found),
    ...restrictionLines(found),
    ...found.notRejections.map(
      (one) =>
        `  not counted  ${one.kind}: ${one.ground ?? "no ground"}${one.claims.length > 0 ? `, claims ${ranges(one.claims)}` : ""}`,
    ),
    ...found.citations.map((one) => `  cites      ${citationInWords(one)}  ${one.context}`),
    ...found.warnings.map((warning) => `  warning    ${warning.message}`),
    ...(page === undefined ? [] : [`The highlighted page is in ${page}.`]),
  ];
  return `${lines.join("\n")}\n`;
}

function rejectionLine(one: Extraction["rejections"][number]): string {
  const references = one.references.map(referenceInWords).join(" + ");
  const marks = [
    one.provisional ? "provisional" : "",
    one.implicit ? "implicit" : "",
    one.dependentsInherit ? "and dependents" : "",
  ].filter((mark) => mark !== "");
  return `  rejected   ${(one.subsection ?? one.ground).padEnd(12)} claims ${ranges(one.claims) || "not named"}${references ? `  over ${references}` : ""}${marks.length > 0 ? `  (${marks.join(", ")})` : ""}`;
}

function claimLines(found: Extraction): readonly string[] {
  const lists: readonly (readonly [string, readonly number[]])[] = [
    ["allowed", found.allowedClaims],
    ["allowable", found.allowableIfRewritten],
    ["pending", found.pending],
    ["cancelled", found.cancelled],
    ["withdrawn", found.withdrawn],
  ];
  return lists.flatMap(([label, claims]) =>
    claims.length > 0 ? [`  ${label.padEnd(10)} claims ${ranges(claims)}`] : [],
  );
}

function restrictionLines({ restriction, election }: Extraction): readonly string[] {
  const lines: string[] = [];
  if (restriction !== null) {
    const groups = restriction.groups.map((one) => `${one.label} claims ${ranges(one.claims)}`);
    lines.push(`  required   ${[restriction.kind, ...groups].join(", ")}`);
  }
  if (election !== null) {
    const { elected, claims, traverse } = election;
    const parts = [elected, claims.length > 0 ? `claims ${ranges(claims)}` : null, traverse];
    lines.push(`  elected    ${parts.filter((part) => part !== null).join(", ")}`);
  }
  return lines;
}
