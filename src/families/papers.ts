import type { Member, Reader } from "../ingest/reader.js";
import { documentIn, keysOfPath, ofDocument, unescapedPath } from "../store/files.js";

/**
 * The keys of a file on disk that is laid out as the path of the address it answers: `…/api/v1/download/applications/1/A.pdf`;
 * none where it is not. A PDF answers for the document it is named after, too.
 */
export function keysOfLayout(path: string, prefix: string): readonly string[] {
  const at = `/${path}`.lastIndexOf(`/${prefix}`);
  if (at < 0) return [];
  return keysOfPath(unescapedPath(path.slice(at)));
}

/** Keeps PDFs whose names are identifiers of documents. They hold images: nothing in them is read. */
export function papers(name: string, isPaper: (name: string) => boolean): Reader {
  return {
    name,
    recognise: (member, head) =>
      isPaper(member.name) && Buffer.from(head.subarray(0, 4)).toString("latin1") === "%PDF"
        ? { kind: name }
        : null,
    async *read(member: Member) {
      yield { kind: "file", keys: [ofDocument(documentIn(member.name)!)] };
    },
  };
}
