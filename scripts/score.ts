/**
 * Scores extraction on the labelled corpora and compares with the committed baseline.
 * The held-out part is printed as totals only: nobody who writes rules should see what is missed there.
 *
 * npm run score                      print, compare, exit 1 on an unexplained loss
 * npm run score -- --write-baseline  make this run the baseline
 * npm run score -- --corpus synthetic  print one of the further corpora, whose figures stand apart and have no baseline
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Extraction } from "../src/extract/index.js";
import { extract, ranges, referenceKey } from "../src/extract/index.js";

interface LabelRejection {
  readonly ground: string;
  readonly claims: readonly number[];
  readonly references: readonly string[];
  readonly evidentiary?: readonly string[];
  readonly implicit?: boolean;
}

interface Label {
  readonly file: string;
  readonly scope: "full" | "excerpt";
  readonly actionType: string;
  readonly aiaStatus: string | null;
  readonly rejections: readonly LabelRejection[];
  readonly objections: readonly { readonly what: string; readonly claims: readonly number[] }[];
  readonly allowedClaims: readonly number[];
  readonly allowableIfRewritten: readonly number[];
  readonly citations: readonly {
    readonly raw: string;
    readonly kind: string;
    readonly normalizedNumber: string | null;
    readonly context: string;
    readonly nameOnly?: boolean;
  }[];
  readonly notRejections?: readonly {
    readonly ground: string;
    readonly claims: readonly number[];
    readonly status: string;
  }[];
  readonly flags: Readonly<Record<string, boolean>>;
  readonly derived?: Readonly<Record<string, number | boolean>>;
}

/** Labels tell specification, abstract and title less finely than extraction does. */
function objection(one: { readonly what: string; readonly claims: readonly number[] }): string {
  const what = /abstract|title|specification|disclosure/.test(one.what)
    ? "specification"
    : one.what.startsWith("claims (")
      ? "claims (dependent)"
      : one.what;
  return `${what} ${claimText(one.claims)}`;
}

/** How one document came out: what was right, missed and invented, as comparable strings. */
interface Outcome {
  readonly right: readonly string[];
  readonly missed: readonly string[];
  readonly invented: readonly string[];
}

interface DocumentScore {
  readonly file: string;
  readonly aspects: Readonly<Record<string, Outcome>>;
}

const ROOT = join(import.meta.dirname, "../..");
const CORPORA = join(ROOT, "corpora");
const BASELINE = join(CORPORA, "baseline.json");
const EXPLAINED = join(CORPORA, "explained-losses.json");

function outcome(predicted: readonly string[], labelled: readonly string[]): Outcome {
  const left = [...predicted];
  const right: string[] = [];
  const missed: string[] = [];
  for (const item of labelled) {
    const at = left.indexOf(item);
    if (at < 0) missed.push(item);
    else {
      right.push(item);
      left.splice(at, 1);
    }
  }
  return { right, missed, invented: left };
}

const claimText = (claims: readonly number[]) => ranges(claims) || "none";

/** Labels list admitted prior art, by many names, among the references; extraction says it beside them. */
const ADMITTED = /admitted|admission/i;
const ADMITTED_KEY = "admitted prior art";

