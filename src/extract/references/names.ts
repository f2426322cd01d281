import { type ActionText, matchesOf } from "../text/index.js";
import {
  ET_AL_AT_END,
  ET_AL_BEHIND_NUMBER,
  HEREINAFTER,
  JOINS_NAMES,
  LOWER_CASE_PARTICLE,
  NAME_BEFORE_NUMBER,
  NAME_GIVEN,
  NAME_GOES_ON,
  NAME_IN_BRACKETS_BEHIND,
  NAME_SUFFIX,
  NEXT_REFERENCE,
  NO_NAMES,
  REFERRED_AS,
  SHORT_NAME_HEREINAFTER,
  SHORT_NAME_IN_BRACKETS,
  SHORT_NAME_IN_QUOTES,
  TO_NAME,
} from "../vocabulary/index.js";
import type { DocumentNumber } from "./findNumbers.js";
import { keyOf } from "./referenceKey.js";

/** Names are collected at so many places of one document, so many names, none longer. */
const MOST_PLACES = 40;
const MOST_NAMES_OF_ONE = 12;
const LONGEST_NAME = 60;
/** A wrapped line is full: so much of it stands before its end. */
const WRAPPED = 30;
const WRAPPED_WRITTEN = 20;

/** A cited document with the names the text gives it. */
export interface CitedDocument {
  readonly key: string;
  readonly numbers: DocumentNumber[];
  readonly names: Map<string, { readonly start: number; readonly end: number; readonly explicit: boolean }>;
}

/** The name that the action gives a document, before those that merely stand beside its number. */
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

