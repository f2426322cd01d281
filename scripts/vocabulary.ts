/** What the files of the vocabulary hold, in words: the parts from which wordings are put together, and who asks them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A named part of wordings. */
export interface Part {
  readonly name: string;
  /** What its comment says. */
  readonly says: string | null;
  /** Its alternatives, where they can be written as words. */
  readonly words: string | null;
}

export interface WordingInWords {
  /** What it finds, where that can be written as words. */
  readonly words: string | null;
  /** The names of its parts. */
  readonly parts: readonly string[];
  /** The files that ask it, below src/extract. */
  readonly askedIn: readonly string[];
}

export interface Vocabulary {
  readonly wordings: ReadonlyMap<string, WordingInWords>;
  /** By title: the file that opens the group, its parts, and how far on the way of a text it is asked first. */
  readonly groups: ReadonlyMap<
    string,
    { readonly file: string; readonly parts: readonly Part[]; readonly station: number }
  >;
}

const STATIONS = ["text", "claims", "grounds", "references", "statements", "verdict", "rows"];

const GROUP = /^const (\w+) = patternsOn\(\s*(?:"((?:[^"\\]|\\.)+)"|'([^']+)')/gm;
const PART =
  /(?:^\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?^(?:export )?const ([A-Z][A-Z0-9_]*) =\s*(?:re`((?:[^`\\]|\\.)*)`|\/((?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/[a-z]*);$/gm;
const WORDING =
  /^(?:export )?const ([A-Z][A-Z0-9_]*) = (\w+)\(\{\s*name: "([^"]+)"((?:(?!^\}\);)[\s\S])*)^\}\);/gm;

/** Reads `src/extract`, whose vocabulary is declared in one form that a test holds. */
export function readVocabulary(folder: string): Vocabulary {
  const asking = filesBelow(folder);
  const wordings = new Map<string, WordingInWords>();
  const groups = new Map<string, { file: string; parts: readonly Part[]; station: number }>();
  for (const file of readdirSync(join(folder, "vocabulary")).sort()) {
    const text = readFileSync(join(folder, "vocabulary", file), "utf8");
    const parts = [...text.matchAll(PART)].map(([, comment, name, template, source]) => ({
      name: named(name!),
      says: comment ? comment.replace(/\s*\n\s*\*\s*/g, " ").trim() : null,
      words: inWords(template ?? source!),
    }));
    const stations = new Map<string, number>();
    for (const [, constant, group, name, rest] of text.matchAll(WORDING)) {
      const askedIn = asking.filter(({ text }) => new RegExp(`\\b${constant}\\b`).test(text));
      const station = Math.min(...askedIn.map((one) => one.station), STATIONS.length);
      stations.set(group!, Math.min(stations.get(group!) ?? STATIONS.length, station));
      const is = rest!.slice(rest!.lastIndexOf("\n  is:") + 6);
      wordings.set(name!, {
        words: wordsOf(is),
        parts: [...new Set([...is.matchAll(/\$\{(\w+)(?:\.source)?\}/g)].map(([, part]) => named(part!)))],
        askedIn: askedIn.map((one) => one.file),
      });
    }
    const opened = [...text.matchAll(GROUP)];
    opened.forEach(([, group, title, other], index) => {
      groups.set((title ?? other)!.replaceAll('\\"', '"'), {
        file,
        // The parts of a file belong to all its groups; they are printed behind the last.
        parts: index === opened.length - 1 ? parts : [],
        station: stations.get(group!) ?? STATIONS.length,
      });
    });
  }
  return { wordings, groups };
}

/** The files that may ask a wording, in the order of their stations. */
function filesBelow(folder: string): { file: string; text: string; station: number }[] {
  return STATIONS.flatMap((name, station) =>
    readdirSync(join(folder, name), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file !== "index.ts")
      .sort()
      .map((file) => ({
        file: `${name}/${file.replaceAll("\\", "/")}`,
        text: readFileSync(join(folder, name, file), "utf8"),
        station,
      })),
  );
}

/** SIDE_OR_PAPER is "side or paper". */
function named(constant: string): string {
  return constant.toLowerCase().replaceAll("_", " ");
}

/** The words of a wording: of one expression or several, with the names of parts in their place; null if they cannot be written. */
function wordsOf(is: string): string | null {
  if (is.includes("RegExp(")) return null;
  const sources = [...is.matchAll(EXPRESSION)].map(([, template, source]) => template ?? source!);
  const words = sources.map(inWords);
  return words.length > 0 && words.every((one) => one !== null) ? words.join(", ") : null;
}

const EXPRESSION = /re`((?:[^`\\]|\\.)*)`|\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/[a-z]*/g;

/** Longer lists are no reading. */
const LONGEST = 600;

/** "argues?|points?\s+out" is "argue(s), point(s) out"; null where an alternative cannot be written so. */
function inWords(source: string): string | null {
  const alternatives = alternativesOf(unwrapped(source)).map(plain);
  if (alternatives.some((one) => one === null || !/[a-z#]/.test(one))) return null;
  const words = alternatives.map((one) => `“${one!}”`).join(", ");
  return words.length > LONGEST ? null : words;
}

/** What stands in the one group that an expression is, between borders of words. */
function unwrapped(source: string): string {
  const inner = /^(?:\\b)?\(\?:((?:[^()\\]|\\.)*)\)(?:\\b)?$/.exec(source)?.[1];
  return inner ?? source;
}

/** The alternatives of an expression, cut at the bars that stand in no bracket. */
function alternativesOf(source: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < source.length; at++) {
    const mark = source[at]!;
    if (mark === "\\") at++;
    else if (mark === "(" || mark === "[") depth++;
    else if (mark === ")" || mark === "]") depth--;
    else if (mark === "|" && depth === 0) {
      found.push(source.slice(from, at));
      from = at + 1;
    }
  }
  return [...found, source.slice(from)];
}

/**
 * One alternative as words; null if something of it is none. Brackets hold what may be missing, braces alternatives, "…" is any words, "#" digits, and a
 * part stands by its name. What must not stand around the words is left out: examples tell it.
 */
function plain(source: string): string | null {
  let text = source
    .replace(/\$\{(\w+)\}/g, (_, name: string) => `‹${named(name)}›`)
    .replace(/\\([./()[\]-])/g, (_, mark: string) => MARKS[mark] ?? mark)
    .replace(/\[\^[^\]]*\](?:\{\d+,\d*\}|[*+])\??/g, " … ")
    .replace(/\\b|\^|\$/g, "")
    .replace(/\[[^\]\w]*(?:\\[sW])[^\]\w]*\](?:\{\d+,?\d*\}|[*+?])?|\\[sW](?:\{\d+,?\d*\}|[*+?])?/g, " ")
    .replace(/\\w(?:\{\d+,?\d*\}|[*+])/g, "…")
    .replace(/\\d(?:\{\d+,?\d*\}|[*+])?/g, "#")
    .replace(/\[([a-z])([a-z])\]/g, "$1/$2");
  for (let before = ""; text !== before; ) {
    before = text;
    text = text
      .replace(/\(\?<?[!=][^()]*\)/g, "")
      .replace(/([a-z'.-])\?/g, "⟨$1⟩")
      .replace(/\((?:\?:)?([^()?*+{}[\]\\]*)\)(\?|\{0,\d+\}|\*)?/g, (_, inner: string, mayMiss?: string) =>
        mayMiss ? missing(inner) : among(inner),
      );
  }
  if (/[\\[\]{}*+?^$|()]/.test(text)) return null;
  return text
    .replaceAll("⟨", "(")
    .replaceAll("⟩", ")")
    .replaceAll("⟦", "[")
    .replaceAll("⟧", "]")
    .replaceAll("⦃", "{")
    .replaceAll("⦄", "}")
    .replace(/\s+/g, " ")
    .trim();
}

/** What may be missing, in brackets; the blanks that belong to it stand around them. */
function missing(inner: string): string {
  const gap = /^\s|\s$|\s\|/.test(inner) ? " " : "";
  return /[^\s|]/.test(inner) ? `${gap}⟨${eachTrimmed(inner)}⟩${gap}` : " ";
}

/** Alternatives within an alternative, in braces. */
function among(inner: string): string {
  if (!inner.includes("|")) return inner;
  const gap = /^\s|\s$|\s\|/.test(inner) ? " " : "";
  return /[^\s|]/.test(inner) ? `${gap}⦃${eachTrimmed(inner)}⦄${gap}` : " ";
}

function eachTrimmed(alternatives: string): string {
  return alternatives
    .split("|")
    .map((one) => one.trim())
    .filter((one) => one !== "")
    .join("/");
}

/** Brackets that stand for themselves, kept apart from those of the expression. */
const MARKS: Readonly<Record<string, string>> = { "(": "⟦", ")": "⟧" };
