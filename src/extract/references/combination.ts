import type { ReferenceKind } from "../model.js";
import { within } from "../text/index.js";
import { type CitedDocument, isNameWord } from "./names.js";
import type { CitingAction } from "./references.js";
/** A reference as a rejection sentence names it. Positions are those of the clean text. */
export interface NamedReference {
  readonly start: number;
  readonly end: number;
  readonly name: string | null;
  readonly kind: ReferenceKind;
  readonly document: CitedDocument | null;
  readonly role: "primary" | "secondary" | "evidentiary";
  readonly resolvedFrom: { readonly start: number; readonly end: number } | null;
  /** Further documents named beside it: a translation, an equivalent. */
  readonly equivalents: readonly CitedDocument[];
}

export interface Combination {
  readonly references: readonly NamedReference[];
  readonly officialNotice: boolean;
}

const LONGEST_TAIL = 3_000;

/** Where the list of references begins in the tail of a rejection sentence. */
const BEGIN =
  /\b(?:anticipated|unpatentable|obvious|obviated|patentable|rendered obvious|disclosed|taught|met|shown|distinct|envisaged|evidenced|described|indistinct|anticpated|anticipate|unpantentable|unpatantable|unpatenable)\s*[,:]?\s*(?:by|over|from|in view of|under|through|based on|in light of)(?:\s*:\s*|\s+)(?:the\s+)?(?:(?:combination|combined teachings?|teachings?|disclosures?|publication|prior art(?: reference)?|reference|either|any|one|both|each)\s+(?:of\s+)?)?|\b(?:over|in view of|in light of)(?:\s*:\s*|\s+)(?:the\s+)?/;
/** "as claiming the same invention as that of claims 1-10 of prior U.S. Patent No. …" */
const SAME_INVENTION =
  /\b(?:same|identical)\s+(?:invention|subject\s+matter|design)\s+as\s+(?:that\s+)?(?:(?:of|in|claimed\s+in|recited\s+in)\s+)?(?=(?:the\s+)?(?:claims?\b|u\.?s|patent|prior|commonly|co-?pending|application))/;
