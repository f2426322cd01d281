/** Sets how many megabytes an engine may take. Rejects where it holds more and cannot let go of it now. */
type SetLimit = (megabytes: number) => Promise<void>;

/** What one engine may take of the budget. */
export class MemoryShare {
  /** As it was last set. */
  megabytes = 0;
  private setLimit: SetLimit | null = null;

  constructor(private readonly budget: MemoryBudget) {}

  /** The engine is open: from now on its limit follows the share. */
  async follow(setLimit: SetLimit): Promise<void> {
    this.setLimit = setLimit;
    await setLimit(this.megabytes);
  }

  /** Whether the engine took the limit; one that holds more in a statement under way keeps what it has until then. */
  async set(megabytes: number): Promise<boolean> {
    if (megabytes === this.megabytes) return true;
    try {
      await this.setLimit?.(megabytes);
    } catch {
      return false;
    }
    this.megabytes = megabytes;
    return true;
  }

  /** A statement has ended: an engine that could not give its part up may be able to now. */
  statementEnded(): void {
    if (!this.budget.isSettled) void this.budget.settle();
  }

  /** The engine is closed. */
  async release(): Promise<void> {
    this.setLimit = null;
    await this.budget.release(this);
  }
}

/** An engine works with no less; beside so many that the budget does not reach, it is exceeded by that. */
const LEAST_MEGABYTES = 50;

/**
 * The memory that all engines of a process may take together, in equal parts: when a snapshot is opened beside others, these
 * give up of theirs, and get it back when it is closed.
 */
export class MemoryBudget {
  private readonly shares: MemoryShare[] = [];
  private settling: Promise<void> = Promise.resolve();
  /** Whether every engine has taken the part that is meant for it. */
  isSettled = true;

  constructor(private readonly megabytes: number) {}

  /** A part for one more engine, told before it is opened. */
  async take(): Promise<MemoryShare> {
    const share = new MemoryShare(this);
    this.shares.push(share);
    await this.settle();
    return share;
  }

  async release(share: MemoryShare): Promise<void> {
    this.shares.splice(this.shares.indexOf(share), 1);
    await this.settle();
  }

  /** Cuts the budget anew: first those give up that have too much, then the others get what is free. */
  settle(): Promise<void> {
    this.settling = this.settling.then(() => this.cut());
    return this.settling;
  }

  private async cut(): Promise<void> {
    if (this.shares.length === 0) return;
    const part = Math.max(
      Math.min(LEAST_MEGABYTES, this.megabytes),
      Math.floor(this.megabytes / this.shares.length),
    );
    const isSet = [];
    for (const share of this.shares.filter(({ megabytes }) => megabytes > part))
      isSet.push(await share.set(part));
    let free = this.megabytes - this.shares.reduce((sum, { megabytes }) => sum + megabytes, 0);
    for (const share of this.shares.filter(({ megabytes }) => megabytes < part)) {
      const before = share.megabytes;
      const wanted = Math.min(part, before + Math.max(0, free));
      isSet.push(await share.set(Math.max(wanted, Math.min(LEAST_MEGABYTES, part), before)));
      isSet.push(share.megabytes === part);
      free -= share.megabytes - before;
    }
    this.isSettled = isSet.every(Boolean);
  }
}