const surname = (raw: string) =>
  ADMITTED.test(raw)
    ? ADMITTED_KEY
    : (
        /(?<![\p{L}\p{N}])(?!US\b|U\.S|Patent|Pub|Application|No\b|The\b)(\p{Lu}[\p{L}\p{N}_'’-]+)/u.exec(
          raw.replace(
            /\b(?:U\.?S\.?|Patent|Application|Publication|Pub\.?|Pat\.?|PG|PGPUB|No\.?|International|copending|issued|to)\b\.?/g,
            " ",
          ),
        )?.[1] ?? raw
      ).toLowerCase();

/** The words of a reference by which a later mention can name it. */
function nameWords(raw: string): string[] {
  const words = raw.replace(/\([^)]*\d[^)]*\)/g, " ").match(/\p{Lu}[\p{L}\p{N}_'’-]+/gu) ?? [];
  return words.map((word) => word.toLowerCase()).filter((word) => !NO_NAME.has(word));
}
const NO_NAME = new Set(
  "us patent application publication pub pat pg pgpub no international copending issued to the et al publ appl".split(
    " ",
  ),
);

/** The key of a labelled reference: its number, or that of one that shares a name with it. */
function labelledKeys(label: Label): Map<string, string> {
  const keys = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const rejection of label.rejections) {
    for (const raw of rejection.references) {
      const application = /application\D{0,20}(\d{2}\/?\d{3},?\d{3})\b/i.exec(raw);
      const number = referenceKey(raw);
      if (number && label.citations.some((citation) => citation.normalizedNumber === number)) {
        keys.set(raw, number);
        for (const word of nameWords(raw)) if (!byName.has(word)) byName.set(word, number);
      } else if (application) keys.set(raw, `application ${application[1]!.replace(/\D/g, "")}`);
    }
  }
  for (const citation of label.citations) {
    if (!citation.normalizedNumber) continue;
    for (const word of nameWords(citation.raw))
      if (!byName.has(word)) byName.set(word, citation.normalizedNumber);
  }
  for (const rejection of label.rejections) {
    for (const raw of rejection.references) {
      if (keys.has(raw)) continue;
      if (ADMITTED.test(raw)) {
        keys.set(raw, surname(raw));
        continue;
      }
      const known = nameWords(raw).find((word) => byName.has(word));
      keys.set(raw, known ? byName.get(known)! : (nameWords(raw)[0] ?? raw));
    }
  }
  return keys;
}

function scoreDocument(label: Label, found: Extraction): DocumentScore {
  const labelled = label.rejections.filter((rejection) => rejection.ground !== "112(f)-note");
  const tuple = (rejection: { readonly ground: string; readonly claims: readonly number[] }) =>
    `${rejection.ground} ${claimText(rejection.claims)}`;
  const keys = labelledKeys(label);
  const linksOf = (
    rejections: readonly { readonly claims: readonly number[]; readonly keys: readonly string[] }[],
  ) => [
    ...new Set(
      rejections.flatMap((one) => one.claims.flatMap((claim) => one.keys.map((key) => `${claim}→${key}`))),
    ),
  ];
  const numbers = (kind: string) => ({
    predicted: found.citations
      .filter((one) => one.kind === kind && one.normalized)
      .map((one) => one.normalized!),
    labelled: label.citations
      .filter((one) => one.kind === kind && one.normalizedNumber)
      .map((one) => one.normalizedNumber!),
  });
  const us = numbers("us-patent");
  const published = numbers("us-pgpub");
  const foreign = numbers("foreign");
  const contexts = (items: readonly { readonly number: string | null; readonly context: string }[]) =>
    items.filter((one) => one.number).map((one) => `${one.number} ${one.context}`);
  const literature = (raw: string) => surname(raw);
  const dead = (label.notRejections ?? [])
    .filter((one) =>
      ["withdrawn", "moot", "overcome", "reversed", "quoted", "conditional"].includes(one.status),
    )
    .map((one) => `${one.ground} ${claimText(one.claims)}`);
  const live = new Set(labelled.map(tuple));
  const violations = found.rejections.map(tuple).filter((one) => dead.includes(one) && !live.has(one));
  const flags = label.derived ?? {};
  const flagNames = Object.keys(flags);
  const value = (flag: unknown) => String(Number(flag));
  return {
    file: label.file,
    aspects: {
      tuples: outcome(found.rejections.map(tuple), labelled.map(tuple)),
      "us-patent": outcome(us.predicted, us.labelled),
      "us-pgpub": outcome(published.predicted, published.labelled),
      foreign: outcome(foreign.predicted, foreign.labelled),
      npl: outcome(
        found.citations
          .filter((one) => one.kind === "npl")
          .map((one) => literature(one.shortNames[0] ?? one.raw)),
        label.citations.filter((one) => one.kind === "npl").map((one) => literature(one.raw)),
      ),
      contexts: outcome(
        contexts(found.citations.map((one) => ({ number: one.normalized, context: one.context }))),
        contexts(label.citations.map((one) => ({ number: one.normalizedNumber, context: one.context }))),
      ),
      links: outcome(
        linksOf(
          found.rejections.map((one) => ({
            claims: one.claims,
            keys: [
              ...one.references
                .filter((reference) => reference.role !== "evidentiary")
                .map((reference) => reference.normalized ?? surname(reference.name ?? reference.raw)),
              ...(one.admittedPriorArt ? [ADMITTED_KEY] : []),
            ],
          })),
        ),
        linksOf(
          labelled.map((one) => ({
            claims: one.claims,
            keys: one.references
              .filter((raw) => !one.evidentiary?.includes(raw))
              .map((raw) => keys.get(raw)!),
          })),
        ),
      ),
      objections: outcome(found.objections.map(objection), label.objections.map(objection)),
      allowed: outcome([claimText(found.allowedClaims)], [claimText(label.allowedClaims)]),
      allowable: outcome([claimText(found.allowableIfRewritten)], [claimText(label.allowableIfRewritten)]),
      actionType:
        label.actionType === "unknown" ? outcome([], []) : outcome([found.actionType], [label.actionType]),
      aia:
        label.aiaStatus === null
          ? outcome([], [])
          : outcome([found.aia], [label.aiaStatus === "AIA" ? "post" : "pre"]),
      decisions: outcome(
        ["alice", "mayo", "bilski", "myriad"].map((name) => `${name} ${found.flags[name as "alice"]}`),
        ["alice", "mayo", "bilski", "myriad"].map((name) => `${name} ${label.flags[name] ?? false}`),
      ),
      flags: outcome(
        flagNames.map((name) => `${name} ${value(found.flags[name as "hasRej101"])}`),
        flagNames.map((name) => `${name} ${value(flags[name])}`),
      ),
      violations: { right: [], missed: [], invented: violations },
    },
  };
}

