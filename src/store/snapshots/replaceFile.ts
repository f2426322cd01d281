import { renameSync, writeFileSync } from "node:fs";

/** Writes a small file whole or not at all: who reads it meanwhile sees what it held before. */
export function replaceFile(path: string, text: string): void {
  const next = `${path}.${process.pid}.next`;
  writeFileSync(next, text);
  renameSync(next, path);
}
