/**
 * Loads files as `artunit load` does, with an overlay of any size: `node stopAt.js FOLDER STEP HOW FILE…`. At the STEP-th step that
 * lasts (a write of a whole file, a sync, a rename) the program is killed before it, killed behind it, or finds the disk full.
 * With STEP 0 it says at the end how many there were.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [data, at, how, ...paths] = process.argv.slice(2);
let steps = 0;

function passing(step) {
  if (++steps !== Number(at)) return step();
  if (how === "full")
    throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
  if (how === "before") process.kill(process.pid, "SIGKILL");
  const kill = () => process.kill(process.pid, "SIGKILL");
  const result = step();
  if (result instanceof Promise) return result.finally(kill);
  kill();
}

const { writeFileSync } = fs;
const { rename, open } = fs.promises;
fs.writeFileSync = (...given) => passing(() => writeFileSync(...given));
fs.promises.rename = async (...given) => passing(() => rename(...given));
fs.promises.open = async (...given) => {
  const file = await open(...given);
  const sync = file.sync.bind(file);
  file.sync = async () => passing(sync);
  return file;
};
syncBuiltinESMExports();

const dist = new URL("../../dist/", import.meta.url);
const { load } = await import(new URL("load/load.js", dist));
const { INSTALLATION } = await import(new URL("installation.js", dist));
try {
  await load({
    data,
    installation: INSTALLATION,
    paths,
    artunitVersion: "0.0.0-test",
    memoryLimit: "500MB",
    overlayShare: 1000,
  });
  if (at === "0") console.log(steps);
} catch (error) {
  console.log(error.code);
}
