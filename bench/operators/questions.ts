import type { Dataset } from "../../src/catalog/index.js";
import { findDataset } from "../../src/installation.js";
import { MAX_CLAUSES, MAX_CRITERIA_LENGTH, MAX_PATTERNS } from "../../src/query/index.js";

/** A whole number from 0 to below the given one; the same numbers for the same seed. */
export type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export interface OperatorQuestion {
  readonly kind: string;
  readonly store: "structured" | "texts";
  readonly dataset: Dataset;
  readonly criteria: string;
}

interface Asked {
  readonly store: OperatorQuestion["store"];
  readonly dataset: Dataset;
  readonly field: string;
}

const ASKED: readonly Asked[] = [
  { store: "structured", dataset: findDataset("oa_citations", "v2"), field: "referenceIdentifier" },
  {
    store: "structured",
    dataset: findDataset("enriched_cited_reference_metadata", "v3"),
    field: "inventorNameText",
  },
  { store: "texts", dataset: findDataset("oa_actions", "v1"), field: "bodyText" },
  { store: "texts", dataset: findDataset("oa_actions", "v1"), field: "patentApplicationNumber" },
];

/** How a clause is written, and how many of them a query may have. */
interface Operator {
  readonly most: number;
  readonly write: (random: Random) => string;
}

const letters = (random: Random, length: number, of = "ab") =>
  Array.from({ length }, () => of[random(of.length)]!).join("");

const OPERATORS: Readonly<Record<string, Operator>> = {
  "? and * in turn": {
    most: MAX_PATTERNS,
    write: (random) => `${"?*".repeat(1 + random(60))}9z`,
  },
  "letters and * in turn": {
    most: MAX_PATTERNS,
    write: (random) =>
      `*${Array.from({ length: 1 + random(60) }, () => letters(random, 1 + random(3))).join("*")}*c`,
  },
  "letters and ? between *": {
    most: MAX_PATTERNS,
    write: (random) => `*${letters(random, 1)}${"?".repeat(random(500))}*${letters(random, 2)}*c`,
  },
  "a long literal within *": { most: MAX_PATTERNS, write: (random) => `*${"a".repeat(random(4000))}b*` },
  "counts in counts": {
    most: MAX_PATTERNS,
    write: (random) => `/(${letters(random, 1)}{1,${1 + random(100)}}){1,${1 + random(10)}}c/`,
  },
  "anything, then a count": {
    most: MAX_PATTERNS,
    write: (random) => `/.*${letters(random, 1)}.{${random(998)}}c/`,
  },
  "loops in loops": { most: MAX_PATTERNS, write: (random) => `/((a*)*(b|a)*)*(.*(a|b){${random(300)}})*c/` },
  "many optional ones": {
    most: MAX_PATTERNS,
    write: (random) => `/(a?){${1 + random(450)}}(a|b){${1 + random(450)}}c/`,
  },
  "two edits": { most: MAX_PATTERNS, write: (random) => `${letters(random, 2 + random(12), "abcd")}~2` },
  "two edits of a long word": { most: MAX_PATTERNS, write: (random) => `${"a".repeat(random(100_010))}~2` },
  ranges: {
    most: MAX_CLAUSES,
    write: (random) => `[${letters(random, 3, "abc")} TO ${letters(random, 3, "xyz")}]`,
  },
  "narrow ranges": {
    most: MAX_CLAUSES,
    write: (random) => {
      const from = letters(random, 6, "abcd");
      return `[${from} TO ${from}c]`;
    },
  },
  words: { most: MAX_CLAUSES, write: (random) => letters(random, 1 + random(12), "abcd") },
  "whole values": { most: MAX_CLAUSES, write: (random) => `"${letters(random, 8, "0123456789")}"` },
  phrases: {
    most: MAX_CLAUSES,
    write: (random) => `"${Array.from({ length: 2 + random(30) }, () => letters(random, 1)).join(" ")}"`,
  },
  "words at a distance": {
    most: 64,
    write: (random) =>
      `"${Array.from({ length: 2 + random(30) }, () => letters(random, 1, "abcd")).join(" ")}"~${random(200)}`,
  },
};

const JOINED = [" ", " AND ", " -", " NOT "] as const;

/** A question at or near its limits, of one kind of operator, joined in one way. */
export function anyQuestion(random: Random): OperatorQuestion {
  const names = Object.keys(OPERATORS);
  const kind = names[random(names.length)]!;
  const { most, write } = OPERATORS[kind]!;
  const { store, dataset, field } = ASKED[random(ASKED.length)]!;
  const joined = JOINED[random(JOINED.length)]!;
  const count = [1, 8, 64, most][random(4)]!;
  const clauses: string[] = [];
  let length = 0;
  for (let at = 0; at < Math.min(count, most); at++) {
    const clause = `${field}:${write(random)}`;
    length += clause.length + joined.length;
    if (length > MAX_CRITERIA_LENGTH) break;
    clauses.push(clause);
  }
  const first = joined === " -" || joined === " NOT " ? joined : "";
  return {
    kind: `${kind}, joined by "${joined.trim()}"`,
    store,
    dataset,
    criteria: first + clauses.join(joined),
  };
}
