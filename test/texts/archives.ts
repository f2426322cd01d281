import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";

export interface Entry {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the headers say instead of the truth. */
  readonly lies?: { readonly size?: number; readonly crc?: number };
  readonly mode?: number;
  /** The directory points at the bytes of the entry before it. */
  readonly overlaps?: true;
}

/** Writes a zip of these entries; names and sizes are taken as they are given, hostile ones too. */
export function zipOf(folder: string, fileName: string, entries: readonly Entry[]): string {
  const path = join(folder, fileName);
  writeFileSync(path, zipBytes(entries));
  return path;
}

export function zipBytes(entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  let before = 0;
  for (const { name, content, lies, mode, overlaps } of entries) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const common = Buffer.alloc(22);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x5821, 8);
    common.writeUInt32LE(lies?.crc ?? crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(lies?.size ?? raw.length, 18);
    const lengths = Buffer.alloc(4);
    lengths.writeUInt16LE(title.length, 0);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), common, lengths, title, packed]);
    const rest = Buffer.alloc(18);
    rest.writeUInt16LE(title.length, 0);
    rest.writeUInt32LE(((mode ?? 0o100644) << 16) >>> 0, 10);
    rest.writeUInt32LE(overlaps ? before : offset, 14);
    directory.push(Buffer.concat([Buffer.from("504b01021403", "hex"), common, rest, title]));
    parts.push(local);
    before = offset;
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

/** A line of a weekly archive. */
export function weeklyRecord(serial: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    patentApplicationNumber: String(15_000_000 + serial),
    documentCode: "CTNF",
    obsoleteDocumentIdentifier: `DOC${String(serial).padStart(12, "0")}`,
    submissionDate: "2019-01-02T00:00:00",
    groupArtUnitNumber: "1713",
    oaText: `Claims ${serial} and 2 are rejected under 35 U.S.C. 103 as being unpatentable over Smith.`,
    ...more,
  };
}
