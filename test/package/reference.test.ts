import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { referencePages } from "../../scripts/reference.js";

const folder = resolve(import.meta.dirname, "../../docs/reference");

describe("the reference says what the code says (npm run reference)", () => {
  test("it has exactly the pages that the code prints", () => {
    expect(readdirSync(folder).sort()).toEqual([...referencePages().keys()].sort());
  });

  test.each([...referencePages()])("%s is what the code prints", (name, printed) => {
    expect(readFileSync(join(folder, name), "utf8")).toBe(printed);
  });

  test("a terminal and a pipe get the same pages", () => {
    const original = Object.getOwnPropertyDescriptor(process.stdout, "isTTY");
    const pages = [true, false].map((isTTY) => {
      Object.defineProperty(process.stdout, "isTTY", { value: isTTY, configurable: true });
      return referencePages();
    });
    if (original) Object.defineProperty(process.stdout, "isTTY", original);
    else Reflect.deleteProperty(process.stdout, "isTTY");
    expect(pages[0]).toEqual(pages[1]);
  });
});
