/**
 * Writes pairs of passages of the corpora, each a passage and the one that is to be found with it, by rules that make the
 * truth known: *repeated*, where two actions of one application say nearly the same, and *changed*, where every tenth word
 * of a passage was dropped and two were replaced. Pairs on held-out texts are held out, too.
 *
 * npm run -s tools && node build/scripts/similar.js
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formParagraphIn } from "../src/extract/index.js";

interface Passage {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

type Pair =
  | { readonly kind: "repeated"; readonly passage: Passage; readonly right: Passage }
  | { readonly kind: "changed"; readonly text: string; readonly right: Passage };

/** Pairs of each part: a third is withheld. */
const PARTS = {
  development: { folders: ["development", "wider/development"], pairs: 27 },
  "held-out": { folders: ["held-out", "wider/held-out"], pairs: 13 },
} as const;
const FOLDER = join(import.meta.dirname, "../../corpora");
const SHORTEST = 250;
const LONGEST = 1200;
/** Pairs of the first kind at most: few applications have two actions. */
const MOST_REPEATED = 6;
/** Of two passages that are nearly the same, how much of their words is in both. */
const NEARLY_THE_SAME = { from: 0.5, to: 0.98 };

/** The words of a text, told once. */
const known = new Map<string, ReadonlySet<string>>();
const passages = new Map<string, readonly Passage[]>();
const bodies = new Map<string, string>();
for (const { folders } of Object.values(PARTS))
  for (const folder of folders)
    for (const name of readdirSync(join(FOLDER, folder, "texts")))
      if (name.endsWith(".txt"))
        bodies.set(`${folder}/texts/${name}`, readFileSync(join(FOLDER, folder, "texts", name), "utf8"));

for (const [part, { folders, pairs }] of Object.entries(PARTS)) {
  const files = [...bodies.keys()].filter((file) =>
    folders.some((folder) => file.startsWith(`${folder}/texts/`)),
  );
  const repeated = repeatedIn(files);
  const made = [...repeated, ...changedIn(files, pairs - repeated.length)];
  writeFileSync(
    join(FOLDER, "similar", `${part}.jsonl`),
    `${made.map((each) => JSON.stringify(each)).join("\n")}\n`,
  );
  process.stdout.write(`${part}: ${made.length} pairs, ${repeated.length} of them repeated\n`);
}

/** Passages that two actions of one application have, with small changes. */
function repeatedIn(files: readonly string[]): readonly Pair[] {
  const found: Pair[] = [];
  for (const file of files)
    for (const other of files) {
      if (other <= file || applicationOf(other) === null || applicationOf(other) !== applicationOf(file))
        continue;
      for (const passage of passagesOf(file)) {
        const right = mostAlike(passage, passagesOf(other));
        if (right) found.push({ kind: "repeated", passage, right });
      }
    }
  return byChance(found, (each) => JSON.stringify(each)).slice(0, MOST_REPEATED);
}

/** The passage that shares most words with another, where they are nearly the same and not just the same. */
function mostAlike(passage: Passage, others: readonly Passage[]): Passage | null {
  const shared = (each: Passage) => sharedWords(textOf(passage), textOf(each));
  const [best] = [...others].sort((a, b) => shared(b) - shared(a));
  return best && shared(best) >= NEARLY_THE_SAME.from && shared(best) <= NEARLY_THE_SAME.to ? best : null;
}

/** One passage of each text in turn, until there are enough. */
function changedIn(files: readonly string[], most: number): readonly Pair[] {
  const chosen = byChance(files, (file) => file).map((file) =>
    byChance(passagesOf(file).filter(isUnique), ({ start }) => `${file} ${start}`),
  );
  const inTurn = [0, 1, 2].flatMap((round) => chosen.flatMap((all) => all.slice(round, round + 1)));
  return inTurn.slice(0, most).map((right) => ({ kind: "changed", text: changed(textOf(right)), right }));
}

/** The text without every tenth word, two of its words replaced by one that stands nowhere else. */
function changed(text: string): string {
  const words = text.split(/\s+/);
  const kept = words.filter((_, at) => at % 10 !== 4);
  for (const share of [0.3, 0.7]) kept[Math.floor(kept.length * share)] = "widget";
  return kept.join(" ");
}

/** Paragraphs of a usual length that are no form paragraph. */
function passagesOf(file: string): readonly Passage[] {
  const before = passages.get(file);
  if (before) return before;
  const body = bodies.get(file)!;
  const found = [...body.matchAll(/\S[^\n]*/g)]
    .map(({ 0: line, index }) => ({ file, start: index, end: index + line.trimEnd().length }))
    .filter(({ start, end }) => end - start >= SHORTEST && end - start <= LONGEST)
    .filter((each) => formParagraphIn(textOf(each), "any") === null);
  passages.set(file, found);
  return found;
}

function textOf({ file, start, end }: Passage): string {
  return bodies.get(file)!.slice(start, end);
}

/** No other text has a passage that is nearly the same. */
function isUnique(passage: Passage): boolean {
  return [...bodies.keys()].every(
    (file) =>
      file === passage.file ||
      passagesOf(file).every((each) => sharedWords(textOf(passage), textOf(each)) < NEARLY_THE_SAME.from),
  );
}

function sharedWords(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}

function wordsOf(text: string): ReadonlySet<string> {
  const before = known.get(text);
  if (before) return before;
  const words = new Set(text.toLowerCase().match(/[a-z0-9]+/g) ?? []);
  known.set(text, words);
  return words;
}

function applicationOf(file: string): string | null {
  return /\/(\d{8})-/.exec(file)?.[1] ?? null;
}

/** Anything but chance: the same texts always give the same pairs. */
function byChance<T>(items: readonly T[], seed: (item: T) => string): readonly T[] {
  const order = (item: T) => createHash("sha1").update(seed(item)).digest("hex");
  return [...items].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
