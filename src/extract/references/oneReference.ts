import type { ReferenceKind } from "../model.js";
import { within } from "../text/index.js";
import {
  APPLICATION_ALONE,
  APPLICATION_AS_ART,
  AUTHOR_OF_TITLE,
  BIBLIOGRAPHIC,
  EQUIVALENT,
  NAME_OF_REFERENCE,
  NO_NAME_FIRST,
  OWNER_NAMED,
  QUOTED_TITLE,
  REFERENCE_LEAD,
  TITLE_IN_APOSTROPHES,
  TITLE_OF_WORK,
  WORK_BY,
  WORK_WORD,
} from "../vocabulary/index.js";
import type { DocumentNumber } from "./findNumbers.js";
import { bestName, type CitedDocument, type Mention, namesGiven } from "./names.js";
import { admittedPriorArt, isNoReference } from "./officialNoticeAndAdmissions.js";
import { keyOf } from "./referenceKey.js";
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

export function sameReference(a: NamedReference, b: NamedReference): boolean {
  if (a.document && b.document) return a.document === b.document;
  return a.name !== null && a.name === b.name;
}

/** What a reference is, wherever it stands. */
type Known = Pick<NamedReference, "name" | "kind" | "document" | "resolvedFrom" | "equivalents">;

/** A piece of the list without the words before it that are no part of a reference. */
interface Words {
  readonly start: number;
  readonly end: number;
  /** In lower case. */
  readonly own: string;
}

/** A short name stands so near the beginning of what it is the name of. */
const NAME_REACH = 40;

/** The reference that a piece of the list is: by its number, as an application, by a name met before, else by its words. */
export function readPiece(
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
  const whole = lower.slice(start, end);
  if (isNoReference(whole)) return null;
  const asReference = ({ name, kind, document, resolvedFrom, equivalents }: Known): NamedReference => ({
    start,
    end,
    name,
    kind,
    document,
    role,
    resolvedFrom,
    equivalents,
  });
  const admitted = admittedPriorArt(whole);
  if (admitted) return asReference(withoutNumber(admitted, "npl"));
  const numbers = within(action.numbers, start, end);
  const mentions = within(action.mentions, start, end);
  start += REFERENCE_LEAD.exec(whole)?.[0].length ?? 0;
  start += WORK_BY.exec(clean.slice(start, end))?.[0].length ?? 0;
  const words: Words = { start, end, own: lower.slice(start, end) };
  if (numbers.length > 0) return asReference(byNumber(action, words, numbers));
  const application =
    APPLICATION_AS_ART.exec(words.own) ?? (isDoublePatenting ? APPLICATION_ALONE.exec(words.own) : null);
  if (application) {
    const name = `application ${application[1]!.replace(/\D/g, "")}`;
    return asReference(withoutNumber(name, "us-patent"));
  }
  const mention = mentions.find((item) => item.start - start < NAME_REACH);
  const known = mention ? byMention(mention) : byWords(clean.slice(start, end), clean[start - 1] ?? "");
  return known && asReference(known);
}

function withoutNumber(name: string | null, kind: ReferenceKind): Known {
  return { name, kind, document: null, resolvedFrom: null, equivalents: [] };
}

/** "US 2007/0281400 to Lin (US 6,177,336)": of several numbers the name decides, where it is defined elsewhere. */
function byNumber(action: CitingAction, { start, own }: Words, numbers: readonly DocumentNumber[]): Known {
  const documents = [...new Set(numbers.map((number) => action.documentByKey.get(keyOf(number))!))];
  const between = action.text.clean.slice(numbers[0]!.end, numbers.at(-1)!.start);
  const owner = documents.length > 1 ? OWNER_NAMED.exec(between)?.[1] : undefined;
  const isOwned = ({ names }: CitedDocument) =>
    owner !== undefined && [...names].some(([name, where]) => name.includes(owner) && where.start < start);
  const document = documents.slice(1).find(isOwned) ?? documents[0]!;
  return {
    name: bestName(document),
    kind: document.numbers[0]!.kind,
    document,
    resolvedFrom: null,
    equivalents: documents.filter((other) => other !== document && EQUIVALENT.test(own)),
  };
}

function byMention({ document, name }: Mention): Known {
  const number = document.numbers[0]!;
  const { start, end } = document.names.get(name) ?? number;
  return { name, kind: number.kind, document, resolvedFrom: { start, end }, equivalents: [] };
}

/** A name or a title that no number belongs to; null if the words are those of no document. `before` may open a title. */
function byWords(words: string, before: string): Known | null {
  if (!/[A-Z]/.test(words)) return null;
  const title = titleLength(words, before);
  const [given] = namesGiven(words);
  const author = title === null ? undefined : AUTHOR_OF_TITLE.exec(words.slice(title))?.[1];
  const isQuoted = title !== null || words.includes('"');
  const first = /^[\s"'(]*([^\s,;]+)/.exec(words)?.[1] ?? "";
  if (NO_NAME_FIRST.test(first) && !isQuoted) return null;
  const name =
    given?.name ??
    author ??
    (title === null ? NAME_OF_REFERENCE.exec(words)?.[1] : words.slice(0, title))?.replace(/[.,]+$/, "") ??
    null;
  if (!name && !isQuoted) return null;
  const quoted = name ? null : (QUOTED_TITLE.exec(words)?.[1] ?? null);
  const isWork =
    title !== null ||
    BIBLIOGRAPHIC.test(words.slice(name?.length ?? 0)) ||
    WORK_WORD.test(words) ||
    TITLE_OF_WORK.test(words);
  return withoutNumber(name ?? quoted, isWork ? "npl" : "us-patent");
}

/** How long the title is with which the words begin, where the character before them opens one. */
function titleLength(words: string, before: string): number | null {
  if (before === '"') return words.indexOf('"') < 0 ? null : words.indexOf('"');
  const inApostrophes = before === "'" ? TITLE_IN_APOSTROPHES.exec(words) : null;
  return inApostrophes && inApostrophes[0].length - 1;
}
