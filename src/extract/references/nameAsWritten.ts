import type { CitedDocument } from "./names.js";
import type { NamedReference } from "./oneReference.js";
import type { CitingAction } from "./references.js";

/** A name is written so near the place where it is given. */
const WRITTEN_NEAR = 200;

/** The name with its accents, which the scanned text leaves out. */
export function nameAsWritten(action: CitingAction, reference: NamedReference): string | null {
  if (reference.name === null) return null;
  return reference.document
    ? documentNameAsWritten(action, reference.document, reference.name)
    : writtenFrom(action, reference.name, reference.start);
}

export function documentNameAsWritten(action: CitingAction, document: CitedDocument, name: string): string {
  return writtenFrom(action, name, document.names.get(name)?.start ?? document.numbers[0]!.start);
}

function writtenFrom(action: CitingAction, name: string, from: number): string {
  const { text } = action;
  const at = from + text.clean.slice(from, from + WRITTEN_NEAR).indexOf(name);
  return at < from ? name : text.asWritten(at, at + name.length);
}
