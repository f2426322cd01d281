import { ArtunitError } from "../../src/errors.js";
import { bindCriteria, parseCriteria } from "../../src/query/index.js";
import type { Adversary } from "./adversary.js";
import { anyQuestion, type OperatorQuestion, type Random } from "./questions.js";

/** A question and what it took: milliseconds for its answer, or for being refused; a fault of ours says FAULT. */
export interface Measured {
  readonly question: OperatorQuestion;
  readonly milliseconds: number;
  readonly refused: string | null;
}

/** Asks questions until the given time is over, or for so many; every one, in the order asked. */
export async function* measure(
  adversary: Adversary,
  random: Random,
  until: { readonly seconds?: number; readonly questions?: number },
): AsyncIterable<Measured> {
  const begin = performance.now();
  const { seconds = Number.POSITIVE_INFINITY, questions = Number.POSITIVE_INFINITY } = until;
  for (let asked = 0; asked < questions && performance.now() - begin < seconds * 1000; asked++) {
    yield await ask(adversary, anyQuestion(random));
  }
}

async function ask(adversary: Adversary, question: OperatorQuestion): Promise<Measured> {
  const begin = performance.now();
  let refused: string | null = null;
  try {
    const { predicate } = bindCriteria(parseCriteria(question.criteria), question.dataset);
    await adversary[question.store].count({ dataset: question.dataset, predicate });
  } catch (error) {
    refused = error instanceof ArtunitError ? error.code : `FAULT ${(error as Error).message.slice(0, 200)}`;
  }
  return { question, milliseconds: performance.now() - begin, refused };
}

/** The slowest first: by time, or by time for each kilobyte of criteria. */
export function slowest(
  measured: readonly Measured[],
  by: "time" | "kilobyte",
  most: number,
): readonly Measured[] {
  const cost = ({ milliseconds, question }: Measured) =>
    by === "time" ? milliseconds : milliseconds / Math.max(1, question.criteria.length / 1024);
  return [...measured].sort((a, b) => cost(b) - cost(a)).slice(0, most);
}

export function lineOf({ question, milliseconds, refused }: Measured): string {
  const { kind, store, criteria } = question;
  const shown = criteria.length > 90 ? `${criteria.slice(0, 90)}…` : criteria;
  return `${milliseconds.toFixed(0).padStart(7)} ms ${(criteria.length / 1024).toFixed(1).padStart(6)} KB  ${refused ?? "answered"}  ${store}: ${kind}: ${shown}`;
}
