import type { AiaEvidence, StatuteVersion } from "../model.js";
import type { Action, ActionText } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import {
  AIA_102,
  AIA_IN_DOUBT,
  AIA_LETTERS,
  AIA_QUOTED,
  AIA_STATUS,
  AIA_WORDING,
  NAMES_PRE_AIA,
  PRE_AIA_102,
  PRE_AIA_QUOTED,
} from "../vocabulary/index.js";

/** "In the event the determination is incorrect" right before it leaves the status open. */
const DOUBT_BEFORE = 60;

function statusParagraph({ lower, keywords }: ActionText): RegExpExecArray | null {
  for (const at of keywords.of(AIA_STATUS)) {
    AIA_STATUS.lastIndex = at;
    const status = AIA_STATUS.exec(lower);
    if (status) return status;
  }
  return null;
}

/**
 * The AIA status of the application and what tells it. The boilerplate of 112 names both versions and tells nothing. A cascade of
 * evidence, the surest first.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: a cascade of evidence, the surest first; its order is its meaning.
export function aiaOf(
  action: Action,
  live: readonly LiveRejection[],
): { readonly aia: StatuteVersion | "unknown"; readonly evidence: AiaEvidence } {
  const { lower, keywords, at } = action.text;
  const found = (aia: StatuteVersion, how: AiaEvidence["how"], start: number, end: number) => ({
    aia,
    evidence: { how, span: at(start, end) },
  });
  const status = statusParagraph(action.text);
  if (status)
    return found(
      status[1] || status[2] === "to invent" ? "pre" : "post",
      "status-paragraph",
      status.index,
      status.index + status[0].length,
    );
  const other = keywords.has(AIA_WORDING) ? AIA_WORDING.exec(lower) : null;
  if (other && !AIA_IN_DOUBT.test(lower.slice(Math.max(0, other.index - DOUBT_BEFORE), other.index)))
    return found(
      NAMES_PRE_AIA.test(other[0]) ? "pre" : "post",
      "wording",
      other.index,
      other.index + other[0].length,
    );
  for (const rejection of live) {
    if (rejection.ground !== "102" && rejection.ground !== "103") continue;
    if (rejection.preAia) return found("pre", "rejection-sentence", rejection.span.start, rejection.span.end);
    if (AIA_102.test(rejection.subsection ?? ""))
      return found("post", "rejection-sentence", rejection.span.start, rejection.span.end);
  }
  const quotation = PRE_AIA_QUOTED.exec(lower);
  const modern = AIA_QUOTED.exec(lower);
  if (quotation && !modern)
    return found("pre", "statute-quotation", quotation.index, quotation.index + quotation[0].length);
  if (modern && !quotation)
    return found("post", "statute-quotation", modern.index, modern.index + modern[0].length);
  for (const rejection of live) {
    if (rejection.subsection?.startsWith("103("))
      return found("pre", "rejection-sentence", rejection.span.start, rejection.span.end);
    if (rejection.ground === "102" && PRE_AIA_102.test(rejection.subsection ?? ""))
      return found("pre", "rejection-sentence", rejection.span.start, rejection.span.end);
  }
  if (action.context.aia !== undefined)
    return { aia: action.context.aia, evidence: { how: "told", span: null } };
  const filed = action.context.filingDate;
  if (filed && /^\d{4}-\d{2}-\d{2}/.test(filed)) {
    if (filed < "2013-03-16") return { aia: "pre", evidence: { how: "filing-date", span: null } };
  }
  return { aia: "unknown", evidence: { how: "unknown", span: null } };
}

/** The version of the statute that a rejection is under: by its own words, else by those of the action. */
export function aiaOfRejection(
  action: Action,
  rejection: LiveRejection,
  documentAia: StatuteVersion | "unknown",
): StatuteVersion {
  if (rejection.ground === "102" || rejection.ground === "103") {
    if (rejection.preAia) return "pre";
    if (AIA_102.test(rejection.subsection ?? "")) return "post";
  }
  if (documentAia !== "unknown") return documentAia;
  if (rejection.ground === "103") return rejection.subsection?.startsWith("103(") ? "pre" : "post";
  const words = action.text.lower.slice(rejection.span.start, rejection.span.end);
  return AIA_LETTERS.test(words) ? "post" : "pre";
}
