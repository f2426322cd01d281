import type { Random } from "./random.js";

/**
 * A pack of cards drawn without replacement. It is how a stream ends with exactly the published totals: put as
 * many cards of each face into the pack as there are rows of each kind, and draw one for every row. Weights
 * only change *where* a face turns up, never how often.
 */
export class Deck {
  private readonly cards: Float64Array;
  private cardsLeft = 0;

  constructor(counts: readonly number[]) {
    this.cards = Float64Array.from(counts);
    for (const count of counts) {
      if (count < 0 || !Number.isInteger(count)) throw new RangeError(`A deck cannot hold ${count} cards.`);
      this.cardsLeft += count;
    }
  }

  get left(): number {
    return this.cardsLeft;
  }

  draw(random: Random): number {
    let position = random.fraction() * this.cardsLeft;
    for (let face = 0; face < this.cards.length; face++) {
      position -= this.cards[face]!;
      if (position < 0) return this.take(face);
    }
    return this.take(this.anyFace());
  }

  /** Draws with the chance of each face multiplied by its weight. */
  drawWeighted(random: Random, weights: ArrayLike<number>): number {
    let total = 0;
    for (let face = 0; face < this.cards.length; face++) total += this.cards[face]! * weights[face]!;
    let position = random.fraction() * total;
    for (let face = 0; face < this.cards.length; face++) {
      position -= this.cards[face]! * weights[face]!;
      if (position < 0) return this.take(face);
    }
    return this.take(this.anyFace());
  }

  has(face: number): boolean {
    return this.cards[face]! > 0;
  }

  /** Takes one card of this face; the deck must have it. */
  take(face: number): number {
    if (!(this.cards[face]! > 0)) throw new RangeError(`The deck has no card of face ${face} left.`);
    this.cards[face]! -= 1;
    this.cardsLeft -= 1;
    return face;
  }

  private anyFace(): number {
    const face = this.cards.findIndex((count) => count > 0);
    if (face < 0) throw new RangeError("The deck is empty.");
    return face;
  }
}
