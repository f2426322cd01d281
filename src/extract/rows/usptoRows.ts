import { ranges } from "../claims/index.js";
import type { Citation, Extraction, Rejection, Section, Span, Statement } from "../model.js";

/** No row lists more passages. */
const MOST_PASSAGES = 200;

/** What an action says, as rows of the tables that the USPTO's services answer from, under the names of our stored columns; see `toUsptoRows`. */
export interface UsptoRows {
  readonly rejections: readonly RejectionRow[];
  readonly citations: readonly CitationRow[];
  readonly enrichedCitations: readonly EnrichedCitationRow[];
  readonly sections: SectionTexts;
}

/**
 * One row per document, action type, section and paragraph, the claims of all its sentences united, in text order.
 * Source: api-contract of the Rejection API v2 and the recorded rows of application 14574014.
 */
export interface RejectionRow {
  /** As the 2017 release writes it: the statute for a rejection, the state word else. */
  readonly action_type: string;
  readonly action_category: string;
  readonly legal_section: string | null;
  readonly paragraph: string | null;
  /** Comma-joined, in text order; "0" if no number is given. */
  readonly claim_numbers: string;
  readonly claims: readonly number[];
  readonly alice: boolean;
  readonly bilski: boolean;
  readonly mayo: boolean;
  readonly myriad: boolean;
  readonly span_start: number;
  readonly span_end: number;
}

export interface CitationRow {
  readonly reference_text: string;
  readonly reference_number: string | null;
  readonly reference_key: string | null;
  readonly action_type: string | null;
  readonly action_category: string | null;
  readonly legal_section: string | null;
  readonly paragraph: string | null;
  readonly in_office_action: true;
  /** A text is not the forms: whether the examiner or the applicant listed the document is not known from it. */
  readonly form892: null;
  readonly form1449: null;
  readonly span_start: number;
  readonly span_end: number;
}

/**
 * `category_code`: X if the document stands alone in some live rejection that needs no other (102, or 103 over it
 * alone), Y if it is used only together with others, A if it is named without being relied on.
 */
export interface EnrichedCitationRow {
  readonly reference_text: string;
  readonly publication_number: string | null;
  readonly country_code: string | null;
  readonly kind_code: string | null;
  readonly reference_key: string | null;
  readonly inventor_name: string | null;
  readonly category_code: "X" | "Y" | "A";
  /** Ranges where claims run on: "1-3,5". */
  readonly related_claims: string | null;
  readonly claims: readonly number[];
  /** Passages relied on, joined with "|". */
  readonly passages: string | null;
  readonly form892: null;
  readonly form1449: null;
  readonly is_npl: boolean;
  readonly quality_summary: string;
  readonly span_start: number;
  readonly span_end: number;
}

/** Texts of the sections, under the names of the text API without `sections.`; null where the action has none. */
export interface SectionTexts {
  readonly section101RejectionText: string | null;
  readonly section101RejectionFormParagraphText: string | null;
  readonly section102RejectionText: string | null;
  readonly section102RejectionFormParagraphText: string | null;
  readonly section103RejectionText: string | null;
  readonly section103RejectionFormParagraphText: string | null;
  readonly section112RejectionText: string | null;
  readonly section112RejectionFormParagraphText: string | null;
  readonly doublePatentingRejectionText: string | null;
  readonly doublePatentingRejectionFormParagraphText: string | null;
  readonly summaryText: string | null;
  readonly detailCitationText: string | null;
  readonly specificationTitleText: string | null;
  readonly terminalDisclaimerStatusText: string | null;
  readonly withdrawalRejectionText: string | null;
  readonly proceedingAppendixText: string | null;
  readonly aiaStatusNoticeText: string | null;
  readonly allowableSubjectMatterText: string | null;
  readonly allowanceReasonText: string | null;
  readonly argumentAcknowledgementText: string | null;
  readonly claimInterpretationText: string | null;
  readonly claimObjectionText: string | null;
  readonly conclusionText: string | null;
  readonly continueExaminationStatusText: string | null;
  readonly drawingText: string | null;
  readonly electionRestrictionText: string | null;
  readonly examinerAmendmentText: string | null;
  readonly examinerContactText: string | null;
  readonly foreignPriorityStatusText: string | null;
  readonly informationDisclosureStatementText: string | null;
  readonly inventorshipStatusText: string | null;
  readonly oathDeclarationText: string | null;
}

