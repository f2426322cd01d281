import type { StandingStatement } from "../claims/index.js";
import type { ActionType, AiaEvidence, LetterKind, StatuteVersion } from "../model.js";
import type { Action, ActionText } from "../text/index.js";
import type { LiveRejection } from "../verdict/index.js";
import { LETTER_TITLES, type LetterTitle } from "../vocabulary/index.js";

const CODES: Readonly<Record<string, { readonly actionType: ActionType; readonly letter: LetterKind }>> = {
  CTNF: { actionType: "CTNF", letter: null },
  CTFR: { actionType: "CTFR", letter: null },
  NOA: { actionType: "other", letter: "allowance" },
  CTRS: { actionType: "other", letter: "restriction" },
  CTEQ: { actionType: "other", letter: "quayle" },
  CTAV: { actionType: "other", letter: "advisory" },
  PETDEC: { actionType: "other", letter: "petition-decision" },
  APEA: { actionType: "other", letter: "examiner-answer" },
};

const MADE_FINAL =
  /\baction\s+(?:is|has\s+been|are|being)\s+(?:hereby\s+|being\s+|therefore\s+|thus\s+|now\s+|properly\s+)*(?:made\s+)?final\b|\baction\s+made\s+final\b|\brejection\s+is\s+(?:hereby\s+|therefore\s+)?made\s+final\b|\b(?:office\s+)?action\s+is\s+a?\s?final\b|\bthis\s+(?:office\s+)?action\s+is\s+a\s+final\b|\bthis\s+is\s+a\s+final\s+(?:office\s+)?(?:action|rejection)|reply\s+to\s+this\s+final\s+action\s+is\s+set|\brejections?\s+(?:is|are)\s+made\s+final\b|the\s+following\s+is\s+a\s+final\s+(?:office\s+)?action|final\s+rejection\s+is\s+(?:proper|made)/g;
const NON_FINAL =
  /\bnon-?\s?final\s+(?:office\s+)?(?:action|rejection|response|communication)\b|made\s+non-?\s?final|action\s+is\s+(?:a\s+)?non-?\s?final|first\s+action\s+non-?final/;

/** What sort of letter it is. The text decides unless the caller knows the USPTO's code. */
export function actionTypeOf(
  action: Action,
  live: readonly LiveRejection[],
  standings: readonly StandingStatement[],
  restricted: boolean,
): { readonly actionType: ActionType; readonly letter: LetterKind } {
  const code = action.context.documentCode?.toUpperCase();
  if (code && CODES[code]) return CODES[code];
  const { lower, keywords } = action.text;
  if (action.isBoardDecision) return { actionType: "other", letter: "board-decision" };
  const head = lower.slice(0, 3_000);
  if (
    (keywords.has("petition") || keywords.has("deficiency")) &&
    /decision\s+on\s+petition|on\s+petition\b|petition\s+(?:under|is)[^.]{0,60}(?:granted|dismissed|denied)|fee\s+deficiency/.test(
      head,
    )
  ) {
    if (live.length === 0) return { actionType: "other", letter: "petition-decision" };
  }
  if (
    (head.includes("answer") || head.includes("appeal")) &&
    /examiner's\s+answer|in\s+response\s+to\s+the\s+(?:supplemental\s+)?appeal\s+brief\s+filed|board\s+of\s+patent\s+appeals[^.]{0,80}appeal\s+brief/.test(
      head,
    ) &&
    /grounds?\s+of\s+rejection\s+to\s+be\s+reviewed|real\s+party\s+in\s+interest|examiner's\s+answer/.test(
      head,
    )
  )
    return { actionType: "other", letter: "examiner-answer" };
  if (live.length === 0 && keywords.has("quayle") && /ex\s+parte\s+quayle/.test(lower))
    return { actionType: "other", letter: "quayle" };
  const title = titleOf(head);
  if (title && (live.length === 0 || /closing\s+prosecution|right\s+of\s+appeal/.test(title.words)))
    return { actionType: "other", letter: title.letter };
  // 37 CFR 1.135(c): the time to answer runs on; nothing is examined.
  if (live.length === 0 && NOT_RESPONSIVE.test(head)) return { actionType: "other", letter: null };
  if (isMadeFinal(action.text) || isTitledFinal(action.text)) return { actionType: "CTFR", letter: null };
  const nonFinal = isNonFinal(action.text);
  const allowed = standings.some((one) => one.kind === "allowed");
  if (live.length > 0)
    return nonFinal || isComplete(lower)
      ? { actionType: "CTNF", letter: null }
      : { actionType: "unknown", letter: null };
  if (
    speaksOfAllowance(action.text) &&
    (allowed || /examiner's\s+amendment|statement\s+of\s+reasons\s+for\s+(?:the\s+)?allowance/.test(lower)) &&
    !/non-?final/.test(head)
  ) {
    return { actionType: "other", letter: "allowance" };
  }
  if (restricted) return { actionType: "other", letter: "restriction" };
  if (nonFinal) return { actionType: "CTNF", letter: null };
  const objected = standings.some((one) => one.kind === "objection");
  if (allowed && !objected) return { actionType: "other", letter: "allowance" };
  if (objected && !allowed && isComplete(lower)) return { actionType: "CTNF", letter: null };
  return { actionType: "unknown", letter: null };
}

