/**
 * Records what a data folder of this version answers, for the test that every later version opens it and says the same:
 *
 *   node build/scripts/record-folder.js test/data/folders/0.1.0 dist/cli/main.js
 *
 * The folder holds `first` and `more`, two sets of files; they are loaded one behind the other, the data folder is
 * packed into `data.tgz`, and the answers to ../questions.json, and to questions.json in the folder where it has such, go to
 * `answers.json.gz`.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";

const [folder = "", program = "dist/cli/main.js"] = process.argv.slice(2);
const data = mkdtempSync(join(tmpdir(), "artunit-folder-"));
for (const files of ["first", "more"])
  execFileSync(process.execPath, [program, "load", "--data", data, join(folder, files)], {
    stdio: "inherit",
  });
rmSync(join(data, "quarantine"), { recursive: true, force: true });
execFileSync("tar", [
  "--sort=name",
  "--owner=0",
  "--group=0",
  "-czf",
  resolve(folder, "data.tgz"),
  "-C",
  data,
  ".",
]);

const questions = ["../questions.json", "questions.json"]
  .map((name) => join(folder, name))
  .filter((path) => existsSync(path))
  .flatMap((path) => {
    const { exact, growing } = JSON.parse(readFileSync(path, "utf8")) as {
      readonly exact: readonly string[];
      readonly growing: readonly string[];
    };
    return [...exact, ...growing];
  });
const server = spawn(process.execPath, [
  program,
  "serve",
  "--data",
  data,
  "--port",
  "0",
  "--host",
  "127.0.0.1",
]);
const [line] = (await once(server.stdout, "data")) as [Buffer];
const base = /http:\/\/\S+/.exec(line.toString())?.[0];
const answers: Record<string, { readonly status: number; readonly body: string }> = {};
for (const question of questions) {
  const answer = await fetch(`${base}${question}`);
  const body = (await answer.text()).replaceAll(base!, "http://localhost");
  answers[question] = { status: answer.status, body };
  if (answer.status !== 200) process.stdout.write(`${answer.status} ${question} ${body.slice(0, 200)}\n`);
}
server.kill();
writeFileSync(join(folder, "answers.json.gz"), gzipSync(JSON.stringify(answers), { level: 9 }));
rmSync(data, { recursive: true });
