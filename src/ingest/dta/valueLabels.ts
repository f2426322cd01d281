import { ArtunitError } from "../../errors.js";
import type { ByteReader } from "./bytes.js";
import { type DtaHeader, decode, expectTag, misplaced, Numbers, numberAt, untilNul } from "./header.js";

/** What the numbers of a variable stand for, by the name that variables give: `yesno`: 0 no, 1 yes. */
export type ValueLabels = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** More than any variable has; their sizes are the file's word. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Reads the value labels behind the rows, to the end of the file. Throws where the file does not end as it should. */
export async function readValueLabels(
  reader: ByteReader,
  header: DtaHeader,
  name: string,
): Promise<ValueLabels> {
  const found = new Map<string, ReadonlyMap<number, string>>();
  const { layout, isBigEndian } = header;
  const numbers = new Numbers(reader, isBigEndian);
  if (layout.isTagged) await expectTag(reader, "<value_labels>", name);
  for (;;) {
    if (layout.isTagged) {
      const tag = (await reader.take(5)).toString("latin1");
      if (tag === "</val") break;
      if (tag !== "<lbl>") throw misplaced(name, reader.position - 5, "<lbl>", tag);
    } else if (await reader.isAtEnd()) return found;
    const length = await numbers.next(4);
    if (length > MOST_BYTES) throw damaged(name, reader);
    const labelName = decode(untilNul(await reader.take(layout.valueLabelNameBytes)), layout);
    await reader.skip(3);
    const labels = labelsOf(await reader.take(length), header);
    if (!labels) throw damaged(name, reader);
    found.set(labelName, labels);
    if (layout.isTagged) await expectTag(reader, "</lbl>", name);
  }
  await expectTag(reader, "ue_labels></stata_dta>", name);
  return found;
}

/** One table: how many, bytes of their texts, where each begins, the numbers, the texts. Null where that does not fit. */
function labelsOf(table: Buffer, { layout, isBigEndian }: DtaHeader): ReadonlyMap<number, string> | null {
  if (table.length < 8) return null;
  const count = numberAt(table, 0, 4, isBigEndian);
  const textBytes = numberAt(table, 4, 4, isBigEndian);
  const texts = 8 + 8 * count;
  if (texts + textBytes > table.length) return null;
  const labels = new Map<number, string>();
  for (let at = 0; at < count; at++) {
    const place = numberAt(table, 8 + 4 * at, 4, isBigEndian);
    const value = 8 + 4 * (count + at);
    if (place > textBytes) return null;
    const text = decode(untilNul(table.subarray(texts + place, texts + textBytes)), layout);
    labels.set(isBigEndian ? table.readInt32BE(value) : table.readInt32LE(value), text);
  }
  return labels;
}

function damaged(name: string, reader: ByteReader): ArtunitError {
  return new ArtunitError(
    "file-unreadable",
    `${name} is damaged or not of the release it says: what stands at byte ${reader.position}, behind its rows, is no value label. Download or save it again.`,
  );
}
