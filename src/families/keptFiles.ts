import type { Member, Reader } from "../ingest/reader.js";
import { atPath, ofDocument } from "../store/files.js";

/** The name of a PDF without its extension, which the office's systems give it by the document's identifier. */
function documentIn(name: string): string | null {
  return /([^/]+)\.pdf$/i.exec(name)?.[1] ?? null;
}

/**
 * The keys of a file on disk that is laid out as the path of the address it answers: `…/api/v1/download/applications/1/A.pdf`;
 * none where it is not. A PDF answers for the document it is named after, too.
 */
export function keysOfLayout(path: string, prefix: string): readonly string[] {
  const at = `/${path}`.lastIndexOf(`/${prefix}`);
  if (at < 0) return [];
  const asked = decoded(path.slice(at));
  const document = documentIn(asked);
  return [atPath(asked), ...(document === null ? [] : [ofDocument(document)])];
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
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
