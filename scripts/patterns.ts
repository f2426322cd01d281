/** The page of every wording that decides: what it says, examples, and how often it decided in the corpora. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { STANDING } from "../src/extract/claims/index.js";
import { extract } from "../src/extract/index.js";
import { OFFICE_FORMATS, US_FORMATS } from "../src/extract/references/index.js";
import { AROUND, BEFOREHAND, COUNTING, SAID } from "../src/extract/verdict/index.js";
import {
  type DeclaredPattern,
  declaredPatterns,
  ENDING_VERBS,
  STANDING_WORDS,
  VERB_WORDS,
} from "../src/extract/vocabulary/index.js";
import { type Part, readVocabulary } from "./vocabulary.js";

const ROOT = join(import.meta.dirname, import.meta.dirname.includes("build") ? "../.." : "..");
const CORPORA = [
  "corpora/development/texts",
  "corpora/held-out/texts",
  "corpora/adversarial/development/texts",
  "corpora/adversarial/held-out/texts",
  "corpora/synthetic/development/texts",
  "corpora/synthetic/held-out/texts",
  "corpora/unseen-2/part-a/texts",
  "corpora/unseen-2/part-b/texts",
  "corpora/wider/development/texts",
  "corpora/wider/held-out/texts",
];

const VOCABULARY = "src/extract/vocabulary";

/** Tables of words beside those printed on this page, and the files where they stand. */
const TABLES: readonly (readonly [says: string, file: string])[] = [
  ["Headings, by the words that make one, and the section that each begins", "headings.ts"],
  ["Sections of Title 35 and what their paragraphs are called", "statutes.ts"],
  ["Form paragraphs, by the words that identify each", "formParagraphs.ts"],
  ["Titles of letters that are neither a non-final nor a final action", "letterTitles.ts"],
  ["Decisions on eligibility that set a flag, by their names", "courtDecisions.ts"],
  ["Patent offices: codes, names, how many digits their numbers have", "offices.ts"],
  ["Words with a capital that are no name of a reference", "names.ts"],
  ["Words that qualify no claim within a list", "numbersAndRanges.ts"],
  ["Words that decide and that the end of a line may break", "brokenWords.ts"],
  ["What Japanese calls kinds of documents", "japaneseNumbers.ts"],
  ["Abbreviations, words on which a line hangs, openings of statements", "sentenceEnds.ts"],
];

export interface Counts {
  readonly texts: number;
  /** How often a pattern found something. */
  readonly found: ReadonlyMap<string, number>;
  /** How often a reason decided. */
  readonly decided: ReadonlyMap<string, number>;
}

const keyOf = ({ source, flags }: RegExp) => `${flags}/${source}`;

/**
 * Reads the corpora and counts what each pattern finds. Every search of a RegExp ends in its `exec`, so counting there
 * costs extraction itself nothing.
 */
export function countInCorpora(): Counts {
  const found = new Map<string, number>();
  const decided = new Map<string, number>();
  const declared = new Map<string, string>();
  for (const { patterns } of declaredPatterns())
    for (const { name, pattern } of patterns) declared.set(keyOf(pattern), name);
  const texts = CORPORA.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .sort()
      .map((name) => readFileSync(join(ROOT, folder, name), "utf8")),
  );
  const { exec } = RegExp.prototype;
  const add = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  RegExp.prototype.exec = function (this: RegExp, text: string) {
    const match = exec.call(this, text);
    const name = match && declared.get(keyOf(this));
    if (name) add(found, name);
    return match;
  };
  try {
    for (const text of texts) {
      const { rejections, notRejections, objections, claimStatements } = extract(text);
      for (const { because } of [...rejections, ...notRejections, ...objections, ...claimStatements])
        for (const name of because) add(decided, name);
    }
  } finally {
    RegExp.prototype.exec = exec;
  }
  return { texts: texts.length, found, decided };
}

