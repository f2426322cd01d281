export { datasetOfSwagger, datasetsOf, pathOf, swaggerPath } from "../protocols/hub/datasets.js";
export { embargoed } from "./embargo.js";
export { keysFromFile } from "./keys.js";
export { readParameters } from "./parameters.js";
export { rateLimit } from "./rateLimit.js";
export { sendText } from "./send.js";
export { createServer, type Server } from "./server.js";
export { baseUrlOf, type Service, type Settings } from "./service.js";
export { type DatasetSummary, Summaries, type Summary } from "./summary.js";
