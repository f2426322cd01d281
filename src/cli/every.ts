import { setTimeout as sleep } from "node:timers/promises";
import { ArtunitError } from "../errors.js";
import { systemError } from "../systemErrors.js";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };
/** A timer's longest: a little less than 25 days. */
const MOST_SECONDS = 24 * SECONDS.d!;

/** `--every 1d`: so many milliseconds; null where it is not given. */
export function readEvery(text: string | undefined): number | null {
  if (text === undefined) return null;
  const [, amount = "", unit = ""] = /^([1-9][0-9]{0,6})([smhd])$/.exec(text) ?? [];
  const seconds = Number(amount) * (SECONDS[unit] ?? 0);
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds * 1_000;
  throw new ArtunitError(
    "bad-parameter",
    `--every is a time like 30m, 6h or 1d, at most 24d, and is "${text}".`,
    { field: "every" },
  );
}

/**
 * Does something again and again, one time after the other, until the process is ended. What goes wrong is told and tried
 * again at the next time: an address that does not answer, a loader that is at work.
 */
export async function again(
  milliseconds: number,
  once: () => Promise<void>,
  tell: (message: string) => void,
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<never> {
  for (;;) {
    try {
      await once();
    } catch (error) {
      const known = error instanceof ArtunitError ? error : systemError(error);
      if (!known) throw error;
      tell(`${new Date().toISOString()}: ${known.message}`);
    }
    await wait(milliseconds);
  }
}
