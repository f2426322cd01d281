import { count } from "../catalog/index.js";

/** How far something is. */
interface Shown {
  readonly what: string;
  readonly done: number;
  /** Null where the end is not known. */
  readonly of: number | null;
  /** Writes an amount; null for steps, which have no rate. */
  readonly unit: ((amount: number) => string) | null;
  readonly at: number;
}

const PLAIN_LINE_EVERY = 30_000;

/**
 * One line of progress that is written over on a terminal, and goes on counting the seconds there. Elsewhere a
 * plain line every half minute, beside what `say` prints.
 */
export class Progress {
  private line = "";
  private latest: number;
  private shown: Shown | null = null;
  private ticking: NodeJS.Timeout | null = null;
  private readonly started = new Map<string, number>();

  constructor(
    private readonly stream: NodeJS.WriteStream = process.stderr,
    private readonly now: () => number = Date.now,
  ) {
    this.latest = stream.isTTY ? 0 : now();
  }

  /** Prints a line that stays. */
  say(line: string): void {
    this.clear();
    this.stream.write(`${line}\n`);
    if (!this.stream.isTTY) this.latest = this.now();
  }

  /** Shows how far something is, with its rate and the time left; `of` is null where the end is not known. */
  show(what: string, done: number, of: number | null, unit: (amount: number) => string): void {
    this.follow({ what, done, of, unit, at: this.now() });
  }

  /** Shows which of some long steps is under way; `done` are behind us. */
  showStep(what: string, done: number, of: number): void {
    this.follow({ what, done, of, unit: null, at: this.now() });
  }

  clear(): void {
    if (this.line !== "") this.stream.write("\r\x1b[K");
    this.line = "";
    this.shown = null;
    if (this.ticking) clearInterval(this.ticking);
    this.ticking = null;
  }

  private follow(shown: Shown): void {
    const isNew = this.shown?.what !== shown.what;
    this.shown = shown;
    if (!this.started.has(shown.what)) this.started.set(shown.what, shown.at);
    if (this.stream.isTTY) {
      this.ticking ??= setInterval(() => this.draw(), 1_000).unref();
      if (isNew || shown.at - this.latest >= 100) this.draw();
    } else if (shown.at - this.latest >= PLAIN_LINE_EVERY) {
      this.say(`${shown.what}: ${this.howFar(shown)}`);
    }
  }

  private draw(): void {
    const { shown } = this;
    if (!shown) return;
    this.latest = this.now();
    const { what, done, of, unit } = shown;
    const bar = of === null || of === 0 || (unit === null && of === 1) ? "" : `${barOf(done / of)} `;
    this.overwrite(`${bar}${what}  ${this.howFar(shown)}`.trimEnd());
  }

  private howFar({ what, done, of, unit, at }: Shown): string {
    const started = this.started.get(what)!;
    const seconds = (this.now() - started) / 1_000;
    const rate = at > started ? (done * 1_000) / (at - started) : 0;
    const parts: string[] = [];
    if (unit) parts.push(of === null ? unit(done) : `${unit(done)} of ${unit(of)}`);
    else if (of !== 1) parts.push(`step ${done + 1} of ${of}`);
    if (seconds >= 1) parts.push(unit ? `${unit(rate)}/s` : duration(seconds));
    if (of !== null && rate > 0 && seconds >= 2) {
      const left = (of - done) / rate - (this.now() - at) / 1_000;
      if (left >= 1) parts.push(`${duration(left)} left`);
    }
    return parts.join(", ");
  }

  private overwrite(line: string): void {
    const width = Math.max(20, (this.stream.columns ?? 80) - 1);
    this.line = line.slice(0, width);
    this.stream.write(`\r\x1b[K${this.line}`);
  }
}

const BAR_WIDTH = 24;

function barOf(share: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * BAR_WIDTH);
  return `[${"=".repeat(filled)}${" ".repeat(BAR_WIDTH - filled)}]`;
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

export function bytes(amount: number): string {
  if (amount < 1_000) return `${Math.round(amount)} B`;
  if (amount < 1_000_000) return `${(amount / 1_000).toFixed(0)} kB`;
  if (amount < 1_000_000_000) return `${(amount / 1_000_000).toFixed(1)} MB`;
  return `${(amount / 1_000_000_000).toFixed(2)} GB`;
}

export function rows(amount: number): string {
  return count(Math.round(amount));
}
