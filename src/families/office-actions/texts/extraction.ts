import { createHash } from "node:crypto";
import { EXTRACTOR_VERSION, type Extraction, extract, toUsptoRows } from "../../../extract/index.js";
import type { Row } from "../../../store/index.js";
import { TEXTS } from "./dataset.js";

/** What a text yields: rows for other tables, and section texts for its own. */
export interface Extracted {
  readonly action: Row;
  readonly rejections: readonly Row[];
  readonly citations: readonly Row[];
  readonly enrichedCitations: readonly Row[];
  /** Columns of `texts`; to be used where the text came without sections. */
  readonly sections: Readonly<Record<string, string>>;
  /** What to tell a person where the document's code and its text differ. */
  readonly disagreement: string | null;
}

/** The kinds of document the USPTO's own rejection and citation services cover. */
const COVERED = new Set(["CTNF", "CTFR"]);

const SECTION_COLUMNS: ReadonlyMap<string, string> = new Map(
  TEXTS.columns
    .filter((each) => each.name.startsWith("section_") && each.type === "fulltext")
    .map((each) => [each.name.replace(/^section_/, "").replaceAll("_", ""), each.name]),
);

/** Whether rejections and citations are sought in this text. */
export function isCovered(row: Row): boolean {
  return (
    typeof row.body === "string" &&
    typeof row.application_number === "string" &&
    (row.document_code === null || row.document_code === undefined || COVERED.has(String(row.document_code)))
  );
}

/**
 * Finds in a text what the USPTO's pipeline finds, as rows of the tables its services answer from. Null where the
 * text turns out to be no Office action of the kinds covered.
 */
export function extractRows(row: Row): Extracted | null {
  const body = String(row.body);
  const code = typeof row.document_code === "string" ? row.document_code : null;
  const extraction = extract(body, {
    applicationNumber: String(row.application_number),
    ...(code ? { documentCode: code } : {}),
    ...(typeof row.document_id === "string" ? { documentId: row.document_id } : {}),
    ...(typeof row.filing_date === "string" ? { filingDate: row.filing_date } : {}),
  });
  const kind = code ?? extraction.actionType;
  if (!COVERED.has(kind)) return null;
  const found = toUsptoRows(extraction, body);
  const { flags } = extraction;

  const ofAction = {
    application_number: row.application_number ?? null,
    document_id: row.document_id ?? null,
    source: "extraction",
    source_file: row.source_file ?? null,
    source_row: row.source_row ?? null,
  };
  const idOf = (what: string, ...parts: readonly unknown[]) =>
    createHash("md5")
      .update(JSON.stringify([row.document_id, what, ...parts]))
      .digest("hex");
  const madeBy = `artunit-extract/${EXTRACTOR_VERSION}`;
  return {
    action: {
      ...ofAction,
      record_id: idOf("action"),
      document_code: kind,
      mail_date: row.mail_date ?? null,
      art_unit: row.art_unit ?? null,
      tech_center: row.tech_center ?? null,
      uspc_class: row.uspc_class ?? null,
      uspc_subclass: row.uspc_subclass ?? null,
      header_missing: flags.headerMissing === 1,
      form_paragraph_missing: flags.formParagraphMissing === 1,
      reject_form_mismatch: flags.rejectFormMissmatch === 1,
      closing_missing: flags.closingMissing === 1,
      has_rej_101: flags.hasRej101 === 1,
      has_rej_102: flags.hasRej102 === 1,
      has_rej_103: flags.hasRej103 === 1,
      has_rej_112: flags.hasRej112 === 1,
      has_rej_dp: flags.hasRejDP === 1,
      has_objection: flags.hasObjection === 1,
      allowed_claims: flags.allowedClaimIndicator,
      cite102_gt1: flags.cite102GT1 === 1,
      cite103_gt3: flags.cite103GT3 === 1,
      cite103_eq1: flags.cite103EQ1 === 1,
      cite103_max: flags.cite103Max,
      signature_type: flags.signatureType,
    },
    rejections: found.rejections.map((each) => ({
      ...ofAction,
      ...each,
      record_id: idOf(
        "rejection",
        each.action_type,
        each.action_category,
        each.legal_section,
        each.paragraph,
      ),
      created_by: madeBy,
    })),
    citations: found.citations.map((each, at) => ({
      ...ofAction,
      ...each,
      record_id: idOf("citation", at, each.reference_text, each.legal_section, each.paragraph),
      created_by: madeBy,
    })),
    enrichedCitations: found.enrichedCitations.map((each, at) => ({
      ...ofAction,
      ...each,
      record_id: idOf("enriched", at, each.reference_text, each.related_claims),
      mail_date: row.mail_date ?? null,
      document_code: kind,
      art_unit: row.art_unit ?? null,
      work_group: row.work_group ?? null,
      tech_center: row.tech_center ?? null,
      created_by: madeBy,
    })),
    sections: sectionColumns(found.sections),
    disagreement: disagreementIn(extraction),
  };
}

/** What an extraction says of a document code that its text contradicts. */
export function disagreementIn({ warnings }: Extraction): string | null {
  return warnings.find(({ code }) => code === "code-disagrees")?.message ?? null;
}

function sectionColumns(sections: object): Record<string, string> {
  const columns: Record<string, string> = {};
  for (const [name, text] of Object.entries(sections as Record<string, string | null>)) {
    const column = SECTION_COLUMNS.get(columnKey(name));
    if (column && typeof text === "string" && text.trim() !== "") columns[column] = text;
  }
  return columns;
}

/** `section103RejectionText` and `section_103_rejection_text` are the same name. */
function columnKey(name: string): string {
  // The portal turned two words of this one around; it is stored under the older name.
  const stored =
    name === "section101RejectionFormParagraphText" ? "section101FormParagraphRejectionText" : name;
  return stored.replace(/^section(?=\d)/, "").toLowerCase();
}
