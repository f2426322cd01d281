import type { UsptoFlags } from "../model.js";
import { isAdmitted } from "../references/index.js";
import type { Action } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import { decisionsIn } from "./courtDecisions.js";
import { differ, formsIn, isMissing } from "./missingFormParagraphs.js";
import { hasClosing, signatureType } from "./signature.js";

/**
 * The USPTO's indicators, derived. The agency's exact rules are not published; these follow the definitions of its
 * field lists. `formParagraphMissing`: a raised ground has neither its statute quotation or preamble, nor 7.103.
 * `rejectFormMissmatch`: the grounds with form paragraphs differ from those with rejection sentences.
 */
export function deriveFlags(
  action: Action,
  live: readonly LiveRejection[],
  objections: number,
  allowed: number,
): UsptoFlags {
  const raised = new Set<string>();
  let rejects112 = false;
  let most102 = 0;
  let most103 = 0;
  let one103 = false;
  for (const rejection of live) {
    const { ground } = rejection;
    if (ground !== "other") raised.add(ground);
    if (ground.startsWith("112") || (ground === "other" && rejection.subsection?.startsWith("112")))
      rejects112 = true;
    // A reference that serves as evidence is one of the references of the rejection: MPEP 2131.01.
    // What the applicant admits is no reference (MPEP 2129).
    const references = rejection.combination.references.filter((one) => !isAdmitted(one)).length;
    if (ground === "102") most102 = Math.max(most102, references);
    if (ground === "103") {
      most103 = Math.max(most103, references);
      if (references === 1) one103 = true;
    }
  }
  const has = (ground: string): 0 | 1 => (raised.has(ground) ? 1 : 0);
  const forms = formsIn(action.text);
  const { alice, mayo, bilski, myriad } = decisionsIn(action.text);
  return {
    alice,
    mayo,
    bilski,
    myriad,
    hasRej101: has("101"),
    hasRej102: has("102"),
    hasRej103: has("103"),
    hasRej112: rejects112 ? 1 : 0,
    hasRejDP: has("DP"),
    hasObjection: objections > 0 ? 1 : 0,
    allowedClaimIndicator: allowed > 0,
    cite102GT1: most102 > 1 ? 1 : 0,
    cite103GT3: most103 > 3 ? 1 : 0,
    cite103EQ1: one103 ? 1 : 0,
    cite103Max: most103,
    headerMissing: action.sections.length > 1 ? 0 : 1,
    formParagraphMissing: isMissing(raised, forms) ? 1 : 0,
    rejectFormMissmatch: live.length > 0 && differ(forms, raised) ? 1 : 0,
    closingMissing: hasClosing(action.text) ? 0 : 1,
    signatureType: signatureType(action),
  };
}
