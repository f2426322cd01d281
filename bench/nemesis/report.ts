import { cpus, totalmem } from "node:os";
import type { Fault, Tally } from "./fault.js";

export interface Tried {
  readonly fault: Fault;
  readonly tally: Tally;
  /** Why it could not be tried here; null where it was. */
  readonly notHere: string | null;
  readonly seconds: number;
}

export interface Run {
  readonly version: string;
  readonly at: Date;
  readonly minutes: number;
  readonly seed: number;
  readonly tried: readonly Tried[];
}

export function outcomeOf({ tally, notHere }: Tried): string {
  if (notHere !== null) return `not tried here: ${notHere}`;
  return tally.broken.length === 0 ? "holds" : `**broken**, ${tally.broken.length} times`;
}

/** RELIABILITY.md. */
export function printReliability({ version, at, minutes, seed, tried }: Run): string {
  const [cpu] = cpus();
  const held = tried.filter((each) => each.notHere === null && each.tally.broken.length === 0).length;
  return `${[
    "# Reliability",
    "",
    "Written by `npm run nemesis`. What a server of data must survive is caused on purpose, at random places that follow from the seed,",
    "without a network.",
    "",
    `- ${at.toISOString().slice(0, 10)}, Artunit ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `- ${cpus().length} × ${cpu?.model.trim() || "unknown processor"}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    `- \`npm run nemesis -- --minutes ${minutes} --seed ${seed}\`: ${held} of ${tried.length} hold`,
    "",
    "| # | fault | passes if | trials | outcome | figures |",
    "|---|---|---|---|---|---|",
    ...[...tried]
      .sort((a, b) => a.fault.number - b.fault.number)
      .map(
        (each) =>
          `| ${each.fault.number} | ${each.fault.name} | ${each.fault.passesIf} | ${each.tally.trials.toLocaleString("en")} | ${outcomeOf(each)} | ${each.tally.figures.join("; ") || "—"} |`,
      ),
    "",
  ].join("\n")}`;
}
