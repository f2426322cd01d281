import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { formatCriteria, parseCriteria } from "../../src/query/index.js";

type Answer = string | { readonly error: string };

interface Case {
  readonly input: string;
  readonly "3.6.2": Answer;
  readonly "8.7.0": Answer;
}

const cases = JSON.parse(readFileSync(new URL("lucene/forms.json", import.meta.url), "utf8")) as Case[];

/** Where we knowingly answer neither as 3.6.2 does nor, where that fails, as 8.7.0 does. "refused" for an error. */
const differences: Record<string, { readonly ours: string; readonly because: string }> = {
  ...because("a bare * means all records, as in Solr", {
    "*": "*:*",
    "*^2": "*:*^2.0",
    "* *": "*:* *:*",
    "* AND a": "+*:* +a",
  }),
  ...because("a comparison is an open range here; Lucene reads it as a word", {
    "f:>=3": "f:[3 TO *]",
    'f:>"x"': "f:{x TO *]",
    "f:>a": "f:{a TO *]",
    "f:>=a": "f:[a TO *]",
    "f:<a": "f:[* TO a}",
    "f:<=a": "f:[* TO a]",
    "f:(>a <b)": "f:{a TO *] f:[* TO b}",
  }),
  ...because("a bare ~ means two edits, as since 4.0", {
    "a~": "a~2",
    "batery~": "batery~2",
    "x~y": "x~2 y",
    "x ~ y": "x~2 y",
    "x~^2": "x~2^2.0",
    "x^2~": "x~2^2.0",
  }),
  ...because("more than two edits are refused; 8.7.0 takes two without a word", {
    "a~3": "refused",
    "x^2~3": "refused",
  }),
  ...because("~0 means no edits, as since 4.0", { "a~0": "a~0" }),
  ...because("the form of 8.7.0 differs from that of 3.6.2 only in the parentheses of its boosts", {
    '"a b"^2~3': '"a b"~3^2.0',
  }),
  ...because("a number without exponent can be read again", {
    "a^10000000": "a^10000000.0",
    "a^0.0001": "a^0.0001",
  }),
  ...because("Lucene drops what it cannot use without a word; we do not ignore anything", {
    '"a b"~1.7': "refused",
    "a*~": "refused",
    "a*~2": "refused",
    'a ""': 'a ""',
    '+""': '+""',
    "\\u3000": "\\\u3000",
  }),
  ...because("Lucene reads the quotes as part of the value, which nobody means", {
    '["a"b TO c]': "refused",
    '["" TO b]': "refused",
  }),
  ...because(
    "a regular expression stands between slashes, as since 4.0, and what 8.7.0 refuses in one is refused",
    {
      "/(|a)/": "/(|a)/",
      '/"abc"/': '/"abc"/',
      "/~a/": "/~a/",
      ...Object.fromEntries(
        ["/a|/", "/<a/", "/<abc>/", "/<1-/", "/<1--5>/", "/~/", "/a&/"].map((pattern) => [
          pattern,
          "refused",
        ]),
      ),
    },
  ),
  ...because("} closes a range, as since 4.0", { "[a} TO b]": "refused" }),
  ...because("local parameters of Solr are never executed", { "{!a TO b}": "refused" }),
  ...because("any white space separates the ends of a range", { "[a\tTO\tb]": "[a TO b]" }),
};

function because(reason: string, answers: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(answers).map(([input, ours]) => [input, { ours, because: reason }]),
  );
}

describe("read and printed as Lucene does", () => {
  test.each(cases.filter(({ input }) => !Object.hasOwn(differences, input)))("$input", (one) => {
    expect(bare(ours(one.input))).toBe(bare(expected(one)));
  });
});

describe("otherwise than Lucene, on purpose", () => {
  test.each(Object.entries(differences))("%j", (input, { ours: answer }) => {
    expect(ours(input)).toBe(answer);
  });

  test("each difference stands in the recorded cases and is one", () => {
    const byInput = new Map(cases.map((one) => [one.input, one]));
    for (const [input, { ours: answer }] of Object.entries(differences)) {
      const lucene = expected(byInput.get(input)!);
      expect(answer === lucene, input).toBe(false);
    }
  });
});

/** 3.6.2 is the base; what it refuses and 8.7.0 reads is read as 8.7.0 does. */
function expected(one: Case): string {
  const answer = typeof one["3.6.2"] === "string" ? one["3.6.2"] : one["8.7.0"];
  return typeof answer === "string" ? answer : "refused";
}

function ours(criteria: string): string {
  try {
    return formatCriteria(parseCriteria(criteria));
  } catch (error) {
    expect(error).toMatchObject({ name: "ArtunitError" });
    return "refused";
  }
}

/** Lucene prints values without the escapes and quotes that reading them again would need. */
function bare(form: string): string {
  return form.replace(/[\\"]/g, "");
}
