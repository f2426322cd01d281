import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";

const MOST_BYTES = 0xffff_ffff;

/**
 * Writes a zip of one entry. Nothing in it depends on when or where it is made: the entry bears the date given,
 * so the same lines give the same bytes.
 */
export async function writeZip(
  path: string,
  entry: { readonly name: string; readonly date: string },
  pieces: AsyncIterable<string>,
): Promise<void> {
  const name = Buffer.from(entry.name, "utf8");
  const facts = { crc: 0, size: 0, packed: 0 };
  const file = await open(path, "w");
  try {
    const header = 30 + name.length;
    await file.write(Buffer.alloc(header), 0, header, 0);
    await pipeline(
      counted(pieces, facts),
      createDeflateRaw({ level: 6 }),
      async (packed: AsyncIterable<Buffer>) => {
        for await (const chunk of packed) {
          await file.write(chunk, 0, chunk.length, header + facts.packed);
          facts.packed += chunk.length;
        }
      },
    );
    if (facts.size > MOST_BYTES || facts.packed > MOST_BYTES) {
      throw new Error(`${entry.name} is larger than a plain zip can hold.`);
    }
    await file.write(localHeader(name, entry.date, facts), 0, header, 0);
    const end = directory(name, entry.date, facts, header + facts.packed);
    await file.write(end, 0, end.length, header + facts.packed);
    await file.sync();
  } finally {
    await file.close();
  }
}

interface Facts {
  crc: number;
  size: number;
  packed: number;
}

async function* counted(pieces: AsyncIterable<string>, facts: Facts): AsyncIterable<Buffer> {
  for await (const piece of pieces) {
    const bytes = Buffer.from(piece, "utf8");
    facts.crc = crc32(bytes, facts.crc);
    facts.size += bytes.length;
    yield bytes;
  }
}

/** What local header and directory have in common: version, flags (UTF-8 names), method, date, sizes. */
function common(date: string, facts: Facts): Buffer {
  const [year = 1980, month = 1, day = 1] = date.split("-").map(Number);
  const bytes = Buffer.alloc(22);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(0x0800, 2);
  bytes.writeUInt16LE(8, 4);
  bytes.writeUInt16LE(0, 6);
  bytes.writeUInt16LE(((Math.max(year, 1980) - 1980) << 9) | (month << 5) | day, 8);
  bytes.writeUInt32LE(facts.crc, 10);
  bytes.writeUInt32LE(facts.packed, 14);
  bytes.writeUInt32LE(facts.size, 18);
  return bytes;
}

function localHeader(name: Buffer, date: string, facts: Facts): Buffer {
  const start = Buffer.from("504b0304", "hex");
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(name.length, 0);
  return Buffer.concat([start, common(date, facts), lengths, name]);
}

function directory(name: Buffer, date: string, facts: Facts, offset: number): Buffer {
  const lengths = Buffer.alloc(18);
  lengths.writeUInt16LE(name.length, 0);
  const entry = Buffer.concat([Buffer.from("504b01021403", "hex"), common(date, facts), lengths, name]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([entry, end]);
}
