import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { EXTRACTOR_VERSION } from "../../../extract/index.js";
import type { ReadContext } from "../../../ingest/reader.js";
import type { Row } from "../../../store/index.js";
import type { Extracted } from "./extraction.js";

/**
 * What came of one text: its findings, none because it is of no kind covered, or why it could not be read. Sections are
 * texts, or in what is kept, places in the text they were cut from.
 */
type Outcome<Section> =
  | { readonly failed: string }
  | {
      readonly found:
        | (Omit<Extracted, "sections"> & { readonly sections: Readonly<Record<string, Section>> })
        | null;
    };
export type ExtractOutcome = Outcome<string>;
type KeptOutcome = Outcome<string | readonly [number, number]>;

/**
 * Where the findings in a batch of texts are kept until the load that needs them is served, so that a load that was
 * interrupted does not extract again. A batch is known by the hash of its file, its entry, its number, and the version
 * of the extractor.
 */
export function findingsPath(folder: string, { file, fileName }: ReadContext, batch: number): string {
  const member = createHash("md5").update(`${file.sha256} ${fileName}`).digest("hex");
  return join(folder, EXTRACTOR_VERSION, member, `${batch}.json.gz`);
}

/** The outcomes kept for these texts; null where there are none, or where they are cut short. */
export function readFindings(path: string, rows: readonly Row[]): readonly ExtractOutcome[] | null {
  try {
    const kept = JSON.parse(gunzipSync(readFileSync(path)).toString()) as readonly KeptOutcome[];
    if (kept.length !== rows.length) return null;
    return kept.map((outcome, at) => {
      const body = String(rows[at]!.body);
      return withSections(outcome, (place) =>
        typeof place === "string" ? place : body.slice(place[0], place[1]),
      );
    });
  } catch {
    return null;
  }
}

/** Keeps outcomes; a file that is there is whole. */
export function keepFindings(path: string, rows: readonly Row[], outcomes: readonly ExtractOutcome[]): void {
  const kept = outcomes.map((outcome, at): KeptOutcome => {
    const body = String(rows[at]!.body);
    return withSections(outcome, (text) => {
      const start = body.indexOf(text);
      return start < 0 ? text : [start, start + text.length];
    });
  });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.part`, gzipSync(JSON.stringify(kept), { level: 1 }));
  renameSync(`${path}.part`, path);
}

function withSections<From, To>(outcome: Outcome<From>, change: (section: From) => To): Outcome<To> {
  if ("failed" in outcome) return outcome;
  if (outcome.found === null) return { found: null };
  const sections = Object.entries(outcome.found.sections).map(([column, section]) => [
    column,
    change(section),
  ]);
  return { found: { ...outcome.found, sections: Object.fromEntries(sections) as Record<string, To> } };
}
