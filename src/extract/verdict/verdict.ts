import { asSet, claimListsIn } from "../claims/index.js";
import { basisOf, type GroundItem, letterOf112 } from "../grounds/index.js";
import type { Ground, StatementKind } from "../model.js";
import {
  type CitingAction,
  type Combination,
  type NamedReference,
  readCombination,
  sameReference,
} from "../references/index.js";
import type { Candidate } from "../statements/index.js";
import { announcedGrounds, type FoundSection, isRejectionSection, sentenceIndexAt } from "../text/index.js";
import { dispositionOf } from "../vocabulary/index.js";
/** A rejection that counts. Positions are those of the clean text. */
export interface LiveRejection {
  readonly ground: Ground;
  readonly subsection: string | null;
  readonly preAia: boolean;
  readonly provisional: boolean;
  claims: readonly number[];
  readonly dependentsInherit: boolean;
  readonly combination: Combination;
  implicit: boolean;
  readonly basis: string | null;
  readonly start: number;
  readonly end: number;
  readonly claimStart: number;
  readonly claimEnd: number;
  readonly alsoAt: { readonly start: number; readonly end: number }[];
  rule: string;
  confidence: number;
  readonly candidate: Candidate | null;
  readonly placeholder: boolean;
  readonly section: FoundSection;
}

/** A statement in the words of a rejection that does not count. */
export interface DeadStatement {
  readonly kind: StatementKind;
  readonly ground: string | null;
  readonly subsection: string | null;
  readonly claims: readonly number[];
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  readonly confidence: number;
}

export interface Decision {
  readonly live: LiveRejection[];
  readonly dead: DeadStatement[];
}

/** Decides which candidates are live rejections, counts what is told twice once, and keeps the rest with its status. */
export function decide(action: CitingAction, candidates: readonly Candidate[]): Decision {
  const live: LiveRejection[] = [];
  const dead: DeadStatement[] = [];
  const waiting: Candidate[] = [];
  const unfounded: Candidate[] = [];
  for (const candidate of candidates) {
    if (action.isReport && candidate.standing !== "negated") candidate.standing = "quoted";
    else settleStanding(action, candidate);
  }
  for (const candidate of candidates) {
    switch (candidate.standing) {
      case "live":
        if (candidate.form === "noun") waiting.push(candidate);
        else if (candidate.groundsFromContext || candidate.grounds.length === 0) {
          if (!admitByContext(action, candidate, live, dead)) unfounded.push(candidate);
        } else admit(action, candidate, live, dead);
        break;
      case "perfect":
      case "maintained":
        waiting.push(candidate);
        break;
      case "recalled":
      case "plain":
        if (candidate.standing === "recalled") bury(action, candidate, "quoted", dead);
        break;
      case "negated":
        break;
      default:
        bury(action, candidate, candidate.standing, dead);
    }
  }
  const settled = dropRestatements(action, live, dead);
  for (const candidate of waiting) admitMaintained(action, candidate, settled, dead);
  settled.sort((a, b) => a.start - b.start);
  // "Newly added claims 21-24 are rejected for the same reasons", behind a rejection that is maintained.
  for (const candidate of unfounded) admitByContext(action, candidate, settled, dead);
  settled.sort((a, b) => a.start - b.start);
  return { live: settled.map((rejection) => withInherited(action, rejection, settled)), dead };
}

const ART_AS_APPLIED =
  /\b(?:over|in\s+view\s+of)\s+(?:the\s+)?(?:above\s+|same\s+|prior\s+|cited\s+|applied\s+)*(?:combinations?|art|references?)(?:\s+(?:of\s+references|above))?,?\s+as\s+(?:applied|set\s+forth|discussed|used|cited)\s+(?:to|in|for|against|with\s+respect\s+to|above)/;

/**
 * "over the combination as applied to claim 5 above, and further in view of …", "for the same reasons as claims 1-3":
 * the references of the rejections of those claims are part of this one.
 */
