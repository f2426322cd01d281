import { closeSync, openSync, readSync } from "node:fs";
import { promisify } from "node:util";
import { deflate, inflateSync, type ZlibOptions } from "node:zlib";
import { damaged } from "../../../errors.js";
import { storedName } from "../../snapshots/damage.js";

/**
 * The objects of a nested table, each packed alone, in the order of its rows; behind them, for each row and for the end, the
 * place at which its object begins, as a number of eight bytes. So one object is read without the others.
 */
export interface ObjectsIndex {
  readonly rows: number;
  /** Where the places begin. */
  readonly places: number;
  /** What objects have in common, in base64: each is packed as if it stood behind this. */
  readonly dictionary: string;
}

const PLACE_BYTES = 8;
/** What is read again before each object is packed: twice as much saves a tenth of the space for half again of the time. */
const DICTIONARY_BYTES = 16 * 1024;
/** Higher levels save a tenth of the space for half again of the time. */
const LEVEL = 3;

/** Some objects of a table, of which the others are packed behind the last bytes. */
export function dictionaryOf(objects: readonly string[]): Buffer {
  return Buffer.from(objects.join("")).subarray(-DICTIONARY_BYTES);
}

/** How many objects are packed at once, by threads of the runtime's own. */
const PACKED_AT_ONCE = 4;
const pack = promisify<string, ZlibOptions, Buffer>(deflate);

/** Packs objects; a packed text says by its sum whether it is read back as it was. */
export async function packed(objects: readonly string[], dictionary: Buffer): Promise<readonly Buffer[]> {
  const options = { level: LEVEL, ...(dictionary.length > 0 ? { dictionary } : {}) };
  const all: Buffer[] = new Array(objects.length);
  let next = 0;
  const packOthers = async () => {
    for (let at = next++; at < objects.length; at = next++) all[at] = await pack(objects[at]!, options);
  };
  await Promise.all(Array.from({ length: PACKED_AT_ONCE }, packOthers));
  return all;
}

/** Reads the objects of a file that a build wrote. */
export class Objects {
  private file: number;
  private readonly dictionary: Buffer;
  private readonly place = Buffer.alloc(2 * PLACE_BYTES);

  constructor(
    private readonly path: string,
    private readonly index: ObjectsIndex,
  ) {
    this.file = openSync(path, "r");
    this.dictionary = Buffer.from(index.dictionary, "base64");
  }

  /** The object of a row, by the row's number, as JSON text. Throws `snapshot-damaged`. */
  read(row: number): string {
    try {
      return this.unpacked(row);
    } catch {
      // The file may have been restored under its name.
      const restored = openSync(this.path, "r");
      closeSync(this.file);
      this.file = restored;
      try {
        return this.unpacked(row);
      } catch (error) {
        throw damaged(
          storedName(this.path),
          `the object of row ${row} is not what was written (${(error as Error).message})`,
        );
      }
    }
  }

  close(): void {
    closeSync(this.file);
  }

  private unpacked(row: number): string {
    const { places } = this.index;
    readSync(this.file, this.place, 0, this.place.length, places + row * PLACE_BYTES);
    const from = this.place.readDoubleLE(0);
    const length = this.place.readDoubleLE(PLACE_BYTES) - from;
    if (!(from >= 0 && length > 0 && from + length <= places)) throw new Error("its place is outside");
    const bytes = Buffer.allocUnsafe(length);
    readSync(this.file, bytes, 0, length, from);
    return inflateSync(bytes, this.dictionary.length > 0 ? { dictionary: this.dictionary } : {}).toString();
  }
}
