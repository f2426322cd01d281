import { readFileSync } from "node:fs";
import { threadFile } from "../threads/threads.js";

const read = new Map<string, string>();

/** The text of a script for browsers, given the URL of the module that serves it: compiled as the files of threads are. */
export function compiledText(servedFrom: string, name: string): string {
  const { href } = threadFile(servedFrom, name);
  const text = read.get(href) ?? readFileSync(new URL(href), "utf8");
  read.set(href, text);
  return text;
}
