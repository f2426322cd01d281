import { groupsOf, type OfficeFormat } from "./groupsOfDigits.js";

/** Every other office: "EP 1 234 567", "GB 692578", "FR 2,345,678". */
export const OTHERS: OfficeFormat = {
  says: "Groups of three, or a year between blanks.",
  read: groupsOf({}),
};
