import { documentId } from "./action-store.js";
import { actionSubtypes, actionTypes } from "./columns.js";
import type { ExaminedAction, Reliance } from "./examination.js";
import type { Random } from "./random.js";
import type { References } from "./references.js";
import type { RowWriter } from "./row-writer.js";
import type { Shape } from "./shape.js";

/** What the citing of references tells those who count; once for each row. */
export interface CitationWatcher {
  /** `forms` has bit 0 for the examiner's form, bit 1 for the applicant's. */
  listed(forms: number): void;
  relied(forms: number, reliance: Reliance, action: ExaminedAction | null): void;
  /** The raw text when it is more than a number; `parsed` is empty when it holds none. */
  unusual(raw: string, parsed: string): void;
}

/** A reference as one application cites it: the same notation and forms on each of its rows. */
interface CitedReference {
  readonly rank: number;
  readonly unusual: { readonly raw: string; readonly hasNumber: boolean } | null;
  readonly forms: number;
}

/**
 * Writes the citation rows of one application after another, so that in the end there are exactly as many as the
 * shape says: the number that only stand on forms is steered by how many are still to come.
 */
export class Citing {
  rows = 0;
  private reliedRows = 0;
  private actionsSeen = 0;
  private applicationsLeft: number;
  private orphanRowsLeft: number;
  private readonly seen = new SmallSet();

  constructor(
    private readonly shape: Shape,
    private readonly orphans: number,
    private readonly random: Random,
    private readonly references: References,
    private readonly writer: RowWriter,
    private readonly watcher: CitationWatcher,
  ) {
    this.applicationsLeft = shape.applications - shape.applicationsWithoutCitations;
    this.orphanRowsLeft = shape.orphanCitations;
  }

  skip(actions: readonly ExaminedAction[]): void {
    this.actionsSeen += actions.length;
  }

  application(applicationId: number, actions: readonly ExaminedAction[]): void {
    this.seen.clear();
    this.actionsSeen += actions.length;
    this.applicationsLeft--;
    const pool: CitedReference[] = [];
    let previous: { references: CitedReference[][]; from: ExaminedAction } | null = null;
    for (const examined of actions) {
      const cited: CitedReference[][] =
        examined.isDuplicate && previous
          ? previous.references
          : examined.reliances.map((reliance) => this.choose(reliance.references, pool));
      examined.reliances.forEach((reliance, ground) => {
        for (const reference of cited[ground]!) this.relied(applicationId, reference, reliance, examined);
      });
      previous = { references: cited, from: examined };
    }
    for (let left = this.listedCount(); left > 0; left--) this.listed(applicationId);
  }

  /** An application that has citations and no action. */
  orphan(applicationId: number, isLast: boolean, documents: () => { idKey: number; ending: number }): void {
    this.seen.clear();
    const left = this.orphanRowsLeft;
    const mean = left / this.orphansLeft;
    let count = isLast ? left : Math.min(left - this.orphansLeft + 1, 1 + this.random.below(2 * mean - 1));
    count = Math.max(0, count);
    this.orphanRowsLeft -= count;
    this.orphansDone++;
    const reliance = {
      type: actionTypes.indexOf("103"),
      subtype: actionSubtypes.indexOf("a"),
      references: 1,
    };
    if (count > 0 && this.random.chance(0.3)) {
      const { idKey, ending } = documents();
      const [reference] = this.choose(1, []);
      this.writeRelied(applicationId, reference!, reliance, documentId(idKey, ending));
      this.watcher.relied(reference!.forms, reliance, null);
      count--;
    }
    for (; count > 0; count--) this.listed(applicationId);
  }

  private orphansDone = 0;

  private get orphansLeft(): number {
    return this.orphans - this.orphansDone;
  }

  private choose(count: number, pool: CitedReference[]): CitedReference[] {
    const { random } = this;
    const chosen: CitedReference[] = [];
    for (let attempts = 0; chosen.length < count && attempts < 40; attempts++) {
      const reused = pool.length > 0 && random.chance(0.6) ? pool[random.below(pool.length)]! : null;
      if (reused) {
        if (!chosen.includes(reused)) chosen.push(reused);
        continue;
      }
      const rank = this.references.draw(random);
      if (!this.seen.add(rank)) continue;
      const cited = {
        rank,
        unusual: this.notation(rank),
        forms: reliedForms[random.below(reliedForms.length)]!,
      };
      pool.push(cited);
      chosen.push(cited);
    }
    return chosen;
  }

  private notation(rank: number) {
    return this.random.chance(0.015) ? this.references.unusualNotation(rank, this.random) : null;
  }

