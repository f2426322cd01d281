import type { Action } from "../text/index.js";
import {
  A_PATENT,
  CLAIMS_OF,
  OTHER_OWNER,
  OWN_APPLICATION,
  REEXAMINATION,
  RELATED_APPLICATION,
} from "../vocabulary/index.js";

/** That the letter is of a reexamination stands at its head. */
const HEAD = 3_000;

/** "claims 1-5 of copending application 12/345,678": another application's claims. */
export function ofOther(action: Action, gap: string): boolean {
  const match = CLAIMS_OF.exec(gap);
  if (!match) return false;
  const owner = match[1]!;
  if (OWN_APPLICATION.test(owner) && !RELATED_APPLICATION.test(owner)) return false;
  // The claims of a patent under re-examination are its own.
  if (A_PATENT.test(owner) && REEXAMINATION.test(action.text.lower.slice(0, HEAD))) return false;
  const own = action.context.applicationNumber;
  if (own && owner.replace(/\D/g, "").includes(own)) return false;
  return OTHER_OWNER.test(owner);
}
