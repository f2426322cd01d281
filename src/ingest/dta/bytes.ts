import { ArtunitError } from "../../errors.js";

/** Takes bytes off a stream from its beginning to its end, as many at a time as are asked for. */
export class ByteReader {
  /** How many bytes were taken or passed over. */
  position = 0;
  private readonly chunks: AsyncIterator<Uint8Array>;
  private waiting: Buffer = Buffer.alloc(0);

  constructor(
    source: AsyncIterable<Uint8Array>,
    private readonly fileName: string,
  ) {
    this.chunks = source[Symbol.asyncIterator]();
  }

  /** The next bytes, exactly so many. Throws `file-unreadable` where there are fewer. */
  async take(count: number): Promise<Buffer> {
    const found = await this.takeUpTo(count);
    if (found.length < count) throw this.cutShort();
    return found;
  }

  /** The next bytes: fewer than asked for only at the end. */
  async takeUpTo(count: number): Promise<Buffer> {
    await this.gather(count);
    const found = this.waiting.subarray(0, count);
    this.waiting = this.waiting.subarray(found.length);
    this.position += found.length;
    return found;
  }

  /** Whether every byte was taken. */
  async isAtEnd(): Promise<boolean> {
    await this.gather(1);
    return this.waiting.length === 0;
  }

  /** Passes over bytes without keeping them; a number may be larger than any memory. */
  async skip(count: number): Promise<void> {
    let left = count;
    while (left > this.waiting.length) {
      left -= this.waiting.length;
      this.position += this.waiting.length;
      const chunk = await this.next();
      if (chunk === null) throw this.cutShort();
      this.waiting = chunk;
    }
    this.waiting = this.waiting.subarray(left);
    this.position += left;
  }

  /** Lets go of the stream, which may not have been read to its end. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  private async gather(count: number): Promise<void> {
    if (this.waiting.length >= count) return;
    const parts = [this.waiting];
    let length = this.waiting.length;
    while (length < count) {
      const chunk = await this.next();
      if (chunk === null) break;
      parts.push(chunk);
      length += chunk.length;
    }
    this.waiting = Buffer.concat(parts, length);
  }

  private async next(): Promise<Buffer | null> {
    const { done, value } = await this.chunks.next();
    return done ? null : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }

  private cutShort(): ArtunitError {
    return new ArtunitError(
      "file-unreadable",
      `${this.fileName} is cut short: it ends behind byte ${this.position}, before all it says it holds. Download or copy it again.`,
    );
  }
}
