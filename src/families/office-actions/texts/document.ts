import {
  type ExtractionContext,
  extract,
  paperOfOthersIn,
  readHeadOfAction,
} from "../../../extract/index.js";
import { type OpenedDocument, openDocument } from "../../../ingest/documents/index.js";
import { readDay } from "../../../ingest/readDay.js";
import { disagreementIn } from "./extraction.js";
import { complete, type TextRow, UnreadableRecord } from "./record.js";

/** An Office action out of a file: its text, and what the file tells beside it. */
export interface ActionFile {
  readonly text: string;
  /** What `extract` takes beside the text. */
  readonly context: ExtractionContext;
  readonly known: KnownOfAction;
  /** What a person should know of how it was read: where the file's name and the file itself differ. */
  readonly remarks: readonly string[];
  /** Those of the remarks that tell of what was not read. */
  readonly gaps: readonly string[];
}

/** What is known of an action beside what its text argues; null where nothing tells it. */
export interface KnownOfAction {
  readonly applicationNumber: string | null;
  readonly documentCode: string | null;
  readonly mailDate: string | null;
  readonly artUnit: string | null;
  readonly title: string | null;
  readonly filingDate: string | null;
  readonly examinerNumber: string | null;
  readonly patentNumber: string | null;
  readonly isAia: boolean | null;
}

/** What a person says of an action; it goes before what its file tells. */
export type SaidOfAction = Partial<Pick<KnownOfAction, "applicationNumber" | "documentCode" | "mailDate">>;

/**
 * Reads an Office action from a file as a person has it: `openDocument` tells what is read. What the text does not say is
 * taken from what is said of it, from the file's name (`14574014-CTFR-2016-11-18.docx`, in any order), from the properties that
 * the USPTO's programs leave in a Word document, and from the head of the pages, in this order. Throws as `openDocument` does.
 */
export async function readActionFile(
  bytes: Uint8Array,
  name: string,
  said: SaidOfAction = {},
): Promise<ActionFile> {
  const opened = await openDocument(bytes, name);
  const inName = readFileName(name);
  const inFile = knownInside(opened);
  const known = {
    ...inFile,
    applicationNumber: said.applicationNumber ?? inName.applicationNumber ?? inFile.applicationNumber,
    documentCode: said.documentCode ?? inName.documentCode,
    mailDate: said.mailDate ?? inName.mailDate,
  };
  const { applicationNumber, documentCode, filingDate, isAia } = known;
  return {
    text: opened.text,
    context: {
      ...(applicationNumber === null ? {} : { applicationNumber }),
      ...(documentCode === null ? {} : { documentCode }),
      ...(filingDate === null ? {} : { filingDate }),
      ...(isAia === null ? {} : { aia: isAia ? ("post" as const) : ("pre" as const) }),
    },
    known,
    remarks: [...differencesOf(said, inName, inFile), ...(MARKED[opened.kind] ?? []), ...opened.remarks],
    gaps: opened.remarks,
  };
}

const MARKED: Partial<Record<OpenedDocument["kind"], readonly string[]>> = {
  html: ["it is a web page, whatever its name says; what stands between its marks was read"],
  xml: ["it is XML; what stands between its marks was read"],
};

/** Codes of the kinds of document that the text API serves, as file names spell them; others may come. */
export const KNOWN_CODES = [
  "CTNF",
  "CTFR",
  "CTRS",
  "CTEQ",
  "CTAV",
  "CTMS",
  "NOA",
  "NRES",
  "EXIN",
  "ABN",
  "PETDEC",
];
const CODE = new RegExp(`(?:^|[^A-Za-z])(${KNOWN_CODES.join("|")})(?=[^A-Za-z]|$)`, "i");
const NUMBERS = /(?<!\d)\d{8}(?!\d)/g;
const DATE = /(?<!\d)(\d{4})[-_.](\d\d)[-_.](\d\d)(?!\d)/;

/** What the name of a document's file tells, in any order. Eight digits that are a day of this century are one. */
export function readFileName(name: string) {
  const numbers = name.match(NUMBERS) ?? [];
  const isDay = (number: string) => /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(number);
  const day = numbers.find(isDay);
  return {
    applicationNumber: numbers.find((number) => !isDay(number)) ?? null,
    documentCode: CODE.exec(name)?.[1]?.toUpperCase() ?? null,
    mailDate: DATE.exec(name)?.slice(1).join("-") ?? day?.replace(/^(....)(..)(..)$/, "$1-$2-$3") ?? null,
  };
}

/** How the USPTO's programs name what they know in the properties of a Word document (seen in actions of 2025). */
const PROPERTIES = {
  application: ["AppNum", "FormattedApplicationNumber"],
  artUnit: ["HeaderArtUnit"],
  title: ["InventionTitle"],
  filed: ["ApplicationDate"],
  examiner: ["ExaminerNumberOnFile"],
  patent: ["PatentNumber"],
  isAia: ["IsAIA"],
} as const;

