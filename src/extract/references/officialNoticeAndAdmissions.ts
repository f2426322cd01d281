import { ADMITTED_PRIOR_ART, NO_REFERENCE, OFFICIAL_NOTICE } from "../vocabulary/index.js";

/** What a rejection over admitted prior art names in the place of a reference. */
const ADMITTED = "applicant admitted prior art";

/** Official notice is taken of facts beyond the references: the rejection says so, and it is none of them (MPEP 2144.03). */
export function takesOfficialNotice(words: string): boolean {
  return OFFICIAL_NOTICE.test(words);
}

/** Words among the references that name no document: official notice, common knowledge, "the same". */
export function isNoReference(words: string): boolean {
  return NO_REFERENCE.test(words);
}

/** The name under which admitted prior art stands among the references; null if the words admit none (MPEP 2129). */
export function admittedPriorArt(words: string): string | null {
  return ADMITTED_PRIOR_ART.test(words) ? ADMITTED : null;
}

/** What the applicant admits to be prior art stands among the references, and is none of them (MPEP 2129). */
export function isAdmitted({
  name,
  document,
}: {
  readonly name: string | null;
  readonly document: unknown;
}): boolean {
  return document === null && name === ADMITTED;
}
