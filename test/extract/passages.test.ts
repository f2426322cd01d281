import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { extract, ranges } from "../../src/extract/index.js";

/**
 * Passages in the manner of examiners, written and answered by somebody who had not seen the rules: the rejections they
 * make as "GROUND CLAIMS", for some the documents they cite, literature as "npl", and for whole actions what they are
 * and which claims they allow.
 */
interface Passage {
  readonly text: string;
  readonly rejections: readonly string[];
  readonly citations?: readonly string[];
  readonly actionType?: string;
  readonly allowed?: string;
  readonly allowable?: string;
}

const PASSAGES = readFileSync(join(import.meta.dirname, "passages.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Passage);

test.each(PASSAGES.map((passage) => [passage.text.slice(0, 200), passage] as const))("%s", (_, passage) => {
  const { rejections, citations, actionType, claimStatements } = extract(passage.text);
  const found = new Set(rejections.map(({ ground, claims }) => `${ground} ${ranges(claims)}`.trim()));
  expect([...found].sort()).toEqual(passage.rejections);
  if (passage.actionType !== undefined) {
    const claimsThatAre = (status: string) => {
      const claims = claimStatements.filter((one) => one.status === status).flatMap((one) => one.claims);
      return ranges([...new Set(claims)].sort((a, b) => a - b));
    };
    expect(actionType).toBe(passage.actionType);
    expect(claimsThatAre("allowed")).toBe(passage.allowed);
    expect(claimsThatAre("allowable")).toBe(passage.allowable);
  }
  if (!passage.citations) return;
  const cited = citations
    .filter(({ context }) => context !== "mentioned-family")
    .flatMap(({ kind, normalized }) => normalized ?? (kind === "npl" ? kind : []));
  expect(cited.sort()).toEqual(passage.citations);
});
