import type { Ground } from "../model.js";
import type { RejectionStatement } from "../statements/index.js";
import { type Action, announcedGrounds } from "../text/index.js";
import { letterOf112 } from "./unnamedParagraphOf112.js";

/** A section on 112 is read so far for the words that tell its paragraph. */
const SECTION_OPENING = 3_000;

/** The grounds that the heading over a statement announces. */
export function groundsOfSection(action: Action, { section }: RejectionStatement): Ground[] {
  return announcedGrounds(section.kind).map((ground) => {
    if (ground !== "112") return ground;
    const opening = action.text.lower.slice(
      section.start,
      Math.min(section.end, section.start + SECTION_OPENING),
    );
    return letterOf112(opening) ?? "112(b)";
  });
}
