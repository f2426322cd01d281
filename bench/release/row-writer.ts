/** Bytes of a CSV file in the making. Grows when a row does not fit; `take` hands the bytes over and starts anew. */
export class RowWriter {
  private bytes: Uint8Array;
  private length = 0;

  constructor(private readonly capacity: number) {
    this.bytes = new Uint8Array(capacity + 65_536);
  }

  get isFull(): boolean {
    return this.length >= this.capacity;
  }

  get size(): number {
    return this.length;
  }

  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.bytes = new Uint8Array(this.bytes.length);
    this.length = 0;
    return taken;
  }

  /** What was written since `from`, as text. */
  textSince(from: number): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, this.length - from).toString(
      "latin1",
    );
  }

  /** One ASCII character by its code. */
  code(code: number): void {
    this.room(1);
    this.bytes[this.length++] = code;
  }

  /** Text prepared as bytes. */
  raw(source: Uint8Array): void {
    const size = source.length;
    this.room(size);
    if (size > 40) {
      this.bytes.set(source, this.length);
      this.length += size;
      return;
    }
    const bytes = this.bytes;
    let at = this.length;
    for (let i = 0; i < size; i++) bytes[at++] = source[i]!;
    this.length = at;
  }

  text(text: string): void {
    const size = text.length;
    this.room(size);
    for (let i = 0; i < size; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  /** What was written from one place to another, once more. */
  again(from: number, to: number): void {
    this.room(to - from);
    for (let i = from; i < to; i++) this.bytes[this.length++] = this.bytes[i]!;
  }

  /** A whole number, padded with zeros on the left to at least `width` digits. */
  digits(value: number, width = 1): void {
    let size = width;
    for (let limit = 10 ** width; value >= limit; limit *= 10) size++;
    this.room(size);
    const bytes = this.bytes;
    let rest = value;
    // Numbers below 2^31 divide as integers, which is several times faster.
    let at = this.length + size;
    this.length = at;
    if (rest <= 0x7fffffff) {
      let whole = rest | 0;
      for (let i = 0; i < size; i++) {
        const quotient = (whole / 10) | 0;
        bytes[--at] = 48 + whole - quotient * 10;
        whole = quotient;
      }
      return;
    }
    for (let i = 0; i < size; i++) {
      const quotient = Math.floor(rest / 10);
      bytes[--at] = 48 + rest - quotient * 10;
      rest = quotient;
    }
  }

  private room(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const larger = new Uint8Array(this.bytes.length * 2 + size);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
