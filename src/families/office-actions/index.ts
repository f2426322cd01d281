import type { Family } from "../family.js";
import { RESEARCH_DATASET, WEEKLY_ARCHIVES } from "./bulk/products.js";
import { OFFICE_ACTION_CATALOG } from "./catalog.js";
import { OA_CITATIONS_V2 } from "./citations.js";
import { OFFICE_ACTION_DERIVING } from "./deriving/index.js";
import { FIGURES_OF_2017 } from "./figures.js";
import { OFFICE_ACTION_FINDER, OFFICE_ACTION_PAGES, OFFICE_ACTION_STYLE, readForm } from "./pages/index.js";
import { PROFILES } from "./profiles.js";
import { OA_REJECTIONS_V2 } from "./rejections.js";
import { REPORTS } from "./reports.js";
import { OFFICE_ACTION, OFFICE_ACTION_TEXT } from "./routes/actions.js";
import { ACTION_SCHEMAS, APPLICATION } from "./routes/application.js";
import { CLAIM_TABLES } from "./routes/claimTable.js";
import { COMBINATIONS } from "./routes/combinations.js";
import { DIFFERENCE } from "./routes/difference.js";
import { EXTRACT } from "./routes/extract.js";
import { EXTRACTION_SCHEMAS } from "./routes/extractionSchemas.js";
import { ATOM_FEED, JSON_FEED } from "./routes/feed.js";
import { REFERENCE } from "./routes/reference.js";
import { OFFICE_ACTION_SEARCH } from "./routes/search.js";
import { SIMILAR, SIMILAR_TO_ACTION } from "./routes/similar.js";
import { VERIFY } from "./routes/verify.js";
import { agreement } from "./texts/agreement.js";
import { textReaders } from "./texts/index.js";

/** What examiners answered: the 2017 release, the APIs that came after it, texts and their weekly archives. */
export const OFFICE_ACTION_FAMILY: Family = {
  name: "office-actions",
  ...OFFICE_ACTION_CATALOG,
  deriving: OFFICE_ACTION_DERIVING,
  readers: textReaders,
  figures: { "2017": FIGURES_OF_2017 },
  agreement,
  routes: [
    OFFICE_ACTION_SEARCH,
    OFFICE_ACTION,
    OFFICE_ACTION_TEXT,
    EXTRACT,
    COMBINATIONS,
    VERIFY,
    SIMILAR,
    SIMILAR_TO_ACTION,
    ATOM_FEED,
    JSON_FEED,
    ...CLAIM_TABLES,
    DIFFERENCE,
  ],
  contributions: [APPLICATION, REFERENCE],
  schemas: { ...ACTION_SCHEMAS, ...EXTRACTION_SCHEMAS },
  products: [WEEKLY_ARCHIVES, RESEARCH_DATASET],
  reports: REPORTS,
  profiles: PROFILES,
  reads: [{ id: WEEKLY_ARCHIVES.id, isUsual: true }, { id: RESEARCH_DATASET.id }],
  pages: OFFICE_ACTION_PAGES,
  finders: [OFFICE_ACTION_FINDER],
  welcomes: [readForm],
  style: OFFICE_ACTION_STYLE,
  firstQuestions: [
    {
      says: "Find rejections over prior art",
      dataset: OA_REJECTIONS_V2,
      criteria: "hasRej103:1 AND legalSectionCode:103",
    },
    {
      says: "Find who cited a reference",
      dataset: OA_CITATIONS_V2,
      criteria: "referenceIdentifier:*US*",
    },
  ],
};
