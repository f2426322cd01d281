import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateRelease, generatorVersion } from "./generate.js";
import type { Table, Truth } from "./truth.js";

export interface KeptRelease {
  readonly truth: Truth;
  readonly csvBytes: number;
  readonly files: Readonly<Record<Table, string>>;
}

/** A release in a folder below another, generated once and kept: the same scale and seed give the same bytes. */
export async function keptRelease(work: string, scale: number, seed: number): Promise<KeptRelease> {
  const folder = join(work, `release-${generatorVersion}-${scale}-${seed}`);
  const sizes = join(folder, "sizes.json");
  if (!existsSync(sizes)) {
    const began = performance.now();
    const made = await generateRelease({ folder, scale, seed, zip: true });
    const bytes = made.files.reduce((sum, file) => sum + file.csvBytes, 0);
    writeFileSync(sizes, JSON.stringify({ csvBytes: bytes }));
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.error(`generated ${(bytes / 1e6).toFixed(0)} MB of CSV in ${seconds} s`);
  }
  const path = (table: Table) => join(folder, `${table}.csv.zip`);
  return {
    truth: JSON.parse(readFileSync(join(folder, "truth.json"), "utf8")) as Truth,
    csvBytes: (JSON.parse(readFileSync(sizes, "utf8")) as { csvBytes: number }).csvBytes,
    files: {
      office_actions: path("office_actions"),
      rejections: path("rejections"),
      citations: path("citations"),
    },
  };
}
