import { ArtunitError } from "../errors.js";
import { decodeText } from "./documents/index.js";
import { headOf, openFile } from "./members.js";
import { unreadable } from "./opened.js";
import { refuseNoList } from "./recognise.js";

/**
 * The text of a file that lists something: plain, packed alone in a zip or as .gz, or the rows of a Stata file as CSV. Throws
 * `format-refused` for the kinds that `load` refuses by name, in the same words, `format-unknown` for what is no text, and
 * `file-unreadable` for what cannot be opened.
 */
export async function readListFile(path: string): Promise<string> {
  const opened = await openFile(path).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  try {
    const [member, another] = opened.members;
    if (!member || another)
      throw new ArtunitError(
        "format-refused",
        `${path} holds ${opened.members.length} files, and one list is asked for: unpack it, and name the file that has it.`,
      );
    refuseNoList(await headOf(member), member.name);
    const parts: Uint8Array[] = [];
    for await (const chunk of member.open()) parts.push(chunk);
    return decodeText(Buffer.concat(parts));
  } finally {
    opened.close();
  }
}
