import { groupsOf, type OfficeFormat } from "./groupsOfDigits.js";

/** Korean numbers have a kind, a year and a number: "KR 10 2010 0123456". */
export const KR: OfficeFormat = {
  says: "Blanks between any groups.",
  read: groupsOf({ blank: () => true }),
};
