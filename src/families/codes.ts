import type { KnownValues } from "../catalog/index.js";

/** Group art units: `AU 2834`, `Art Unit 2834`. */
export const ART_UNITS: KnownValues = {
  held: [],
  isOpen: true,
  spelled: { as: /^(?:g?au|(?:group )?art unit)[ :#-]*([0-9]{4})$/i, stored: (digits) => digits },
};

/** Technology centers: `TC2800`, `TC 28`, `28`. */
export const TECH_CENTERS: KnownValues = {
  held: [],
  isOpen: true,
  spelled: {
    as: /^(?:tc|tech(?:nology)? cent(?:er|re))?[ :#-]*([0-9]{2})(?:00)?$/i,
    stored: (digits) => `${digits}00`,
  },
};

/** Codes of capital letters in small ones: `utl`. */
export const CAPITALS: KnownValues = {
  held: [],
  isOpen: true,
  spelled: { as: /^([A-Za-z]{1,8})$/, stored: (code) => code.toUpperCase() },
};
