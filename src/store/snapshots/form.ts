import { ArtunitError } from "../../errors.js";
import type { Manifest } from "../manifest.js";

/**
 * The form in which this version writes a snapshot's files. It is raised when a file is written in a way that earlier
 * versions misread; a column or a table that is new raises nothing: where it is not there it is null, or empty.
 *
 * 1: version 0.1.0, whose manifests do not name it. 2: lists of any type as `T[]`, keys of look-up files, shards of any table.
 * 3: an overlay beside such a base. 4: applications in the order of their numbers, and what each row brought of its action. 5: an
 * overlay beside such a base, or texts that left their shards; a snapshot without either is written in form 4.
 */
export const FORM = 5;
/** The form of a snapshot without an overlay. */
export const BASE_FORM = 4;

export function formOfSnapshot({ form = 1 }: Manifest): number {
  return form;
}

/** Throws `snapshot-newer` where a later version wrote the snapshot in a form that this one does not know. */
export function checkForm(manifest: Manifest): void {
  if (formOfSnapshot(manifest) <= FORM) return;
  throw new ArtunitError(
    "snapshot-newer",
    `Snapshot ${manifest.id} was written by Artunit ${manifest.artunitVersion} in form ${formOfSnapshot(manifest)}; this ` +
      `version reads forms 1 to ${FORM}. Use Artunit ${manifest.artunitVersion} or later, or go back to an earlier ` +
      "snapshot: `artunit snapshots` lists them, `artunit rollback ID` goes back.",
  );
}