/** Derives the rows of the USPTO's datasets from an extraction. `text` is the text that was extracted from. */
export function toUsptoRows(extraction: Extraction, text: string): UsptoRows {
  return {
    rejections: rejectionRows(extraction),
    citations: citationRows(extraction),
    enrichedCitations: enrichedRows(extraction),
    sections: sectionTexts(extraction, text),
  };
}

const STATE_WORDS: Readonly<Record<string, string>> = {
  allowed: "allowed",
  allowable: "allowable",
  cancelled: "cancelled",
  "withdrawn-from-consideration": "withdrawn",
  objection: "objected",
  interpretation: "interpreted",
};

function rejectionRows(extraction: Extraction): RejectionRow[] {
  const rows = new Map<string, { row: Omit<RejectionRow, "claim_numbers" | "claims">; claims: number[] }>();
  const { alice, bilski, mayo, myriad } = extraction.flags;
  const add = (
    type: string,
    category: string,
    section: string | null,
    paragraph: string | null,
    claims: readonly number[],
    span: Span,
  ) => {
    const key = [type, category, section, paragraph].join("|");
    const decisions =
      section === "101"
        ? { alice, bilski, mayo, myriad }
        : { alice: false, bilski: false, mayo: false, myriad: false };
    let known = rows.get(key);
    if (!known) {
      known = {
        row: {
          action_type: type,
          action_category: category,
          legal_section: section,
          paragraph,
          ...decisions,
          span_start: span.start,
          span_end: span.end,
        },
        claims: [],
      };
      rows.set(key, known);
    }
    for (const claim of claims) if (!known.claims.includes(claim)) known.claims.push(claim);
  };
  for (const rejection of extraction.rejections) {
    const { section, paragraph } = statuteOf(rejection);
    add(section ?? "rejected", "rejected", section, paragraph, rejection.claims, rejection.span);
  }
  const states: readonly Statement[] = [
    ...extraction.objections,
    ...extraction.claimStatements,
    ...extraction.interpretations,
  ];
  for (const statement of [...states].sort((a, b) => a.span.start - b.span.start)) {
    const word = STATE_WORDS[statement.kind];
    if (!word) continue;
    if (word === "interpreted") add("112", word, "112", "f", statement.claims, statement.span);
    else add(word, word, null, null, statement.claims, statement.span);
  }
  return [...rows.values()].map(({ row, claims }) => ({
    ...row,
    claim_numbers: claims.length > 0 ? claims.join(",") : "0",
    claims,
  }));
}

/** The statute's number and letter as the rows have them: 103 has none, a statutory double patenting is a 101. */
function statuteOf(rejection: Rejection): {
  readonly section: string | null;
  readonly paragraph: string | null;
} {
  switch (rejection.ground) {
    case "101":
      return { section: "101", paragraph: null };
    case "102":
      return { section: "102", paragraph: /\(([a-g])\)/.exec(rejection.subsection ?? "")?.[1] ?? null };
    case "103":
      return { section: "103", paragraph: null };
    case "112(a)":
    case "112(b)":
    case "112(d)":
      return { section: "112", paragraph: rejection.ground[4]! };
    case "DP":
      return { section: "nonstatutory double patenting", paragraph: null };
    case "other":
      return rejection.subsection?.startsWith("112(")
        ? { section: "112", paragraph: rejection.subsection[4]! }
        : { section: null, paragraph: null };
  }
}

