import { type Dataset, field, records } from "../../catalog/index.js";
import { bundledCodes, column, flatFamily, flatTable, SOURCE_FIELD, severalTexts } from "../flat.js";
import { patexFiles, patexProduct } from "../patex.js";
import { answered, DS, ODP } from "../wires.js";
import { CODES } from "./codes.js";

const TABLE = flatTable(
  "status_codes",
  [
    column("status_code", "integer", "Number of the status."),
    column("status_text", "text", "What the status is called, as the office spells it."),
  ],
  ["status_code", "status_text"],
  { bundled: bundledCodes(CODES, "status_code", "status_text", true) },
);

/** The statuses of applications: on the Developer Hub codes are text, on the portal numbers. */
const OCE_STATUS_CODES_V1: Dataset = {
  key: "oce_patent_examination_status_codes",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["patent examination", "status codes"],
  title: "Patent Examination Status Codes",
  description: "What the numbers of an application's status mean.",
  table: TABLE,
  rows: null,
  fields: [
    field("appl_status_code", "status_code", "integer", {
      wires: { ds: DS.string, "odp-list": { ...ODP.number, name: "applicationStatusCode" } },
      meaning: "Number of the status.",
      example: "150",
    }),
    field("status_description", "status_text", "text", {
      wires: { ds: DS.string, "odp-list": { ...ODP.string, name: "applicationStatusDescriptionText" } },
      meaning: "What it is called, as the office spells it.",
      example: "Patented Case",
    }),
    SOURCE_FIELD,
  ],
  defaultFields: ["status_description", "appl_status_code"],
  renamed: { applicationStatusCode: "appl_status_code", code: "appl_status_code" },
  publishedIn: {
    ds: { lastDataUpdatedDate: "2018-02-26 00:00:00.0", swaggerSuffix: "", listed: "11" },
    "odp-list": {
      path: "/api/v1/patent/status-codes",
      bag: "statusCodeBag",
      except: 'applicationStatusDescriptionText:"Not in Use"',
    },
  },
  known: "documented",
  notes: [
    "Without a file, and for codes that a file lacks, the 240 publicly known codes answer. The portal has 241 and leaves out 32 and 33 (Not in Use), so three of its codes are unknown.",
  ],
};

export const STATUS_CODES = flatFamily(
  "status-codes",
  {
    tables: [TABLE],
    datasets: [OCE_STATUS_CODES_V1],
    sources: [
      answered(
        records(OCE_STATUS_CODES_V1, ["appl_status_code"], {
          has: ["appl_status_code", "status_description"],
          others: 5,
          origin: "patex",
        }),
      ),
      records(OCE_STATUS_CODES_V1, ["applicationStatusCode"], {
        has: ["applicationStatusCode", "applicationStatusDescriptionText"],
        others: 5,
        bag: "statusCodeBag",
        protocolOf: () => "odp-list",
      }),
    ],
  },
  {
    products: [patexProduct(OCE_STATUS_CODES_V1)],
    reads: [patexFiles("status_codes")],
    deriving: severalTexts(TABLE, "status_code", "status_text"),
  },
);
