import { extname } from "node:path";
import { ArtunitError } from "../errors.js";
import { FileStore } from "../store/files.js";
import type { Answer, Context } from "./route.js";

/** Answers with the file that one of some keys has; 404 says where it would be. */
export async function keptFile(
  keys: readonly string[],
  elsewhere: string,
  { settings }: Pick<Context, "settings">,
): Promise<Answer> {
  const found = settings.filesFolder === null ? null : await new FileStore(settings.filesFolder).find(keys);
  if (found === null)
    throw new ArtunitError(
      "not-found",
      `That file is not here. It would be at ${elsewhere.slice(0, 400)}. Fetch it there and load it: artunit load FOLDER.`,
    );
  const name = extname(found.name) === "" ? `${found.name}${ENDINGS[found.type] ?? ""}` : found.name;
  return { kind: "file", file: { ...found, fileName: name.replace(/[^\w .()-]/g, "_") } };
}

/** Of files whose address has no ending, as `…/xmlarchive`: clients unpack beside the file what it is called without its ending. */
const ENDINGS: Readonly<Record<string, string>> = {
  "application/x-tar": ".tar",
  "application/zip": ".zip",
  "application/gzip": ".tar.gz",
  "application/pdf": ".pdf",
};
