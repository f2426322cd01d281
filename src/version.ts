import { readFileSync } from "node:fs";

/** Artunit's own version, from the nearest package.json above this file: compiled or not, installed or not. */
export const VERSION: string = readVersion();

function readVersion(): string {
  let folder = new URL(".", import.meta.url);
  for (;;) {
    const about = readAbout(new URL("package.json", folder));
    if (about?.name === "artunit") return about.version;
    const parent = new URL("..", folder);
    if (parent.href === folder.href) throw new Error("Artunit's package.json is not above its sources.");
    folder = parent;
  }
}

function readAbout(file: URL): { readonly name: string; readonly version: string } | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as { name: string; version: string };
  } catch {
    return null;
  }
}
