/** One line of progress that is written over on a terminal; elsewhere only what `say` prints. */
export class Progress {
  private shown = "";
  private latest = 0;
  private readonly started = new Map<string, number>();

  constructor(
    private readonly stream: NodeJS.WriteStream = process.stderr,
    private readonly now: () => number = Date.now,
  ) {}

  /** Prints a line that stays. */
  say(line: string): void {
    this.clear();
    this.stream.write(`${line}\n`);
  }

  /** Shows how far something is, with its rate and the time left; `of` is null where the end is not known. */
  show(what: string, done: number, of: number | null, unit: (amount: number) => string): void {
    const now = this.now();
    if (!this.started.has(what)) this.started.set(what, now);
    if (!this.stream.isTTY || now - this.latest < 100) return;
    this.latest = now;
    const seconds = (now - this.started.get(what)!) / 1000;
    const rate = seconds > 0 ? done / seconds : 0;
    const parts = [of === null ? unit(done) : `${unit(done)} of ${unit(of)}`];
    if (seconds >= 1) parts.push(`${unit(rate)}/s`);
    if (of !== null && rate > 0 && seconds >= 2) parts.push(`${duration((of - done) / rate)} left`);
    const bar = of === null || of === 0 ? "" : `${barOf(done / of)} `;
    this.overwrite(`${bar}${what}  ${parts.join(", ")}`);
  }

  clear(): void {
    if (this.shown !== "") this.stream.write("\r\x1b[K");
    this.shown = "";
  }

  private overwrite(line: string): void {
    const width = Math.max(20, (this.stream.columns ?? 80) - 1);
    this.shown = line.slice(0, width);
    this.stream.write(`\r\x1b[K${this.shown}`);
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
  return Math.round(amount).toLocaleString("en-US");
}

/** A number of things, in words: `1 file`, `2 files`. */
export function counted(count: number, what: string): string {
  return `${rows(count)} ${what}${count === 1 ? "" : "s"}`;
}
