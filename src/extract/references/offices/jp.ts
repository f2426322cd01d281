import { groupsOf, type OfficeFormat } from "./groupsOfDigits.js";

/** Japanese numbers have a year, of the common era or of an emperor's: "JP 2004 159476", "JP H05-123456". */
export const JP: OfficeFormat = {
  says: "A blank also behind a year of four digits; an H or S before a year of an emperor's reign.",
  read: groupsOf({ blank: (_, digits) => digits === 4 }),
};
