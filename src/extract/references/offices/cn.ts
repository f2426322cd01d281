import { groupsOf, type OfficeFormat } from "./groupsOfDigits.js";

/** Chinese application numbers end with a check digit behind a stop: "CN 200810012345.6". */
export const CN: OfficeFormat = {
  says: "A stop before a single check digit.",
  read: groupsOf({ stop: (next) => next.length === 1 }),
};
