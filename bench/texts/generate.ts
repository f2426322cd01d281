import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dateOf, dayOf, instantOf } from "../release/days.js";
import { openOutput } from "../release/outputs.js";
import { Random } from "../release/random.js";
import { allClasses, technologyCenters } from "../release/vocabulary.js";
import { TextMaker } from "./text-maker.js";
import { type Frequency, PREFIX_LENGTH, type Search, WORD, WordScan } from "./word-scan.js";

/** What the generated archives hold; `texts-truth.json` beside them. */
export interface TextsTruth {
  readonly seed: number;
  readonly archives: readonly {
    readonly file: string;
    readonly documents: number;
    /** Bytes of the texts alone, in UTF-8. */
    readonly textBytes: number;
  }[];
  /** `documents[i]` counts the first i + 1 archives. */
  readonly searches: readonly (Search & { readonly documents: readonly number[] })[];
  readonly codes: readonly Readonly<Record<string, number>>[];
  /** Some documents of the first archives, to be fetched one by one. */
  readonly sample: readonly {
    readonly documentId: string;
    readonly applicationNumber: string;
    readonly sha256: string;
  }[];
}

/**
 * Writes weekly archives `bdr_oa_bulkdata_weekly_YYYY-MM-DD.zip`, each one entry of JSON Lines, with texts of
 * real length. The same seed gives the same bytes.
 */
export async function generateTexts(options: {
  readonly folder: string;
  /** Where the real texts are that are recombined. */
  readonly sources: string;
  readonly documents: number;
  readonly documentsAWeek: number;
  readonly seed: number;
}): Promise<TextsTruth> {
  const { folder, documents, documentsAWeek, seed } = options;
  await mkdir(folder, { recursive: true });
  const searches = chooseSearches(
    new TextMaker(options.sources, new Random(seed ^ 0x717e57)),
    new Random(seed),
  );
  const random = new Random(seed);
  const maker = new TextMaker(options.sources, random);
  const scan = new WordScan(searches);
  const counts: number[][] = searches.map(() => []);
  const codes: Record<string, number>[] = [];
  const codesSoFar: Record<string, number> = {};
  const archives: TextsTruth["archives"][number][] = [];
  const sample: TextsTruth["sample"][number][] = [];
  let made = 0;
  for (let sunday = firstSunday; made < documents; sunday += 7) {
    const name = `bdr_oa_bulkdata_weekly_${dateOf(sunday)}`;
    const output = openOutput(join(folder, `${name}.zip`), `${name}.json`);
    const until = Math.min(documents, made + documentsAWeek);
    const inArchive = until - made;
    let textBytes = 0;
    let lines: string[] = [];
    for (; made < until; made++) {
      const record = writeRecord(made, sunday, random, maker.make());
      scan.scan(record.oaText);
      textBytes += Buffer.byteLength(record.oaText);
      codesSoFar[record.documentCode] = (codesSoFar[record.documentCode] ?? 0) + 1;
      if (made % Math.max(1, Math.floor(documents / 1000)) === 0) {
        sample.push({
          documentId: record.obsoleteDocumentIdentifier,
          applicationNumber: record.patentApplicationNumber,
          sha256: createHash("sha256").update(record.oaText).digest("hex"),
        });
      }
      lines.push(JSON.stringify(record));
      if (lines.length === 100 || made === until - 1) {
        await output.write(Buffer.from(`${lines.join("\n")}\n`));
        lines = [];
      }
    }
    await output.close();
    archives.push({ file: `${name}.zip`, documents: inArchive, textBytes });
    searches.forEach((_, i) => {
      counts[i]!.push(scan.documents[i]!);
    });
    codes.push({ ...codesSoFar });
  }
  const truth: TextsTruth = {
    seed,
    archives,
    searches: searches
      .map((search, i) => ({ ...search, documents: counts[i]! }))
      .filter((search) => scan.isPlain(search) && search.documents.at(-1)! > 0),
    codes,
    sample,
  };
  await writeFile(join(folder, "texts-truth.json"), `${JSON.stringify(truth)}\n`);
  return truth;
}

const firstSunday = dayOf("2019-01-06");