export function isNameWord(word: string): boolean {
  return /^[A-Z\u00c0-\u00dd]/.test(word) && !NO_NAMES.has(word.toLowerCase().replace(/[.,'"]+$/, ""));
}

/** "Fischer and European Patent Application": the words up to one that no name has, without the "and" before it. */
function wordsOfName(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => !isNameWord(word) && !JOINS_NAMES.test(word));
  const own = end < 0 ? words : words.slice(0, end);
  return JOINS_NAMES.test(own.at(-1) ?? "") ? own.slice(0, -1) : own;
}

/** Names are read beside so many numbers; no action cites more. */
const MOST_READ = 2_000;

/** Groups the numbers by document and collects the names given where each is introduced. */
export function nameDocuments(text: ActionText, numbers: readonly DocumentNumber[]): CitedDocument[] {
  const documents = new Map<string, CitedDocument>();
  let read = 0;
  numbers.forEach((number, index) => {
    const key = keyOf(number);
    let document = documents.get(key);
    if (!document) {
      document = { key, numbers: [], names: new Map() };
      documents.set(key, document);
    }
    document.numbers.push(number);
    if (document.numbers.length > MOST_PLACES || ++read > MOST_READ) return;
    collectNames(
      text.clean,
      number,
      numbers[index - 1]?.end ?? 0,
      numbers[index + 1]?.start ?? text.clean.length,
      document,
    );
  });
  for (const document of documents.values()) partFromOther(document, documents);
  return [...documents.values()];
}

/** "Eiffel and Roebling (US 4,789,012)" behind "Eiffel (US 4,678,901)": two references, not two authors of one. */
function partFromOther(document: CitedDocument, documents: ReadonlyMap<string, CitedDocument>): void {
  for (const [name, where] of document.names) {
    const parts = /^(.+?)(\s(?:and|&)\s)(.+)$/.exec(name);
    if (!parts) continue;
    const [, first, joint, rest] = parts as unknown as [string, string, string, string];
    const owned = [...documents.values()].some((other) => {
      const known = other === document ? undefined : other.names.get(first);
      return known !== undefined && known.start < where.start;
    });
    if (!owned) continue;
    document.names.delete(name);
    if (!document.names.has(rest)) {
      const start = where.start + first.length + joint.length;
      document.names.set(rest, { start, end: start + rest.length, explicit: where.explicit });
    }
  }
}

const AFTER = 220;
const BEFORE = 120;

/** The names beside one number. A list of the places where they can stand, tried in turn. */
function collectNames(
  clean: string,
  number: DocumentNumber,
  floor: number,
  ceiling: number,
  document: CitedDocument,
): void {
  const add = (name: string, start: number, explicit: boolean) => {
    const bare = name.replace(/\s+/g, " ").replace(/^[\s"'(]+|[\s"').,;:]+$/g, "");
    // "Yamazaki ('053)" keeps both its brackets.
    const tidyName = bare.includes("(") && !bare.includes(")") && name.includes(")") ? `${bare})` : bare;
    if (tidyName.length < 2 || tidyName.length > LONGEST_NAME || document.names.size > MOST_NAMES_OF_ONE)
      return;
    if (!/[A-Z'\d]/.test(tidyName) || NO_NAMES.has(tidyName.toLowerCase())) return;
    const known = document.names.get(tidyName);
    if (!known || (explicit && !known.explicit))
      document.names.set(tidyName, { start, end: start + name.length, explicit });
  };
  // Behind the number, up to the next document or the end of the phrase.
  const afterEnd = Math.min(ceiling, number.end + AFTER, sentenceEnd(clean, number.end));
  const behindIt = clean.slice(number.end, afterEnd);
  const after = behindIt.slice(0, NEXT_REFERENCE.exec(behindIt)?.index);
  for (const { name, at } of namesGiven(after)) add(name, number.end + at, true);
  const quoted = SHORT_NAME_IN_BRACKETS.exec(after) ?? SHORT_NAME_IN_QUOTES.exec(after);
  if (quoted) add(quoted[1]!, number.end + after.indexOf(quoted[1]!), true);
  const nextHereinafter = SHORT_NAME_HEREINAFTER.exec(after);
  if (nextHereinafter && isNameWord(nextHereinafter[1]!))
    add(nextHereinafter[1]!, number.end + after.indexOf(nextHereinafter[1]!), true);
  const to = TO_NAME.exec(after);
  const words = to ? wordsOfName(to[1]!.split(/\s/)) : [];
  if (to && words.length > 0) {
    const start = number.end + after.indexOf(to[1]!);
    const name = words.join(" ");
    const bare = name.replace(NAME_SUFFIX, "");
    if (bare !== name) add(name, start, false);
    add(bare.slice(bare.lastIndexOf(" ") + 1), start, false);
    if (bare.includes(" ")) add(bare, start, false);
    if (to[3]) add(to[3], start, true);
  }
  const alone = NAME_IN_BRACKETS_BEHIND.exec(after);
  if (alone && isNameWord(alone[1]!)) add(alone[1]!, number.end + after.indexOf(alone[1]!), true);
  const behind = ET_AL_BEHIND_NUMBER.exec(after);
  if (
    behind &&
    document.names.size === 0 &&
    !/[([]\s?$/.test(clean.slice(Math.max(0, number.start - 3), number.start)) &&
    !nameBefore(clean, number.start, floor)
  ) {
    add(behind[1]!, number.end + after.indexOf(behind[1]!), false);
  }
  // Before the number: "Juang et al. (", "Lin et al, ", "Chang; Tsai-Fu et al., ", "Takahashi (hereinafter Takahashi, ".
  const before = nameBefore(clean, number.start, floor);
  if (before) {
    for (const name of before.names) add(name.name, name.start, name.explicit);
  }
}

/** The short names that words give what stands before: "hereinafter Lin", "referred to as Lin". */
export function namesGiven(words: string): readonly { readonly name: string; readonly at: number }[] {
  return [HEREINAFTER, REFERRED_AS].flatMap((pattern) => {
    for (const match of matchesOf(pattern, words)) {
      const at = match.index + match[0].length;
      const name = readName(words.slice(at));
      if (name) return [{ name, at }];
    }
    return [];
  });
}

function lineStart(clean: string, at: number): number {
  const from = Math.max(0, at - BEFORE);
  const window = clean.slice(from, at);
  const newline = window.lastIndexOf("\n");
  // A wrapped line runs on: "in view of Jones\n(US 2010/0123456)".
  if (
    newline > WRAPPED &&
    window.slice(newline - WRAPPED, newline).trim().length > WRAPPED_WRITTEN &&
    !window.slice(0, newline).endsWith("\n")
  ) {
    return from + window.lastIndexOf("\n", newline - 1) + 1;
  }
  return from + newline + 1;
}

interface NamesBefore {
  readonly names: readonly { readonly name: string; readonly start: number; readonly explicit: boolean }[];
}

function nameBefore(clean: string, at: number, floor: number): NamesBefore | null {
  const from = Math.max(floor, at - BEFORE, lineStart(clean, at));
  const window = clean.slice(from, at);
  // The pattern is anchored at the end; begin where a capitalised run can begin, latest first.
  const match = NAME_BEFORE_NUMBER.exec(window);
  if (!match) return null;
  let words = match[1]!.split(/\s/);
  let start = from + match.index;
  while (words.length > 0 && !isNameWord(words[0]!) && !LOWER_CASE_PARTICLE.test(words[0]!)) {
    start += words[0]!.length + 1;
    words = words.slice(1);
  }
  // "…: Smith in view of Jones\nSmith (US 6,123,456)": a new line begins another name, unless a particle ends the one above.
  const written = clean.slice(start, from + match.index + match[1]!.length);
  const newline = written.lastIndexOf("\n");
  if (newline > 0 && !NAME_GOES_ON.test(written.slice(0, newline))) {
    const rest = written.slice(newline).trimStart();
    start += written.length - rest.length;
    words = rest.split(/\s/);
  }
  const last = LAST_DIGITS.test(words.at(-1) ?? "") ? words.at(-2) : words.at(-1);
  if (last === undefined || !isNameWord(last)) return null;
  const name = words.join(" ");
  const names: { name: string; start: number; explicit: boolean }[] = [{ name, start, explicit: false }];
  // "Smith, Jr." is also called "Smith".
  const bare = name.replace(NAME_SUFFIX, "");
  if (bare !== name && isNameWord(bare)) names.push({ name: bare, start, explicit: false });
  const family = bare.slice(bare.lastIndexOf(" ") + 1);
  if (!match[2] && family !== bare && bare.split(" ").length < 4 && match[3])
    names.push({ name: family, start: start + bare.lastIndexOf(" ") + 1, explicit: false });
  for (const explicit of [match[4], match[5]])
    if (explicit && isNameWord(explicit))
      names.push({ name: explicit, start: from + window.lastIndexOf(explicit), explicit: true });
  return { names };
}

/** "Ito '456": the last digits of its number belong to the name. */
const LAST_DIGITS = /^'\d{3}$/;

function readName(rest: string): string | null {
  const match = NAME_GIVEN.exec(rest);
  if (!match) return null;
  const name = match[0].replace(ET_AL_AT_END, "").replace(/^["'(]+/, "");
  return NO_NAMES.has(name.toLowerCase()) ? null : name;
}

function sentenceEnd(clean: string, from: number): number {
  const newline = clean.slice(from, from + AFTER).indexOf("\n");
  return newline < 0 ? clean.length : from + newline;
}

/** How often at most a name is looked for, and how many names: work stays linear with a small factor. */
const MOST_NAMES = 60;
const MOST_MENTIONS = 5_000;

export interface Mention {
  readonly start: number;
  readonly end: number;
  readonly document: CitedDocument;
  readonly name: string;
}

/** Every place where a known short name stands, longest names first, no overlaps, in text order. */
export function findMentions(text: ActionText, documents: readonly CitedDocument[]): Mention[] {
  const owners = ownersOfNames(documents);
  const names = [...owners.keys()].sort((a, b) => b.length - a.length).slice(0, MOST_NAMES);
  const found = names
    .flatMap((name) => placesOf(text.clean, name, owners.get(name)!.document))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return withoutOverlaps(found, documents);
}

interface Owner {
  readonly document: CitedDocument;
  readonly explicit: boolean;
}

/** The document that each name stands for: by the name given, by its last three digits, by both. */
function ownersOfNames(documents: readonly CitedDocument[]): Map<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const document of documents) {
    for (const [name, { explicit }] of document.names) {
      const known = owners.get(name);
      if (!known || (explicit && !known.explicit)) owners.set(name, { document, explicit });
    }
    const number = document.numbers[0]?.number ?? "";
    const suffix = `'${number.slice(-3)}`;
    if (number.length > 4 && !owners.has(suffix)) owners.set(suffix, { document, explicit: false });
  }
  // "Lin '734" and "Lin '123": one name of two documents is told apart by the last three digits.
  for (const [name, sharing] of documentsByName(documents)) {
    if (sharing.length < 2) continue;
    for (const document of sharing) {
      const digits = document.numbers[0]!.number.slice(-3);
      for (const full of [`${name} '${digits}`, `${name} ${digits}`])
        if (!owners.has(full)) owners.set(full, { document, explicit: false });
    }
  }
  return owners;
}

function placesOf(clean: string, name: string, document: CitedDocument): Mention[] {
  const found: Mention[] = [];
  for (
    let at = clean.indexOf(name);
    at >= 0 && found.length < MOST_MENTIONS;
    at = clean.indexOf(name, at + name.length)
  ) {
    const end = at + name.length;
    if (!isWord(clean.charCodeAt(at - 1)) && !isWord(clean.charCodeAt(end)))
      found.push({ start: at, end, document, name });
  }
  return found;
}

/** Of mentions that overlap, the first and longest; none that is part of a document's number. */
function withoutOverlaps(found: readonly Mention[], documents: readonly CitedDocument[]): Mention[] {
  const numbers = documents.flatMap((document) => document.numbers).sort((a, b) => a.start - b.start);
  const mentions: Mention[] = [];
  let end = 0;
  let next = 0;
  for (const mention of found) {
    if (mention.start < end) continue;
    while (next < numbers.length && numbers[next]!.end <= mention.start) next++;
    const number = numbers[next];
    if (number && number.start < mention.end) continue;
    mentions.push(mention);
    end = mention.end;
  }
  return mentions;
}

/** The documents that each name stands for. */
export function documentsByName(documents: readonly CitedDocument[]): Map<string, CitedDocument[]> {
  const byName = new Map<string, CitedDocument[]>();
  for (const document of documents) {
    for (const name of document.names.keys()) {
      const known = byName.get(name);
      if (known) known.push(document);
      else byName.set(name, [document]);
    }
  }
  return byName;
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
