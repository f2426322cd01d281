import type { BulkFile, BulkProduct } from "../../../server/extension.js";
import { tableFiles } from "../../tableFiles.js";
import { OFFICE_ACTIONS_2017 } from "../actions.js";
import { CITATIONS_2017 } from "../citations.js";
import { REJECTIONS_2017 } from "../rejections.js";
import { weeksOf, writeWeek } from "./weekly.js";

/** The texts, a zip for each week in which they were mailed. */
export const WEEKLY_ARCHIVES: BulkProduct = {
  id: "OACT",
  title: "Office Actions Weekly Archives",
  description:
    "The full text of public Office actions, one zip file of JSON Lines for each week in which they were mailed.",
  frequency: "WEEKLY",
  daysOfWeek: "MONDAY",
  labels: ["Patent"],
  datasets: ["Authoritative"],
  categories: ["Patent Application"],
  mimeTypes: ["JSON"],
  oldPath: "/bdr-oa-bulkdata/weekly/{name}",
  files: async (store) =>
    (await weeksOf(store)).map(
      (week): BulkFile => ({
        fileName: week.fileName,
        from: week.from,
        to: week.to,
        type: "application/zip",
        rows: week.actions,
        write: (path) => writeWeek(store, week, path),
      }),
    ),
};

/** The tables of the 2017 release, as the native API exports them. */
export const RESEARCH_DATASET: BulkProduct = {
  id: "PTOFFACT",
  title: "Office Action Research Dataset",
  description:
    "The Office Action Research Dataset of 2017: Office actions, rejections and citations mailed from 2008 to mid-2017.",
  frequency: "YEARLY",
  labels: ["Patent", "Research"],
  datasets: ["Research"],
  categories: ["Patent Application"],
  mimeTypes: ["CSV"],
  inBdss: { number: 16244, frequency: "NUMERICAL" },
  span: { from: "2008-01-01", to: "2017-06-30" },
  files: (store) => tableFiles(store, [OFFICE_ACTIONS_2017, REJECTIONS_2017, CITATIONS_2017]),
};
