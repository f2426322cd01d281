/**
 * How Stata writes a data set, release by release. 113 to 115 (Stata 8 to 12) begin with the release as a byte and have
 * fields of fixed width; 117 (Stata 13) put tags around its sections and brought long strings; 118 (Stata 14) brought
 * UTF-8 and wider fields; 119 is 118 for more than 32,767 variables. 116 was never released.
 */
export interface Layout {
  readonly release: number;
  readonly isTagged: boolean;
  /** Bytes of the number of variables, and of the number of rows. */
  readonly countBytes: number;
  readonly rowCountBytes: number;
  /** Bytes of the length that stands before the label of the data set; before 117 it has a fixed width. */
  readonly labelLengthBytes: number;
  readonly typeBytes: number;
  readonly nameBytes: number;
  readonly formatBytes: number;
  readonly valueLabelNameBytes: number;
  readonly labelBytes: number;
  readonly sortBytes: number;
  /** A row points to a long string by 8 bytes: so many for the variable, the others for the row. */
  readonly longVariableBytes: number;
  /** Bytes of the row in the head of a long string. */
  readonly longRowBytes: number;
}

const OLD: Layout = {
  release: 114,
  isTagged: false,
  countBytes: 2,
  rowCountBytes: 4,
  labelLengthBytes: 0,
  typeBytes: 1,
  nameBytes: 33,
  formatBytes: 49,
  valueLabelNameBytes: 33,
  labelBytes: 81,
  sortBytes: 2,
  longVariableBytes: 0,
  longRowBytes: 0,
};

const TAGGED: Layout = {
  ...OLD,
  release: 117,
  isTagged: true,
  labelLengthBytes: 1,
  typeBytes: 2,
  longVariableBytes: 4,
  longRowBytes: 4,
};

const UTF8: Layout = {
  ...TAGGED,
  release: 118,
  rowCountBytes: 8,
  labelLengthBytes: 2,
  nameBytes: 129,
  formatBytes: 57,
  valueLabelNameBytes: 129,
  labelBytes: 321,
  longVariableBytes: 2,
  longRowBytes: 8,
};

export const LAYOUTS: ReadonlyMap<number, Layout> = new Map(
  [
    { ...OLD, release: 113, formatBytes: 12 },
    OLD,
    { ...OLD, release: 115 },
    TAGGED,
    UTF8,
    { ...UTF8, release: 119, countBytes: 4, sortBytes: 4, longVariableBytes: 3 },
  ].map((each) => [each.release, each]),
);

/** From here on texts are UTF-8. */
export const FIRST_UTF8 = 118;

/** What one variable of a row holds. `text` has `width` bytes; `long-text` points to a string elsewhere in the file. */
export type DtaType = "text" | "long-text" | "byte" | "int" | "long" | "float" | "double";

const NUMBER_BYTES = { byte: 1, int: 2, long: 4, float: 4, double: 8 } as const;

const TYPES_BY_CODE: ReadonlyMap<number, keyof typeof NUMBER_BYTES> = new Map([
  [251, "byte"],
  [252, "int"],
  [253, "long"],
  [254, "float"],
  [255, "double"],
  [65530, "byte"],
  [65529, "int"],
  [65528, "long"],
  [65527, "float"],
  [65526, "double"],
]);

const LONG_TEXT = 32768;

/** What a code of the file stands for; null for none. */
export function typeOf(
  code: number,
  { isTagged }: Layout,
): { readonly type: DtaType; readonly width: number } | null {
  if (isTagged && code === LONG_TEXT) return { type: "long-text", width: 8 };
  if (code >= 1 && code <= (isTagged ? 2045 : 244)) return { type: "text", width: code };
  const type = TYPES_BY_CODE.get(code);
  if (!type || code > 255 !== isTagged) return null;
  return { type, width: NUMBER_BYTES[type] };
}
