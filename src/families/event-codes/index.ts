import { type Dataset, field, records } from "../../catalog/index.js";
import { bundledCodes, column, flatFamily, flatTable, SOURCE_FIELD, severalTexts } from "../flat.js";
import { patexFiles, patexProduct } from "../patex.js";
import { answered, DS } from "../wires.js";
import { CODES } from "./codes.js";

const TABLE = flatTable(
  "event_codes",
  [
    // Some are digits alone, which tools rewrite as numbers.
    { ...column("event_code", "text", "Code of the event."), digits: 0 },
    column("event_text", "text", "What the event is called, as the office spells it."),
  ],
  ["event_code", "event_text"],
  {
    bundled: {
      ...bundledCodes(CODES, "event_code", "event_text", false),
      learns: { subject: "events", column: "event_text" },
    },
  },
);

/** The events of an application's history. A code may have several texts, each is a row. */
const OCE_EVENT_CODES_V1: Dataset = {
  key: "oce_patent_examination_event_codes",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["patent examination", "event codes", "transactions"],
  title: "Patent Examination Event Codes",
  description: "What the codes of events in an application's history mean.",
  table: TABLE,
  rows: null,
  fields: [
    field("event_code", "event_code", "keyword", {
      wires: { ds: DS.string },
      meaning: "Code of the event; letters, digits, dots and blanks.",
      example: "CTNF",
    }),
    field("event_description", "event_text", "text", {
      wires: { ds: DS.string },
      meaning: "What it is called, as the office spells it.",
      example: "Non-Final Rejection",
    }),
    SOURCE_FIELD,
  ],
  defaultFields: ["event_description", "event_code"],
  renamed: { code: "event_code", description: "event_description" },
  publishedIn: { ds: { lastDataUpdatedDate: "2018-02-26 00:00:00.0", swaggerSuffix: "", listed: "12" } },
  known: "inferred",
  notes: [
    "Without a file, and for codes that a file lacks, the 417 codes answer that occur in publicly recorded answers; the office has about 2,000.",
    "Pairs that no other row has are learnt from the events of the first 10,000 applications that are loaded; their source is transactions.",
  ],
};

export const EVENT_CODES = flatFamily(
  "event-codes",
  {
    tables: [TABLE],
    datasets: [OCE_EVENT_CODES_V1],
    sources: [
      answered(
        records(OCE_EVENT_CODES_V1, ["event_code"], {
          has: ["event_code", "event_description"],
          others: 5,
          origin: "patex",
        }),
      ),
    ],
  },
  {
    products: [patexProduct(OCE_EVENT_CODES_V1)],
    reads: [patexFiles("event_codes")],
    deriving: severalTexts(TABLE, "event_code", "event_text"),
  },
);
