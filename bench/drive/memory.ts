import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** Resident memory of a process in bytes, or null where it cannot be told. */
export function residentBytes(pid: number): number | null {
  return statusBytes(pid, "VmRSS") ?? psBytes(pid);
}

/** The most memory a process has held resident since it began, watched until it ends. */
export class PeakMemory {
  private peak: number | null = null;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly pid: number) {
    this.timer = setInterval(() => this.look(), 50);
    this.look();
  }

  stop(): number | null {
    clearInterval(this.timer);
    this.look();
    return this.peak;
  }

  private look(): void {
    // The kernel keeps the high-water mark itself; elsewhere the samples have to do.
    const now = statusBytes(this.pid, "VmHWM") ?? psBytes(this.pid);
    if (now !== null && now > (this.peak ?? 0)) this.peak = now;
  }
}

function statusBytes(pid: number, field: "VmRSS" | "VmHWM"): number | null {
  try {
    const match = new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(
      readFileSync(`/proc/${pid}/status`, "utf8"),
    );
    if (!match) return null;
    // A server's engine has a process of its own.
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children.reduce(
      (sum, child) => sum + (statusBytes(Number(child), field) ?? 0),
      Number(match[1]) * 1024,
    );
  } catch {
    return null;
  }
}

function psBytes(pid: number): number | null {
  if (process.platform === "linux" || process.platform === "win32") return null;
  try {
    return Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)]).toString()) * 1024;
  } catch {
    return null;
  }
}