interface Totals {
  readonly documents: number;
  readonly whollyRight: number;
  readonly flagsRight: number;
  readonly aspects: Readonly<
    Record<string, { readonly right: number; readonly missed: number; readonly invented: number }>
  >;
  readonly grounds: Readonly<
    Record<string, { readonly right: number; readonly missed: number; readonly invented: number }>
  >;
  readonly confidence: Readonly<Record<string, { readonly right: number; readonly wrong: number }>>;
}

function totals(scores: readonly DocumentScore[], confidence: Totals["confidence"]): Totals {
  const aspects: Record<string, { right: number; missed: number; invented: number }> = {};
  const grounds: Record<string, { right: number; missed: number; invented: number }> = {};
  for (const score of scores) {
    for (const [name, one] of Object.entries(score.aspects)) {
      const sum = aspects[name] ?? { right: 0, missed: 0, invented: 0 };
      aspects[name] = sum;
      sum.right += one.right.length;
      sum.missed += one.missed.length;
      sum.invented += one.invented.length;
    }
    for (const kind of ["right", "missed", "invented"] as const) {
      for (const item of score.aspects.tuples![kind]) {
        const ground = item.split(" ")[0]!;
        const sum = grounds[ground] ?? { right: 0, missed: 0, invented: 0 };
        grounds[ground] = sum;
        sum[kind]++;
      }
    }
  }
  const perfect = (score: DocumentScore, aspect: string) =>
    score.aspects[aspect]!.missed.length + score.aspects[aspect]!.invented.length === 0;
  return {
    documents: scores.length,
    whollyRight: scores.filter((score) => perfect(score, "tuples")).length,
    flagsRight: scores.filter((score) => perfect(score, "flags")).length,
    aspects,
    grounds,
    confidence,
  };
}

const share = (part: number, whole: number) => (whole === 0 ? "  -  " : (part / whole).toFixed(3));

