import { type Engine, NotOffered } from "./engine.js";
import { type Answer, type Case, faultOf } from "./questions.js";

export interface Timing {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly count: number;
}

/** What came of asking one class of one engine. A figure exists only where every answer was right. */
export type Outcome =
  | { readonly kind: "timed"; readonly first: Timing; readonly again: Timing }
  | { readonly kind: "throughput"; readonly perSecond: number; readonly latency: Timing }
  | { readonly kind: "wrong"; readonly faults: readonly string[]; readonly answers: number }
  | { readonly kind: "not-offered"; readonly reason: string };

interface Heard {
  readonly one: Case;
  readonly read: () => Answer;
}

/** Asks every case twice, one after another: the first time nothing can be cached, the second time it may be. */
export async function timeCases(engine: Engine, cases: readonly Case[]): Promise<Outcome> {
  const session = await engine.open();
  try {
    const passes: number[][] = [];
    const faults = new Set<string>();
    for (const _ of ["first", "again"]) {
      const times: number[] = [];
      for (const one of cases) {
        const began = performance.now();
        const read = await session.ask(one.question);
        times.push(performance.now() - began);
        const fault = faultOf(one, read());
        if (fault) faults.add(fault);
      }
      passes.push(times);
    }
    if (faults.size > 0) return { kind: "wrong", faults: [...faults], answers: cases.length };
    return { kind: "timed", first: timing(passes[0]!), again: timing(passes[1]!) };
  } catch (error) {
    return outcomeOf(error);
  } finally {
    session.close();
  }
}

/** Keeps so many questions in flight for so long; answers are read and checked when the time is over. */
export async function timeInFlight(
  engine: Engine,
  cases: readonly Case[],
  inFlight: number,
  seconds: number,
): Promise<Outcome> {
  const sessions = await Promise.all(Array.from({ length: inFlight }, () => engine.open()));
  try {
    const heard: Heard[] = [];
    const times: number[] = [];
    let next = 0;
    const began = performance.now();
    const until = began + seconds * 1000;
    await Promise.all(
      sessions.map(async (session) => {
        while (performance.now() < until) {
          const one = cases[next++ % cases.length]!;
          const asked = performance.now();
          const read = await session.ask(one.question);
          times.push(performance.now() - asked);
          // Enough to check without filling the memory with answers.
          if (heard.length < 20_000) heard.push({ one, read });
        }
      }),
    );
    const elapsed = (performance.now() - began) / 1000;
    const faults = new Set(heard.flatMap(({ one, read }) => faultOf(one, read()) ?? []));
    if (faults.size > 0) return { kind: "wrong", faults: [...faults], answers: heard.length };
    return { kind: "throughput", perSecond: times.length / elapsed, latency: timing(times) };
  } catch (error) {
    return outcomeOf(error);
  } finally {
    for (const session of sessions) session.close();
  }
}

/**
 * One connection in ten asks heavy questions without pause; the others look up applications. What counts is how
 * long the lookups then take.
 */
export async function timeMixture(
  engine: Engine,
  lookups: readonly Case[],
  heavy: readonly Case[],
  seconds: number,
): Promise<{ readonly lookups: Outcome; readonly heavy: Outcome }> {
  const [light, burdened] = await Promise.all([
    timeInFlight(engine, lookups, 9, seconds),
    timeInFlight(engine, heavy, 1, seconds),
  ]);
  return { lookups: light, heavy: burdened };
}

export function timing(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: sorted.length };
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof NotOffered) return { kind: "not-offered", reason: error.message };
  return { kind: "wrong", faults: [(error as Error).message], answers: 0 };
}