  /** How many references this application lists without relying on them: few mostly, hundreds at times. */
  private listedCount(): number {
    const { shape, random } = this;
    const actionsLeft = shape.actions - this.actionsSeen;
    const reliedToCome = actionsLeft * (this.actionsSeen > 1000 ? this.reliedRows / this.actionsSeen : 2.7);
    const left = shape.citations - this.rows - this.orphanRowsLeft;
    if (this.applicationsLeft === 0) return Math.max(0, left);
    const mean = Math.max(0, left - reliedToCome) / (this.applicationsLeft + 1);
    const most = Math.max(0, Math.min(2000, left - actionsLeft * 7 - 30));
    return Math.min(most, Math.floor(mean * longTail[random.below(longTail.length)]! + random.fraction()));
  }

  private listed(applicationId: number): void {
    const { random, references, writer } = this;
    let rank = references.draw(random);
    for (let attempts = 0; !this.seen.add(rank) && attempts < 40; attempts++) rank = references.draw(random);
    const forms = listedForms[random.below(listedForms.length)]!;
    writer.digits(applicationId, 8);
    writer.code(COMMA);
    this.writeReference(rank, this.notation(rank));
    writer.raw(LISTED[forms]!);
    this.rows++;
    this.watcher.listed(forms);
  }

  private relied(
    applicationId: number,
    cited: CitedReference,
    reliance: Reliance,
    examined: ExaminedAction,
  ): void {
    this.reliedRows++;
    const { idKey, ending } = examined.action;
    this.writeRelied(applicationId, cited, reliance, documentId(idKey, ending));
    this.watcher.relied(cited.forms, reliance, examined);
  }

  private writeRelied(
    applicationId: number,
    cited: CitedReference,
    reliance: Reliance,
    document: string,
  ): void {
    const { writer } = this;
    writer.digits(applicationId, 8);
    writer.code(COMMA);
    this.writeReference(cited.rank, cited.unusual);
    writer.code(COMMA);
    writer.text(document);
    writer.code(COMMA);
    writer.text(actionTypes[reliance.type]!);
    writer.code(COMMA);
    writer.text(actionSubtypes[reliance.subtype]!);
    writer.raw(RELIED[cited.forms]!);
    this.rows++;
  }

  private writeReference(rank: number, unusual: CitedReference["unusual"]): void {
    const { references, writer } = this;
    if (unusual === null) {
      const from = writer.size;
      references.write(rank, writer);
      const number = writer.size;
      writer.code(COMMA);
      writer.again(from, number);
      references.bareRows[rank]!++;
      return;
    }
    writer.text(/[",]/.test(unusual.raw) ? `"${unusual.raw.replaceAll('"', '""')}"` : unusual.raw);
    writer.code(COMMA);
    if (unusual.hasNumber) {
      references.write(rank, writer);
      references.dressedRows[rank]!++;
    }
    this.watcher.unusual(unusual.raw, unusual.hasNumber ? references.text(rank) : "");
  }
}

const COMMA = 44;
const LISTED = [0, 1, 2, 3].map((forms) => Buffer.from(`,,,,${forms & 1},${forms >> 1},0\n`));
const RELIED = [0, 1, 2, 3].map((forms) => Buffer.from(`,${forms & 1},${forms >> 1},1\n`));
/** Guessed mixtures: listed ones stand on a form; relied ones mostly on the examiner's, a few on neither. */
const listedForms = mixture([0, 6, 13, 1]);
const reliedForms = mixture([1, 14, 3, 2]);

function mixture(parts: readonly number[]): number[] {
  return parts.flatMap((count, forms) => new Array<number>(count).fill(forms));
}

/** A log-normal law of mean 1 and sigma 1.2 at evenly spaced probabilities. */
const longTail = Array.from({ length: 4096 }, (_, i) =>
  Math.exp(1.2 * normalQuantile((i + 0.5) / 4096) - 0.72),
);

/** Inverts the normal distribution by bisection on the error function's series; only runs at start. */
function normalQuantile(probability: number): number {
  let low = -6;
  let high = 6;
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function normalShare(x: number): number {
  let term = x;
  let sum = x;
  for (let i = 1; i < 200; i++) {
    term *= (x * x) / (2 * i + 1);
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Up to some thousand whole numbers; clearing costs nothing. */
class SmallSet {
  private readonly slots = new Int32Array(16_384);
  private readonly ages = new Int32Array(16_384);
  private age = 1;

  clear(): void {
    this.age++;
  }

  /** False when the number was there already. */
  add(value: number): boolean {
    for (let slot = Math.imul(value, 0x9e3779b1) >>> 18; ; slot = (slot + 1) & 16_383) {
      if (this.ages[slot] !== this.age) {
        this.ages[slot] = this.age;
        this.slots[slot] = value;
        return true;
      }
      if (this.slots[slot] === value) return false;
    }
  }
}