function writeRecord(serial: number, sunday: number, random: Random, oaText: string) {
  const center = random.pick(technologyCenters);
  const artUnit = random.pick(center.artUnits);
  const day = sunday - 1 - random.below(5);
  // As in the real ids, the first eight characters tell the time; the serial number keeps them apart.
  const filed = instantOf(day - 5) - (instantOf(day - 5) % 1_000_003) + serial;
  const share = random.fraction();
  return {
    patentApplicationNumber: String(15_000_000 + ((serial * 7919) % 1_999_993)),
    documentCode: share < 0.46 ? "CTNF" : share < 0.7 ? "NOA" : share < 0.93 ? "CTFR" : "CTRS",
    obsoleteDocumentIdentifier: `${filed.toString(36).toUpperCase()}RXEAPX${serial % 6}`,
    submissionDate: `${dateOf(day)}T00:00:00`,
    groupArtUnitNumber: artUnit,
    techCenter: `${artUnit.slice(0, 2)}00`,
    nationalClass: random.pick(allClasses),
    nationalSubclass: `${String(random.below(900)).padStart(3, "0")}000`,
    oaText,
    rejections:
      share < 0.46 || share >= 0.7 ? [{ type: random.pick(["101", "102", "103", "112"]), position: 1 }] : [],
  };
}

/**
 * Picks words, pairs and phrases that are rare, middling or common in a first run of texts. Words of letters
 * alone, so that where they begin and end is beyond dispute.
 */
function chooseSearches(maker: TextMaker, random: Random): Search[] {
  const pilot = 1500;
  const singles = new Map<string, number>();
  const pairs = new Map<string, number>();
  const triples = new Map<string, number>();
  for (let i = 0; i < pilot; i++) {
    const words = [...maker.make().toLowerCase().matchAll(WORD)].map(([word]) => word);
    const isPlain = words.map((word) => /^[a-z]{4,}$/.test(word));
    countOnce(
      singles,
      words.filter((_, at) => isPlain[at]),
    );
    countOnce(
      pairs,
      words.flatMap((word, at) => (isPlain[at] && isPlain[at + 1] ? [`${word} ${words[at + 1]}`] : [])),
    );
    countOnce(
      triples,
      words.flatMap((word, at) =>
        isPlain[at] && isPlain[at + 1] && isPlain[at + 2]
          ? [`${word} ${words[at + 1]} ${words[at + 2]}`]
          : [],
      ),
    );
  }
  const pick = (counts: ReadonlyMap<string, number>, frequency: Frequency, count: number): string[] => {
    const [least, most] = bounds[frequency];
    const candidates = [...counts]
      .filter(([, n]) => n >= least * pilot && n <= most * pilot)
      .map(([word]) => word);
    candidates.sort();
    return Array.from({ length: Math.min(count, candidates.length) }, () => random.pick(candidates));
  };
  const searches: Search[] = [];
  for (const frequency of ["rare", "middling", "common"] as const) {
    const words = pick(singles, frequency, 24);
    for (const word of words) searches.push({ kind: "word", frequency, words: [word] });
    for (let i = 0; i + 1 < words.length; i += 2) {
      if (words[i] !== words[i + 1])
        searches.push({ kind: "words", frequency, words: [words[i]!, words[i + 1]!] });
    }
    for (const phrase of [...pick(pairs, frequency, 12), ...pick(triples, frequency, 6)]) {
      searches.push({ kind: "phrase", frequency, words: phrase.split(" ") });
    }
    for (const word of pick(singles, frequency, 3)) {
      if (word.length > PREFIX_LENGTH)
        searches.push({ kind: "prefix", frequency, words: [word.slice(0, PREFIX_LENGTH)] });
    }
  }
  // Words of different frequency together, as people search.
  const mixed = ["rare", "middling", "common"].map((frequency) => pick(singles, frequency as Frequency, 12));
  for (let i = 0; i < 12; i++) {
    const [rare, middling, common] = mixed.map((words) => words[i]);
    if (rare && common) searches.push({ kind: "words", frequency: "rare", words: [rare, common] });
    if (middling && common)
      searches.push({ kind: "words", frequency: "middling", words: [middling, common] });
  }
  return [
    ...new Map(searches.map((search) => [`${search.kind} ${search.words.join(" ")}`, search])).values(),
  ];
}

/** Least and greatest share of the documents. */
const bounds: Readonly<Record<Frequency, readonly [number, number]>> = {
  rare: [0.0013, 0.004],
  middling: [0.02, 0.1],
  common: [0.35, 1],
};

function countOnce(counts: Map<string, number>, words: readonly string[]): void {
  for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
}