function knownInside({ text, head, properties }: OpenedDocument): KnownOfAction {
  const property = (names: readonly string[], form: RegExp): string | null => {
    for (const name of names) {
      const value = properties.get(name)?.trim() ?? "";
      if (form.test(value)) return value;
    }
    return null;
  };
  const atHead = readHeadOfAction(text, head);
  const isAia = property(PROPERTIES.isAia, /^(?:true|false)$/i);
  const examiner = property(PROPERTIES.examiner, /^\d{4,6}$/);
  return {
    applicationNumber:
      property(PROPERTIES.application, /^\d\d\/?\d{3},?\d{3}$/)?.replace(/[/,]/g, "") ??
      atHead.applicationNumber,
    documentCode: null,
    mailDate: null,
    artUnit: property(PROPERTIES.artUnit, /^\d{4}$/) ?? atHead.artUnit,
    title: property(PROPERTIES.title, /\S/),
    filingDate: dayOf(property(PROPERTIES.filed, /\d/)),
    examinerNumber: examiner,
    patentNumber: property(PROPERTIES.patent, /^[A-Z]{0,2}\d[\d,]*$/i)?.replaceAll(",", "") ?? null,
    isAia: isAia === null ? null : isAia.toLowerCase() === "true",
  };
}

/** The programs write `18 Apr 2025`. */
function dayOf(written: string | null): string | null {
  const read = written === null ? null : readDay(written);
  return read !== null && "day" in read ? read.day : null;
}

function differencesOf(
  said: SaidOfAction,
  inName: ReturnType<typeof readFileName>,
  inFile: KnownOfAction,
): readonly string[] {
  const found: string[] = [];
  const outside = said.applicationNumber ?? inName.applicationNumber;
  if (outside !== null && inFile.applicationNumber !== null && outside !== inFile.applicationNumber)
    found.push(
      `the document itself names application ${inFile.applicationNumber}, ${said.applicationNumber ? "--application" : "its file's name"} says ${outside}, which is taken`,
    );
  const { documentCode, mailDate } = said;
  if (documentCode && inName.documentCode !== null && documentCode !== inName.documentCode)
    found.push(`its file's name says ${inName.documentCode}, --code says ${documentCode}, which is taken`);
  if (mailDate && inName.mailDate !== null && mailDate !== inName.mailDate)
    found.push(`its file's name says ${inName.mailDate}, --mailed says ${mailDate}, which is taken`);
  return found;
}

/** The row of a single document. One without the USPTO's id is known by the id of its row. */
export function rowOfAction({ text, known }: ActionFile): TextRow {
  if (text.trim() === "") throw new UnreadableRecord("holds no text");
  const row: TextRow = {
    application_number: known.applicationNumber,
    document_code: known.documentCode,
    mail_date: known.mailDate,
    section_group_art_unit_number: known.artUnit,
    title: known.title,
    filing_date: known.filingDate,
    examiner_number: known.examinerNumber,
    patent_number: known.patentNumber,
    body: text,
  };
  complete(row, "document");
  delete row.section_group_art_unit_number;
  row.document_id = row.record_id ?? null;
  return row;
}

/**
 * What a person should know of an action that was loaded: that its rejections were left out and how to mend it, that it may
 * be no Office action, that it has no date. `isExtracted` where its rejections are loaded.
 */
export function notesOn(action: ActionFile, isExtracted: boolean): readonly string[] {
  const { known, text, context } = action;
  const paper = paperOfOthersIn(text);
  if (paper !== null && !isExtracted)
    return [
      ...action.remarks,
      `it may be no Office action: it reads like ${paper}; \`artunit remove\` takes it out again`,
    ];
  const remarks =
    paper === null
      ? action.remarks
      : [
          ...action.remarks,
          `it reads like ${paper} and not like the ${known.documentCode ?? "action"} that it is said to be`,
        ];
  if (isExtracted)
    return known.mailDate === null
      ? [
          ...remarks,
          "nothing says when it was mailed, so questions about dates leave it out; load it again with --mailed YYYY-MM-DD",
        ]
      : remarks;
  const found = extract(text, context);
  const disagreement = disagreementIn(found);
  const count = found.rejections.length;
  const kind = known.documentCode ?? found.actionType;
  const isOfKind = kind === "CTNF" || kind === "CTFR";
  if (count === 0 && !isOfKind)
    return [
      ...remarks,
      ...(disagreement === null
        ? doubts(known.documentCode, found.actionType, found.letter)
        : [disagreement]),
    ];
  const rejections = count === 1 ? "1 rejection was" : `${count === 0 ? "no" : count} rejections were`;
  const lost = count === 0 ? "its rows are left out" : `${rejections} found in it and left out`;
  const lacking: string[] = [];
  const remedy: string[] = [];
  if (known.applicationNumber === null) {
    lacking.push("which application it is about");
    remedy.push("--application N");
  }
  if (!isOfKind) {
    lacking.push("whether it is a CTNF or a CTFR");
    remedy.push("--code CTNF");
  }
  if (known.mailDate === null) remedy.push("--mailed YYYY-MM-DD");
  if (known.documentCode !== null && !isOfKind)
    return [
      ...remarks,
      `${lost}, because it is said to be ${known.documentCode}, and only rows of CTNF and CTFR are kept; if it is one, load it again with ${remedy.join(" ")}`,
    ];
  return [
    ...remarks,
    `${lost}, because nothing says ${lacking.join(" and ")}; load it again with ${remedy.join(" ")}, or name the file like 14574014-CTNF-2016-05-11.docx`,
  ];
}

function doubts(code: string | null, type: string, letter: string | null): readonly string[] {
  if (code !== null || type !== "unknown" || letter !== null) return [];
  return [
    "it may be no Office action: nothing in it says what kind of letter it is, and it rejects nothing; `artunit remove` takes it out again",
  ];
}
