import { afterAll, beforeAll, expect, test } from "vitest";
import { type Adversary, openAdversary } from "../../bench/operators/adversary.js";
import { randomOf } from "../../bench/operators/questions.js";
import { lineOf, type Measured, measure, slowest } from "../../bench/operators/slowest.js";

const random = randomOf(5);
let adversary: Adversary;
beforeAll(async () => {
  adversary = await openAdversary({ random, values: 200, longValues: 1, documents: 40 });
});
afterAll(() => adversary.close());

test("no operator at its limits takes long or fails, over values made to be slow", async () => {
  const all: Measured[] = [];
  for await (const each of measure(adversary, random, { questions: 120 })) all.push(each);
  const isBad = ({ refused }: Measured) => refused === "over-time" || refused?.startsWith("FAULT");
  expect(all.filter(isBad).map(lineOf)).toEqual([]);
  expect(all.filter(({ refused }) => refused === null).length).toBeGreaterThan(60);
  const [first] = slowest(all, "time", 1);
  expect(first!.milliseconds, lineOf(first!)).toBeLessThan(10_000);
});
