import { type Column, type Dataset, type Field, own, records, withOwn } from "../../catalog/index.js";
import type { BulkProduct } from "../../server/extension.js";
import { columnsOf, type FileColumn, fieldsOf, flatFamily, flatTable, SOURCE_FIELD } from "../flat.js";
import { tableFiles } from "../tableFiles.js";
import { answered, asUsual } from "../wires.js";

const COLUMNS: readonly FileColumn[] = [
  ["Family_ID", "text", "Patent family.", "38668948"],
  ["Patent_or_Publication_ID", "document", "Number of the patent or publication.", "US 8012966 B2"],
  ["Application_Number", "application", "Application number as the file writes it.", "11/798,000"],
  ["Filing_Date", "day", "Day of filing, yyyymmdd.", "20070509"],
  ["Grant_or_Publication_Date", "day", "Day of grant or publication, yyyymmdd.", "20110906"],
  ["CPC_Inventive", "text", "CPC symbols of the invention.", "A61K 31/00|A61P 35/00"],
  ["CPC_Additional", "text", "Further CPC symbols.", "A61K 2300/00"],
  ["IPC_Primary", "text", "Primary IPC symbols.", "A61K 31/00"],
  ["IPC_Secondary", "text", "Secondary IPC symbols.", "A61P 35/00"],
  ["USPC_Original", "text", "Original USPC class.", "514/249", "USPC_Current_Original"],
  [
    "USPC_Cross_Reference",
    "text",
    "Cross-reference USPC classes.",
    "514/250",
    "USPC_Current_Cross_Reference",
  ],
  ["Patent_Title", "words", "Title.", "Method of treatment"],
  ["Drugs_and_Chemistry", "boolean", "It is about drugs and chemistry.", "1"],
  ["Diagnostic_and_Surgical_Devices", "boolean", "It is about diagnostic or surgical devices.", "0"],
  ["Radiation_Measurement", "boolean", "It is about radiation measurement.", "0"],
  ["Data_Science", "boolean", "It is about data science.", "0"],
  ["Food_and_Nutrition", "boolean", "It is about food and nutrition.", "0"],
  ["Model_Systems_and_Animals", "boolean", "It is about model systems and animals.", "0"],
  ["Cells_and_Enzymes", "boolean", "It is about cells and enzymes.", "0"],
  ["Other_and_Preclassification", "boolean", "It is about something else.", "0"],
  ["DNA_RNA_or_Protein_Sequence", "boolean", "It has a sequence.", "0"],
  ["NIH_Federal_Grant_Number", "text", "Federal grants.", "CA123456|CA654321"],
  ["NIH_Grant_Recipient_Organization", "words", "Who received the grants.", "Duke University"],
  ["FDA_Application_Number", "text", "Drug applications.", "N021588"],
  ["FDA_Drug_Trade_Name", "words", "Trade names of drugs.", "GLEEVEC"],
  ["FDA_Approval_Date", "day", "Days of approval.", "20030418"],
  ["FDA_Applicant", "words", "Who applied for the drugs.", "NOVARTIS"],
  ["FDA_Ingredient", "words", "Ingredients of the drugs.", "IMATINIB MESYLATE"],
  ["TBD", "text", "A column without a meaning in the load of 2017.", "x"],
];

/** Columns with several values in a cell, and what stands between those. */
const PARTED: readonly (readonly [name: string, separators: string])[] = [
  ["CPC_Inventive", "|;"],
  ["CPC_Additional", "|;"],
  ["IPC_Primary", "|;"],
  ["IPC_Secondary", "|;"],
  ["USPC_Original", "|;"],
  ["USPC_Cross_Reference", "|;"],
  ["NIH_Federal_Grant_Number", "|;"],
  ["NIH_Grant_Recipient_Organization", "|;"],
  ["FDA_Application_Number", "|;"],
  ["FDA_Drug_Trade_Name", "|;"],
  ["FDA_Approval_Date", "|;"],
  ["FDA_Applicant", "|;"],
  ["FDA_Ingredient", "|;,"],
];

const partsName = (name: string) => `${name.toLowerCase()}_parts`;

const PARTS: readonly Column[] = PARTED.map(([name, separators]) => ({
  name: partsName(name),
  type: "text",
  isList: true,
  meaning: `Each value of ${name}.`,
  partsOf: { column: name.toLowerCase(), separators },
}));

/** Each value is matched whole, whatever the cell is matched by. */
function partsField([name, separators]: (typeof PARTED)[number]): Field {
  const cell = fieldsOf(COLUMNS).find((each) => each.name === name)!;
  return {
    ...own(
      partsName(name),
      "keyword",
      `Each value of ${name}.`,
      cell.example.split("|")[0]!,
      `The parts of ${name} between ${separators.split("").join(" and ")}.`,
    ),
    ...(cell.isCompactDay ? { isCompactDay: true } : {}),
  };
}

const TABLE = flatTable(
  "cancer_moonshot",
  [...columnsOf(COLUMNS), ...PARTS],
  ["patent_or_publication_id", "family_id"],
  // The parts say nothing that the cells do not.
  { roles: { partition: "patent_or_publication_id" }, hints: { undigested: PARTS.map(({ name }) => name) } },
);

/** Patents and publications about cancer, with the grants and drugs behind them. */
const CANCER_MOONSHOT_V1: Dataset = {
  key: "cancer_moonshot",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["cancer", "research", "patent application"],
  title: "Cancer Moonshot Patent Data",
  description: "Patents and publications about cancer of 1976 to 2016, with grants, drugs and technologies.",
  table: TABLE,
  rows: null,
  fields: withOwn(asUsual(TABLE, fieldsOf(COLUMNS)), PARTED.map(partsField), SOURCE_FIELD),
  defaultFields: ["Patent_Title", "Patent_or_Publication_ID"],
  renamed: {},
  publishedIn: { ds: { lastDataUpdatedDate: "2018-03-01 13:29:19.0", swaggerSuffix: "", listed: "13" } },
  known: "recorded",
  notes: ["A cell with several values comes back as it came; its values are asked in the field with _parts."],
};

const MOONSHOT: BulkProduct = {
  id: "MOONSHOT",
  title: "Cancer Moonshot Patent Data",
  description: "Patents and publications about cancer of 1976 to 2016, with grants, drugs and technologies.",
  frequency: "YEARLY",
  labels: ["Patent", "Research"],
  datasets: ["Research"],
  categories: ["Issued patents (patent grants)", "Patent Application"],
  mimeTypes: ["CSV"],
  inBdss: { number: 16309, frequency: "NUMERICAL" },
  span: { from: "1976-01-01", to: "2016-12-31" },
  files: (store) => tableFiles(store, [CANCER_MOONSHOT_V1]),
};

export const CANCER_MOONSHOT = flatFamily(
  "cancer-moonshot",
  {
    tables: [TABLE],
    datasets: [CANCER_MOONSHOT_V1],
    sources: [
      // Its cells go in as they are, and each list of parts is made of them while the tables are built.
      answered(
        records(CANCER_MOONSHOT_V1, ["Patent_or_Publication_ID"], {
          has: ["Patent_or_Publication_ID", "Family_ID"],
          origin: "moonshot",
          identity: COLUMNS.map(([name]) => name),
          isBulk: "tables",
        }),
      ),
    ],
  },
  { products: [MOONSHOT], reads: [{ id: MOONSHOT.id }] },
);