/** The parts of docs/reference/patterns.md behind its title. */
export function patternsPage(
  table: (headings: readonly string[], rows: readonly string[][]) => string,
): string[] {
  const { texts, found, decided } = countInCorpora();
  const vocabulary = readVocabulary(join(ROOT, "src/extract"));
  const groups = [...declaredPatterns()].sort(
    (a, b) => vocabulary.groups.get(a.title)!.station - vocabulary.groups.get(b.title)!.station,
  );
  const fileOf = (title: string) => `\`${VOCABULARY}/${vocabulary.groups.get(title)!.file}\``;
  const total = groups.reduce((sum, { patterns }) => sum + patterns.length, 0);
  const count = (counts: ReadonlyMap<string, number>, name: string) => String(counts.get(name) ?? 0);
  const reasons = (title: string, about: string, list: readonly { name: string; says: string }[]) => [
    `## ${title}`,
    about,
    table(
      ["reason", "what it says", "decided"],
      list.map(({ name, says }) => [`\`${name}\``, says, count(decided, name)]),
    ),
  ];
  return [
    `${total} wordings decide what an Office action says, in ${groups.length} groups, in the order in which a text passes them. Each has ` +
      "words that it finds and words that look like it and must be left alone; a test runs them all. *Found* is how often " +
      `the words were found in the ${texts} texts of the corpora, *decided* how often a reason stands ` +
      "in `because` of a rejection or of a statement that does not count. A finding gives its reasons there by these " +
      "names. To add a word of the standing of claims or a verb that ends a rejection, see the tables " +
      "[Words of the standing of claims](#words-of-the-standing-of-claims) and " +
      "[Verbs by which a rejection ends or stands](#verbs-by-which-a-rejection-ends-or-stands); any other wording, its pattern, and its whole " +
      "sentence goes to `test/extract/wordings`. Wordings are asked of text in lower case, most of them of a few words before or behind another. " +
      "Under *words*, braces hold alternatives that `/` parts, round brackets what may be missing, square ones are brackets of the text, `…` stands for any words, `#` for digits, and a part stands by its name. " +
      "Where the words are no list, the examples tell them; the expression itself stands in the file.",
    table(
      ["group", "wordings", "in"],
      groups.map(({ title, patterns }) => [
        `[${title}](#${anchor(title)})`,
        String(patterns.length),
        fileOf(title),
      ]),
    ),
    "Tables of words stand on this page, too ([ends](#verbs-by-which-a-rejection-ends-or-stands), [standing](#words-of-the-standing-of-claims), " +
      "[verbs](#words-of-a-verb)), or in their files alone:",
    table(
      ["table", "in"],
      TABLES.map(([says, file]) => [says, `\`${VOCABULARY}/${file}\``]),
    ),
    ...reasons(
      "Verdict: before all else",
      "What a sentence in the words of a rejection comes to is decided once, in `src/extract/verdict/verdict.ts`, by the reasons of the next three tables in their order.",
      BEFOREHAND,
    ),
    ...reasons("Verdict: what the sentence says by itself", "The first that finds something decides.", SAID),
    ...reasons(
      "Verdict: what is said around it",
      "The first that finds something outweighs what the sentence says by itself, unless that is a condition, a denial, another application's or quoted.",
      AROUND,
    ),
    ...reasons(
      "Verdict: which of those that may count do",
      "The same rejection counts once; what is maintained counts where nothing else makes it.",
      COUNTING,
    ),
    ...reasons(
      "Standing of claims",
      "Which rule tells that claims are allowed, objected to, cancelled, withdrawn or pending, or that an objection ended.",
      STANDING,
    ),
    "## Verbs by which a rejection ends or stands",
    "The table `src/extract/vocabulary/endingVerbs.ts`. To add a verb, add a row there: the patterns of its passive, active and denied " +
      "forms are put together from it (`src/extract/vocabulary/withdrawnOrMaintained.ts`), and a test reads them in whole sentences.",
    table(
      ["to …", "the amendment …", "has been …", "what is said", "counts"],
      ENDING_VERBS.map(({ base, present, participle, says, ofOtherThingsToo }) => [
        base ?? "",
        present ?? "",
        participle,
        says,
        ofOtherThingsToo ? "of a rejection or objection alone" : "",
      ]),
    ),
    "## Words of the standing of claims",
    "The table `src/extract/vocabulary/standingWords.ts`. To add a word, add it there: the scan, the borders between the parts of a " +
      "status sentence and the reading follow from its row. The sentences are read whole by a test.",
    ...STANDING_WORDS.map((row) => standingWord(row, count(decided, row.name))),
    "## Words of a verb",
    "The table `src/extract/vocabulary/verbWords.ts`: what may stand between claims and “rejected”, “allowed” and the like. How the words are read together is in `src/extract/text/tenseAndDenial.ts`; the sentences are read whole by a test.",
    table(
      ["words", "what they say", "for example"],
      VERB_WORDS.map(({ says, words, matches }) => [words.join(", "), says, matches.join("; ")]),
    ),
    "## Formats of document numbers",
    "U.S. numbers are read by the first of these that fits, in `src/extract/references/offices/us.ts`:",
    table(
      ["format", "for example"],
      US_FORMATS.map(({ name, says }) => [`\`${name}\``, says]),
    ),
    "Foreign numbers have as many digits as `src/extract/vocabulary/offices.ts` says, in groups of three or around a year; these offices write them in a way of their own:",
    table(
      ["office", "what joins its digits"],
      [...OFFICE_FORMATS].map(([code, { says }]) => [code, says]),
    ),
    ...groups.flatMap(({ title, about, patterns }) => [
      `## ${title}`,
      `${about} In ${fileOf(title)}.`,
      ...patterns.map((one) => pattern(one, count(found, one.name), vocabulary.wordings.get(one.name)!)),
      ...partsOf(vocabulary.groups.get(title)!.parts),
    ]),
  ];
}