function citationRows(extraction: Extraction): CitationRow[] {
  const rows: CitationRow[] = [];
  for (const citation of extraction.citations) {
    if (citation.context === "mentioned-family") continue;
    const span = citation.spans[0]!;
    const base = {
      reference_text: referenceText(citation),
      reference_number: citation.number,
      reference_key: citation.normalized,
      in_office_action: true as const,
      form892: null,
      form1449: null,
      span_start: span.start,
      span_end: span.end,
    };
    const seen = new Set<string>();
    for (const rejection of usesOf(extraction, citation)) {
      const { section, paragraph } = statuteOf(rejection);
      const key = `${section}|${paragraph}`;
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push({
        ...base,
        action_type: section,
        action_category: "rejected",
        legal_section: section,
        paragraph,
      });
    }
    if (seen.size === 0)
      rows.push({ ...base, action_type: null, action_category: null, legal_section: null, paragraph: null });
  }
  return rows;
}

function usesOf(extraction: Extraction, citation: Citation): Rejection[] {
  return extraction.rejections.filter((rejection) =>
    rejection.references.some((reference) =>
      citation.normalized !== null
        ? reference.normalized === citation.normalized
        : reference.normalized === null &&
          reference.name !== null &&
          citation.shortNames.includes(reference.name),
    ),
  );
}

/** "Itagaki US 20150044531 A1": as the USPTO transcribes a reference. */
function referenceText(citation: Citation): string {
  if (citation.normalized === null) return citation.raw;
  const name = citation.shortNames[0];
  const number = `${citation.country} ${citation.number}${citation.kindCode ? ` ${citation.kindCode}` : ""}`;
  return name ? `${name} ${number}` : number;
}

function enrichedRows(extraction: Extraction): EnrichedCitationRow[] {
  return extraction.citations
    .filter((citation) => citation.context !== "mentioned-family")
    .map((citation) => {
      const uses = usesOf(extraction, citation);
      const alone = uses.some(
        (rejection) =>
          rejection.ground === "102" ||
          // A reference that serves as evidence counts, as it does in cite103EQ1.
          rejection.references.length === 1,
      );
      const span = citation.spans[0]!;
      const passages = [...new Set(citation.passages.map((passage) => passage.text))];
      return {
        reference_text: citation.normalized === null ? citation.raw : enrichedText(citation),
        publication_number: citation.number,
        country_code: citation.country,
        kind_code: citation.kindCode,
        reference_key: citation.normalized,
        inventor_name: citation.shortNames[0] ?? null,
        category_code: uses.length === 0 ? ("A" as const) : alone ? ("X" as const) : ("Y" as const),
        related_claims: citation.claims.length > 0 ? ranges(citation.claims) : null,
        claims: citation.claims,
        passages: passages.length > 0 ? passages.slice(0, MOST_PASSAGES).join("|") : null,
        form892: null,
        form1449: null,
        is_npl: citation.kind === "npl",
        quality_summary:
          citation.normalized === null && citation.kind !== "npl"
            ? "NAME"
            : citation.repaired
              ? "REPAIRED"
              : "AOK",
        span_start: span.start,
        span_end: span.end,
      };
    });
}

/** "US 2013/0341529 A1", "US 7,725,375 B2": the Enriched Citation API's spelling. */
function enrichedText(citation: Citation): string {
  const kind = citation.kindCode ? ` ${citation.kindCode}` : "";
  const number = citation.number!;
  if (citation.kind === "us-pgpub") return `US ${number.slice(0, 4)}/${number.slice(4)}${kind}`;
  if (citation.kind === "us-patent" && /^\d{7,8}$/.test(number))
    return `US ${number.replace(/\B(?=(?:\d{3})+$)/g, ",")}${kind}`;
  return `${citation.country} ${number}${kind}`;
}

