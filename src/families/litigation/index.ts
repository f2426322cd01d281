import { type Dataset, records, type Table, withOwn } from "../../catalog/index.js";
import type { BulkProduct } from "../../server/extension.js";
import { columnsOf, type FileColumn, fieldsOf, flatFamily, flatTable, SOURCE_FIELD } from "../flat.js";
import { tableFiles } from "../tableFiles.js";
import { answered, asUsual } from "../wires.js";

const CASE: readonly FileColumn[] = [
  ["case_row_id", "integer", "Key of the case, which joins all files of the release.", "12"],
  ["case_number", "text", "Number the court gave the case.", "1:10-cv-00389"],
];

const CASES: readonly FileColumn[] = [
  ...CASE,
  ["pacer_id", "text", "Number in PACER.", "39241"],
  ["case_name", "words", "First entities of each side.", "Acme v. Widget"],
  ["court_name", "words", "District court.", "Delaware District Court"],
  ["assigned_to", "words", "Judge.", "Judge Sue L. Robinson"],
  ["referred_to", "words", "Magistrate judge.", "Magistrate Judge Mary Thynge"],
  ["case_cause", "words", "Statute and a brief description.", "35:271 Patent Infringement"],
  ["jurisdictional_basis", "text", "Basis of jurisdiction.", "Federal Question"],
  ["demand", "text", "Mostly who demands a jury.", "Plaintiff"],
  ["jury_demand", "text", "Plaintiff, Defendant or Both.", "Both"],
  ["lead_case", "text", "Number of the lead case.", "1:09-cv-00651"],
  ["related_case", "text", "Numbers of related cases.", "1:10-cv-00390"],
  ["settlement", "text", "Numbers of cases in which a party settled.", "1:10-cv-00391"],
  ["date_filed", "date", "Day it was filed.", "2010-05-07"],
  ["date_closed", "date", "Day it was closed.", "2012-03-01", "date_closd"],
  ["date_last_filed", "date", "Day the latest document was added.", "2012-04-15"],
];

const PARTY: readonly FileColumn[] = [
  ["party_row_count", "integer", "Running count of parties; joins names and attorneys.", "1"],
  ["party_type", "text", "Mostly plaintiff or defendant.", "Defendant"],
];

const NAMES: readonly FileColumn[] = [
  ...CASE,
  ...PARTY,
  ["name_row_count", "integer", "Running count of names.", "3"],
  ["name", "words", "Name of the party.", "Acme Inc."],
];

const ATTORNEYS: readonly FileColumn[] = [
  ...CASE,
  ...PARTY,
  ["attorney_row_count", "integer", "Running count of attorneys.", "2"],
  ["name", "words", "Name of the attorney.", "Jane Roe"],
  ["contactinfo", "words", "Address, telephone and e-mail in one.", "1 Main Street"],
  ["position", "text", "What the attorney is in the case.", "LEAD ATTORNEY"],
];

const DOCUMENTS: readonly FileColumn[] = [
  ...CASE,
  ["doc_count", "integer", "Running count of documents.", "7"],
  ["attachment", "integer", "Number of attachments.", "2"],
  ["date_filed", "date", "Day it was filed.", "2010-05-07"],
  [
    "long_description",
    "text",
    "What the docket says of it, matched whole: `*COMPLAINT*` finds a part.",
    "COMPLAINT filed",
  ],
  ["doc_number", "text", "Its number in the docket.", "1"],
  [
    "short_description",
    "text",
    "What it is in short, matched whole: `*Complaint*` finds a part.",
    "Complaint",
  ],
  ["upload_date", "date", "Day it was uploaded.", "2010-05-08"],
];

const PACER_CASES: readonly FileColumn[] = [
  ["case_name", "words", "Name of the case in PACER.", "Acme v. Widget"],
  ["court_code", "text", "Code of the court.", "ded"],
  ["court_name", "words", "District court.", "Delaware District Court"],
  ["date_closed", "date", "Day it was closed.", "2012-03-01", "date_closd"],
  ["case_number", "text", "Number the court gave the case.", "1:10-cv-00389"],
  ["pacer_id", "text", "Number in PACER.", "39241"],
  ["date_filed", "date", "Day it was filed.", "2010-05-07"],
];

const PATENTS: readonly FileColumn[] = [
  ...CASE,
  ["patent", "patent", "Number of a patent in suit.", "6992580"],
];

