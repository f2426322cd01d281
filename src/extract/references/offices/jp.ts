import { ERA_BEFORE } from "../../vocabulary/index.js";
import { groupsOf, type OfficeFormat } from "./groupsOfDigits.js";

/**
 * Japanese numbers have a year: of the common era, "JP 2004 159476", or of an emperor's reign, "JP H05-123456", "No. Heisei
 * 5-123456", that counts in two digits so that all spellings meet.
 */
export const JP: OfficeFormat = {
  says: "A blank also behind a year of four digits; before a year of an emperor's reign Heisei, Hei or H, Showa, Sho or S.",
  read: groupsOf({ blank: (_, digits) => digits === 4 }),
  era: (words) => {
    const era = ERA_BEFORE.exec(words);
    return (era?.[1] ?? era?.[2] ?? "").charAt(0).toUpperCase();
  },
  number: (taken, era) => era + (era === "" ? taken : taken.replace(/^\d(?!\d)/, "0$&")).replace(/\D/g, ""),
};