function withInherited(
  action: CitingAction,
  rejection: LiveRejection,
  all: readonly LiveRejection[],
): LiveRejection {
  if ((rejection.ground !== "102" && rejection.ground !== "103") || !rejection.candidate) return rejection;
  const { references } = rejection.combination;
  const from = rejection.candidate.tailStart;
  const tail = action.text.lower.slice(from, Math.min(rejection.end, from + 600));
  if (references.length > 0 && !ART_AS_APPLIED.test(tail)) return rejection;
  const named = new Set(
    claimListsIn(action.text.lower, from, from + tail.length).flatMap((list) => list.claims),
  );
  if (named.size === 0) return rejection;
  const inherited: NamedReference[] = [];
  for (const earlier of all) {
    if (earlier === rejection || (earlier.ground !== "102" && earlier.ground !== rejection.ground)) continue;
    if (references.length > 0 && earlier.start > rejection.start) continue;
    if (!earlier.claims.some((claim) => named.has(claim))) continue;
    for (const reference of earlier.combination.references) {
      if (reference.role === "evidentiary") continue;
      if ([...inherited, ...references].some((other) => sameReference(other, reference))) continue;
      inherited.push({
        ...reference,
        role: inherited.length === 0 ? "primary" : "secondary",
        resolvedFrom: { start: reference.start, end: reference.end },
      });
    }
  }
  if (inherited.length === 0) return rejection;
  const own = references.map((reference) =>
    reference.role === "primary" ? { ...reference, role: "secondary" as const } : reference,
  );
  return {
    ...rejection,
    combination: { ...rejection.combination, references: [...inherited, ...own] },
    rule: `${rejection.rule}/inherited`,
  };
}

const LOOK_AHEAD = 5;

/** Verbs by which an action lets a rejection stand. */
const KEPT =
  "maintained|sustained|repeated|reiterated|affirmed|adhered|reinstated|renewed|retained|upheld|continued|reapplied|restated|adopted|carried\\s+(?:over|forward)|made";
const MAINTAINED = new RegExp(
  [
    `(?<!\\bnot\\s)\\b(?:is|are|been|be|hereby|therefore|thus|and|is\\/are)\\s+(?:(?!not\\b|never\\b|no\\b)\\w+\\s+){0,2}(?:${KEPT})\\b(?!\\s+moot)`,
    "\\bmaintains?\\s+(?:the|this|his|her|all|its|their)",
    "\\b(?:stands?|remains?)\\s*(?:[.,;]|as\\s|in\\s+(?:effect|force|place)|(?:so\\s+|still\\s+)?rejected|proper|for\\s+the\\s+reasons|and\\s|$)",
    "\\bis\\s+(?:still\\s+)?(?:deemed\\s+)?proper",
    "\\b(?:is|are)\\s+(?:being\\s+)?held\\s+in\\s+abeyance",
    "\\b(?:is|are|has|have)\\s+not\\s+(?:been\\s+|being\\s+)?withdrawn",
    "\\b(?:follows?|(?:is|are)\\s+(?:set\\s+forth|given|presented|stated)\\s+(?:again\\s+)?below)\\s*[.:]?$",
    "^\\W*(?:maintained|repeated)\\b",
    "\\b(?:maintained|sustained|repeated)\\s*(?:[.:)]|for\\b|as\\b|in\\b|$)",
  ].join("|"),
);
/** A verb that governs the rejection behind it: "the examiner maintains the rejection", "withdrawn is the rejection". */
const GOVERNS =
  /\b(?:(maintain(?:s|ed|ing)?|repeats?|reiterates?|reinstates?|renews?|sustains?|adheres?\s+to)|withdr(?:aws?|ew|awing|awn\s+(?:is|are))|overcomes?|overcame|obviate[sd]|vacates?),?\s+(?:the|this|these|those|his|her|its|all|any|each|an?|of)\b[^.;,]{0,100}$/;
const HYPOTHETICAL = /\b(?:not|would|could|should|to|will|may|might|cannot|can)\s+(?:\w+\s+)?$/;

/** What the sentence itself, its section, and the sentences that follow say of it. */
function settleStanding(action: CitingAction, candidate: Candidate): void {
  if (candidate.standing === "conditional" && isAdopted(action, candidate)) {
    candidate.standing = "live";
    return;
  }
  if (["conditional", "quoted", "other-application", "negated"].includes(candidate.standing)) {
    if (candidate.standing !== "quoted" || candidate.form === "verb") return;
  }
  const { lower } = action.text;
  if (candidate.rule.endsWith("/apportioned")) return;
  const behind = lower.slice(
    candidate.claimEnd > 0 ? Math.min(candidate.claimEnd, candidate.tailStart) : candidate.start,
    candidate.verdictEnd ?? candidate.end,
  );
  const own = candidate.form === "noun" ? nounDisposition(action, candidate) : dispositionInVerb(behind);
  if (own && own !== "maintained") {
    candidate.standing = own;
    return;
  }
  if (
    candidate.section.kind === "withdrawn" &&
    candidate.form !== "active" &&
    !(candidate.form === "verb" && strongForm(action, candidate) && !listedAsWithdrawn(action, candidate))
  ) {
    candidate.standing = "withdrawn";
    return;
  }
  const introduced = listIntroduction(action, candidate);
  if (introduced) {
    candidate.standing = introduced;
    return;
  }
  // What the applicant says of a rejection never lets it stand.
  if (own === "maintained" && candidate.standing !== "quoted") {
    candidate.standing = own;
    return;
  }
  // "Claims 1-8 were rejected over Smith in the last action and remain so rejected."
  if (
    candidate.form === "verb" &&
    candidate.standing === "recalled" &&
    /\b(?:remains?|stands?|continues?)\b[^.]{0,20}\b(?:rejected|so)\b|\b(?:is|are)\s+(?:\w+\s+){0,2}(?:maintained|repeated)/.test(
      behind,
    )
  ) {
    candidate.standing = "maintained";
    return;
  }
  const later = laterDisposition(action, candidate);
  if (later) candidate.standing = later;
}

