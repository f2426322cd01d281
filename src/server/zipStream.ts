import { crc32, createDeflateRaw } from "node:zlib";

/** An entry of an archive that is made while it is sent. */
export interface ZipEntry {
  readonly name: string;
  readonly pieces: AsyncIterable<string | Uint8Array>;
}

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** No size of an entry is known before it is written, so both are kept in eight bytes (APPNOTE.TXT 4.3.9.2). */
const WHOLE = 0xffff_ffff;
/** Sizes stand behind the entry; names are UTF-8. */
const FLAGS = 0x0808;
const VERSION = 45;

/** A zip of some entries, each packed as it comes; nothing of it is held. Entries bear the day they are made. */
export async function* zipStream(entries: AsyncIterable<ZipEntry>, now: Date): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  const time = dosTime(now);
  let offset = 0;
  for await (const { name, pieces } of entries) {
    const called = Buffer.from(name, "utf8");
    const header = localHeader(called, time);
    yield header;
    const facts = { crc: 0, size: 0, packed: 0 };
    for await (const chunk of deflated(pieces, facts)) {
      facts.packed += chunk.length;
      yield chunk;
    }
    const end = descriptor(facts);
    yield end;
    written.push({ name: called, offset, ...facts });
    offset += header.length + facts.packed + end.length;
  }
  yield directory(written, offset, time);
}

async function* deflated(
  pieces: AsyncIterable<string | Uint8Array>,
  facts: { crc: number; size: number },
): AsyncGenerator<Uint8Array> {
  const pack = createDeflateRaw();
  const feeding = (async () => {
    for await (const piece of pieces) {
      const bytes = typeof piece === "string" ? Buffer.from(piece, "utf8") : piece;
      facts.crc = crc32(bytes, facts.crc);
      facts.size += bytes.length;
      if (!pack.write(bytes)) await new Promise((resolve) => pack.once("drain", resolve));
    }
    pack.end();
  })();
  feeding.catch((error: Error) => pack.destroy(error));
  for await (const chunk of pack) yield chunk as Buffer;
  await feeding;
}

function dosTime(now: Date): number {
  const day = ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate();
  const time = (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}

function localHeader(name: Buffer, time: number): Buffer {
  const header = Buffer.alloc(30);
  header.write("PK\x03\x04", 0, "latin1");
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(time, 10);
  header.writeUInt32LE(WHOLE, 18);
  header.writeUInt32LE(WHOLE, 22);
  header.writeUInt16LE(name.length, 26);
  const sizes = zip64([0, 0]);
  header.writeUInt16LE(sizes.length, 28);
  return Buffer.concat([header, name, sizes]);
}

function zip64(values: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * values.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * values.length, 2);
  for (const [at, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + 8 * at);
  return field;
}

function descriptor({ crc, packed, size }: Pick<Written, "crc" | "packed" | "size">): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.write("PK\x07\x08", 0, "latin1");
  bytes.writeUInt32LE(crc, 4);
  bytes.writeBigUInt64LE(BigInt(packed), 8);
  bytes.writeBigUInt64LE(BigInt(size), 16);
  return bytes;
}

function directory(written: readonly Written[], offset: number, time: number): Buffer {
  const entries = written.map(({ name, crc, packed, size, offset: start }) => {
    const entry = Buffer.alloc(46);
    entry.write("PK\x01\x02", 0, "latin1");
    entry.writeUInt16LE(VERSION, 4);
    entry.writeUInt16LE(VERSION, 6);
    entry.writeUInt16LE(FLAGS, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(time, 12);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(WHOLE, 20);
    entry.writeUInt32LE(WHOLE, 24);
    entry.writeUInt16LE(name.length, 28);
    const sizes = zip64([size, packed, start]);
    entry.writeUInt16LE(sizes.length, 30);
    entry.writeUInt32LE(WHOLE, 42);
    return Buffer.concat([entry, name, sizes]);
  });
  const listed = Buffer.concat(entries);
  const large = Buffer.alloc(56);
  large.write("PK\x06\x06", 0, "latin1");
  large.writeBigUInt64LE(44n, 4);
  large.writeUInt16LE(VERSION, 12);
  large.writeUInt16LE(VERSION, 14);
  large.writeBigUInt64LE(BigInt(written.length), 24);
  large.writeBigUInt64LE(BigInt(written.length), 32);
  large.writeBigUInt64LE(BigInt(listed.length), 40);
  large.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07", 0, "latin1");
  locator.writeBigUInt64LE(BigInt(offset + listed.length), 8);
  locator.writeUInt32LE(1, 16);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(0xffff, 8);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(WHOLE, 12);
  end.writeUInt32LE(WHOLE, 16);
  return Buffer.concat([listed, large, locator, end]);
}
