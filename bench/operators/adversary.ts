import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CITATIONS, ENRICHED_CITATIONS } from "../../src/families/office-actions/tables.js";
import { TEXTS } from "../../src/families/office-actions/texts/dataset.js";
import { INSTALLATION } from "../../src/installation.js";
import { openDuckDbStore } from "../../src/store/engines/duckdb/duckDbStore.js";
import { TextsBuild } from "../../src/store/engines/fulltext/buildTexts.js";
import { TextStore } from "../../src/store/engines/fulltext/textStore.js";
import { memoryStore, type Row, type Store } from "../../src/store/index.js";
import { writeSnapshot } from "../../test/store/fixture.js";
import type { Random } from "./questions.js";

/** Stores whose values are such that patterns almost match them, in very many ways. */
export interface Adversary {
  readonly structured: Store;
  readonly texts: Store;
  close(): Promise<void>;
}

export interface AdversaryOptions {
  readonly random: Random;
  /** Values of ordinary length in each column, and of 100 KB. */
  readonly values: number;
  readonly longValues: number;
  readonly documents: number;
}

export async function openAdversary(options: AdversaryOptions): Promise<Adversary> {
  const { random, values, longValues, documents } = options;
  const folder = mkdtempSync(join(tmpdir(), "artunit-operators-"));
  const lengths = [
    ...Array.from({ length: values }, () => 20 + random(120)),
    ...Array.from({ length: longValues }, () => 100_000),
  ];
  const snapshot = await writeSnapshot(
    {
      citations: lengths.map((length, at) => citation(at, anyValue(random, length))),
      enriched_citations: lengths.map((length, at) => enriched(at, anyValue(random, length))),
    },
    [CITATIONS, ENRICHED_CITATIONS],
  );
  const structured = await openDuckDbStore(snapshot, INSTALLATION);
  const build = new TextsBuild({
    table: TEXTS,
    current: null,
    next: join(folder, "texts"),
    scratch: join(folder, "scratch"),
    shardRows: Math.ceil(documents / 2),
    threads: 1,
  });
  await build.add(Array.from({ length: documents }, (_, at) => text(at, bodyOf(random))));
  await build.keep([0]);
  await build.finish();
  const texts = new TextStore(memoryStore({}).manifest, join(folder, "texts"), TEXTS, 2);
  return {
    structured,
    texts,
    async close() {
      await Promise.all([structured.close(), texts.close()]);
      for (const each of [folder, snapshot]) rmSync(each, { recursive: true, force: true });
    },
  };
}

/** One character again and again, two in turn, by chance, or digits. */
function anyValue(random: Random, length: number): string {
  const kind = random(4);
  if (kind === 0) return "a".repeat(length);
  if (kind === 1) return "ab".repeat(length / 2);
  return Array.from({ length }, () => (kind === 2 ? "ab"[random(2)]! : String(random(10)))).join("");
}

/** Words of a small alphabet, so that very many differ by one letter and each stands close to each. */
function bodyOf(random: Random): string {
  const words = Array.from({ length: 2000 }, () => {
    if (random(3) === 0) return "ab"[random(2)]!;
    return Array.from({ length: 2 + random(10) }, () => "abcd"[random(4)]!).join("");
  });
  return [...words, "a".repeat(250), ...Array.from({ length: 2000 }, () => "a")].join(" ");
}

const DAY = "2017-03-01";

function citation(at: number, value: string): Row {
  return {
    record_id: String(at).padStart(32, "0"),
    application_number: String(12_000_000 + at),
    document_id: `C${at}`,
    mail_date: DAY,
    reference_text: value,
    reference_number: value,
    source: "release-2017",
    is_preferred: true,
  };
}

function enriched(at: number, value: string): Row {
  return {
    record_id: String(at).padStart(32, "0"),
    application_number: String(12_000_000 + at),
    mail_date: DAY,
    reference_text: value,
    inventor_name: value.replaceAll("b", " "),
    source: "api",
    is_preferred: true,
  };
}

function text(at: number, body: string): Row {
  return {
    record_id: String(at).padStart(32, "0"),
    application_number: String(12_000_000 + at),
    document_id: `T${at}`,
    document_code: "CTNF",
    mail_date: DAY,
    body,
    source: "api",
    is_preferred: true,
  };
}