const quoted = (words: readonly string[]) => words.map((one) => `“${one.replaceAll("\n", "⏎")}”`).join(", ");

function standingWord(
  { name, says, from, words, makes, matches, not }: (typeof STANDING_WORDS)[number],
  decided: string,
): string {
  return [
    `### ${name}`,
    `${says}${from ? ` *${from}.*` : ""} ${makes === null ? "" : `Decided ${decided} times.`}`.trim(),
    `- words: ${quoted(words)}\n- makes: ${quoted(matches)}\n- makes nothing: ${quoted(not)}`,
  ].join("\n\n");
}

/** What a wording means, the words it is made of where they can be told, its examples, and who asks it. No expression. */
function pattern(
  { name, says, from, matches, not, stems = [] }: DeclaredPattern,
  found: string,
  { words, parts, askedIn }: { words: string | null; parts: readonly string[]; askedIn: readonly string[] },
): string {
  return [
    `### ${name}`,
    `${says}${from ? ` *${from}.*` : ""} Found ${found} times.`,
    [
      `- finds: ${quoted(matches)}`,
      ...(not.length > 0 ? [`- leaves alone: ${quoted(not)}`] : []),
      ...(words === null ? [] : [`- words: ${words}`]),
      ...(words === null && parts.length > 0
        ? [`- put together from: ${parts.map((one) => `*${one}*`).join(", ")}`]
        : []),
      ...(stems.length > 0 ? [`- looked for where a word begins with: ${quoted(distinctWords(stems))}`] : []),
      ...(askedIn.length > 0 ? [`- asked in: ${askedIn.map((file) => `\`${file}\``).join(", ")}`] : []),
    ].join("\n"),
  ].join("\n\n");
}

/** Stems without the blank or mark that makes a short one three characters long. */
const distinctWords = (stems: readonly string[]) => [...new Set(stems.map((stem) => stem.trim()))];

/** The named parts from which the wordings above them are put together. */
function partsOf(parts: readonly Part[]): string[] {
  const told = parts.flatMap(({ name, says, words }) => {
    const text = [says, words].filter((one) => one !== null).join(" ");
    return text === "" ? [] : [`- *${name}*: ${text}`];
  });
  return told.length > 0 ? ["Parts of these wordings:", told.join("\n")] : [];
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 _-]/g, "")
    .replaceAll(" ", "-");
}