const NOT_RESPONSIVE =
  /\b(?:reply|response|amendment)\b[^\n]{0,80}\bis\s+(?:not\s+(?:fully\s+)?|non-?)responsive\s+to\s+the\s+prior/;

/** The contact paragraph or the signature stands at its end. */
function isComplete(lower: string): boolean {
  const end = lower.slice(-4_000);
  return (
    end.includes("any inquiry") ||
    /any\s+inquiry|telephone\s+number\s+is|art\s+unit\s*:?\s*\d{4}\s*\W*$/.test(end)
  );
}

const ALLOWANCE =
  /reasons?\s+for\s+(?:the\s+)?(?:indication\s+of\s+)?allowance|notice\s+of\s+allow|in\s+condition\s+for\s+allowance|allowance\s+of\s+(?:the\s+)?claims/;

function speaksOfAllowance({ lower, keywords }: ActionText): boolean {
  return (
    keywords.at("allow").some((at) => ALLOWANCE.test(lower.slice(Math.max(0, at - 60), at + 60))) ||
    (lower.includes("examiner's") && /examiner's\s+amendment/.test(lower))
  );
}

function isMadeFinal({ lower, keywords }: ActionText): boolean {
  // "final" is rare; the pattern is tried only around it.
  for (const at of keywords.at("final").slice(0, 5_000)) {
    const from = Math.max(0, at - 80);
    const window = lower.slice(from, at + 60);
    MADE_FINAL.lastIndex = 0;
    for (let match = MADE_FINAL.exec(window); match; match = MADE_FINAL.exec(window)) {
      const start = from + match.index;
      const before = lower.slice(Math.max(0, start - 120), start);
      if (!NOT_THIS_ACTION.test(before) && !isUnticked(lower, start, start + match[0].length)) return true;
    }
  }
  return false;
}

/** The title that one of the first lines of the letter is, or begins with. */
function titleOf(head: string): LetterTitle | null {
  for (const line of head.slice(0, 800).split("\n").slice(0, 10)) {
    const words = line.replace(/^[\s#*\d.]{1,12}/, "").replace(/\s+/g, " ");
    const title = words.length < 140 && LETTER_TITLES.find((one) => words.startsWith(one.words));
    if (title) return title;
  }
  return null;
}

/** "FINAL REJECTION", "DETAILED ACTION: FINAL", "MADE FINAL" as a line of its own. */
const TITLED_FINAL =
  /(?:^|\n)[\s#*]{0,8}(?:(?:detailed\s{1,2})?final\s{1,2}(?:office\s{1,2}action|rejection|action)|detailed\s{1,2}action\s?[:-]{1,2}\s?final(?:\s{1,2}rejection)?|made\s{1,2}final)[\s*.:]{0,8}(?:\n|$)/;

function isTitledFinal({ lower, keywords }: ActionText): boolean {
  const places = keywords.at("final");
  if (places.length === 0) return false;
  return (
    (places[0]! < TITLE_REACH && TITLED_FINAL.test(lower.slice(0, TITLE_REACH))) ||
    (places.at(-1)! > lower.length - TITLE_REACH && TITLED_FINAL.test(lower.slice(-TITLE_REACH)))
  );
}

/** A title stands so near the beginning or the end of the letter. */
const TITLE_REACH = 3_000;

/** "2a)[ ] This action is FINAL. 2b)[X] This action is non-final.": the form prints both; only a tick counts. */
function isUnticked(lower: string, start: number, end: number): boolean {
  if (!/^.{0,60}\bthis\s+action\s+is\s+non-?\s?final/s.test(lower.slice(end, end + 120))) return false;
  return !/\[\s?[xv]\s?\]\s*(?:this\s+)?$/.test(lower.slice(Math.max(0, start - 16), start));
}

const NOT_THIS_ACTION =
  /\bif\b[^.]{0,60}$|requirement[^.]{0,60}$|previous[^.]{0,20}$|prior\s+(?:office\s+)?$|next\s+(?:office\s+)?$|any\s+(?:subsequent|future)\s*$|not\s+$/;

const FINAL_STEMS = ["final", "nonfinal"] as const;

function isNonFinal({ lower, keywords }: ActionText): boolean {
  const words = keywords.ofAny(FINAL_STEMS);
  if (
    !words.some(
      (at) => lower.startsWith("non", at) || /non[-\s]{1,2}$/.test(lower.slice(Math.max(0, at - 5), at)),
    )
  )
    return false;
  const match = NON_FINAL.exec(lower);
  if (!match) return false;
  const before = lower.slice(Math.max(0, match.index - 80), match.index);
  if (!/previous|prior|last|in\s+the\s*$|to\s+the\s*$|of\s+the\s*$|response\s+to|mailed/.test(before))
    return true;
  return /this\s+(?:office\s+)?action\s+is\s+(?:made\s+)?(?:a\s+)?non-?\s?final|following\s+is\s+a\s+non-?\s?final|this\s+(?:is|communication\s+is)\s+a\s+non-?\s?final/.test(
    lower,
  );
}

const STATUS = /examined\s+under\s+the\s+(pre-?\s?aia\s+)?first\s+(inventor\s+to\s+file|to\s+invent)/y;

function statusParagraph({ lower, keywords }: ActionText): RegExpExecArray | null {
  for (const at of keywords.at("examined")) {
    STATUS.lastIndex = at;
    const status = STATUS.exec(lower);
    if (status) return status;
  }
  return null;
}

/** The AIA status of the application and what tells it. The boilerplate of 112 names both versions and tells nothing. */
export function aiaOf(
  action: Action,
  live: readonly LiveRejection[],
): { readonly aia: StatuteVersion | "unknown"; readonly evidence: AiaEvidence } {
  const { lower, at } = action.text;
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
  const other = /(?:subject\s+to|examined\s+under|governed\s+by)\s+(?:the\s+)?(pre-aia|aia)\b(?!\s*\()/.exec(
    lower,
  );
  if (other && !/\bor\b|if\b|determination/.test(lower.slice(Math.max(0, other.index - 60), other.index)))
    return found(other[1] === "aia" ? "post" : "pre", "wording", other.index, other.index + other[0].length);
  for (const rejection of live) {
    if (rejection.ground !== "102" && rejection.ground !== "103") continue;
    if (rejection.preAia) return found("pre", "rejection-sentence", rejection.span.start, rejection.span.end);
    if (/102\(a\)\([12]\)/.test(rejection.subsection ?? ""))
      return found("post", "rejection-sentence", rejection.span.start, rejection.span.end);
  }
  const quotation =
    /quotation\s+of\s+(?:the\s+appropriate\s+paragraphs\s+of\s+)?(?:pre-aia\s+)?35\s*u\.?\s?s\.?\s?c\.?\s*(?:§\s*)?103\s?\(a\)|a\s+patent\s+may\s+not\s+be\s+obtained\s+though\s+the\s+invention|more\s+than\s+one\s+year\s+prior\s+to\s+the\s+date\s+of\s+application/.exec(
      lower,
    );
  const modern =
    /a\s+patent\s+for\s+a\s+claimed\s+invention\s+may\s+not\s+be\s+obtained|before\s+the\s+effective\s+filing\s+date\s+of\s+the\s+claimed\s+invention/.exec(
      lower,
    );
  if (quotation && !modern)
    return found("pre", "statute-quotation", quotation.index, quotation.index + quotation[0].length);
  if (modern && !quotation)
    return found("post", "statute-quotation", modern.index, modern.index + modern[0].length);
  for (const rejection of live) {
    if (rejection.subsection?.startsWith("103("))
      return found("pre", "rejection-sentence", rejection.span.start, rejection.span.end);
    if (rejection.ground === "102" && /102\([befg]\)/.test(rejection.subsection ?? ""))
      return found("pre", "rejection-sentence", rejection.span.start, rejection.span.end);
  }
  const filed = action.context.filingDate;
  if (filed && /^\d{4}-\d{2}-\d{2}/.test(filed)) {
    if (filed < "2013-03-16") return { aia: "pre", evidence: { how: "filing-date", span: null } };
  }
  return { aia: "unknown", evidence: { how: "unknown", span: null } };
}
