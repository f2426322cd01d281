import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Random } from "../release/random.js";

/**
 * A paragraph of a real Office action, cut where a word or number may be exchanged: fixed[0] slot[0] fixed[1] …
 * A positive slot asks for that many digits, -1 for an invented word.
 */
interface Paragraph {
  readonly fixed: readonly string[];
  readonly slots: readonly number[];
  readonly length: number;
}

/**
 * Makes Office-action texts of real length by recombining runs of paragraphs of real ones and exchanging
 * numbers and some words, so that the vocabulary grows with the number of texts as it does in truth.
 */
export class TextMaker {
  private readonly actions: readonly (readonly Paragraph[])[];
  private readonly words: InventedWords;

  constructor(
    folder: string,
    private readonly random: Random,
  ) {
    const files = readdirSync(folder)
      .filter((name) => name.endsWith(".txt"))
      .sort();
    const texts = files
      .map((name) => readFileSync(join(folder, name), "utf8"))
      .filter((text) => text.length > 4000);
    if (texts.length === 0) throw new Error(`There are no texts of Office actions in ${folder}.`);
    const cutter = new Random(1);
    this.actions = texts.map((text) => text.split(/\n/).map((line) => cut(line, cutter)));
    this.words = new InventedWords(cutter, 200_000);
  }

  make(): string {
    const { random } = this;
    const aim = Math.min(80_000, Math.max(2_500, Math.round(8_300 * Math.exp(0.65 * this.normal()))));
    const opening = random.pick(this.actions);
    const closing = random.pick(this.actions).slice(-4);
    const parts: string[] = [];
    let length = closing.reduce((sum, paragraph) => sum + paragraph.length, 0);
    let source = opening;
    let at = 0;
    let runLeft = 6;
    while (length < aim) {
      if (runLeft === 0 || at >= source.length) {
        source = random.pick(this.actions);
        at = random.below(source.length);
        runLeft = 3 + random.below(12);
      }
      const paragraph = source[at++]!;
      runLeft--;
      parts.push(this.render(paragraph));
      length += paragraph.length + 1;
    }
    for (const paragraph of closing) parts.push(this.render(paragraph));
    return parts.join("\n");
  }

  private render({ fixed, slots }: Paragraph): string {
    let text = fixed[0]!;
    for (let i = 0; i < slots.length; i++) {
      const slot = slots[i]!;
      text += (slot < 0 ? this.words.draw(this.random) : this.number(slot)) + fixed[i + 1]!;
    }
    return text;
  }

  private number(digits: number): string {
    let text = String(1 + this.random.below(9));
    while (text.length < digits) text += String(this.random.below(10));
    return text;
  }

  /** Close enough to a normal law: the sum of twelve even ones. */
  private normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += this.random.fraction();
    return sum;
  }
}

/** Half of the longer numbers and one in thirty longer words become slots. */
function cut(line: string, random: Random): Paragraph {
  const fixed: string[] = [];
  const slots: number[] = [];
  let from = 0;
  for (const match of line.matchAll(/(?<=\s)(?:\d{2,9}|[a-z]{6,})(?=\s)/g)) {
    const isNumber = /\d/.test(match[0]);
    if (!random.chance(isNumber ? 0.5 : 0.033)) continue;
    fixed.push(line.slice(from, match.index));
    slots.push(isNumber ? match[0].length : -1);
    from = match.index + match[0].length;
  }
  fixed.push(line.slice(from));
  return { fixed, slots, length: line.length };
}

/** Pronounceable words that mean nothing; low ranks are drawn far more often than high ones. */
class InventedWords {
  private readonly words: readonly string[];

  constructor(random: Random, count: number) {
    const syllables =
      "ba ce di fo gu la me ni po ru sa te vi xo zu bran clo dri fle gry plen stu tron vex kal".split(" ");
    const endings = ["", "", "n", "r", "tion", "ed", "ing", "ment"];
    const words = new Set<string>();
    while (words.size < count) {
      let word = "";
      for (let left = 2 + random.below(3); left > 0; left--) word += random.pick(syllables);
      words.add(word + random.pick(endings));
    }
    this.words = [...words];
  }

  draw(random: Random): string {
    return this.words[Math.floor(this.words.length * random.fraction() ** 3)]!;
  }
}