/** Inter partes reexamination, MPEP 2660: what the requester proposed stands where the next sentence adopts it. */
function isAdopted(action: CitingAction, candidate: Candidate): boolean {
  const { starts, ends } = action.sentences;
  const { lower } = action.text;
  const start = starts[candidate.sentence]!;
  const next = candidate.sentence + 1;
  return (
    next < starts.length &&
    /\brequesters?\b[^.]{0,40}\bpropos/.test(lower.slice(start, candidate.at)) &&
    /^\W*(?:this|the|said)\s+(?:proposed\s+)?rejection\s+(?:is|has\s+been)\s+(?:hereby\s+)?adopted\b/.test(
      lower.slice(starts[next]!, ends[next]!),
    )
  );
}

type Disposition = "withdrawn" | "moot" | "overcome" | "reversed";

/**
 * What is said of "the rejection of claims 1-5": by the verb before it, by its own predicate, or, where several
 * rejections share one ("the rejections of claims 1-5 under … and of claims 6-7 under … are withdrawn"), by the next.
 */
function nounDisposition(action: CitingAction, candidate: Candidate): Disposition | "maintained" | null {
  const { lower } = action.text;
  const start = action.sentences.starts[candidate.sentence]!;
  const end = action.sentences.ends[candidate.sentence]!;
  const lead = lower
    .slice(Math.max(start, candidate.at - 200), candidate.at)
    .replace(/^.*\brejections?\b/s, "");
  const governor = GOVERNS.exec(lead);
  if (governor && !HYPOTHETICAL.test(lead.slice(0, governor.index)))
    return governor[1] ? "maintained" : (dispositionOf(governor[0]) ?? "withdrawn");
  for (const predicate of lower.slice(candidate.at, end).split(/\brejections?\b/)) {
    const verdict = verdictIn(predicate);
    if (verdict) return verdict;
  }
  return dispositionOf(lower.slice(start, end));
}

function verdictIn(predicate: string): Disposition | "maintained" | null {
  const ends = dispositionOf(predicate);
  const stays = MAINTAINED.exec(predicate) ?? NOT_OVERCOME.exec(predicate);
  // "that was maintained in the last action is withdrawn" ends it; "is maintained; the objection is withdrawn" does not.
  if (ends && stays && OTHER_SUBJECT.test(predicate.slice(stays.index))) return "maintained";
  return ends ?? (stays ? "maintained" : null);
}

const OTHER_SUBJECT =
  /^[^.;,]{0,120}(?:[;,]|\band\b|\bbut\b|\bwhile\b)[^.;]{0,30}\b(?:the|all|any|said)\s[^.;]{0,80}\b(?:objections?|requirement|finality|restriction|claims?)\b/;
const NOT_OVERCOME =
  /\b(?:insufficient|not\s+sufficient|not\s+persuasive|fails?|failed|does\s+not|do\s+not)\b[^.]{0,30}\bto\s+overcome\b|\bnot\s+(?:been\s+)?overcome\b/;

function dispositionInVerb(behind: string): "withdrawn" | "moot" | "overcome" | "reversed" | null {
  if (!/withdraw|moot|overcome|reversed|obviated/.test(behind)) return null;
  if (
    /rejections?\b[^.]{0,60}\b(?:withdrawn|moot|overcome|reversed)/.test(behind) ||
    /^[^.]{0,400}\b(?:has|have)\s+been\s+withdrawn(?!\s+from\s+(?:further\s+)?(?:consideration|examination|prosecution))/.test(
      behind,
    ) ||
    /[\s(,-](?:is|are)\s+(?:hereby\s+|now\s+)?withdrawn(?!\s+from\s+(?:further\s+)?(?:consideration|examination|prosecution))|\(\s?withdrawn\s?\)|[-:]\s*withdrawn\s*\.?$/.test(
      behind,
    )
  )
    return dispositionOf(behind) ?? "withdrawn";
  return null;
}

/** The full skeleton: claims, verb, statute, reason. */
function strongForm(action: CitingAction, candidate: Candidate): boolean {
  if (
    candidate.form !== "verb" ||
    candidate.standing !== "live" ||
    candidate.groundsFromContext ||
    !candidate.opens
  )
    return false;
  const tail = action.text.lower.slice(
    candidate.tailStart,
    Math.min(candidate.end, candidate.tailStart + 160),
  );
  return /as\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing|claiming|clearly)|because\s+the\s+claimed|as\s+(?:being\s+)?(?:of\s+improper|based|not|directed|drawn)|\bover\b/.test(
    tail,
  );
}

