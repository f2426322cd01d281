import { namesKnownTo, openFile } from "../../../src/ingest/members.js";
import { INSTALLATION } from "../../../src/installation.js";

/** What was written again and again into the long texts of the files under test/data/dta. */
export const LONG = 'It is not clear how "the wheel" turns,\nand what it turns. '.repeat(40);

/** The table that a Stata file is read as. */
export async function tableOf(path: string): Promise<string> {
  const opened = await openFile(path, namesKnownTo(INSTALLATION));
  try {
    const parts: Uint8Array[] = [];
    for await (const part of opened.members[0]!.open()) parts.push(part);
    return Buffer.concat(parts).toString("utf8");
  } finally {
    opened.close();
  }
}
