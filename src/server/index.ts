export { accessLogTo } from "./accessLog.js";
export {
  type Common,
  type CommonCalls,
  CommonKeys,
  commonAccessLog,
  commonFor,
  commonLimit,
  commonTurns,
} from "./common.js";
export { embargoed } from "./embargo.js";
export { IssuedKeys, type ServedKeys } from "./keys/issuedKeys.js";
export { KEY_FIELD, keysFromFile, keysOfBoth, listsNoKey } from "./keys/keys.js";
export { type Counts, type Everybody, Metrics, sumOf } from "./metrics.js";
export {
  ERROR_BY_STATUS,
  errorByStatus,
  OFFICE_ERROR,
  type OfficeErrors,
  officeError,
  USUAL_ERRORS,
  USUAL_MEMBERS,
} from "./officeErrors.js";
export { readParameters } from "./parameters.js";
export { type Installation, type Protocol, protocolsMeant } from "./protocol.js";
export { proxiesOf } from "./proxies.js";
export { rateLimit } from "./rateLimit.js";
export { readLeniently, readStrictly } from "./received.js";
export { createServer, type Server } from "./server.js";
export { contextInProcess, USUAL_ADDRESS } from "./service.js";
export { DEFAULT_SETTINGS, type Settings } from "./settings.js";
export { sqlDesk } from "./sqlDesk.js";
export { type DatasetSummary, type Summary, summaryOf } from "./summary.js";