function sectionTexts(extraction: Extraction, text: string): SectionTexts {
  const slice = (start: number, end: number): string | null => {
    const piece = text.slice(start, end).trim();
    return piece === "" ? null : piece;
  };
  const join = (pieces: readonly (string | null)[]): string | null => {
    const present = pieces.filter((piece) => piece !== null);
    return present.length > 0 ? present.join("\n") : null;
  };
  const ofKind = (...kinds: string[]) =>
    extraction.sections.filter((section) => kinds.includes(section.kind));
  const body = (section: Section) => slice(section.headingSpan.end, section.span.end);
  const all = (...kinds: string[]) => join(ofKind(...kinds).map(body));
  /** From the first rejection sentence to the end of its section; what stands before it is the form paragraph. */
  const rejection = (test: (one: Rejection) => boolean, kinds: readonly string[]) => {
    const texts: (string | null)[] = [];
    const forms: (string | null)[] = [];
    const handled = new Set<Section>();
    for (const one of extraction.rejections.filter(test)) {
      const section = extraction.sections.find(
        (candidate) => one.span.start >= candidate.span.start && one.span.start < candidate.span.end,
      );
      if (!section || handled.has(section)) continue;
      handled.add(section);
      const own = kinds.includes(section.kind);
      const next = own ? section.span.end : endOfRun(extraction, one, section, test);
      texts.push(slice(one.span.start, next));
      if (own) forms.push(slice(section.headingSpan.end, one.span.start));
    }
    return { text: join(texts), form: join(forms) };
  };
  const one01 = rejection((one) => one.ground === "101", ["rejection-101"]);
  const one02 = rejection((one) => one.ground === "102", ["rejection-102", "rejection-102-103"]);
  const one03 = rejection((one) => one.ground === "103", ["rejection-103", "rejection-102-103"]);
  const one12 = rejection((one) => one.ground.startsWith("112"), ["rejection-112"]);
  const double = rejection((one) => one.ground === "DP", ["rejection-dp"]);
  return {
    section101RejectionText: one01.text,
    section101RejectionFormParagraphText: one01.form,
    section102RejectionText: one02.text,
    section102RejectionFormParagraphText: one02.form,
    section103RejectionText: one03.text,
    section103RejectionFormParagraphText: one03.form,
    section112RejectionText: one12.text,
    section112RejectionFormParagraphText: one12.form,
    doublePatentingRejectionText: double.text,
    doublePatentingRejectionFormParagraphText: double.form,
    summaryText: all("status"),
    detailCitationText: all("detailed-action"),
    specificationTitleText: all("specification"),
    terminalDisclaimerStatusText: all("terminal-disclaimer"),
    withdrawalRejectionText: all("withdrawn"),
    proceedingAppendixText: null,
    aiaStatusNoticeText: all("aia-status"),
    allowableSubjectMatterText: all("allowable"),
    allowanceReasonText: all("allowance-reasons"),
    argumentAcknowledgementText: all("response"),
    claimInterpretationText: all("claim-interpretation"),
    claimObjectionText: all("claim-objections"),
    conclusionText: all("conclusion"),
    continueExaminationStatusText: all("continued-examination"),
    drawingText: all("drawings"),
    electionRestrictionText: all("election-restriction"),
    examinerAmendmentText: all("examiner-amendment"),
    examinerContactText: all("contact"),
    foreignPriorityStatusText: all("priority"),
    informationDisclosureStatementText: all("information-disclosure"),
    inventorshipStatusText: all("inventorship"),
    oathDeclarationText: all("oath"),
  };
}

/** Without headings, a ground's text ends where a rejection on another ground begins. */
function endOfRun(
  extraction: Extraction,
  first: Rejection,
  section: Section,
  test: (one: Rejection) => boolean,
): number {
  const next = extraction.rejections.find(
    (one) => one.span.start > first.span.start && !test(one) && one.span.start < section.span.end,
  );
  return next ? next.span.start : section.span.end;
}
