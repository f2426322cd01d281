import { strToU8, zipSync } from "fflate";
import { csvCell } from "../../../catalog/index.js";
import { type Extraction, ranges } from "../../../extract/index.js";
import { html } from "../../../server/html.js";
import { answerOf } from "../../../server/inProcess.js";
import type { Answer, Asked, Context, Parameter, Route } from "../../../server/route.js";
import { list, object } from "../../../server/schemas.js";
import { AS_OF } from "../../../server/usualParameters.js";
import type { Action } from "../pages/reader.js";
import { DOCUMENT, OFFICE_ACTION, OFFICE_ACTION_TEXT } from "./actions.js";
import { EXTRACT } from "./extract.js";

/** One line of the claim table: what an action does to some claims, on which ground, over what. */
interface Line {
  readonly claims: string;
  readonly standing: string;
  readonly ground: string;
  readonly references: string;
  /** Where the action says so; empty where only rows are loaded. */
  readonly passage: string;
}

const COLUMNS = ["claims", "standing", "ground", "references", "passage"] as const;
const PARAMETERS: readonly Parameter[] = [DOCUMENT, AS_OF];
const TEXT = { type: "string" } as const;

/** `/v1/office-actions/{id}/claims`: the claim table of an action, also as CSV and as a Word document. */
export const CLAIM_TABLES: readonly Route[] = [
  {
    path: "/v1/office-actions/{id}/claims",
    operationId: "read-claim-table",
    summary:
      "What one Office action does to each claim: on which ground, over which references, where it says so.",
    methods: ["GET"],
    parameters: PARAMETERS,
    answer: object({
      snapshot: TEXT,
      document_id: TEXT,
      from: { type: "string", enum: ["text", "rows"], description: "What the table was read from." },
      lines: list(object(Object.fromEntries(COLUMNS.map((name) => [name, TEXT])))),
    }),
    async handle(asked, context): Promise<Answer> {
      const { action, from, lines } = await tableOf(asked, context);
      const { snapshot, document_id } = action;
      return { kind: "json", body: { snapshot, document_id, from, lines } };
    },
  },
  fileRoute("csv", "text/csv", async ({ lines }) => new TextEncoder().encode(csv(lines))),
  fileRoute(
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    async ({ action, lines }) => docx(`Claims of ${action.document_id}, snapshot ${action.snapshot}`, lines),
  ),
];

interface Told {
  readonly action: Action & { readonly application_number: string };
  readonly from: "text" | "rows";
  readonly lines: readonly Line[];
}

function fileRoute(extension: string, type: string, write: (told: Told) => Promise<Uint8Array>): Route {
  return {
    path: `/v1/office-actions/{id}/claims.${extension}`,
    operationId: `read-claim-table-${extension}`,
    summary: `The claim table of one Office action as .${extension}.`,
    methods: ["GET"],
    parameters: PARAMETERS,
    type,
    answer: { type: "string" },
    async handle(asked, context): Promise<Answer> {
      const told = await tableOf(asked, context);
      const bytes = await write(told);
      const chunks = (async function* () {
        yield bytes;
      })();
      const fileName = `claims-${told.action.document_id.replaceAll(/[^\w-]/g, "_")}.${extension}`;
      return { kind: "stream", type, fileName, held: 0, chunks };
    },
  };
}

async function tableOf(asked: Asked, context: Context): Promise<Told> {
  const id = asked.text("id");
  const action = (await answerOf(OFFICE_ACTION, { id }, asked, context)) as Told["action"];
  if (action.text !== null) {
    const { text } = (await answerOf(OFFICE_ACTION_TEXT, { id }, asked, context)) as {
      readonly text: { readonly bodyText?: string | null };
    };
    const body = text.bodyText ?? "";
    const code = action.action?.document_code;
    const given = {
      text: body,
      documentId: id,
      applicationNumber: action.application_number,
      ...(typeof code === "string" ? { documentCode: code } : {}),
    };
    if (body.trim() !== "") {
      const found = (await answerOf(EXTRACT, given, asked, context)) as Extraction;
      return { action, from: "text", lines: linesOfText(found, body) };
    }
  }
  return { action, from: "rows", lines: linesOfRows(action) };
}

function linesOfText(found: Extraction, text: string): readonly Line[] {
  const rejected = found.rejections.map(({ claims, ground, subsection, references, span }) => ({
    claims: ranges(claims),
    standing: "rejected",
    ground: subsection ?? ground,
    references: references
      .map(({ name, raw, normalized }) => `${name ?? raw}${normalized ? ` (${normalized})` : ""}`)
      .join("; "),
    passage: text.slice(span.start, span.end).replaceAll(/\s+/g, " ").trim(),
  }));
  const standing = (claims: readonly number[], words: string) =>
    claims.length === 0
      ? []
      : [{ claims: ranges(claims), standing: words, ground: "", references: "", passage: "" }];
  return [
    ...rejected,
    ...standing(found.allowedClaims, "allowed"),
    ...standing(found.allowableIfRewritten, "allowable if rewritten"),
    ...standing(found.cancelled, "cancelled"),
    ...standing(found.withdrawn, "withdrawn"),
  ];
}

function linesOfRows({ rejections, citations }: Action): readonly Line[] {
  return rejections.map((row) => {
    const over = citations.filter(
      (each) => row.legal_section !== null && each.legal_section === row.legal_section,
    );
    return {
      claims: String(row.claim_numbers ?? ""),
      standing: String(row.action_category ?? ""),
      ground: String(row.legal_section ?? ""),
      references: [
        ...new Set(over.map((each) => String(each.reference_key ?? each.reference_text ?? ""))),
      ].join("; "),
      passage: "",
    };
  });
}

function csv(lines: readonly Line[]): string {
  return [COLUMNS.join(","), ...lines.map((line) => COLUMNS.map((name) => csvCell(line[name])).join(","))]
    .map((line) => `${line}\r\n`)
    .join("");
}

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** The least that makes a Word document (ECMA-376): a heading and one table. */
function docx(title: string, lines: readonly Line[]): Uint8Array {
  const cell = (words: string) =>
    html`<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p><w:r><w:t xml:space="preserve">${withoutControls(words)}</w:t></w:r></w:p></w:tc>`;
  const row = (cells: readonly string[]) => html`<w:tr>${cells.map(cell)}</w:tr>`;
  const edge = (name: string) => html`<w:${name} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`;
  const body = html`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="${WORD}"><w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>${withoutControls(title)}</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map(edge)}</w:tblBorders></w:tblPr><w:tblGrid>${COLUMNS.map(() => html`<w:gridCol/>`)}</w:tblGrid>${row([...COLUMNS])}${lines.map((line) => row(COLUMNS.map((name) => line[name])))}</w:tbl><w:p/></w:body></w:document>`;
  const types = html`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
  const relations = html`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`;
  return zipSync({
    "[Content_Types].xml": strToU8(types.text),
    "_rels/.rels": strToU8(relations.text),
    "word/document.xml": strToU8(body.text),
  });
}

/** XML has no place for most control characters. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, " ");
}
