import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { listOf, type Outcome, outcomeOf } from "./outcome.js";

/**
 * Statements as examiners word them, one file a class: a text, then a line `=> GROUND CLAIMS | GROUND CLAIMS` with the
 * rejections it makes, `=> -` if it makes none. A ground is 101, 102, 103, 112 with its paragraph, "112(b)", or as `ground` has it.
 * The line may go on with what else comes of the text: `over:` the references they rest on, `ended:` the rejections that ended,
 * `claims:` what is said of claims, `type:` what sort of action it is, `aia:` whether the AIA applies ("post", "pre"), `election:` what was elected, `cites:` the documents named and
 * what for: `=> 103 1-7 over: Kato + Smith ended: withdrawn 101 1-7 claims: cancelled 8 | pending 1-7`, `=> - election: without
 * traverse Group II 4-9`. What is not written is not asked. The cases were written before the rules were run over them.
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
  const [rejections, ...others] = line
    .slice("=> ".length)
    .split(/ (?=(?:over|ended|claims|type|aia|election|cites): )/);
  const told = others.map((each) => {
    const [, name, words] = /^(\w+): (.*)$/.exec(each)!;
    return [name!, name === "type" || name === "aia" || name === "election" ? words! : listOf(words!)];
  });
  return { rejections: listOf(rejections!), ...Object.fromEntries(told) };
}

describe.each(readdirSync(FOLDER).sort())("%s", (file) => {
  test.each(casesIn(file))("%s", (text, expected) => {
    expect(outcomeOf(text)).toMatchObject(expected);
  });
});
