import { expect, test } from "vitest";
import { extract, traceExtraction } from "../../src/extract/index.js";

const OVER = "under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456)";

/** Kind and reasons of everything in the words of a rejection, in text order. */
function reasonsOf(text: string): string[] {
  const { rejections, notRejections } = extract(text);
  return [...rejections.map((one) => ({ ...one, kind: "live" })), ...notRejections]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ kind, because }) => `${kind}: ${because.join(", ")}`);
}

test.each([
  [`Claims 1-5 are rejected ${OVER}.`, ["live: are-rejected"]],
  [`Claims 1-5 would be rejected ${OVER}.`, ["conditional: would-be-rejected"]],
  [`Claims 1-5 were rejected ${OVER}.`, ["quoted: were-rejected"]],
  [
    `Claims 1-5 were rejected ${OVER}. The rejection is withdrawn.`,
    ["withdrawn: were-rejected, told-later, withdrawn"],
  ],
  [
    `Applicant argues that claims 1-5 are rejected ${OVER}.`,
    ["quoted: argued, applicant-argues-that-claims"],
  ],
  [
    "The examiner notes that in copending Application No. 13/445,566, claims 1-8 were rejected under 35 U.S.C. 102.",
    ["other-application: in-another-application, in-a-copending-application"],
  ],
  [
    "The rejection of claims 1-5 under 35 U.S.C. 101 has been overcome.",
    ["overcome: rejection-named, ended-by-its-own-words, overcome"],
  ],
  [
    "The rejection of claims 1-5 under 35 U.S.C. 101 is maintained.",
    ["live: rejection-named, maintained-by-its-own-words, maintained, made-by-nothing-else"],
  ],
])("%s", (text, reasons) => {
  expect(reasonsOf(text)).toEqual(reasons);
});

test("a trace says per sentence what each station made of it", () => {
  const [first, second] = traceExtraction(
    `Claims 1 and 2 are rejected ${OVER}.\n\nThe drawings are objected to.`,
  );
  expect(first!.text).toMatch(/^Claims 1 and 2 are rejected/);
  expect(first!.found.map(({ station, what }) => `${station}: ${what}`)).toEqual([
    "claims: claims 1, 2",
    "references: US6123456; us-patent",
    'references: "Smith" is US6123456',
    "grounds: 103",
    "statements: verb/list, now: claims 1, 2",
    "verdict: live, because are-rejected",
    "rows: rejection 103: claims 1, 2; are-rejected",
  ]);
  expect(second!.found.map(({ what }) => what)).toEqual(["objection (drawings): not named; objected"]);
});

test("a trace says that a live sentence makes no row where it tells no ground", () => {
  const [sentence] = traceExtraction("The following claims are rejected: 5, 7.");
  expect(sentence!.found.at(-1)).toEqual({ station: "rows", what: "no row: no ground told" });
});
