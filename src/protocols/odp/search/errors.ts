import type { Failure } from "../../../server/failures.js";
import { type Installation, type OfficeErrors, officeError, USUAL_MEMBERS } from "../../../server/index.js";
import type { Schema } from "../../../server/route.js";
import { type Collection, collectionsOf } from "./collection.js";

/**
 * The office's documents of 2026 have `error` and `errorDetails` [documented]; its host of 2024 sent `message` and
 * `detailedMessage` [recorded]. Where both are known, both are sent, so that clients of either find theirs.
 */
const ERRORS: OfficeErrors = {
  // Recorded.
  code: "number",
  members: {
    // Documented.
    400: USUAL_MEMBERS,
    // Ours: the office's gateway said 403 and `{"message":"Forbidden"}` of a missing key, too [claimed], which tells nobody what to do.
    401: ["code", "error", "errorDetails", "message", "requestIdentifier"],
    // Documented.
    403: ["code", "error", "message"],
    // Recorded.
    404: ["code", "error", "errorDetails", "message", "detailedMessage", "requestIdentifier"],
    // Documented, as is what stands for all others.
    413: ["code", "message", "detailedMessage", "requestIdentifier"],
    500: USUAL_MEMBERS,
  },
};

/** The body of an error as the portal's searches write it. */
export function searchError(failure: Failure): Schema {
  return officeError(failure, ERRORS);
}

/** The same as a collection has it, which may write its `code` as a text. */
export function collectionError(failure: Failure, { errorCode }: Pick<Collection, "errorCode">): Schema {
  return officeError(failure, { ...ERRORS, code: errorCode });
}

/** The same where a path was asked: as the collection has it whose own path begins most like it. */
export function errorAtPath(failure: Failure, installation: Installation): Schema {
  const alike = (path: string) => {
    const [asked, own] = [failure.path.split("/"), path.split("/")];
    const differs = own.findIndex((part, at) => part !== asked[at]);
    return differs < 0 ? own.length : differs;
  };
  const [nearest] = collectionsOf(installation)
    .map((collection) => ({
      collection,
      alike: Math.max(alike(collection.path), alike(collection.numbered?.path ?? "")),
    }))
    .sort((a, b) => b.alike - a.alike);
  return nearest ? collectionError(failure, nearest.collection) : searchError(failure);
}