function print(name: string, sum: Totals): void {
  console.log(`\n${name}: ${sum.documents} documents`);
  console.log(
    `  wholly right   ${sum.whollyRight}/${sum.documents} = ${share(sum.whollyRight, sum.documents)}`,
  );
  console.log(`  all flags right ${sum.flagsRight}/${sum.documents}`);
  const line = (label: string, one: { right: number; missed: number; invented: number }) => {
    const precision = one.right / Math.max(1, one.right + one.invented);
    const recall = one.right / Math.max(1, one.right + one.missed);
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    console.log(
      `  ${label.padEnd(13)} n ${String(one.right + one.missed).padStart(4)}   P ${share(one.right, one.right + one.invented)}  R ${share(one.right, one.right + one.missed)}  F1 ${one.right + one.missed + one.invented === 0 ? "  -  " : f1.toFixed(3)}`,
    );
  };
  for (const [label, one] of Object.entries(sum.aspects)) if (label !== "violations") line(label, one);
  console.log(`  tuples from withdrawn or quoted statements: ${sum.aspects.violations?.invented ?? 0}`);
  console.log("  per ground");
  for (const [ground, one] of Object.entries(sum.grounds).sort()) line(`  ${ground}`, one);
  console.log(
    `  precision by confidence: ${Object.entries(sum.confidence)
      .sort()
      .map(
        ([band, one]) => `${band}: ${share(one.right, one.right + one.wrong)} (n ${one.right + one.wrong})`,
      )
      .join("  ")}`,
  );
}

function scorePart(part: string): { scores: DocumentScore[]; sum: Totals } | null {
  const file = join(CORPORA, part, "labels.jsonl");
  if (!existsSync(file)) return null;
  const labels = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Label);
  const confidence: Record<string, { right: number; wrong: number }> = {};
  const scores = labels.map((label) => {
    const found = extract(readFileSync(join(CORPORA, part, label.file), "utf8"));
    const live = label.rejections.map((rejection) => `${rejection.ground} ${claimText(rejection.claims)}`);
    for (const rejection of found.rejections) {
      const band = `${rejection.confidence >= 0.95 ? "0.95-1" : rejection.confidence >= 0.8 ? "0.80-0.95" : "below 0.80"} ${rejection.rule.split("/")[0]}${/maintained|per-claim/.exec(rejection.rule)?.[0] ?? ""}`;
      const sum = confidence[band] ?? { right: 0, wrong: 0 };
      confidence[band] = sum;
      if (live.includes(`${rejection.ground} ${claimText(rejection.claims)}`)) sum.right++;
      else sum.wrong++;
    }
    return scoreDocument(label, found);
  });
  return { scores, sum: totals(scores, confidence) };
}

interface Baseline {
  readonly development: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly missed: readonly string[]; readonly invented: readonly string[] }>>
    >
  >;
  readonly heldOut: Totals["aspects"] | null;
}

const errorsOf = (scores: readonly DocumentScore[]): Baseline["development"] =>
  Object.fromEntries(
    scores.map((score) => [
      score.file,
      Object.fromEntries(
        Object.entries(score.aspects)
          .filter(([, one]) => one.missed.length + one.invented.length > 0)
          .map(([aspect, one]) => [aspect, { missed: one.missed, invented: one.invented }]),
      ),
    ]),
  );

/** What is wrong now and was not in the baseline, and the reverse. */
function compare(
  scores: readonly DocumentScore[],
  baseline: Baseline["development"],
): { gains: string[]; losses: string[] } {
  const gains: string[] = [];
  const losses: string[] = [];
  const now = errorsOf(scores);
  const list = (errors: Baseline["development"], file: string) =>
    Object.entries(errors[file] ?? {}).flatMap(([aspect, one]) => [
      ...one.missed.map((item) => `${file} ${aspect} missed: ${item}`),
      ...one.invented.map((item) => `${file} ${aspect} invented: ${item}`),
    ]);
  for (const score of scores) {
    if (!(score.file in baseline)) continue;
    const before = list(baseline, score.file);
    const after = list(now, score.file);
    gains.push(...before.filter((item) => !after.includes(item)));
    losses.push(...after.filter((item) => !before.includes(item)));
  }
  return { gains, losses };
}