/** A file of the release, told by columns that no other of its files has together. */
function fileOf(
  file: string,
  columns: readonly FileColumn[],
  order: readonly string[],
  has: readonly string[],
  about: Partial<Dataset>,
  roles: Table["roles"] = {},
  hints: Table["hints"] = {},
) {
  const dated = columns.some(([name]) => name === "date_filed");
  const table = flatTable(`litigation_${file}`, columnsOf(columns), [...order, "source"], {
    hints,
    roles: { ...roles, ...(dated ? { date: "date_filed" } : {}) },
  });
  const dataset: Dataset = {
    key: `litigation_${file}`,
    version: "v1",
    versionAliases: ["1"],
    keywords: ["litigation", "district courts", "dockets"],
    title: `Patent Litigation Docket Reports: ${file}`,
    description: `The file ${file} of the Patent Litigation Docket Reports Data. Joins the cases by case_row_id or case_number.`,
    table,
    rows: null,
    isNewestOnly: true,
    fields: withOwn(asUsual(table, fieldsOf(columns)), SOURCE_FIELD),
    defaultFields: [],
    renamed: {},
    publishedIn: {},
    known: "documented",
    notes: [
      "Releases stand beside each other; the newest answers unless the criteria ask for a source, as in source:litigation-2016. The release is the year in the file's name or its folder's, else the day of loading.",
    ],
    ...about,
  };
  const source = records(dataset, [has[0]!], { has, origin: "litigation" });
  return { table, dataset, source: { ...answered(source), isReleased: true as const } };
}

/** A file of millions of rows: its cells go in as they are, cut by the case, which its rows are looked up by under both its numbers. */
function largeFileOf(
  file: string,
  columns: readonly FileColumn[],
  order: readonly string[],
  has: readonly string[],
  counted?: NonNullable<Table["hints"]>["counted"],
) {
  const identity = columns.map(([name]) => name);
  const { table, dataset, source } = fileOf(
    file,
    columns,
    order,
    has,
    {},
    { partition: "case_row_id" },
    { ...(counted && { counted }), keys: ["case_number"], steady: ["source", "source_file", "verbatim"] },
  );
  return { table, dataset, source: { ...source, identity, isBulk: "tables" as const } };
}

const FILES = [
  fileOf("cases", CASES, ["case_row_id"], ["case_row_id", "case_name"], {
    key: "oce_patent_litigation_cases",
    title: "Patent Litigation Cases",
    description: "Patent cases in the district courts, one row each, as the docket reports show them.",
    defaultFields: ["case_name", "case_number"],
    publishedIn: { ds: { lastDataUpdatedDate: "2018-02-26 00:00:00.0", swaggerSuffix: "", listed: "2" } },
  }),
  largeFileOf("names", NAMES, ["case_row_id", "name_row_count"], ["case_row_id", "name_row_count"]),
  largeFileOf(
    "attorneys",
    ATTORNEYS,
    ["case_row_id", "attorney_row_count"],
    ["case_row_id", "attorney_row_count"],
  ),
  largeFileOf("documents", DOCUMENTS, ["case_row_id", "doc_count"], ["case_row_id", "doc_count"], {
    by_attachment: { columns: ["source", "attachment", "date_filed"] },
  }),
  fileOf("pacer_cases", PACER_CASES, ["case_number"], ["case_number", "court_code"], {}),
  fileOf("patents", PATENTS, ["case_row_id", "patent"], ["case_row_id", "patent"], { known: "claimed" }),
];

const DOCKETS: BulkProduct = {
  id: "PTLITIG",
  title: "Patent Litigation Docket Reports Data",
  description:
    "Patent cases in the district courts with their parties, attorneys and documents, each as a table.",
  frequency: "YEARLY",
  labels: ["Patent", "Research"],
  datasets: ["Research"],
  categories: ["Patent assignment economics data for academia and "],
  mimeTypes: ["CSV"],
  inBdss: { number: 16280, frequency: "NUMERICAL" },
  files: (store) =>
    tableFiles(
      store,
      FILES.map(({ dataset }) => dataset),
    ),
};

/** The Patent Litigation Docket Reports Data of the Office of the Chief Economist. */
export const LITIGATION = flatFamily(
  "litigation",
  {
    tables: FILES.map(({ table }) => table),
    datasets: FILES.map(({ dataset }) => dataset),
    sources: FILES.map(({ source }) => source),
  },
  { products: [DOCKETS], reads: [{ id: DOCKETS.id }] },
);
