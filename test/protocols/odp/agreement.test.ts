import { expect, test } from "vitest";
import { DATASETS } from "../../../src/installation.js";
import { serverOf, storeOf } from "../../server/servers.js";
import { type Asked, finds, written } from "./evaluator.js";
import { rowsOf } from "./nestedRows.js";

const DATASET = DATASETS.find(({ key }) => key === "trial_proceedings")!;

/** The same numbers each time. */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const NAMES = ["Alpha", "beta", "GAMMA", "delta", "Alphabet"];
const STATUS = ["Pending", "Institution Denied", "Final Written Decision", "Terminated"];
const roll = dice(7);
const one = <T>(list: readonly T[]): T => list[roll(list.length)]!;
const name = () => `${one(NAMES)} ${one(NAMES)}${roll(2) === 0 ? " Inc" : ""}`;

const RECORDS = Array.from({ length: 60 }, (_, at) => ({
  trialNumber: `IPR${at}`,
  trialMetaData: {
    trialStatusCategory: one(STATUS),
    petitionFilingDate: `2024-0${1 + roll(9)}-1${roll(9)}`,
  },
  ...(roll(5) === 0 ? {} : { patentOwnerData: { realPartyInInterestName: name(), inventorName: name() } }),
  regularPetitionerData: { realPartyInInterestName: name() },
}));

const TEXTS = [
  "patentOwnerData.realPartyInInterestName",
  "patentOwnerData.inventorName",
  "regularPetitionerData.realPartyInInterestName",
  "trialMetaData.trialStatusCategory",
];
const WORDS = [...NAMES, "inc", "pending", "Denied", "Decision"];
const DAY = "trialMetaData.petitionFilingDate";
const day = () => `2024-0${1 + roll(9)}-1${roll(9)}`;

function leaf(): Asked {
  const field = one(TEXTS);
  switch (roll(6)) {
    case 0:
      return { kind: "word", field: null, word: one(WORDS) };
    case 1:
      return { kind: "phrase", field, words: [one(NAMES), one(NAMES)] };
    case 2:
      return { kind: "wildcard", field, pattern: one(["alph*", "*ta", "?elta", "g*a", "de*ed", "*"]) };
    case 3: {
      const [from, to] = [day(), day()].sort() as [string, string];
      return { kind: "between", field: DAY, from, to };
    }
    case 4:
      return { kind: "from", field: DAY, from: day() };
    default:
      return { kind: "word", field, word: one(WORDS) };
  }
}

function question(depth: number): Asked {
  if (depth === 0 || roll(3) === 0) return leaf();
  if (roll(4) === 0) return { kind: "but", found: question(depth - 1), without: leaf() };
  const parts = Array.from({ length: 2 + roll(2) }, () => question(depth - 1));
  return { kind: roll(2) === 0 ? "and" : "or", parts };
}

test("400 questions find what the syntax says they find", async () => {
  const { app, logged } = serverOf(storeOf({ [DATASET.table.name]: rowsOf(DATASET, RECORDS) }));
  const sizes = new Set<number>();
  for (let at = 0; at < 400; at++) {
    const asked = question(3);
    const q = written(asked);
    const payload = JSON.stringify({ q, pagination: { limit: 100 } });
    const answer = await app.inject({
      method: "POST",
      url: "/api/v1/patent/trials/proceedings/search",
      headers: { "content-type": "application/json" },
      payload,
    });
    const bag = answer.json<{ patentTrialProceedingDataBag?: { trialNumber: string }[] }>();
    const found = (bag.patentTrialProceedingDataBag ?? []).map(({ trialNumber }) => trialNumber).sort();
    const expected = RECORDS.filter((each) => finds(asked, each))
      .map(({ trialNumber }) => trialNumber)
      .sort();
    expect([q, answer.statusCode, found]).toEqual([q, expected.length === 0 ? 404 : 200, expected]);
    sizes.add(expected.length);
  }
  expect(sizes.size).toBeGreaterThan(30);
  expect(logged).toEqual([]);
});