function printErrors(part: string, scores: readonly DocumentScore[]): void {
  console.log(`\nerrors in ${part}`);
  for (const [file, aspects] of Object.entries(errorsOf(scores))) {
    for (const [aspect, one] of Object.entries(aspects))
      console.log(
        `  ${file} ${aspect}\n     missed ${one.missed.join(" | ")}\n     invented ${one.invented.join(" | ")}`,
      );
  }
}

/** A corpus of two parts: one that developers read, one of which only the totals are shown. */
function printCorpus(corpus: string): void {
  const [open, closed] = existsSync(join(CORPORA, corpus, "part-a"))
    ? [`${corpus}/part-a`, `${corpus}/part-b`]
    : [`${corpus}/development`, `${corpus}/held-out`];
  const read = scorePart(open);
  const unread = scorePart(closed);
  if (!read) throw new Error(`There is no corpora/${open}/labels.jsonl to score on.`);
  print(open, read.sum);
  if (unread) print(`${closed} (totals only)`, unread.sum);
  if (process.argv.includes("--errors")) printErrors(open, read.scores);
}

const corpusOption = process.argv.indexOf("--corpus");
if (corpusOption >= 0) {
  printCorpus(process.argv[corpusOption + 1] ?? "");
  process.exit();
}

const development = scorePart("development");
const heldOut = scorePart("held-out");
if (!development) throw new Error("There is no corpora/development/labels.jsonl to score on.");
print("development", development.sum);
if (heldOut) print("held-out (totals only)", heldOut.sum);

if (process.argv.includes("--errors")) printErrors("development", development.scores);
printCorpus("unseen-2");
printCorpus("wider");

if (process.argv.includes("--write-baseline")) {
  const baseline: Baseline = {
    development: errorsOf(development.scores),
    heldOut: heldOut?.sum.aspects ?? null,
  };
  writeFileSync(BASELINE, `${JSON.stringify(baseline, null, 1)}\n`);
  console.log("\nbaseline written");
} else if (existsSync(BASELINE)) {
  const baseline = JSON.parse(readFileSync(BASELINE, "utf8")) as Baseline;
  const explained = existsSync(EXPLAINED)
    ? (JSON.parse(readFileSync(EXPLAINED, "utf8")) as { loss: string; why: string }[])
    : [];
  const { gains, losses } = compare(development.scores, baseline.development);
  if (heldOut && baseline.heldOut) {
    for (const [aspect, before] of Object.entries(baseline.heldOut)) {
      const now = heldOut.sum.aspects[aspect];
      if (!now) continue;
      if (now.missed > before.missed)
        losses.push(`held-out ${aspect} missed: ${before.missed} → ${now.missed}`);
      if (now.invented > before.invented)
        losses.push(`held-out ${aspect} invented: ${before.invented} → ${now.invented}`);
      if (now.missed < before.missed)
        gains.push(`held-out ${aspect} missed: ${before.missed} → ${now.missed}`);
      if (now.invented < before.invented)
        gains.push(`held-out ${aspect} invented: ${before.invented} → ${now.invented}`);
    }
  }
  const open = losses.filter((loss) => !explained.some((one) => one.loss === loss));
  console.log(
    `\nagainst the baseline: ${gains.length} gained, ${losses.length} lost, ${open.length} without an explanation`,
  );
  for (const gain of gains) console.log(`  + ${gain}`);
  for (const loss of losses) console.log(`  - ${loss}${open.includes(loss) ? "" : "  (explained)"}`);
  if (open.length > 0) {
    console.log("Explain each loss in corpora/explained-losses.json, or mend it.");
    process.exitCode = 1;
  }
} else console.log("\nThere is no corpora/baseline.json yet; write it with --write-baseline.");
