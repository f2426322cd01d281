import { describe, expect, test } from "vitest";
import { ENDING_VERBS } from "../../src/extract/vocabulary/index.js";
import { outcomeOf } from "./outcome.js";

const CLAIMS = "112(b) 1-7";
const REJECTION = "rejection of claims 1-7 under 35 U.S.C. 112(b)";
const STANDS = { rejections: [CLAIMS], ended: [] };

/** Each row of the table, read in whole sentences in every form that it gives. */
describe.each(ENDING_VERBS.map((verb) => ({ ...verb })))("$participle", (verb) => {
  const { base, present, past, participle, says, ofOtherThingsToo, isDeniedToo } = verb;
  const ended = { rejections: [], ended: [`${says} ${CLAIMS}`] };
  const told = says === "stands" ? STANDS : ended;

  test.each(["has been", "is hereby"])("The rejection %s …", (auxiliary) => {
    expect(outcomeOf(`The ${REJECTION} ${auxiliary} ${participle}.`)).toMatchObject(told);
  });

  test("a later sentence says it of a rejection that was made", () => {
    if (says === "stands") return;
    expect(
      outcomeOf(
        `Claims 1-7 were rejected under 35 U.S.C. 112(b). Therefore, this rejection has been ${participle}.`,
      ),
    ).toMatchObject(ended);
  });

  test("what is denied says the opposite", () => {
    const { rejections, ended: dead } = outcomeOf(`The ${REJECTION} has not been ${participle}.`);
    if (says !== "stands") expect({ rejections, ended: dead }).toEqual(STANDS);
    else
      expect({ rejections, ended: dead }).toEqual({
        rejections: [],
        ended: isDeniedToo === false ? [] : [`withdrawn ${CLAIMS}`],
      });
  });

  test("what is only possible ends nothing and lets nothing stand", () => {
    const sentences = [`The ${REJECTION} may be ${participle}.`];
    if (base !== null) sentences.push(`In order to ${base} the ${REJECTION}, the claims may be amended.`);
    for (const sentence of sentences)
      expect(outcomeOf(sentence).ended.filter((one) => one !== `conditional ${CLAIMS}`)).toEqual([]);
  });

  test("the active form governs the rejection behind it", () => {
    for (const form of [present, past])
      if (form !== null) expect(outcomeOf(`The amendment ${form} the ${REJECTION}.`)).toMatchObject(told);
  });

  test("what is said of other things decides nothing", () => {
    if (!ofOtherThingsToo) return;
    const reason = `since the blade of Kato is ${participle} by a spring`;
    expect(outcomeOf(`The ${REJECTION} is maintained, ${reason}.`)).toMatchObject(STANDS);
  });
});
