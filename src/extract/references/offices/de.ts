import { groupsOf, type OfficeFormat } from "./groupsOfDigits.js";

/** German numbers part the kind and the year by blanks: "DE 10 2009 012345", "DE 44 12 345". */
export const DE: OfficeFormat = {
  says: "Blanks also before groups of two and four digits.",
  read: groupsOf({ blank: (next) => next.length === 4 || next.length === 2 }),
};
