/**
 * Writes the reference pages from the code: `npm run reference`. A test holds the files against what this
 * prints, so that neither can change without the other.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { type Dataset, datasetName, type Field, typeName, type Wire } from "../src/catalog/index.js";
import { buildProgram } from "../src/cli/program.js";
import { SETTINGS } from "../src/environment.js";
import { ERRORS } from "../src/errors.js";
import { DATASETS, TABLES } from "../src/installation.js";
import { MAX_CLAUSES, MAX_CRITERIA_LENGTH, MAX_DEPTH, MAX_EDITS, MAX_PATTERNS } from "../src/query/limits.js";
import { patternsPage } from "./patterns.js";

/** File name to content of every page in docs/reference. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ["README.md", overview()],
    ["fields.md", fields()],
    ["errors.md", errors()],
    ["commands.md", commands()],
    ["settings.md", settings()],
    ["patterns.md", page("Patterns", ...patternsPage(table))],
  ]);
}

const GENERATED = "<!-- Written by `npm run reference`. Change the code it is written from instead. -->";

function overview(): string {
  return page(
    "Reference",
    "Written from the code; a test keeps them equal.",
    [
      "- [fields.md](fields.md): every dataset and field, and the stored tables",
      "- [commands.md](commands.md): every command with its options",
      "- [settings.md](settings.md): environment variables and limits",
      "- [errors.md](errors.md): every error code, and exit codes",
      "- [patterns.md](patterns.md): every wording that decides in extraction, with examples and counts",
    ].join("\n"),
  );
}

function fields(): string {
  return page(
    "Fields",
    `${DATASETS.length} datasets, each a view of a stored table. How criteria match a field: ` +
      "`keyword` whole value, exact, case-sensitive; `text` words, in any case; `integer`, `number`, `flag` (`1`, `1.0`, `true`), " +
      "`date` (a day), `instant` (a moment). A dash means that the protocol does not have the field; the native API " +
      "has them all, as JSON values of the column's type.",
    table(["dataset", "title", "fields"], DATASETS.map(datasetLine)),
    "## How values are written",
    table(
      ["form", "a value", "a missing value"],
      wiresInUse().map((wire) => [code(wireName(wire)), code(WIRE_EXAMPLES[wire.form]), absence(wire)]),
    ),
    ...DATASETS.map(datasetPart),
    "## Stored tables",
    "What the datasets are views of, what `artunit export` writes, and what stock DuckDB opens.",
    ...TABLES.map(
      (each) =>
        `### ${each.name}\n\nRows are in the order of: ${each.order.map(code).join(", ")}.\n\n` +
        table(
          ["column", "type", "meaning"],
          each.columns.map((column) => [code(column.name), typeName(column), column.meaning]),
        ),
    ),
  );
}

function datasetLine(dataset: Dataset): readonly string[] {
  const name = datasetName(dataset);
  const anchor = name.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "");
  return [`[${name}](#${anchor})`, dataset.title, String(dataset.fields.length)];
}

function datasetPart(dataset: Dataset): string {
  const facts = [
    `Stored in: \`${dataset.table.name}\`${dataset.rows ? `, rows whose \`${dataset.rows.column}\` is \`${dataset.rows.value}\`` : ""}.`,
    `Served as: ${[...Object.entries(dataset.publishedIn).map(([name, { path }]) => (path ? code(path) : (PROTOCOL_PATHS[name] ?? name))), PROTOCOL_PATHS.native].join(", ")}.`,
    dataset.versionAliases.length > 0
      ? `The version is also understood as: ${dataset.versionAliases.map(code).join(", ")}.`
      : "",
    dataset.defaultFields.length > 0
      ? `A term without a field searches: ${dataset.defaultFields.map(code).join(", ")}.`
      : "A term without a field is refused.",
    `How its original is known: ${dataset.known ?? "recorded"}.`,
    ...dataset.notes,
  ].filter(Boolean);
  return [
    `## ${datasetName(dataset)}`,
    dataset.title,
    dataset.description,
    facts.map((each) => `- ${each}`).join("\n"),
    table(["field", "matched as", "ds-api", "portal", "example", "meaning"], dataset.fields.map(fieldLine)),
  ].join("\n\n");
}

function fieldLine(field: Field): readonly string[] {
  const { ds, odp = field.wires?.["odp-list"] } = field.wires ?? {};
  const portalName = odp?.name ? ` as ${code(odp.name)}` : "";
  return [
    code(field.name),
    field.match,
    ds ? wireName(ds) : "-",
    odp ? wireName(odp) + portalName : "-",
    code(field.example),
    field.meaning + (field.derived ? ` *Derived: ${field.derived}*` : ""),
  ];
}

const PROTOCOL_PATHS: Readonly<Record<string, string>> = {
  ds: "`/ds-api`",
  odp: "`/api/v1/patent/oa`",
  native: "`/v1`",
};

const WIRE_EXAMPLES: Readonly<Record<Wire["form"], string>> = {
  plain: '"103"',
  string: '"103"',
  "string-list": '["103"]',
  number: "1",
  float: "1.0",
  boolean: "true",
  "number-string-list": '["1"]',
  "utc-midnight": '"2016-11-18T05:00:00Z"',
  midnight: '"2016-11-18T00:00:00"',
  "midnight-list": '["2016-11-18T00:00:00"]',
  "utc-seconds": '"2023-06-02T17:17:19Z"',
  "utc-milliseconds": '"2022-07-23T03:52:57.322Z"',
  seconds: '"2025-07-15T21:22:06"',
};

/** Every way of writing a value that some field uses, once. */
function wiresInUse(): readonly Wire[] {
  const used = DATASETS.flatMap((each) => each.fields).flatMap(({ wires }) => Object.values(wires ?? {}));
  return [...new Map(used.map((each) => [wireName(each), each])).entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, wire]) => wire);
}

