import type { Context } from "../../../server/route.js";
import { FileStore, keysOfPath, unescapedPath } from "../../../store/files.js";
import type { Page } from "../../../store/index.js";
import { FILES } from "../files.js";

/** An address of the office's at which a file lies that is answered here, as the text of a record has it. */
const ADDRESS = new RegExp(`"https://[a-z.]+\\.gov((?:${FILES.mounts.join("|")})/[^"\\\\]+)"`, "g");

/** The records of a page, the addresses of files that are here led to this server; of others they stay the office's. */
export function leadingHere(page: Page, { settings, baseUrl }: Context): Page {
  const files = settings.filesFolder === null ? null : new FileStore(settings.filesFolder);
  if (files === null || files.isEmpty()) return page;
  const led = (record: string) =>
    record.replace(ADDRESS, (written, path: string) =>
      keysOfPath(unescapedPath(path)).some((key) => files.has(key))
        ? JSON.stringify(`${baseUrl}${path}`)
        : written,
    );
  return { ...page, records: each(page.records, led) };
}

async function* each(
  batches: Page["records"],
  change: (record: string) => string,
): AsyncGenerator<readonly string[]> {
  for await (const batch of batches) yield batch.map(change);
}