/** "as being unpatentable Yokoyama et al.": the preposition was left out. */
const BEGIN_WITHOUT_OVER = /\b(?:anticipated|unpatentable|obvious)\s+(?=[a-z]+\s+(?:et\s|\(|in\s+view))/;
/** "the rejection based on Smith and Jones" */
const BEGIN_BASED =
  /\bbased\s+(?:up)?on\s+(?:the\s+)?(?:combination\s+of\s+)?(?=[a-z'-]+\s+(?:et\s|\(|and\s|in\s+view))/;
/** A phrase that ends it. */
const FINISH =
  /(?:\.\s+(?:as\s+to|regarding|with\s+respect|claims?\s|in\s+regard|the\s+applied|although|this\s+is|it\s+would|in\s+re\b)|\bfor the (?:same )?reasons?\b|\bas set forth\b|\bas (?:discussed|explained|stated|detailed|noted|outlined) (?:above|below|in)|\balthough the (?:conflicting )?claims|\bbecause\b|\bwherein\b|\bfor (?:claims?|the reasons)\b|\bwhich (?:disclose|teach)|\bin the (?:alternative|event)\b|\bor,? in the alternative|\band further in (?:view|light) of the following|\b(?:is|are)\s+(?:hereby\s+|still\s+)?(?:maintained|sustained|repeated|reiterated))/;
const DIVIDER =
  /\s*[,;]?\s*\b(?:and\s+)?(?:further\s+|additionally\s+|still\s+|even\s+|yet\s+|also\s+)*(?:in\s+(?:further\s+|additional\s+|the\s+)?(?:view|combination|light|veiw|vew|vie)\s+(?:of|with|to)?|(?:and\s+)?(?:as\s+)?(?:modified|taken|supplemented|combined|considered)\s+(?:by|with|together\s+with|in\s+(?:further\s+)?(?:view|combination|light)\s+(?:of|with))|together\s+with|combined\s+with|along\s+with|as\s+well\s+as|and\s+(?:either|one)\s+of|or\s+(?:alternatively|in\s+the\s+alternative|over)|alternatively)\s+(?:the\s+)?(?:(?:teachings?|combined\s+teachings?|combination|disclosures?|either|any\s+one|one|both)\s+of\s+)?|\s*;\s*(?:and\s+)?/g;
const EVIDENCE =
  /\b(?:as\s+)?(?:evidenced|evident|supported|further\s+evidenced|demonstrated|illustrated|exemplified)\s+(?:by|from)\s+|\bas\s+evidence(?:d)?\s+by\s+|\bwith\s+evidence\s+(?:from|by)\s+|\bsee\s+also\s+/g;

/** Reads the references of a rejection from the words behind its statute. */
export function readCombination(
  action: CitingAction,
  from: number,
  to: number,
  isDoublePatenting: boolean,
): Combination {
  const { lower, clean } = action.text;
  const end = Math.min(to, from + LONGEST_TAIL);
  const officialNotice = /official notice|well[- ]known (?:prior )?art|judicial notice/.test(
    lower.slice(from, end),
  );
  const sameInvention = isDoublePatenting ? SAME_INVENTION.exec(lower.slice(from, end)) : null;
  const begin =
    sameInvention ??
    BEGIN.exec(lower.slice(from, end)) ??
    BEGIN_WITHOUT_OVER.exec(lower.slice(from, end)) ??
    BEGIN_BASED.exec(lower.slice(from, end));
  if (!begin) return { references: [], officialNotice };
  let start = from + begin.index + begin[0].length;
  if (isDoublePatenting) start = skipForeignClaims(lower, start, end);
  let stop = end;
  let finish = FINISH.exec(lower.slice(start, end));
  if (finish && finish.index < 3 && !isDoublePatenting) {
    // "as anticipated by or, in the alternative, as obvious over Smith": the references stand behind the second reason.
    const again = BEGIN.exec(lower.slice(start + finish.index, end));
    if (again) {
      start += finish.index + again.index + again[0].length;
      finish = FINISH.exec(lower.slice(start, end));
    }
  }
  if (finish && (finish.index > 3 || !isDoublePatenting)) stop = start + finish.index;
  stop = endOfSentenceIn(clean, start, stop);
  return { references: listReferences(action, start, stop, isDoublePatenting), officialNotice };
}

/** The references of "Smith (US 6,123,456) in view of Jones", in their order, with their roles. */
export function listReferences(
  action: CitingAction,
  start: number,
  stop: number,
  isDoublePatenting: boolean,
): NamedReference[] {
  const pieces = divide(action, start, stop);
  const references: NamedReference[] = [];
  let primaryGiven = false;
  for (const piece of pieces) {
    const read = readPiece(
      action,
      piece.start,
      piece.end,
      piece.evidence ? "evidentiary" : primaryGiven ? "secondary" : "primary",
      isDoublePatenting,
    );
    if (!read) continue;
    const known = references.find((other) => sameReference(other, read));
    if (known) continue;
    references.push(read);
    if (read.role === "primary") primaryGiven = true;
  }
  return references;
}

export function sameReference(a: NamedReference, b: NamedReference): boolean {
  if (a.document && b.document) return a.document === b.document;
  return a.name !== null && a.name === b.name;
}

/** "over claims 1-5 and 8-15 of U.S. Patent No. …": those claims are the other patent's. */
function skipForeignClaims(lower: string, start: number, end: number): number {
  const match =
    /^(?:at least\s+|the\s+|all\s+(?:of\s+)?|any\s+(?:one\s+)?of\s+|corresponding\s+)?(?:claims?|claim\(s\))[^.;]{0,400}?\b(?:of|in|from)\s+(?:(?:the|prior|commonly\s+(?:owned|assigned)|parent|reference|conflicting|issued)\s+)*(?=(?:u\.?\s?s|patent|pat|co-?pending|application|prior|appl|us|ser|\d|'|pub|issued|commonly|related|[a-z]+\s+et\s+al|[a-z]+\s+\())/.exec(
      lower.slice(start, Math.min(end, start + 500)),
    );
  return match ? start + match[0].length : start;
}

/** Sentence splitting is generous with abbreviations; a stop before a new capitalised statement ends the list. */
function endOfSentenceIn(clean: string, start: number, stop: number): number {
  const text = clean.slice(start, stop);
  const pattern =
    /[.)]\s+(?=(?:Claims?|Regarding|As\s+(?:to|per)|With\s+(?:respect|regard)|The\s|It\s|In\s+re|However|Although|This\s|See\s|Note|Examiner|Specifically|Here|For\s)\b)|(?<=\bal)\.\s{0,3}\n\s{0,3}(?=[A-Z])(?!US|U\.S|WO|EP|JP|KR|CN|DE|GB|FR|TW|Pat|Pub|No)/g;
  const match = pattern.exec(text);
  return match ? start + match.index + 1 : stop;
}

interface Piece {
  start: number;
  end: number;
  evidence: boolean;
}

/** Cuts the list at "in view of", "and", commas; brackets keep their content together. */
function divide(action: CitingAction, start: number, stop: number): Piece[] {
  const { lower } = action.text;
  const text = lower.slice(start, stop);
  const cuts: { at: number; to: number; evidence: boolean }[] = [];
  const depth = bracketDepth(text);
  const add = (pattern: RegExp, evidence: boolean) => {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      if (match[0].length === 0) {
        pattern.lastIndex++;
        continue;
      }
      if (depth[match.index]! === 0)
        cuts.push({ at: match.index, to: match.index + match[0].length, evidence });
    }
  };
  add(DIVIDER, false);
  add(EVIDENCE, true);
  // "as applied to claims 1 and 10 above": no reference stands in it.
  const applied =
    /[,(]?\s*\bas\s+(?:previously\s+|already\s+)?(?:applied|set forth|discussed|recited|stated|described|used|modified|in|per|relied)\s*(?:to|in|for|with respect to|with regard to|above|on)?[^,;.]{0,24}\bclaims?\b[\s\d,;&()-]*(?:(?:and|or|to|through|claims?)\b[\s\d,;&()-]+)*(?:above|respectively|supra|herein|previously|,|\s)*|[,(]?\s*\bas\s+(?:applied|discussed|set forth|stated|described|modified|noted)\s+above\)?,?/g;
  for (let match = applied.exec(text); match; match = applied.exec(text)) {
    if (match[0].length === 0) applied.lastIndex++;
    else cuts.push({ at: match.index, to: match.index + match[0].length, evidence: false });
  }
  cuts.sort((a, b) => a.at - b.at || b.to - a.to);
  const rough: Piece[] = [];
  let from = 0;
  let evidence = false;
  for (const cut of cuts) {
    if (cut.at < from) {
      if (cut.to > from) {
        from = cut.to;
        evidence = evidence || cut.evidence;
      }
      continue;
    }
    if (cut.at > from) rough.push({ start: start + from, end: start + cut.at, evidence });
    from = cut.to;
    evidence = cut.evidence;
  }
  if (from < text.length) rough.push({ start: start + from, end: stop, evidence });
  return rough.flatMap((piece) => divideByCommas(action, piece));
}

const MINOR = /\s*,?\s*\b(?:and\/or|and|or|&)\s+(?:further\s+)?|\s*,\s+/g;

/** A comma or "and" divides two references only if both sides can stand alone. */
function divideByCommas(action: CitingAction, piece: Piece): Piece[] {
  const { lower, clean } = action.text;
  const text = lower.slice(piece.start, piece.end);
  const depth = bracketDepth(text);
  const parts: Piece[] = [];
  let from = piece.start;
  MINOR.lastIndex = 0;
  for (let match = MINOR.exec(text); match; match = MINOR.exec(text)) {
    if (depth[match.index]! > 0) continue;
    const at = piece.start + match.index;
    const to = at + match[0].length;
    const left = clean.slice(from, at);
    const right = clean.slice(to, piece.end);
    if (
      at > from &&
      leftCanEnd(action, from, at, left, /\b(?:and|or)\b|&/.test(match[0])) &&
      rightCanBegin(action, to, right, match[0])
    ) {
      parts.push({ start: from, end: at, evidence: piece.evidence });
      from = to;
    }
  }
  parts.push({ start: from, end: piece.end, evidence: piece.evidence });
  return parts;
}

function leftCanEnd(
  action: CitingAction,
  start: number,
  end: number,
  left: string,
  conjunction: boolean,
): boolean {
  const trimmed = left.trim().replace(/^(?:(?:the|either|both|any|one|of)\s+)+/, "");
  if (trimmed.length < 2) return false;
  const numbered = within(action.numbers, start, end).length > 0;
  if (numbered) return true;
  const mention = within(action.mentions, start, end);
  if (mention.length > 0 && trimmed.length < mention[0]!.name.length + 24) return true;
  if (/\)$/.test(trimmed)) return true;
  if (/["']$/.test(trimmed) && !conjunction) return false;
  if (
    /^(?:[A-Z][\w'-]*\s?){1,3}(?:,?\s?et\.?\s?al\.?)?$/.test(trimmed) &&
    isNameWord(trimmed.split(/\s/)[0]!)
  )
    return conjunction || /et\.?\s?al\.?$/.test(trimmed);
  return conjunction && /\d{4}\)?$/.test(trimmed);
}

/** "the publication to Thistlewood" */
const WORK_OF =
  /^\s*(?:the\s+)?(?:(?:article|publication|paper|thesis|book|patent|reference|document)s?\s+(?:to|by|of)\s+)(?=[A-Z])/;

function rightCanBegin(action: CitingAction, at: number, right: string, separator: string): boolean {
  right = right.replace(WORK_OF, "");
  const first = /^[\s"'(]*([^\s,;.]+)/.exec(right)?.[1];
  if (!first) return false;
  const number = within(action.numbers, at, at + 30)[0];
  if (number && number.start - at < 4) {
    // "Lin et al, US 7,993,972" is one reference; "…), US 6,123,456" another.
    return !/^,\s*$/.test(separator);
  }
  if (
    /^(?:et|inc|ltd|llc|corp|co|hereinafter|hereafter|published|issued|filed|dated|pages?|pp|vol|submitted|cited|previously|newly|of record|referred|which|the english|used|from|paragraphs?|col|figs?|see|title|abstract|herein|now|as)\b/i.test(
      first,
    )
  )
    return false;
  if (/^(?:u\.?s|us|wo|ep|jp|kr|cn|de|gb|patent|pub|pg)/i.test(first) && /^,/.test(separator.trim()))
    return false;
  // "claims 1-4 of U.S. Patent No. 9,111,222, claims 1-3 of U.S. Patent No. 9,222,333"
  if (/^\s*claims?\s\d[^.;]{0,80}?\bof\s/.test(right)) return true;
  if (/^(?:applicant|aapa|admitted|official)/i.test(first)) return true;
  const mention = within(action.mentions, at, at + 60)[0];
  if (mention && mention.start - at < 3) return true;
  if (!isNameWord(first))
    return /^(?:de|van|von|del|di|le|la|el|al)$/i.test(first) && /^[\s"'(]*\S+\s+[A-Z]/.test(right);
  if (/^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3},?\s*et\.?\s?al/.test(right.trimStart())) return true;
  if (
    /^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,3}\s*(?:[,;]?\s*\(|,?\s*(?:US|U\.S|WO|EP|JP|KR|CN|Patent|Pub))/.test(
      right.trimStart(),
    )
  )
    return true;
  // "over Smith, Jones, and Brown": a bare name between commas, met before.
  if (
    /^[A-Z][\w'-]+\s*,\s/.test(right.trimStart()) &&
    within(action.mentions, Math.max(0, at - 60), at).length > 0 &&
    action.text.clean.slice(Math.max(0, at - 60_000), at - 1).includes(`${first} `)
  )
    return true;
  return (
    /\b(?:and|or)\b|&/.test(separator) &&
    /^[A-Z][\w'-]*(?:\s[A-Z][\w'-]*){0,2}\s*(?:[.,;)]|$|\sas\b|\sin\b)/.test(right.trimStart())
  );
}

function bracketDepth(text: string): Uint8Array {
  const depth = new Uint8Array(text.length + 1);
  let level = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 40 || code === 91) level++;
    depth[i] = Math.min(level, 255);
    if ((code === 41 || code === 93) && level > 0) level--;
  }
  // An unclosed bracket ("(US 5615109, and further in view of") must not swallow the rest.
  if (level > 0) {
    let open = text.length;
    let seen = 0;
    for (let i = text.length - 1; i >= 0; i--) {
      const code = text.charCodeAt(i);
      if (code === 41 || code === 93) seen++;
      if (code === 40 || code === 91) {
        if (seen > 0) seen--;
        else open = i;
      }
    }
    for (let i = open; i < text.length; i++) if (depth[i]! > 0) depth[i] = depth[i]! - 1;
  }
  return depth;
}

const NOTHING =
  /^[\s,.;:()"'*-]*(?:the\s+)?(?:official notice|knowledge|common knowledge|prior art|applicant's? admi|routine|following|combination|same|above|reasons?|further|well.known|examiner)?[\s,.;:()"'*-]*$/;

function readPiece(
  action: CitingAction,
  from: number,
  to: number,
  role: NamedReference["role"],
  isDoublePatenting: boolean,
): NamedReference | null {
  const { lower, clean } = action.text;
  let start = from;
  let end = to;
  while (start < end && /[\s,.;:"']/.test(clean[start]!)) start++;
  while (end > start && /[\s,.;:]/.test(clean[end - 1]!)) end--;
  if (end - start < 2) return null;
  let own = lower.slice(start, end);
  if (NOTHING.test(own)) return null;
  if (
    /^(?:applicants?'?s?|the)?\s*(?:own\s+)?(?:admitted|admission|aapa\b|apa\b|admitted prior art)/.test(own)
  ) {
    return {
      start,
      end,
      name: "applicant admitted prior art",
      kind: "npl",
      document: null,
      role,
      resolvedFrom: null,
      equivalents: [],
    };
  }
  const numbers = within(action.numbers, start, end);
  const mentions = within(action.mentions, start, end);
  const lead =
    /^(?:the\s+|and\s+|either\s+|both\s+|one\s+of\s+|or\s+|of\s+|claims?\s[\d\s,;&-]+(?:and\s\d+\s)?of\s+)+/.exec(
      own,
    );
  if (lead) {
    start += lead[0].length;
    own = lower.slice(start, end);
  }
  const work = WORK_OF.exec(clean.slice(start, end));
  if (work) {
    start += work[0].length;
    own = lower.slice(start, end);
  }
  if (numbers.length > 0) {
    const documentOf = (index: number) =>
      action.documentByKey.get(numbers[index]!.country + numbers[index]!.number)!;
    let chosen = documentOf(0);
    const others = [...new Set(numbers.map((_, index) => documentOf(index)))];
    if (others.length > 1) {
      // "US 2007/0281400 to Lin (US 6,177,336)": the name decides, where it is defined elsewhere.
      const tail = clean.slice(numbers[0]!.end, numbers.at(-1)!.start);
      const named = /\b(?:to|by|of)\s+([A-Z][\w'-]+)/.exec(tail)?.[1];
      const byName = named
        ? others
            .slice(1)
            .find((document) =>
              [...document.names].some(([name, where]) => name.includes(named) && where.start < start),
            )
        : undefined;
      if (byName) chosen = byName;
    }
    const numberOf = chosen.numbers[0]!;
    return {
      start,
      end,
      name: bestName(chosen),
      kind: numberOf.kind,
      document: chosen,
      role,
      resolvedFrom: null,
      equivalents: others.filter(
        (document) =>
          document !== chosen &&
          /translat|equivalent|english|corresponding|family|publication of|published as/.test(own),
      ),
    };
  }
  const application =
    /(?:application|appl\.?|serial|ser\.?)\s*(?:serial\s*)?(?:no\.?|number|nos?\.?)?[\s.:#]*(\d{2}\s?\/?\s?\d{3}[,.]?\d{3})/.exec(
      own,
    ) ?? (isDoublePatenting ? /\b(\d{2}\/\s?\d{3}[,.]?\d{3})/.exec(own) : null);
  if (application) {
    return {
      start,
      end,
      name: `application ${application[1]!.replace(/\D/g, "")}`,
      kind: "us-patent",
      document: null,
      role,
      resolvedFrom: null,
      equivalents: [],
    };
  }
  const mention = mentions.find((item) => item.start - start < 40) ?? undefined;
  if (mention) {
    const where = mention.document.names.get(mention.name);
    const number = mention.document.numbers[0]!;
    return {
      start,
      end,
      name: mention.name,
      kind: number.kind,
      document: mention.document,
      role,
      resolvedFrom: where ? { start: where.start, end: where.end } : { start: number.start, end: number.end },
      equivalents: [],
    };
  }
  const words = clean.slice(start, end);
  if (!/[A-Z]/.test(words)) return null;
  const first = /^[\s"'(]*([^\s,;]+)/.exec(words)?.[1] ?? "";
  if (
    /^(?:official|the|a|an|its|it|what|common|knowledge|examiner|applicant|in|this)$/i.test(first) &&
    !/"/.test(words)
  )
    return null;
  const name =
    /^[\s"'(]*((?:\d?[A-Z][\w'.-]*|de|van|von|del|di|le|la)(?:\s(?:[A-Z][\w'-]*|de|van|von|del|di|le|la)){0,3})/
      .exec(words)?.[1]
      ?.replace(/[.,]+$/, "") ?? null;
  if (!name && !/"/.test(words)) return null;
  const title = name ? null : (/"\s*([^"]{3,80}?)[\s,.]*(?:"|$)/.exec(words)?.[1] ?? null);
  const bibliographic =
    /\b(?:19|20)\d{2}\b|"|\bvol\b|\bpp?\.|\bet al[.,]*\s*\S{0,3}[("].{20}|http|journal|proceed|conference|thesis|manual|standard|rfc\s?\d/i.test(
      words.slice(name?.length ?? 0),
    ) ||
    WORK.test(words) ||
    TITLE.test(words);
  return {
    start,
    end,
    name: name ?? title,
    kind: bibliographic ? "npl" : "us-patent",
    document: null,
    role,
    resolvedFrom: null,
    equivalents: [],
  };
}

/** What only literature is called: no patent has an edition, a handbook or a standard in its name. */
const WORK =
  /\b(?:index|handbook|guide|manual|textbook|encyclop\w+|dictionary|wikipedia|youtube|website|web\s?page|brochure|catalog(?:ue)?|data\s?sheet|article|thesis|dissertation|white\s?paper|press\s+release|arxiv|ieee|ietf|3gpp|itu-t|astm|ansi|pharmacopo?eia|edition|monograph|symposium|university|magazine|newsletter|tutorial)\b/i;
/** "The Pharmacological Basis of Therapeutics", "Kotler, Marketing Management": words of a title. */
const TITLE =
  /\b[A-Z][a-z]+\s(?:of|for|in)\s(?:the\s)?[A-Z][a-z]+|^[A-Z][a-z]+,\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)+(?<!\b(?:Inc|Corp|Ltd|Co|Company|Electronics))$/;

export function bestName(document: CitedDocument): string | null {
  let best: string | null = null;
  for (const [name, where] of document.names) {
    if (best === null || where.explicit) {
      best = name;
      if (where.explicit) break;
    }
  }
  return best;
}

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
  const at = from + text.clean.slice(from, from + 200).indexOf(name);
  return at < from ? name : text.asWritten(at, at + name.length);
}
