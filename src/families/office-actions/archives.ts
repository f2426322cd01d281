import {
  type Column,
  type ColumnType,
  type Dataset,
  field,
  records,
  type Source,
  type Table,
} from "../../catalog/index.js";
import { both, DS, ODP } from "../wires.js";

function column(name: string, type: ColumnType, meaning: string): Column {
  return { name, type, meaning };
}

/** One row for each weekly archive of texts that was loaded. */
export const ARCHIVES: Table = {
  name: "archives",
  columns: [
    column("record_id", "text", "Row id: computed from the file's name and content."),
    column("file_name", "text", "Name of the archive."),
    column("from_date", "date", "Monday of the week in its name."),
    column("to_date", "date", "Sunday of the week in its name."),
    column("first_mail_date", "date", "Earliest mail date in it."),
    column("last_mail_date", "date", "Latest mail date in it."),
    column("action_count", "integer", "Documents read from it."),
    column("file_size", "integer", "Bytes."),
    column("sha256", "text", "SHA-256 of the file, in hex."),
    column("download_path", "text", "Where this service serves a file of that name."),
    column(
      "verbatim",
      "json",
      "Received values whose canonical rendering would differ; always missing here.",
    ),
  ],
  order: ["file_name", "record_id"],
  roles: { date: "last_mail_date" },
  secondOrders: [],
};

const text = both(DS.string);
const day = both(DS.dayOrNothing, ODP.dayOrNothing);
const number = both(DS.number);

/** Only `archiveFileName` is certain to have been the USPTO's; the other names are ours. */
export const OA_ZIP_DATA_V1: Dataset = {
  key: "oa_zip_data",
  version: "v1",
  versionAliases: ["1"],
  keywords: ["office action", "patentability", "rejections", "objections", "references", "full-text", "json"],
  title: "Office Action Weekly Zips API",
  description: "The weekly archives of Office action texts, one row for each file.",
  table: ARCHIVES,
  rows: null,
  fields: [
    field("id", "record_id", "keyword", {
      ...text,
      meaning: "Row id.",
      example: "0d6f6b7c1d5a4c3e9b8a7f6e5d4c3b2a",
      derived: "Computed from the file's name and content.",
    }),
    field("archiveFileName", "file_name", "keyword", {
      ...text,
      meaning: "Name of the archive.",
      example: "bdr_oa_bulkdata_weekly_2025-01-05.zip",
    }),
    field("fromDate", "from_date", "date", {
      ...day,
      meaning: "First day of its week.",
      example: "2024-12-30",
      derived: "The Monday before the date in the name.",
    }),
    field("toDate", "to_date", "date", {
      ...day,
      meaning: "Last day of its week.",
      example: "2025-01-05",
      derived: "The date in the name.",
    }),
    field("firstSubmissionDate", "first_mail_date", "date", {
      ...day,
      meaning: "Earliest mail date in it.",
      example: "2024-12-30",
      derived: "Counted at load.",
    }),
    field("lastSubmissionDate", "last_mail_date", "date", {
      ...day,
      meaning: "Latest mail date in it.",
      example: "2025-01-03",
      derived: "Counted at load.",
    }),
    field("officeActionCount", "action_count", "integer", {
      ...number,
      meaning: "Documents in it.",
      example: "10412",
      derived: "Counted at load.",
    }),
    field("fileSize", "file_size", "integer", {
      ...number,
      meaning: "Bytes.",
      example: "60100321",
      derived: "Of the file that was loaded.",
    }),
    field("sha256", "sha256", "keyword", {
      ...text,
      meaning: "SHA-256 of the file, in hex.",
      example: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      derived: "Of the file that was loaded.",
    }),
    field("downloadUrl", "download_path", "keyword", {
      ...text,
      meaning: "Where this service serves a file of that name.",
      example: "/bdr-oa-bulkdata/weekly/bdr_oa_bulkdata_weekly_2025-01-05.zip",
      derived: "The old storage path.",
    }),
  ],
  defaultFields: [],
  renamed: { fileName: "archiveFileName" },
  publishedIn: {
    ds: { lastDataUpdatedDate: "2020-06-25 00:00:00.0", swaggerSuffix: "", listed: "5" },
    odp: { lastDataUpdatedDate: "2020-06-25 00:00:00.0" },
  },
  known: "inferred",
  notes: ["The USPTO's field list is not recorded; every name but archiveFileName is ours."],
};

export const ARCHIVE_FILES: readonly Source[] = [records(OA_ZIP_DATA_V1, ["archiveFileName"], { others: 0 })];
