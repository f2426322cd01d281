import type { Random } from "./random.js";
import type { RowWriter } from "./row-writer.js";
import { surnames } from "./vocabulary.js";

/**
 * The cited documents, by rank of popularity. A number below ten million is a patent; above that a
 * publication, `year - 2000` followed by its seven digits, so that 20,040,123,456 fits 32 bits as 40,123,456.
 */
export class References {
  readonly numbers: Uint32Array;
  /** Citation rows whose raw text is just this number, and those that dress it up; both have it in `parsed`. */
  readonly bareRows: Uint32Array;
  readonly dressedRows: Uint32Array;

  constructor(
    readonly count: number,
    seed: number,
  ) {
    this.numbers = new Uint32Array(count);
    this.bareRows = new Uint32Array(count);
    this.dressedRows = new Uint32Array(count);
    // Multiplying by a number that shares no factor with the modulus visits every residue once, so no two
    // ranks get the same number.
    const patents = 8_699_989;
    const publicationsAYear = 539_989;
    const publications = publicationsAYear * 16;
    const offset = Math.abs(seed * 7919) % 1_000_000;
    for (let rank = 0; rank < count; rank++) {
      const hash = Math.imul(rank + 1, 0x9e3779b1) >>> 0;
      if (hash % 100 < 55) {
        this.numbers[rank] = 900_000 + (((rank + offset) * 5_039_807) % patents);
        continue;
      }
      const place = ((rank + offset) * 3_144_013) % publications;
      const year = 1 + Math.floor(place / publicationsAYear);
      this.numbers[rank] = year * 10_000_000 + 1 + (place % publicationsAYear);
    }
  }

  /** Popularity falls with the square root of the rank: a few references are cited thousands of times. */
  draw(random: Random): number {
    const fraction = random.fraction();
    return Math.floor(this.count * fraction * fraction);
  }

  text(rank: number): string {
    const number = this.numbers[rank]!;
    return number < 10_000_000 ? String(number) : `20${String(number).padStart(9, "0")}`;
  }

  write(rank: number, rows: RowWriter): void {
    const number = this.numbers[rank]!;
    if (number < 10_000_000) {
      rows.digits(number);
      return;
    }
    rows.code(50);
    rows.code(48);
    rows.digits(number, 9);
  }

  /** A citation as an examiner or applicant wrote it rather than as a bare number. */
  unusualNotation(rank: number, random: Random): { readonly raw: string; readonly hasNumber: boolean } {
    const number = this.numbers[rank]!;
    if (random.chance(0.44)) return { raw: foreignNumber(number), hasNumber: false };
    const name = surnames[number % surnames.length]!;
    const text = this.text(rank);
    const dressed =
      text.length === 11
        ? `US ${text.slice(0, 4)}/${text.slice(4)}`
        : `US ${text.replace(/\B(?=(\d{3})+$)/g, ",")}`;
    const kind = random.below(20);
    if (kind < 6) return { raw: `${name} (${dressed})`, hasNumber: true };
    if (kind < 9) return { raw: `${name} ${text}`, hasNumber: true };
    if (kind < 13) return { raw: `${dressed} ${text.length === 11 ? "A1" : "B2"}`, hasNumber: true };
    if (kind < 15) return { raw: dressed.slice(3), hasNumber: true };
    if (kind < 17)
      return { raw: `${name}; Inventor ${dressed} ${text.length === 11 ? "A1" : "B1"}`, hasNumber: true };
    if (kind < 19) return { raw: `${name} et al. (${dressed}, hereinafter "${name}")`, hasNumber: true };
    return {
      raw: `as applied to claim ${1 + (number % 20)} above, and further in view of ${name}`,
      hasNumber: false,
    };
  }
}

function foreignNumber(number: number): string {
  const year = 1990 + (number % 25);
  const serial = String(number % 1_000_000).padStart(6, "0");
  switch (number % 7) {
    case 0:
      return `JP ${year}-${serial}`;
    case 1:
      return `WO 20${String(number % 16).padStart(2, "0")}${serial}`;
    case 2:
      return `EP ${1_000_000 + (number % 1_900_000)} A1`;
    case 3:
      return `JP ${year}${serial} A`;
    case 4:
      return `KR 10-${year}-0${serial}`;
    case 5:
      return `CN 1${String(number % 100_000_000).padStart(8, "0")} A`;
    default:
      return `DE 10${year}${serial.slice(1)}`;
  }
}