function wireName({ form, absent }: Wire): string {
  return absent === null ? form : `${form} or ${absent.replaceAll('"', "'")}`;
}

function absence({ absent }: Wire): string {
  return absent === null ? "no key" : code(absent);
}

function errors(): string {
  return page(
    "Errors",
    "Every error Artunit raises on purpose. A code never changes its meaning. Over HTTP it has the status below; the native " +
      "API answers `code`, `message` and, where they are known, `field`, `position` (characters from 0), `suggestion` and " +
      "`requestId`; the others answer in the USPTO's shape, `code`, `error`, `errorDetails`, `requestIdentifier`.",
    table(
      ["code", "status", "meaning"],
      Object.entries(ERRORS).map(([name, { status, means }]) => [code(name), String(status), means]),
    ),
    "## Exit codes",
    table(
      ["code", "meaning"],
      [
        ["0", "done"],
        ["1", "done, but something was refused, damaged or differs; it was printed"],
        [
          "2",
          "the call or its input is wrong, all that was named was refused, or what was asked for cannot be written; nothing was changed",
        ],
        ["70", "a bug of ours"],
      ],
    ),
  );
}

function commands(): string {
  const program = buildProgram();
  return page(
    "Commands",
    "What `artunit --help` and `artunit COMMAND --help` print.",
    ...everyCommand(program, []).map(
      ({ command, path }) => `## ${path.join(" ")}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``,
    ),
  );
}

function everyCommand(
  command: Command,
  parents: readonly string[],
): readonly { readonly command: Command; readonly path: readonly string[] }[] {
  const path = [...parents, command.name()];
  return [{ command, path }, ...command.commands.flatMap((each) => everyCommand(each, path))];
}

/** What `--help` prints, examples included, at a fixed width. */
function helpOf(command: Command): string {
  let printed = "";
  command.configureHelp({ helpWidth: 100 });
  command.configureOutput({
    writeOut: (text) => {
      printed += text;
    },
    getOutHasColors: () => false,
  });
  command.outputHelp();
  return printed.trimEnd();
}

function settings(): string {
  return page(
    "Settings",
    "What is not a command's option is an environment variable.",
    "## Environment variables",
    table(
      ["variable", "meaning", "when it is not set"],
      Object.entries(SETTINGS).map(([name, { means, otherwise }]) => [code(name), means, otherwise]),
    ),
    "## Limits of criteria",
    "Beyond these a query is refused with `criteria-too-large` before anything is looked up.",
    table(
      ["limit", "value"],
      [
        ["length, in UTF-16 code units", MAX_CRITERIA_LENGTH],
        ["terms, phrases, ranges and patterns", MAX_CLAUSES],
        ["groups inside groups", MAX_DEPTH],
        ["wildcards, fuzzy terms and regular expressions", MAX_PATTERNS],
        ["edits of a fuzzy term", MAX_EDITS],
      ].map((row) => row.map(String)),
    ),
  );
}

function page(title: string, ...parts: readonly string[]): string {
  return `${[`# ${title}`, GENERATED, ...parts].join("\n\n")}\n`;
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cellText).join(" | ")} |`;
  return [line(headings), line(headings.map(() => "---")), ...rows.map(line)].join("\n");
}

function cellText(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function code(text: string): string {
  return text === "" ? "" : `\`${text}\``;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = join(process.cwd(), "docs/reference");
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of referencePages()) writeFileSync(join(folder, name), text);
}
