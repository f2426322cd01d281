import type { Schema } from "../../server/route.js";
import { list } from "../../server/schemas.js";

const TEXT = { type: "string" } as const;
const COUNT = { type: "integer" } as const;
const TEXTS = list(TEXT);

const FILE: Schema = {
  type: "object",
  required: ["fileName", "fileTypeText", "fileDownloadURI", "fileReleaseDate", "fileLastModifiedDateTime"],
  properties: {
    fileName: TEXT,
    fileSize: { ...COUNT, description: "Bytes; missing while a large file was not asked for yet." },
    fileDataFromDate: { ...TEXT, format: "date" },
    fileDataToDate: { ...TEXT, format: "date" },
    fileTypeText: TEXT,
    fileDownloadURI: TEXT,
    fileReleaseDate: { ...TEXT, description: "yyyy-MM-dd HH:mm:ss" },
    fileLastModifiedDateTime: { ...TEXT, description: "yyyy-MM-dd HH:mm:ss" },
  },
};

const MEMBERS = {
  productIdentifier: TEXT,
  productDescriptionText: TEXT,
  productTitleText: TEXT,
  productFrequencyText: TEXT,
  daysOfWeekText: TEXT,
  productLabelArrayText: TEXTS,
  productDatasetArrayText: TEXTS,
  productDatasetCategoryArrayText: TEXTS,
  productFromDate: { ...TEXT, format: "date" },
  productToDate: { ...TEXT, format: "date" },
  productTotalFileSize: COUNT,
  productFileTotalQuantity: COUNT,
  lastModifiedDateTime: TEXT,
  mimeTypeIdentifierArrayText: TEXTS,
};

/** What a search answers; fewer members where some are asked for. */
export const SEARCH_ANSWER: Schema = {
  type: "object",
  required: ["count", "bulkDataProductBag"],
  properties: {
    count: { ...COUNT, description: "How many products match." },
    bulkDataProductBag: list({ type: "object", properties: MEMBERS }),
    facets: { type: "object", additionalProperties: list({ type: "object" }) },
  },
};

export const PRODUCT_ANSWER: Schema = {
  type: "object",
  required: ["count", "bulkDataProductBag"],
  properties: {
    count: COUNT,
    bulkDataProductBag: list({
      type: "object",
      required: ["productIdentifier", "productTitleText"],
      properties: {
        ...MEMBERS,
        productFileBag: {
          type: "object",
          required: ["count", "fileDataBag"],
          properties: { count: COUNT, fileDataBag: list(FILE) },
        },
      },
    }),
  },
};
