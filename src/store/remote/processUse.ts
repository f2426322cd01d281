/** What a process takes of the machine. */
export interface ProcessUse {
  readonly name: string;
  /** Bytes that are resident. */
  readonly memory: number;
  /** Seconds of all processors. */
  readonly processor: number;
  /** Seconds since 1970. */
  readonly started: number;
}

/** Of this process. */
export function processUse(name: string): ProcessUse {
  const { user, system } = process.cpuUsage();
  return {
    name,
    memory: process.memoryUsage.rss(),
    processor: (user + system) / 1e6,
    started: Date.now() / 1000 - process.uptime(),
  };
}
