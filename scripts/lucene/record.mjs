/**
 * Asks Lucene 3.6.2 and 8.7.0 what the cases under test/query/lucene mean and writes their answers beside
 * them. Needs Java and Debian's liblucene3-java and liblucene8-java; LUCENE_JARS names another folder of jars.
 *
 *   node scripts/lucene/record.mjs
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const cases = join(here, "../../test/query/lucene");
const jars = process.env.LUCENE_JARS ?? "/usr/share/java";
const versions = {
  "3.6.2": ["lucene3-core-3.6.2.jar"],
  "8.7.0": ["lucene-core-8.7.0.jar", "lucene-queryparser-8.7.0.jar", "lucene-analyzers-common-8.7.0.jar"],
};

const { forms, documents, matches, texts } = JSON.parse(readFileSync(join(cases, "cases.json"), "utf8"));
const answers = Object.fromEntries(Object.keys(versions).map((version) => [version, ask(version)]));
write("forms.json", forms);
write("matches.json", matches);
write("tokens.json", texts);

/** One answer per form, match and text, in this order. */
function ask(version) {
  const folder = mkdtempSync(join(tmpdir(), "lucene-"));
  const classPath = [...versions[version].map((jar) => join(jars, jar)), folder].join(delimiter);
  const sources = [join(here, "Main.java"), join(here, version, "Lucene.java")];
  execFileSync("javac", ["-nowarn", "-Xlint:none", "-cp", classPath, "-d", folder, ...sources], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const questions = [
    ...documents.map((document) => ["doc", ...document.flat()]),
    ...forms.map((criteria) => ["form", criteria]),
    ...matches.map((criteria) => ["match", criteria]),
    ...texts.map((text) => ["tokens", text]),
  ];
  const input = questions
    .map(([question, ...parts]) => [question, ...parts.map((part) => JSON.stringify(part))].join("\t"))
    .join("\n");
  const output = execFileSync("java", ["-cp", classPath, "Main"], {
    input: `${input}\n`,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  rmSync(folder, { recursive: true });
  return output
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Takes the next answers off each version's list and writes one case per line. */
function write(file, inputs) {
  const columns = Object.entries(answers).map(([version, list]) => [version, list.splice(0, inputs.length)]);
  const lines = inputs.map((input, i) =>
    JSON.stringify({ input, ...Object.fromEntries(columns.map(([version, list]) => [version, list[i]])) }),
  );
  writeFileSync(join(cases, file), `[\n${lines.join(",\n")}\n]\n`);
}
