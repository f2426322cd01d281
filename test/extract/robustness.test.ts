import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extract } from "../../src/extract/index.js";

const MEGABYTE = 1_000_000;

/** Of processor time, since the tests run beside others. Far more than it takes, far less than a quadratic scan would. */
const SECONDS_PER_MEGABYTE = 3;

describe("no input makes extraction slow", () => {
  test.each<[string, string]>([
    [
      "headings that reject",
      "Claim Rejections - 35 USC § 103\nClaims 1-4: Zorn in view of Jones\nClaims 5: x\n",
    ],
    ["lines with a statute", "35 U.S.C. 103 - Claims 1-4, 9: Zorn in view of Jones\n"],
    ["claims with slashes", "claims 12/9/4/1/2/3"],
    ["unreadable numbers", "U.S. Patent No. 6,12,456 "],
    ["elections", "Applicant elected Group I, if the election of "],
    ["claims 1-", "claims 1-"],
    ["rejected", "rejected "],
    [
      "the whole sentence",
      "claims 1-5 are rejected under 35 U.S.C. 103 over Smith as applied to claims 1 and 2 above ",
    ],
    ["digits", "1234567 "],
    ["commas", "1,"],
    ["words of standing", "deleted "],
    ["brackets", "("],
    ["quotes", '"'],
    ["page heads", "\nArt Unit: 1234 "],
    ["names before numbers", "Smith Jones Brown White Black US 6,123,456 "],
    ["et al", "Smith et al "],
    ["headings", "Claim Rejections - 35 USC 103\n"],
    ["words of a citation", "no  no  no  no  ! 12345678 "],
    ["blanks", "action      "],
    ["empty lines", "\n"],
    ["quoted lines", "> \n"],
    ["struck words that do not end", "<del>~~a [b](c &amp;"],
    ["stops without blanks", "a.b,c."],
    ["stops behind blanks", "a . b , 5 ,678 U .S .C . "],
    ["verbs without claims", "Rejected under 35 U.S.C. 103. "],
    ["assertions", "Claims 1-5 are indefinite under 35 U.S.C. 112(b), which is so. "],
    [
      "mapped claims",
      "Claim Rejections - 35 USC 103\nAs to claim 3, Gill shows it (US 6,123,456), which is obvious. ",
    ],
    [
      "maintained",
      "The rejection of claims 1-5 over Smith under 35 U.S.C. 103 is maintained as to claims 3. ",
    ],
  ])("a megabyte of %s", (_, piece) => {
    const text = piece.repeat(Math.ceil(MEGABYTE / piece.length));
    const before = process.cpuUsage();
    extract(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(SECONDS_PER_MEGABYTE);
  });
});

describe("bad input is answered honestly", () => {
  test.each<[string, string, string]>([
    ["empty", "", "empty-text"],
    ["blank", " \n\t ", "empty-text"],
    ["binary", "\u0000\u0001\u0002PK\u0003\u0004\ufffd".repeat(200), "not-text"],
    [
      "another language",
      "Der Anspruch 1 wird unter Paragraph 103 zurückgewiesen. Die Prüferin hat das Patent gelesen.",
      "not-an-office-action",
    ],
  ])("%s", (_, text, code) => {
    const found = extract(text);
    expect(found.rejections).toEqual([]);
    expect(found.actionType).toBe("unknown");
    expect(found.warnings.map((warning) => warning.code)).toContain(code);
  });

  test("random text never throws, and every span lies within it", () => {
    const words = fc.constantFrom(
      "claims",
      "claim",
      "1-5",
      "7",
      ",",
      "and",
      "are",
      "is/are",
      "rejected",
      "rejection of",
      "under",
      "35 U.S.C.",
      "103",
      "112(b)",
      "102(a)(1)",
      "as being",
      "unpatentable over",
      "Smith",
      "(US 6,123,456)",
      "in view of",
      "withdrawn",
      "allowed",
      "objected to",
      ".",
      "\n",
      "\u200b",
      "“",
      "”",
      "\u00a0",
      "moot",
      "Applicant argues",
      "ﬁ",
      "\ud83d\ude00",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 300 }),
          fc.array(words, { maxLength: 60 }).map((list) => list.join(" ")),
        ),
        (text) => {
          const found = extract(text);
          const spans = JSON.stringify(found).matchAll(/"start":(-?\d+),"end":(-?\d+)/g);
          for (const [, start, end] of spans) {
            expect(Number(start)).toBeGreaterThanOrEqual(0);
            expect(Number(end)).toBeLessThanOrEqual(text.length);
            expect(Number(end)).toBeGreaterThanOrEqual(Number(start));
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("spans point into the text as given, past characters that are dropped", () => {
    const text =
      "\u200bIntro\u00ad.\n\nClaims 1\u200b-3 are rejected under 35 U.S.C. 103 as being unpatentable over Smith (US 6,123,456).";
    const [rejection] = extract(text).rejections;
    expect(text.slice(rejection!.claimSpan!.start, rejection!.claimSpan!.end)).toBe("Claims 1\u200b-3");
    expect(text.slice(rejection!.references[0]!.span.start, rejection!.references[0]!.span.end)).toBe(
      "Smith (US 6,123,456)",
    );
  });
});
