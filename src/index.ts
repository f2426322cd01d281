export { ArtunitError, ERRORS, type ErrorCode } from "./errors.js";
