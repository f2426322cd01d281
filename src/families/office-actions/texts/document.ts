import { complete, type TextRow, UnreadableRecord } from "./record.js";

/** The kinds of document the text API serves, as file names spell them. */
const CODE = /(?:^|[^A-Za-z])(CTNF|CTFR|CTRS|CTEQ|CTAV|CTMS|NOA|NRES|EXIN|ABN|PETDEC)(?=[^A-Za-z]|$)/;
const APPLICATION = /(?:^|\D)(\d{8})(?=\D|$)/;
const DATE = /(?:^|\D)(\d{4}-\d\d-\d\d)(?=\D|$)/;
// The running head of every page, where a file-wrapper document still has it.
const HEAD_NUMBER = /Application\/Control Number:\s*(\d\d)\/(\d{3}),(\d{3})/;
const HEAD_UNIT = /Art Unit:\s*(\d{4})\b/;

/** What the name of a document's file tells (`14574014-CTFR-2016-11-18.txt`, in any order). */
export function readFileName(name: string) {
  return {
    applicationNumber: APPLICATION.exec(name)?.[1] ?? null,
    documentCode: CODE.exec(name)?.[1] ?? null,
    mailDate: DATE.exec(name)?.[1] ?? null,
  };
}

/**
 * The row of a single document. What the text alone does not say is taken from the file's name
 * (`14574014-CTFR-2016-11-18.txt`, in any order) and from the running head of its pages. A document without the
 * USPTO's id is known by the id of its row.
 */
export function readDocumentText(text: string, fileName: string): TextRow {
  if (text.trim() === "") throw new UnreadableRecord("holds no text");
  const headNumber = HEAD_NUMBER.exec(text);
  const inName = readFileName(fileName);
  const row: TextRow = {
    application_number: inName.applicationNumber ?? headNumber?.slice(1).join("") ?? null,
    document_code: inName.documentCode,
    mail_date: inName.mailDate,
    section_group_art_unit_number: HEAD_UNIT.exec(text)?.[1] ?? null,
    body: text,
  };
  complete(row, "document");
  delete row.section_group_art_unit_number;
  row.document_id = row.record_id ?? null;
  return row;
}
