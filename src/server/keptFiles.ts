import { ArtunitError } from "../errors.js";
import { atPath, FileStore, ofDocument } from "../store/files.js";
import type { Page } from "../store/index.js";
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
  const fileName = found.name.replace(/[^\w .()-]/g, "_");
  return { kind: "file", file: { ...found, fileName } };
}

/** The keys under which the file of an address may be kept: that of its path, then that of the document it is named after. */
export function keysOfPath(path: string): readonly string[] {
  const named = /([^/]+)\.pdf$/i.exec(path)?.[1];
  return [atPath(path), ...(named === undefined ? [] : [ofDocument(named)])];
}

/** An address of the office's at which a file lies, as the text of a record has it. */
const ADDRESS = /"https:\/\/[a-z.]+\.gov(\/api\/v1\/(?:download|patent\/ptab-files)\/[^"\\]+)"/g;

/** The records of a page, the addresses of files that are here led to this server; of others they stay the office's. */
export function leadingHere(page: Page, { settings, baseUrl }: Context): Page {
  const files = settings.filesFolder === null ? null : new FileStore(settings.filesFolder);
  if (files === null || files.isEmpty()) return page;
  const led = (record: string) =>
    record.replace(ADDRESS, (written, path: string) =>
      keysOfPath(decoded(path)).some((key) => files.has(key)) ? JSON.stringify(`${baseUrl}${path}`) : written,
    );
  return { ...page, records: each(page.records, led) };
}

async function* each(
  batches: Page["records"],
  change: (record: string) => string,
): AsyncGenerator<readonly string[]> {
  for await (const batch of batches) yield batch.map(change);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
