import { errorByStatus, OFFICE_ERROR, type Protocol, readLeniently } from "../../server/index.js";
import { keptFile } from "../../server/keptFiles.js";
import type { Route } from "../../server/route.js";
import { keysOfPath } from "../../store/files.js";

const DOWNLOADS = "/api/v1/download/applications";
const BOARD = "/api/v1/patent/ptab-files";
const OFFICE = "https://api.uspto.gov";

/** The addresses to which the portal's lists of documents lead. */
export const FILES: Protocol = {
  name: "odp-files",
  title: "Open Data Portal: files",
  description: "Files of documents that were loaded, at the addresses that the portal's lists name.",
  mounts: [DOWNLOADS, BOARD],
  routes: () => [
    fileAt(`${DOWNLOADS}/{number}/{name}`, "application-file", "The PDF of a document of an application."),
    fileAt(
      `${DOWNLOADS}/{number}/{document}/{name}`,
      "application-archive",
      "A document as an archive of XML.",
    ),
    fileAt(
      `${DOWNLOADS}/{number}/{document}/{kind}/{name}`,
      "application-part",
      "A document as a Word file, or one of its images.",
    ),
    fileAt(`${BOARD}/{kind}/{number}/{name}`, "board-file", "A file of an interference."),
    fileAt(`${BOARD}/{kind}/{year}/{number}/{name}`, "board-file-of-year", "A file of a trial or an appeal."),
  ],
  read: readLeniently([]),
  error: errorByStatus,
  errorSchema: OFFICE_ERROR,
  publishes: () => [],
  schemas: () => ({}),
};

const MEANINGS: Readonly<Record<string, string>> = {
  number: "The number, as the address has it.",
  name: "The file's name.",
  document: "The document's identifier.",
  kind: "A part of the address, as IPR or files.",
  year: "The year.",
};

function fileAt(path: string, operationId: string, summary: string): Route {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  return {
    path,
    operationId,
    summary,
    methods: ["GET"],
    parameters: names.map((name) => ({ name, in: "path", kind: "text", meaning: MEANINGS[name]! })),
    type: "application/octet-stream",
    // Its tag is the digest of the file.
    changes: true,
    from: "nothing",
    answer: { type: "string", format: "binary" },
    handle: (asked, context) => {
      const filled = (write: (text: string) => string) =>
        path.replace(/\{(\w+)\}/g, (_, name: string) => write(asked.text(name) ?? ""));
      return keptFile(keysOfPath(filled(String)), `${OFFICE}${filled(encodeURIComponent)}`, context);
    },
  };
}
