/**
 * Loaded before the program (`node --import`): kills it at the N-th step that lasts (a rename, a write of a whole file, an
 * fsync), before or after it. With N = 0 it only says at the end how many there were.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const at = Number(process.env.NEMESIS_DIE_AT ?? 0);
const isAfter = process.env.NEMESIS_DIE_AFTER === "1";
let steps = 0;

function passing<Result>(step: () => Result): Result {
  steps++;
  const dies = steps === at;
  if (dies && !isAfter) process.kill(process.pid, "SIGKILL");
  const result = step();
  if (!dies) return result;
  if (result instanceof Promise)
    return result.finally(() => process.kill(process.pid, "SIGKILL")) as unknown as Result;
  process.kill(process.pid, "SIGKILL");
  return result;
}

const { writeFileSync } = fs;
const { rename, open } = fs.promises;
fs.writeFileSync = (...given: Parameters<typeof writeFileSync>) => passing(() => writeFileSync(...given));
fs.promises.rename = (...given) => passing(() => rename(...given));
fs.promises.open = async (...given) => {
  const file = await open(...given);
  const sync = file.sync.bind(file);
  file.sync = () => passing(sync);
  return file;
};
syncBuiltinESMExports();
if (at === 0) process.on("exit", () => process.stderr.write(`steps: ${steps}\n`));
