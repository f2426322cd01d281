import type { ColumnReading } from "../../../catalog/index.js";
import { referenceKey } from "../../../extract/index.js";
import { parseClaims } from "./claims.js";

/** Bare digits of a patent (without leading zeros) or of a publication: most references, read in SQL. */
const isPlain = (text: string) => `regexp_full_match(${text}, '[1-9][0-9]{4,7}|(19|20)[0-9]{9}')`;

export const plainKey = (text: string) => `case when ${isPlain(text)} then concat('US', ${text}) end`;

/** The digits of a reference of which text and number are the same, so that our reading is, too. */
export const digitsOf = (text: string, number: string) =>
  `case when ${text} = ${number} and ${isPlain(number)} then ${number}::bigint end`;

const plainClaims = (text: string) =>
  `case when regexp_full_match(${text}, '[1-9][0-9]{0,3}(,[1-9][0-9]{0,3})*') then cast(concat('[', ${text}, ']') as integer[]) end`;

function key(table: string): ColumnReading {
  return { table, column: "reference_key", from: "reference_text", plain: plainKey, read: referenceKey };
}

function claims(table: string, from: string): ColumnReading {
  return { table, column: "claims", from, plain: plainClaims, read: parseClaims };
}

/** Our readings of references and of claim lists. */
export const READINGS: readonly ColumnReading[] = [
  key("citations"),
  key("enriched_citations"),
  claims("rejections", "claim_numbers"),
  claims("enriched_citations", "related_claims"),
];
