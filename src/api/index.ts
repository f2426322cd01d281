export { keysFromFile } from "./keys.js";
export { rateLimit } from "./rateLimit.js";
export { createServer, type Server, type ServerOptions } from "./server.js";
export { DEFAULT_SETTINGS, type Service, type Settings } from "./service.js";
export type { Lease, Snapshots } from "./snapshots.js";
