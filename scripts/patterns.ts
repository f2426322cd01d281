/** The page of every wording that decides: what it says, examples, and how often it decided in the corpora. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { STANDING } from "../src/extract/claims/index.js";
import { extract } from "../src/extract/index.js";
import { OFFICE_FORMATS, US_FORMATS } from "../src/extract/references/index.js";
import { AROUND, BEFOREHAND, COUNTING, SAID } from "../src/extract/verdict/index.js";
import { type DeclaredPattern, declaredPatterns } from "../src/extract/vocabulary/index.js";

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
  const groups = declaredPatterns();
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
    `${total} wordings decide what an Office action says, in ${groups.length} groups, printed as a patent lawyer would look them up. Each has ` +
      "words that it finds and words that look like it and must be left alone; a test runs them all. *Found* is how often " +
      `the words were found in the ${texts} texts of the corpora, *decided* how often a reason stands ` +
      "in `because` of a rejection or of a statement that does not count. A finding gives its reasons there by these " +
      "names. Patterns are asked of text in lower case, most of them of a few words before or behind another; `^` and `$` are " +
      "the borders of those words.",
    groups.map(({ title, patterns }) => `- [${title}](#${anchor(title)}): ${patterns.length}`).join("\n"),
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
      about,
      ...patterns.map((one) => pattern(one, count(found, one.name))),
    ]),
  ];
}

function pattern(
  { name, says, from, matches, not, pattern: { source } }: DeclaredPattern,
  found: string,
): string {
  const quoted = (words: readonly string[]) =>
    words.map((one) => `“${one.replaceAll("\n", "⏎")}”`).join(", ");
  return [
    `### ${name}`,
    `${says}${from ? ` *${from}.*` : ""} Found ${found} times.`,
    [`- finds: ${quoted(matches)}`, ...(not.length > 0 ? [`- leaves alone: ${quoted(not)}`] : [])].join("\n"),
    `\`\`\`text\n${source.replaceAll("\n", "\\n")}\n\`\`\``,
  ].join("\n\n");
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 _-]/g, "")
    .replaceAll(" ", "-");
}