function listedAsWithdrawn(action: CitingAction, candidate: Candidate): boolean {
  const between = action.text.lower.slice(candidate.section.headingEnd, candidate.start);
  return between.length < 600 || /withdrawn/.test(between.slice(-400));
}

/** "The following rejections are withdrawn:" governs the items listed behind it. */
function listIntroduction(
  action: CitingAction,
  candidate: Candidate,
): "withdrawn" | "moot" | "overcome" | null {
  const { starts, ends } = action.sentences;
  const { lower } = action.text;
  for (let index = candidate.sentence - 1; index >= Math.max(0, candidate.sentence - 12); index--) {
    if (ends[index]! < candidate.section.start) return null;
    const text = lower.slice(starts[index]!, ends[index]!);
    if (/reject|object/.test(text) || /overcome|withdraw|moot/.test(text)) {
      const colon = /:\s*$/.test(text) || /\bthe following\b/.test(text) || /\bovercome$/.test(text.trim());
      if (colon && text.length < 500) {
        const disposition = dispositionOf(text) ?? (/\bovercome:?\s*$/.test(text) ? "overcome" : null);
        return disposition === "reversed" ? null : disposition;
      }
    }
    if (!/reject|object/.test(text)) return null;
  }
  return null;
}

/** "Therefore, the rejection has been withdrawn", within the next sentences of the section. */
function laterDisposition(action: CitingAction, candidate: Candidate): Candidate["standing"] | null {
  const { starts, ends } = action.sentences;
  const { lower } = action.text;
  const strong = strongForm(action, candidate);
  const reach = strong ? 1 : candidate.form === "verb" && candidate.standing === "live" ? 2 : LOOK_AHEAD;
  const sentence = lower.slice(candidate.start, candidate.end);
  const persuasive = /\b(?:are|is|found|deemed)\s+(?:to be\s+)?persuasive/.test(sentence);
  for (
    let index = candidate.sentence + 1;
    index <= candidate.sentence + reach && index < starts.length;
    index++
  ) {
    const start = starts[index]!;
    if (start >= candidate.section.end) return null;
    const text = lower.slice(start, Math.min(ends[index]!, start + 500));
    if (/\brejections?\b|\brejected\b/.test(text) || /^\W*(?:withdrawn|moot|maintained)/.test(text)) {
      const about =
        /^(?:[\s\d.)-]*)(?:accordingly|therefore|thus|as such|hence|consequently|in view of|in light of|because|as a result|for th|due to|upon|the|this|these|that|those|said|such|both|all|applicants?|rejections?|withdrawn|moot|maintained|it is|however|since|with|based on|on reconsideration|after|examiner)/.test(
          text,
        );
      if (!about) return null;
      // The next rejection that is told has a fate of its own.
      if (
        /\brejected\s+(?:the\s+)?claims?\b|\bclaims?\s[\d\s,and-]+(?:were|was|are|is|stand|have\s+been)\s+rejected/.test(
          text,
        )
      )
        return null;
      if (isOfOtherGrounds(text, candidate)) continue;
      const disposition = dispositionOf(text);
      if (
        disposition &&
        !/claims?\s*\d/.test(
          text.replace(/claims?\s[\d\s,and-]+(?:has|have)?\s*(?:been\s+)?(?:cancel|amend)/g, ""),
        )
      ) {
        if (
          strong &&
          !/^\W*(?:therefore|accordingly|thus|the|this|these|said)?[,\s]*(?:the\s+|this\s+|these\s+)?(?:above\s+)?rejections?\b/.test(
            text,
          )
        )
          return null;
        return disposition;
      }
      if (/\brejections?\s+(?:of|under|to)\b|\b10[123]\b|\b112\b/.test(text) && !persuasive) return null;
      if (
        !persuasive &&
        MAINTAINED.test(text) &&
        !/\bno\s+(?:such\s+)?rejections?\b/.test(text) &&
        (candidate.form === "noun" || candidate.standing === "recalled")
      )
        return "maintained";
    } else if (/\bwithdrawn\b/.test(text) && persuasive) return "withdrawn";
  }
  return null;
}

