import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** A package of package-lock.json. */
interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly engines?: { readonly node?: string } | readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../package-lock.json"), "utf8"),
) as { readonly packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(packages).filter(([path]) => path !== "");
const shipped = locked.filter(([, { dev }]) => !dev);
const OLDEST = [20, 19, 0] as const;

/** Whether a range of versions admits our oldest Node: ranges as packages write them in `engines`. */
function admitsOldest(range: string): boolean {
  return range.split("||").some((part) =>
    part
      .trim()
      .replaceAll(/([<>=^~]+)\s+/g, "$1")
      .split(/\s+/)
      .every(admitsBound),
  );
}

function admitsBound(bound: string): boolean {
  const [, operator = "", version = ""] = /^([<>=^~]*)v?([\dx.*]*)/.exec(bound) ?? [];
  const [major = 0, minor = 0, patch = 0] = version.split(".").map((part) => Number(part) || 0);
  const above = OLDEST[0] - major || OLDEST[1] - minor || OLDEST[2] - patch;
  if (version === "" || version === "*") return true;
  if (operator.startsWith(">")) return above > 0 || (above === 0 && operator === ">=");
  if (operator.startsWith("<")) return above < 0 || (above === 0 && operator === "<=");
  return OLDEST[0] === major && above >= 0;
}

describe("what installing brings", () => {
  test("the lock file names the packages of every platform, or npm ci refuses it", () => {
    const missing = locked.flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });

  test("nothing that users install runs a script while it is installed", () => {
    expect(shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  test("everything that users install says that it runs on our oldest Node", () => {
    const refusing = shipped.filter(([, { engines }]) => {
      const range = Array.isArray(engines)
        ? engines[0]?.replace(/^node/, "")
        : (engines as { node?: string })?.node;
      return !admitsOldest(range ?? "*");
    });
    expect(refusing.map(([path, { version }]) => `${path} ${version}`)).toEqual([]);
  });

  test("the lock file names no registry", () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  test.each([
    [">=22", false],
    ["^22.12.0 || >=24", false],
    ["20 || >=22", true],
    [">= 18.0.0", true],
    ["^20.19.0 || >=22.12.0", true],
    [">=16 <20", false],
    [">=v12.22.7", true],
    ["*", true],
  ])("an engine of %s admits it: %s", (range, admits) => {
    expect(admitsOldest(range)).toBe(admits);
  });
});
