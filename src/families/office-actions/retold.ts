import type { Retold } from "../../catalog/index.js";
import { SECTIONS } from "./values.js";

const STATUTES = SECTIONS.held.map(({ value }) => value);
const ANY_STATUTE = `(${STATUTES.map((each) => `actionType:${each.includes(" ") ? `"${each}"` : each}`).join(" OR ")})`;

/** v1 kept statutes and states in one field; v2 has one for each. */
export const ACTION_TYPE_IN_V2: Retold = {
  in: ["legalSectionCode", "actionTypeCategory"],
  note: "A statute goes to legalSectionCode, with actionTypeCategory rejected; a state goes to actionTypeCategory.",
  asked(written, value) {
    if (value === null) return `(legalSectionCode:${written} OR actionTypeCategory:${written})`;
    return STATUTES.includes(value)
      ? `(legalSectionCode:${written} AND actionTypeCategory:rejected)`
      : `actionTypeCategory:${written}`;
  },
};

/** A pattern may match `rejected`, for which v1 has no word: only one value can be asked. */
export const ACTION_CATEGORY_IN_V1: Retold = {
  in: ["actionType"],
  note: "rejected means any statute in actionType; another state stands there itself.",
  asked(written, value) {
    if (value === "rejected") return ANY_STATUTE;
    return value === null ? null : `actionType:${written}`;
  },
};
