/** What the generations of the USPTO's API for datasets have in common, whoever speaks them. */
export {
  type DatasetApi,
  pathOf,
  pathsOf,
  publishedBy,
  TOLERATED,
} from "./api.js";
export { documented, documentName } from "./documents.js";
export { datasetRoutes, RECORDS_PARAMETERS, recordSchemas } from "./routes.js";
export { FIELDS_SCHEMA, recordSchema, recordsSchema } from "./schemas.js";
