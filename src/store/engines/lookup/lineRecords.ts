import type { MemberWriter, RecordRenderer } from "../../records/render.js";
import { cellReader, MISSING, type OpenRows, rowParser } from "./rowFormat.js";

/** Writes the record of a line, whose text and fields are given. */
export type LineRecord = (line: string, fields: readonly string[]) => string;

/** Texts kept with the member they became: columns have few different values, or too many to keep. */
const TEXTS_KEPT = 2000;

/** What JSON escapes, which every `verbatim` holds, and a mark of missing values that is part of a value. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const ESCAPED = /["\\\x00-\x1d]|[^\x1f]\x1e|\x1e[^\x1f]/;

/**
 * Makes the function that writes records from lines without reading the lines into rows first: the same text as
 * the renderer writes of the row that a line holds.
 */
export function lineRecord(rows: OpenRows, render: RecordRenderer): LineRecord {
  const { format } = rows;
  const { partition } = rows.table.roles;
  const parse = rowParser(rows, new Set([...render.columns, ...(partition ? [partition] : [])]));
  const throughRow: LineRecord = (_, fields) => render(parse(fields));
  if (render.verbatim !== null && typeof format.constants[render.verbatim] === "string") return throughRow;
  const { members } = render;
  if (members === null) return throughRow;
  // A first member that is never left out opens the object itself.
  const opens = members[0]?.write(null) != null;
  const runs = runsOf(partsOf(rows, members, opens ? "{" : ","));

  return (line, fields) => {
    if (ESCAPED.test(line)) return throughRow(line, fields);
    let text = "";
    for (const textOf of runs) text += textOf(fields);
    return laidOut(opens ? `${text}}` : `{${text.slice(1)}}`);
  };
}

/** Members that follow from one field of a line, each with its separator before it. */
interface Part {
  readonly field: number;
  readonly textOf: (raw: string) => string;
  /** The same in every row of a document. */
  readonly isOfDocument: boolean;
}

/** Neighbours that follow from the same field, and members that never vary, are written together. */
function partsOf(rows: OpenRows, members: readonly MemberWriter[], opening: string): readonly Part[] {
  const { format, table } = rows;
  const shared = new Set(table.hints?.shared);
  const parts: { field: number; textOf: Part["textOf"]; isOfDocument: boolean; isKept: boolean }[] = [];
  const add = (part: (typeof parts)[number]) => {
    const last = parts.at(-1);
    const isConstant = part.field < 0;
    if (!last || !(isConstant || last.field < 0 || last.field === part.field)) {
      parts.push(part);
      return;
    }
    const { textOf } = last;
    last.isKept = isConstant ? last.isKept : last.field < 0 ? part.isKept : last.isKept && part.isKept;
    last.isOfDocument = isConstant ? last.isOfDocument : part.isOfDocument;
    last.field = Math.max(part.field, last.field);
    last.textOf = (raw) => textOf(raw) + part.textOf(raw);
  };
  for (const [at, { start: name, column, write, around }] of members.entries()) {
    const start = (at === 0 ? opening : ",") + name;
    const member = (value: string | null) => (value === null ? "" : start + value);
    const isOfDocument = shared.has(column);
    const reader = column in format.constants ? null : cellReader(rows, column);
    if (!reader) {
      const text = laidOut(member(write(format.constants[column] ?? null)));
      add({ field: -1, textOf: () => text, isOfDocument: true, isKept: true });
    } else if (reader.isPlainText && around) {
      const [before, behind] = [start + around[0], around[1]];
      const missing = member(write(null));
      const textOf = (raw: string) => (raw === MISSING ? missing : before + raw + behind);
      add({ field: reader.field, textOf, isOfDocument, isKept: false });
    } else {
      const textOf = (raw: string) => member(write(reader.read(raw)));
      add({ field: reader.field, textOf, isOfDocument, isKept: true });
    }
  }
  return parts.map(({ field, textOf, isOfDocument, isKept }) => ({
    field: Math.max(0, field),
    textOf: isKept ? kept(textOf) : textOf,
    isOfDocument,
  }));
}

function kept(textOf: Part["textOf"]): Part["textOf"] {
  const known = new Map<string, string>();
  return (raw) => {
    const found = known.get(raw);
    if (found !== undefined) return found;
    const text = laidOut(textOf(raw));
    if (known.size < TEXTS_KEPT) known.set(raw, text);
    return text;
  };
}

type Run = (fields: readonly string[]) => string;

/** Neighbours that are the same in every row of a document are written once for all of them. */
function runsOf(parts: readonly Part[]): readonly Run[] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    if (part.isOfDocument && last?.[0]?.isOfDocument) last.push(part);
    else groups.push([part]);
  }
  return groups.map((group) => {
    const [first] = group;
    return group.length === 1 ? (fields) => first!.textOf(fields[first!.field]!) : repeated(group);
  });
}

/** The text of the line before is used again where the fields are the same. */
function repeated(parts: readonly Part[]): Run {
  let before: readonly string[] | null = null;
  let text = "";
  const isAsBefore = (fields: readonly string[]) => {
    for (const { field } of parts) if (fields[field] !== before![field]) return false;
    return true;
  };
  return (fields) => {
    if (before !== null && isAsBefore(fields)) return text;
    before = fields;
    let made = "";
    for (const { field, textOf } of parts) made += textOf(fields[field]!);
    text = laidOut(made);
    return text;
  };
}

/** V8 keeps a concatenated text as the tree of its pieces until a character is asked for. */
function laidOut(text: string): string {
  text.charCodeAt(0);
  return text;
}