/** "The rejections under 35 U.S.C. 112 and 102(b) are withdrawn": nothing is said of the one under 103. */
function isOfOtherGrounds(text: string, { grounds }: Candidate): boolean {
  const named = text.match(/\b(?:10[123]|112)(?!\d)|double\s+patenting/g);
  if (!named || grounds.length === 0) return false;
  return !grounds.some(({ ground }) =>
    named.some((name) => (ground === "DP" ? name.startsWith("double") : ground.startsWith(name))),
  );
}

function bury(
  action: CitingAction,
  candidate: Candidate,
  kind: Candidate["standing"],
  dead: DeadStatement[],
): void {
  const status: StatementKind =
    kind === "withdrawn" ||
    kind === "moot" ||
    kind === "overcome" ||
    kind === "reversed" ||
    kind === "conditional" ||
    kind === "other-application"
      ? kind
      : "quoted";
  const base = {
    kind: status,
    claims: candidate.claims,
    start: candidate.start,
    end: candidate.end,
    rule: candidate.rule,
    confidence: 0.85,
  };
  const items =
    candidate.grounds.length > 0
      ? resolve112(action, candidate)
      : contextGrounds(action, candidate).map((ground): ResolvedItem => ({ ground, subsection: null }));
  if (items.length === 0) {
    if (candidate.claims.length > 0 || status !== "quoted")
      dead.push({ ...base, ground: null, subsection: null });
    return;
  }
  for (const item of items) dead.push({ ...base, ground: item.ground, subsection: item.subsection });
}

interface ResolvedItem {
  readonly ground: Ground | "112(f)";
  readonly subsection: string | null;
}

/** A bare "112" gets its letter from the reason, the heading, or what the section quotes. */
function resolve112(action: CitingAction, candidate: Candidate): ResolvedItem[] {
  const { lower } = action.text;
  return candidate.grounds.map((item: GroundItem): ResolvedItem => {
    if (item.ground !== "112") return { ground: item.ground, subsection: item.subsection };
    const reason = lower.slice(candidate.tailStart, Math.min(candidate.end + 600, candidate.tailStart + 900));
    const heading = candidate.section.heading.toLowerCase();
    const letter =
      letterOf112(lower.slice(candidate.tailStart, candidate.end)) ??
      (/first|\(a\)|1st/.test(heading)
        ? "112(a)"
        : /second|\(b\)|2nd/.test(heading)
          ? "112(b)"
          : /fourth|\(d\)|4th/.test(heading)
            ? "112(d)"
            : null) ??
      letterOf112(reason) ??
      letterOf112(
        lower.slice(candidate.section.start, Math.min(candidate.start, candidate.section.start + 1_500)),
      ) ??
      "112(b)";
    return { ground: letter, subsection: null };
  });
}

function contextGrounds(action: CitingAction, candidate: Candidate): Ground[] {
  return announcedGrounds(candidate.section.kind).map((ground) => {
    if (ground !== "112") return ground;
    const { lower } = action.text;
    return (
      letterOf112(
        lower.slice(
          candidate.section.start,
          Math.min(candidate.section.end, candidate.section.start + 3_000),
        ),
      ) ?? "112(b)"
    );
  });
}

/** Takes a live candidate in; each ground becomes a rejection of its own. */
function admit(
  action: CitingAction,
  candidate: Candidate,
  live: LiveRejection[],
  dead: DeadStatement[],
): void {
  const { lower } = action.text;
  if (
    candidate.claims.length === 0 &&
    candidate.claimStart < 0 &&
    !/\bas\s+being\b|\bover\b|\bbecause\b|\bas\s+failing/.test(
      lower.slice(candidate.tailStart, candidate.tailStart + 120),
    )
  )
    return;
  if (candidate.rule === "verb/pronoun" && candidate.claims.length === 0) return;
  admitGrounds(action, candidate, live, dead);
}

/** Each ground that the candidate names becomes a rejection. */
function admitGrounds(
  action: CitingAction,
  candidate: Candidate,
  live: LiveRejection[],
  dead: DeadStatement[],
): void {
  const { lower } = action.text;
  for (const item of resolve112(action, candidate)) {
    if (item.ground === "112(f)") {
      dead.push({
        kind: "interpretation",
        ground: "112(f)",
        subsection: null,
        claims: candidate.claims,
        start: candidate.start,
        end: candidate.end,
        rule: candidate.rule,
        confidence: 0.7,
      });
      continue;
    }
    const reason = lower.slice(candidate.tailStart, Math.min(candidate.end, candidate.tailStart + 700));
    const usesArt =
      item.ground === "102" ||
      item.ground === "103" ||
      item.ground === "DP" ||
      (item.ground === "101" && /same invention|double patenting/.test(reason)) ||
      item.ground === "other";
    const combination = usesArt
      ? readCombination(
          action,
          candidate.tailStart,
          endOfReferences(action, candidate),
          item.ground === "DP" || item.ground === "101",
        )
      : { references: [], officialNotice: false };
    live.push({
      ground: item.ground,
      subsection: item.ground === "DP" ? "nonstatutory" : item.subsection,
      preAia: candidate.preAia,
      provisional:
        candidate.provisional &&
        (item.ground === "DP" ||
          item.ground === "101" ||
          /provisionally/.test(lower.slice(candidate.start, candidate.tailStart))),
      claims: candidate.claims,
      dependentsInherit: candidate.dependentsInherit,
      combination,
      implicit: false,
      basis: basisOf(item.ground, reason),
      start: candidate.start,
      end: candidate.end,
      claimStart: candidate.claimStart,
      claimEnd: candidate.claimEnd,
      alsoAt: [],
      rule: candidate.rule,
      confidence: candidate.confidence * (candidate.form === "active" ? 0.9 : 1),
      candidate,
      placeholder: candidate.placeholder || candidate.claims.length === 0,
      section: candidate.section,
    });
  }
}

