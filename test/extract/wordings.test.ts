import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listOf, type Outcome, outcomeOf } from "./outcome.js";

/**
 * Statements as examiners word them, one file a class: a text, then a line `=> GROUND CLAIMS | GROUND CLAIMS` with the
 * rejections it makes, `=> -` if it makes none. The line may go on with the references they rest on, with the rejections that
 * ended and with what is said of claims: `=> 103 1-7 over: Kato + Smith ended: withdrawn 101 1-7 claims: cancelled 8 | pending
 * 1-7`. A list that is not written is not asked. The cases were written before the rules were run over them.
 */
const FOLDER = join(import.meta.dirname, "wordings");

function casesIn(file: string): [text: string, expected: Partial<Outcome>][] {
  return readFileSync(join(FOLDER, file), "utf8")
    .split(/^(=> .*)\n*/m)
    .flatMap((piece, index, pieces): [string, Partial<Outcome>][] =>
      piece.startsWith("=> ") ? [[pieces[index - 1]!.trimEnd(), expectedOf(piece)]] : [],
    );
}

function expectedOf(line: string): Partial<Outcome> {
  const [, rejections, over, ended, claims] =
    /^=> (.*?)(?: over: (.*?))?(?: ended: (.*?))?(?: claims: (.*))?$/.exec(line)!;
  return {
    rejections: listOf(rejections!),
    ...(over === undefined ? {} : { over: listOf(over) }),
    ...(ended === undefined ? {} : { ended: listOf(ended) }),
    ...(claims === undefined ? {} : { claims: listOf(claims) }),
  };
}

describe.each(readdirSync(FOLDER).sort())("%s", (file) => {
  test.each(casesIn(file))("%s", (text, expected) => {
    expect(outcomeOf(text)).toMatchObject(expected);
  });
});
