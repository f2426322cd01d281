import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { EXTRACTOR_VERSION } from "../../extract/index.js";
import type { ReadContext } from "../../ingest/load.js";
import type { Row } from "../../store/index.js";
import type { Extracted } from "./extraction.js";

/** What came of one text: its findings, none because it is of no kind covered, or why it could not be read. */
export type ExtractOutcome = { readonly found: Extracted | null } | { readonly failed: string };

/**
 * Where the findings in a batch of texts are kept until the load that needs them is served, so that a load that was
 * interrupted does not extract again. A batch is known by the hash of its file, its entry, its number, and the version
 * of the extractor.
 */
export function findingsPath(folder: string, { file, fileName }: ReadContext, batch: number): string {
  const member = createHash("md5").update(`${file.sha256} ${fileName}`).digest("hex");
  return join(folder, EXTRACTOR_VERSION, member, `${batch}.json.gz`);
}

/** Section texts are kept as places in the text they were cut from. */
type KeptOutcome =
  | { readonly failed: string }
  | {
      readonly found:
        | (Omit<Extracted, "sections"> & { readonly sections: Record<string, string | [number, number]> })
        | null;
    };

/** The outcomes kept for these texts; null where there are none, or where they are cut short. */
export function readFindings(path: string, rows: readonly Row[]): readonly ExtractOutcome[] | null {
  try {
    const kept = JSON.parse(gunzipSync(readFileSync(path)).toString()) as readonly KeptOutcome[];
    if (kept.length !== rows.length) return null;
    return kept.map((outcome, at) =>
      "failed" in outcome || outcome.found === null
        ? (outcome as ExtractOutcome)
        : { found: { ...outcome.found, sections: sectionsFrom(outcome.found.sections, rows[at]!) } },
    );
  } catch {
    return null;
  }
}

/** Keeps outcomes; a file that is there is whole. */
export function keepFindings(path: string, rows: readonly Row[], outcomes: readonly ExtractOutcome[]): void {
  const kept = outcomes.map(
    (outcome, at): KeptOutcome =>
      "failed" in outcome || outcome.found === null
        ? (outcome as KeptOutcome)
        : { found: { ...outcome.found, sections: placesOf(outcome.found.sections, rows[at]!) } },
  );
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, gzipSync(JSON.stringify(kept), { level: 1 }));
  renameSync(`${path}.part`, path);
}

function placesOf(sections: Extracted["sections"], row: Row): Record<string, string | [number, number]> {
  const body = String(row.body);
  return Object.fromEntries(
    Object.entries(sections).map(([column, text]) => {
      const at = body.indexOf(text);
      return [column, at < 0 ? text : [at, at + text.length]];
    }),
  );
}

function sectionsFrom(
  kept: Readonly<Record<string, string | [number, number]>>,
  row: Row,
): Extracted["sections"] {
  const body = String(row.body);
  return Object.fromEntries(
    Object.entries(kept).map(([column, place]) => [
      column,
      typeof place === "string" ? place : body.slice(place[0], place[1]),
    ]),
  );
}