/** "as being unpatentable over:" and the references on the lines behind it. */
function endOfReferences(action: CitingAction, candidate: Candidate): number {
  const { lower } = action.text;
  const { ends } = action.sentences;
  // "… over Smith in view of Jones: claims 11 and 12".
  if (candidate.rule === "verb/list-behind" && candidate.end - candidate.claimEnd < 4)
    return candidate.claimStart;
  if (
    !/\b(?:over|by|of|following)\s*(?:references?\s*)?:\s*$/.test(
      lower.slice(Math.max(candidate.tailStart, candidate.end - 40), candidate.end),
    )
  )
    return candidate.end;
  let index = candidate.sentence + 1;
  while (
    index + 1 < ends.length &&
    index < candidate.sentence + 8 &&
    /(?:[,;]|\band)\s*$/.test(lower.slice(ends[index]! - 5, ends[index]!))
  )
    index++;
  return Math.max(candidate.end, ends[index] ?? candidate.end);
}

/**
 * "Claim 16 is rejected. See the explanation of claim 11": the ground is that of the section. False where no rejection
 * stands before it that would give one.
 */
function admitByContext(
  action: CitingAction,
  candidate: Candidate,
  live: LiveRejection[],
  dead: DeadStatement[],
): boolean {
  if (candidate.claims.length === 0 || candidate.form !== "verb" || candidate.rule !== "verb/list")
    return true;
  if (
    !isRejectionSection(candidate.section.kind) &&
    candidate.section.kind !== "preamble" &&
    candidate.section.kind !== "detailed-action"
  )
    return true;
  const before = [...live]
    .reverse()
    .find((rejection) => rejection.start < candidate.start && rejection.section === candidate.section);
  const announced = contextGrounds(action, candidate);
  if (!before) {
    // "Claims 1-3 are rejected over Smith taken with Jones": the heading alone gives the ground.
    const ground = announced.length === 1 ? announced[0]! : null;
    if (
      ground &&
      /^[\s,]*(?:over|as|because|for|in\s+view)\b/.test(
        action.text.lower.slice(candidate.tailStart, candidate.tailStart + 20),
      )
    ) {
      candidate.grounds = [{ ground, subsection: ground === "DP" ? "nonstatutory" : null }];
      admitGrounds(action, candidate, live, dead);
      return true;
    }
    return false;
  }
  const { lower } = action.text;
  const after = lower.slice(candidate.tailStart, Math.min(candidate.end, candidate.tailStart + 200));
  const reasoned =
    /^\s*[,(]?\s*(?:under|on|for|as|because|based|by|due|since|in view|over|using|with|accordingly|similarly|likewise|\W*$)/.test(
      after,
    );
  if (!reasoned) return true;
  // Claims that stand under the ground already are merely told again.
  const covered = new Set(
    live.filter((rejection) => rejection.ground === before.ground).flatMap((rejection) => rejection.claims),
  );
  if (candidate.claims.some((claim) => covered.has(claim))) {
    before.alsoAt.push({ start: candidate.start, end: candidate.end });
    return true;
  }
  live.push({
    ...before,
    claims: candidate.claims,
    dependentsInherit: candidate.dependentsInherit,
    start: candidate.start,
    end: candidate.end,
    claimStart: candidate.claimStart,
    claimEnd: candidate.claimEnd,
    alsoAt: [],
    rule: "verb/ground-of-section",
    confidence: 0.7,
    candidate,
    placeholder: false,
  });
  return true;
}

/** Sections in which rejections are talked about rather than made. */
const TALK = new Set([
  "response",
  "status",
  "conclusion",
  "interview",
  "allowable",
  "allowance-reasons",
  "contact",
  "terminal-disclaimer",
  "withdrawn",
  "continued-examination",
  "examiner-amendment",
]);

function dropRestatements(
  action: CitingAction,
  all: readonly LiveRejection[],
  dead: DeadStatement[],
): LiveRejection[] {
  const kept: LiveRejection[] = [];
  const restated = (rejection: LiveRejection, by: LiveRejection) => {
    by.alsoAt.push({ start: rejection.start, end: rejection.end });
    dead.push({
      kind: "restated",
      ground: rejection.ground,
      subsection: rejection.subsection,
      claims: rejection.claims,
      start: rejection.start,
      end: rejection.end,
      rule: rejection.rule,
      confidence: 0.8,
    });
  };
  // The fullest statement first: sections of rejection before talk, with references before without.
  const ranked = [...all].sort((a, b) => weight(b) - weight(a) || a.start - b.start);
  for (const rejection of ranked) {
    const same = kept.filter(
      (other) => other.ground === rejection.ground && !hasOtherLetter(other, rejection),
    );
    const twin = same.find(
      (other) => equal(other.claims, rejection.claims) && compatible(action, other, rejection),
    );
    if (twin) {
      restated(rejection, twin);
      continue;
    }
    if (same.length > 0 && isSummary(action, rejection, same)) {
      restated(rejection, same[0]!);
      continue;
    }
    kept.push(rejection);
  }
  return kept;
}

/** "under 35 U.S.C. 102(f)" and "under 35 U.S.C. 102(d)" are two rejections, whatever their claims. */
function hasOtherLetter(a: LiveRejection, b: LiveRejection): boolean {
  const letterOf = ({ ground, subsection }: LiveRejection) =>
    ground === "102" ? (subsection?.match(/\(([a-g])\)/)?.[1] ?? null) : null;
  const [first, second] = [letterOf(a), letterOf(b)];
  return first !== null && second !== null && first !== second;
}

function weight(rejection: LiveRejection): number {
  return (
    (TALK.has(rejection.section.kind) ? 0 : 4) +
    (rejection.combination.references.length > 0 ? 2 : 0) +
    (rejection.combination.references.some(
      (reference) => reference.document && reference.resolvedFrom === null,
    )
      ? 1
      : 0) +
    (rejection.claims.length > 0 ? 1 : 0)
  );
}

function equal(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

/** The same claims on the same ground: the same rejection unless it rests on other references or another reason. */
function compatible(action: CitingAction, a: LiveRejection, b: LiveRejection): boolean {
  if (a.ground === "102" || a.ground === "103" || a.ground === "DP") {
    const first = keys(a.combination.references);
    const second = keys(b.combination.references);
    if (first.size === 0 || second.size === 0)
      return a.provisional === b.provisional || first.size + second.size === 0;
    const smaller = first.size <= second.size ? first : second;
    const larger = first.size <= second.size ? second : first;
    if (![...smaller].every((key) => larger.has(key))) return false;
    if (first.size === second.size) return true;
    // Fewer references in the retelling are an abridgement only where rejections are talked about.
    const lesser = first.size < second.size ? a : b;
    return TALK.has(lesser.section.kind) || !strong(action, lesser);
  }
  if (a.ground === "other") return a.subsection === b.subsection;
  if (a.basis === null || b.basis === null || a.basis === b.basis) return true;
  return a.basis === "not a statutory category" || b.basis === "not a statutory category"
    ? !["same invention", "utility"].includes(a.basis) &&
        !["same invention", "utility"].includes(b.basis) &&
        Math.abs(a.start - b.start) < 1_500
    : a.ground === "112(b)";
}

function strong(action: CitingAction, rejection: LiveRejection): boolean {
  return rejection.candidate !== null && strongForm(action, rejection.candidate);
}

function keys(references: readonly NamedReference[]): Set<string> {
  return new Set(
    references
      .filter((reference) => reference.role !== "evidentiary")
      .map((reference) => reference.document?.key ?? reference.name?.toLowerCase() ?? "?"),
  );
}

/** A status paragraph that sums up several rejections, or a per-claim reminder within one. */
function isSummary(action: CitingAction, rejection: LiveRejection, same: readonly LiveRejection[]): boolean {
  const union = new Set(same.flatMap((other) => other.claims));
  const subset = rejection.claims.every((claim) => union.has(claim));
  if (rejection.rule === "verb/pronoun" && rejection.claims.some((claim) => union.has(claim))) return true;
  const talk = TALK.has(rejection.section.kind);
  const usesArt = rejection.ground === "102" || rejection.ground === "103" || rejection.ground === "DP";
  if (usesArt && rejection.combination.references.length === 0) {
    if (subset) return true;
    if (same.some((other) => other.combination.references.length > 0)) {
      const covers = same.filter((other) =>
        other.claims.every((claim) => rejection.claims.includes(claim)),
      ).length;
      return talk || covers === same.length;
    }
  }
  if (talk && subset) return true;
  if (!usesArt && subset && !strong(action, rejection))
    return same.some((other) => compatible(action, other, rejection));
  if (usesArt && subset && !strong(action, rejection)) {
    const own = keys(rejection.combination.references);
    return same.some(
      (other) =>
        rejection.claims.every((claim) => other.claims.includes(claim)) &&
        [...own].every((key) => keys(other.combination.references).has(key)),
    );
  }
  if (talk && !subset && !strong(action, rejection) && rejection.claims.some((claim) => union.has(claim)))
    return true;
  return false;
}

/** "The rejection of claims 1-5 is maintained" and "have been rejected" count only if nothing else makes that rejection. */
function admitMaintained(
  action: CitingAction,
  candidate: Candidate,
  live: LiveRejection[],
  dead: DeadStatement[],
): void {
  if (candidate.claims.length === 0 || candidate.grounds.length === 0) return;
  if (candidate.standing === "perfect" && (TALK.has(candidate.section.kind) || !candidate.opens)) {
    bury(action, candidate, "quoted", dead);
    return;
  }
  // Among arguments, a later sentence that maintains some rejection is too little: the claims may be fewer.
  const told = action.text.lower.slice(
    candidate.tailStart,
    Math.min(candidate.end, candidate.tailStart + 200),
  );
  const full =
    candidate.rule === "listed" ||
    /\bas\s+(?:being\s+)?(?:anticipated|unpatentable|obvious|indefinite|failing|directed)|\bover\b|\bbased\s+(?:up)?on\b/.test(
      told,
    );
  if (
    candidate.form === "noun" &&
    ((!candidate.opens && candidate.standing !== "maintained") ||
      (TALK.has(candidate.section.kind) && !full && nounDisposition(action, candidate) !== "maintained"))
  ) {
    bury(action, candidate, "quoted", dead);
    return;
  }
  const fresh: LiveRejection[] = [];
  admit(action, candidate, fresh, dead);
  for (const rejection of fresh) {
    const ended = dead.some(
      (statement) =>
        statement.ground === rejection.ground &&
        ["withdrawn", "moot", "overcome", "reversed"].includes(statement.kind) &&
        (statement.claims.length === 0 || statement.claims.some((claim) => rejection.claims.includes(claim))),
    );
    if (ended) continue;
    const same = live.filter(
      (other) =>
        other.ground === rejection.ground &&
        (!full ||
          other.claims.length === 0 ||
          other.claims.some((claim) => rejection.claims.includes(claim))),
    );
    if (same.length > 0) {
      same[0]!.alsoAt.push({ start: rejection.start, end: rejection.end });
      dead.push({
        kind: "restated",
        ground: rejection.ground,
        subsection: rejection.subsection,
        claims: rejection.claims,
        start: rejection.start,
        end: rejection.end,
        rule: candidate.rule,
        confidence: 0.8,
      });
    } else {
      // Numbers given up since ("cancellation of claims 20-31 renders the rejection thereof moot") fall away.
      live.push({ ...rejection, rule: `${rejection.rule}/maintained`, confidence: 0.7 });
    }
  }
}

/** Cancellation that moots a rejection told just before: "Cancellation of claims 20-31 renders the rejection thereof moot". */
export function findMooted(action: CitingAction, candidates: readonly Candidate[]): DeadStatement[] {
  const { lower } = action.text;
  const found: DeadStatement[] = [];
  const pattern = /(?:cancell?ation|canceling|cancelling)\s+of\s+(?=claim)/y;
  let tries = 0;
  for (const place of action.text.keywords.at("cancel")) {
    pattern.lastIndex = place;
    const match = pattern.exec(lower);
    if (!match) continue;
    if (++tries > 200) break;
    const index = sentenceIndexAt(action.sentences, match.index);
    const end = action.sentences.ends[index]!;
    const text = lower.slice(match.index, end);
    if (!/\bmoot\b/.test(text) || !/reject/.test(text)) continue;
    const list = claimListsIn(lower, match.index, end)[0];
    const before = [...candidates]
      .reverse()
      .find(
        (candidate) =>
          candidate.start < match.index &&
          candidate.grounds.length > 0 &&
          candidate.start > match.index - 1_500,
      );
    if (!list || !before) continue;
    for (const item of before.grounds) {
      found.push({
        kind: "moot",
        ground: item.ground,
        subsection: item.subsection,
        claims: asSet(list.claims),
        start: action.sentences.starts[index]!,
        end,
        rule: "cancelled-moot",
        confidence: 0.85,
      });
    }
  }
  return found;
}
