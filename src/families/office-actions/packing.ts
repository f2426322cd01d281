import type { Packing } from "../../catalog/index.js";

// ---- the flags of the Office action: two bits each (0, 1, 2 missing) in one integer

/** Where they are written. */
export const PACKED_FLAGS = "action_flags";

/** In the order in which they are packed. */
export const ACTION_FLAGS: readonly string[] = [
  "header_missing",
  "form_paragraph_missing",
  "reject_form_mismatch",
  "closing_missing",
  "has_rej_101",
  "has_rej_102",
  "has_rej_103",
  "has_rej_112",
  "has_rej_dp",
  "has_objection",
  "allowed_claims",
  "cite102_gt1",
  "cite103_gt3",
  "cite103_eq1",
];

/** The integer that holds the action's flags; null when all are missing. */
export function packFlags(alias?: string): string {
  const of = (name: string) => (alias === undefined ? name : `${alias}.${name}`);
  const bits = ACTION_FLAGS.map((name, at) => `(coalesce(${of(name)}::integer, 2) << ${2 * at})`);
  const isEmpty = ACTION_FLAGS.map((name) => `${of(name)} is null`).join(" and ");
  return `case when not (${isEmpty}) then ${bits.join(" | ")} end`;
}

/** One of the flags out of the integer. */
export function unpackFlag(name: string, packed: string = PACKED_FLAGS): string {
  const at = ACTION_FLAGS.indexOf(name);
  return `case (${packed} >> ${2 * at}) & 3 when 1 then true when 0 then false end`;
}

// ---- a reference: one number where its text, its digits and our reading of it say the same

/** The number of a reference; null where the digits are none or our reading is not `US` and them. */
export const REFERENCE_DIGITS = "reference_digits";

const NUMBER = `case when ${REFERENCE_DIGITS} is not null then ${REFERENCE_DIGITS}::varchar else other_number end`;

/** How the text is read where its number stands, and what is written beside it. */
const SPELLING = {
  written: new Map([
    ["text_differs", "boolean"],
    ["other_text", "varchar"],
  ]),
  read: (number: string) => `case when text_differs then other_text else ${number} end`,
};

/** Digits that an integer gives back as they were. */
function canonicalDigits(number: string): string {
  return `case when try_cast(${number} as bigint)::varchar = ${number} then try_cast(${number} as bigint) end`;
}

/**
 * The columns of a reference as they are written, from its text, its number and our reading of it. `digits` is the
 * number where it is known that all three say it; the three are then null.
 */
export function packReference(
  { text, number, key }: { readonly text: string; readonly number: string; readonly key: string },
  digits?: string,
): ReadonlyMap<string, string> {
  const found = `case when ${key} = concat('US', ${number}) then ${canonicalDigits(number)} end`;
  const differs = `${text} is distinct from ${number}`;
  const other = (value: string) => `case when (${found}) is null then ${value} end`;
  return new Map([
    [REFERENCE_DIGITS, digits === undefined ? found : `coalesce(${digits}, ${found})`],
    ["text_differs", differs],
    ["other_text", `case when ${differs} then ${text} end`],
    ["other_number", other(number)],
    ["other_key", other(key)],
  ]);
}

/** Citations are the largest table by far. */
export const PACKED_CITATIONS: Packing = {
  written: new Map([
    [REFERENCE_DIGITS, "bigint"],
    ...SPELLING.written,
    ["other_number", "varchar"],
    ["other_key", "varchar"],
    [PACKED_FLAGS, "integer"],
  ]),
  write: new Map([
    ...packReference({ text: "reference_text", number: "reference_number", key: "reference_key" }),
    [PACKED_FLAGS, packFlags()],
  ]),
  read: new Map([
    ["reference_text", SPELLING.read(NUMBER)],
    ["reference_number", NUMBER],
    [
      "reference_key",
      `case when ${REFERENCE_DIGITS} is not null then concat('US', ${REFERENCE_DIGITS}) else other_key end`,
    ],
    ...ACTION_FLAGS.map((name) => [name, unpackFlag(name)] as const),
  ]),
  flags: { column: PACKED_FLAGS, names: ACTION_FLAGS },
  spelling: SPELLING,
};
