import type { DtaType } from "./format.js";

/** The largest value of each type that is a number; above it stand `.`, `.a` to `.z`, Stata's missing values. */
const LARGEST = { byte: 100, int: 32_740, long: 2_147_483_620 } as const;
/** The first missing value (`.`) of a float and of a double; infinities and what is no number stand above it, too. */
const MISSING_FLOAT = 2 ** 127;
const MISSING_DOUBLE = 2 ** 1023;

export type NumberType = Exclude<DtaType, "text" | "long-text">;

/** Reads the number at a place; null where it is missing, in any of the 27 ways. */
export type ReadNumber = (row: Buffer, at: number) => number | null;

const READ: Readonly<Record<NumberType, readonly [littleEndian: ReadNumber, bigEndian: ReadNumber]>> = {
  byte: [readByte, readByte],
  int: [
    (row, at) => presentInt(row.readInt16LE(at), LARGEST.int),
    (row, at) => presentInt(row.readInt16BE(at), LARGEST.int),
  ],
  long: [
    (row, at) => presentInt(row.readInt32LE(at), LARGEST.long),
    (row, at) => presentInt(row.readInt32BE(at), LARGEST.long),
  ],
  float: [
    (row, at) => presentFloat(row.readFloatLE(at), MISSING_FLOAT),
    (row, at) => presentFloat(row.readFloatBE(at), MISSING_FLOAT),
  ],
  double: [
    (row, at) => presentFloat(row.readDoubleLE(at), MISSING_DOUBLE),
    (row, at) => presentFloat(row.readDoubleBE(at), MISSING_DOUBLE),
  ],
};

export function numberReader(type: NumberType, isBigEndian: boolean): ReadNumber {
  return READ[type][isBigEndian ? 1 : 0];
}

function readByte(row: Buffer, at: number): number | null {
  return presentInt(row.readInt8(at), LARGEST.byte);
}

function presentInt(value: number, largest: number): number | null {
  return value > largest ? null : value;
}

function presentFloat(value: number, missing: number): number | null {
  return value < missing && value > -missing ? value : null;
}

/** No identifier is longer. */
const MOST_DIGITS = 24;

/**
 * A number in digits: as short as it can be and still be the same number of its type. Zeros stand before it where the display
 * format asks for them, as it does for identifiers (`%08.0f`).
 */
export function numberText(value: number, type: NumberType, format: string): string {
  const text = type === "float" ? shortestFloat(value) : String(Object.is(value, -0) ? 0 : value);
  const width = Math.min(Number(/^%0(\d+)(?:\.0)?[fg]$/.exec(format)?.[1] ?? 0), MOST_DIGITS);
  return value >= 0 && Number.isInteger(value) ? text.padStart(width, "0") : text;
}

/** Float 0.1 is 0.10000000149011612 as a double; nobody wrote that. */
function shortestFloat(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 24) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}
