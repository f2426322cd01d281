import { flagColumns } from "./columns.js";
import { dateOf } from "./days.js";
import type { RowWriter } from "./row-writer.js";
import { allArtUnits, allClasses, documentEndings } from "./vocabulary.js";

/** One Office action, in indices and bits. */
export interface Action {
  readonly applicationId: number;
  /** A 9-digit id as it is; a 15-character id as the milliseconds that its first eight characters spell. */
  readonly idKey: number;
  /** Index into `endings`; of no meaning for a 9-digit id. */
  readonly ending: number;
  readonly isFinal: boolean;
  /** Days since 2000-01-01; -1 without a date. */
  readonly day: number;
  readonly artUnit: number;
  readonly uspcClass: number;
  readonly subclass: number;
  /** Bit i is column i of `flagColumns`. */
  readonly flags: number;
  readonly cite103Max: number;
  readonly signatureType: number;
}

export const endings: readonly string[] = documentEndings.flatMap((period) => period.endings);

/** Numeric ids sort before lettered ones, and so do the keys that stand for them. */
export const isNumericId = (key: number): boolean => key < 10_000_000_000;

/** The id as the files write it. The first eight of fifteen characters are the instant of filing in base 36. */
export function documentId(key: number, ending: number): string {
  if (isNumericId(key)) return String(key);
  const high = Math.floor(key / 1_679_616);
  const low = key - high * 1_679_616;
  return (
    pairs[Math.floor(high / 1296)]! +
    pairs[high % 1296]! +
    pairs[Math.floor(low / 1296)]! +
    pairs[low % 1296]! +
    endings[ending]!
  );
}

/** All pairs of base-36 digits. */
const pairs = Array.from({ length: 1296 }, (_, i) => i.toString(36).toUpperCase().padStart(2, "0"));

/** The bit of a flag column. */
export function flagBit(column: (typeof flagColumns)[number]): number {
  return 1 << flagColumns.indexOf(column);
}

/**
 * All actions, 35 bytes each, because office_actions.csv is sorted by document id while everything else is made
 * application by application.
 */
export class ActionStore {
  private readonly applicationIds: Uint32Array;
  private readonly idKeys: Float64Array;
  private readonly endings: Uint8Array;
  private readonly days: Int16Array;
  private readonly artUnits: Uint16Array;
  private readonly classes: Uint16Array;
  private readonly subclasses: Uint32Array;
  private readonly bits: Uint32Array;
  private count = 0;

  constructor(capacity: number) {
    this.applicationIds = new Uint32Array(capacity);
    this.idKeys = new Float64Array(capacity);
    this.endings = new Uint8Array(capacity);
    this.days = new Int16Array(capacity);
    this.artUnits = new Uint16Array(capacity);
    this.classes = new Uint16Array(capacity);
    this.subclasses = new Uint32Array(capacity);
    this.bits = new Uint32Array(capacity);
  }

  add(action: Action): void {
    const row = this.count++;
    this.applicationIds[row] = action.applicationId;
    this.idKeys[row] = action.idKey;
    this.endings[row] = action.ending;
    this.days[row] = action.day;
    this.artUnits[row] = action.artUnit;
    this.classes[row] = action.uspcClass;
    this.subclasses[row] = action.subclass;
    this.bits[row] =
      action.flags |
      (action.cite103Max << 14) |
      (action.signatureType << 18) |
      (action.isFinal ? 1 << 21 : 0);
  }

  /** Row numbers in the order of document ids as text. */
  *inDocumentOrder(): Iterable<number> {
    // Key and row number share 64 bits, so that the engine's native sort of integers does the work.
    const packed = new BigUint64Array(this.count);
    const halves = new Uint32Array(packed.buffer);
    for (let row = 0; row < this.count; row++) {
      const key = this.idKeys[row]!;
      halves[row * 2 + 1] = Math.floor(key / 512);
      halves[row * 2] = (key % 512) * 8_388_608 + row;
    }
    packed.sort();
    for (let i = 0; i < this.count; i++) yield halves[i * 2]! & 8_388_607;
  }

  write(row: number, rows: RowWriter): void {
    const bits = this.bits[row]!;
    rows.digits(this.applicationIds[row]!, 8);
    rows.code(COMMA);
    rows.text(documentId(this.idKeys[row]!, this.endings[row]!));
    rows.raw(bits & (1 << 21) ? FINAL : NON_FINAL);
    const day = this.days[row]!;
    if (day >= 0) rows.raw(dateBytes(day));
    rows.code(COMMA);
    rows.text(allArtUnits[this.artUnits[row]!]!);
    rows.code(COMMA);
    rows.text(allClasses[this.classes[row]!]!);
    rows.code(COMMA);
    rows.digits(this.subclasses[row]!, 6);
    for (let flag = 0; flag < flagColumns.length; flag++) {
      rows.code(COMMA);
      rows.code(48 + ((bits >>> flag) & 1));
    }
    rows.code(COMMA);
    rows.digits((bits >>> 14) & 15);
    rows.code(COMMA);
    rows.digits((bits >>> 18) & 7);
    rows.code(LINE_END);
  }
}

const COMMA = 44;
const LINE_END = 10;
const FINAL = Buffer.from(",CTFR,");
const NON_FINAL = Buffer.from(",CTNF,");

const dates = new Map<number, Uint8Array>();
function dateBytes(day: number): Uint8Array {
  let bytes = dates.get(day);
  if (!bytes) {
    bytes = Buffer.from(dateOf(day));
    dates.set(day, bytes);
  }
  return bytes;
}
