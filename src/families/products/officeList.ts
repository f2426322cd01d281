import { BUNDLED, type Bundled, type Dataset, records } from "../../catalog/index.js";
import { columnsOf, type FileColumn, fieldsOf, flatTable, SOURCE_FIELD } from "../flat.js";
import { LIST } from "./list.js";

const COLUMNS: readonly FileColumn[] = [
  ["place", "integer", "Its place in the office's table.", "12"],
  ["product", "text", "Short name of the product it belongs to, told by address and format.", "PTLITIG"],
  ["section", "words", "Heading of the office's table above it.", "Patent Litigation Docket Reports Data"],
  ["title", "words", "Title.", "Patent Official Gazettes (Backfile 2002-2025) DOWNLOADABLE"],
  ["product_code", "text", "The office's code of it.", "EIP-2200P-DL"],
  ["type", "text", "What it is, where the office says so.", "Publication"],
  ["schedule", "text", "How often it comes out.", "weekly (Tuesdays)"],
  ["coverage", "text", "What it covers.", "JUL 2, 2002 - Present"],
  ["format", "text", "Formats of its files.", "XML v4.7 ICE"],
  ["access", "text", "Bulk, Research or Searchable.", "Bulk"],
  ["size_compressed", "text", "How large it is.", "200 MB per week"],
  ["url", "text", "Where the office kept it.", "https://bulkdata.uspto.gov/data/patent/litigation/2016"],
  [
    "description",
    "words",
    "Description, cut to 300 characters where it comes with the program.",
    "Published each Tuesday, the Patent Official Gazette …",
    "description_first_400_chars",
  ],
];

/** The cells of a line of the list, behind its place and with its section after the short name. */
function bundledProducts(): Bundled {
  const names = COLUMNS.map(([name]) => name).filter((name) => name !== "place" && name !== "section");
  return {
    column: "title",
    rows: () => {
      const rows: Record<string, string | number>[] = [];
      let section = "";
      for (const line of LIST.trimEnd().split("\n").slice(1)) {
        if (line.startsWith("# ")) section = line.slice(2);
        else {
          const cells = line.split("\t").map((cell, at) => [names[at]!, cell.replace(/^~/, BULK)] as const);
          const told = Object.fromEntries(cells.filter(([, cell]) => cell !== ""));
          rows.push({ place: rows.length + 1, section, ...told });
        }
      }
      return rows;
    },
  };
}

const BULK = "https://bulkdata.uspto.gov/data";

const TABLE = flatTable("bulk_products", columnsOf(COLUMNS), ["place", "title"], {
  bundled: bundledProducts(),
});

/** What the office offers in bulk, as metadata; what of it is here, the product routes list. */
const BULK_PRODUCTS_V1: Dataset = {
  key: "bulk_products",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["bulk data", "products"],
  title: "Bulk data products of the office",
  description:
    "The office's whole list of what it offers in bulk, as metadata. What of it is here, the product routes list.",
  table: TABLE,
  rows: null,
  fields: [...fieldsOf(COLUMNS), SOURCE_FIELD],
  defaultFields: ["title", "description"],
  renamed: { productIdentifier: "product", productTitleText: "title", productShortName: "product" },
  publishedIn: {},
  known: "documented",
  notes: [
    `The 287 rows that come with the program (source: ${BUNDLED}) are the office's table of July 2024. It has no short names; they are told by address and format where that is clear.`,
  ],
};

/** The list, its table, and the office's table as a file. */
export const OFFICE_LIST = {
  table: TABLE,
  dataset: BULK_PRODUCTS_V1,
  source: records(BULK_PRODUCTS_V1, ["title"], {
    has: ["title", "product_code", "size_compressed", "coverage"],
    origin: "office-list",
  }),
};
