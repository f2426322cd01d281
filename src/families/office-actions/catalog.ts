import type { Catalog } from "../../catalog/index.js";
import { answered } from "../wires.js";
import { OFFICE_ACTION_FILES, OFFICE_ACTIONS_2017, OFFICE_ACTIONS_ALL } from "./actions.js";
import { ARCHIVE_FILES, ARCHIVES, OA_ZIP_DATA_V1 } from "./archives.js";
import { CITATION_FILES, CITATIONS_2017, OA_CITATIONS_V1, OA_CITATIONS_V2 } from "./citations.js";
import { ENRICHED_CITATION_FILES, ENRICHED_V1, ENRICHED_V2, ENRICHED_V3 } from "./enrichedCitations.js";
import {
  OA_ALLREJ_2025,
  OA_REJECTIONS_V1,
  OA_REJECTIONS_V2,
  REJECTION_FILES,
  REJECTIONS_2017,
} from "./rejections.js";
import { ALL_REJECTIONS, CITATIONS, ENRICHED_CITATIONS, OFFICE_ACTIONS, REJECTIONS } from "./tables.js";
import { OA_ACTIONS_V1, TEXT_FILES, TEXTS } from "./texts/dataset.js";

/** The tables, the datasets and the kinds of file of what examiners answered. */
export const OFFICE_ACTION_CATALOG: Catalog = {
  tables: [OFFICE_ACTIONS, REJECTIONS, CITATIONS, ENRICHED_CITATIONS, ALL_REJECTIONS, TEXTS, ARCHIVES],
  datasets: [
    ENRICHED_V3,
    OA_REJECTIONS_V2,
    OA_ACTIONS_V1,
    OA_ZIP_DATA_V1,
    OA_CITATIONS_V2,
    ENRICHED_V2,
    ENRICHED_V1,
    OA_CITATIONS_V1,
    OA_REJECTIONS_V1,
    OFFICE_ACTIONS_2017,
    OFFICE_ACTIONS_ALL,
    REJECTIONS_2017,
    CITATIONS_2017,
    OA_ALLREJ_2025,
  ],
  sources: [
    ...OFFICE_ACTION_FILES,
    ...REJECTION_FILES,
    ...CITATION_FILES,
    ...ENRICHED_CITATION_FILES,
    ...TEXT_FILES,
    ...ARCHIVE_FILES,
  ].map(answered),
};
