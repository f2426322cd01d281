/**
 * Writes statements about the Office actions of the corpora, each with the verdict that the labels of its text give it.
 * The labels are the annotators', so a verdict does not depend on what the extractor reads. Statements on held-out texts
 * are held out, too.
 *
 * npm run -s tools && node build/scripts/statements.js
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ranges } from "../src/extract/index.js";

interface LabelRejection {
  readonly ground: string;
  readonly claims: readonly number[];
  readonly references: readonly string[];
}

interface Label {
  readonly file: string;
  readonly scope: "full" | "excerpt";
  readonly applicationNumber: string | null;
  readonly rejections: readonly LabelRejection[];
  readonly allowedClaims: readonly number[];
}

interface Statement {
  readonly file: string;
  readonly application: string;
  readonly date: string | null;
  readonly statement: string;
  readonly verdict: string;
  readonly why: string;
}

const PARTS = {
  development: ["development", "wider/development"],
  "held-out": ["held-out", "wider/held-out"],
} as const;
const FOLDER = join(import.meta.dirname, "../../corpora");
/** Statements about one action at most, so that long actions do not outweigh the others. */
const MOST = 8;

for (const [part, folders] of Object.entries(PARTS)) {
  const statements = folders.flatMap((folder) =>
    readFileSync(join(FOLDER, folder, "labels.jsonl"), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Label)
      .filter(({ scope, applicationNumber }) => scope === "full" && applicationNumber)
      .flatMap((label) => about(label, folder)),
  );
  const lines = statements.map((each) => JSON.stringify(each)).join("\n");
  writeFileSync(join(FOLDER, "statements", `${part}.jsonl`), `${lines}\n`);
  process.stdout.write(`${part}: ${statements.length} statements\n`);
}

/** Anything but chance: the same text always gives the same statements. */
function pick<T>(items: readonly T[], seed: string): T {
  return items[createHash("sha1").update(seed).digest().readUInt32BE(0) % items.length]!;
}

function about(label: Label, folder: string): readonly Statement[] {
  const { file, rejections, allowedClaims } = label;
  const application = label.applicationNumber!;
  const date = /(\d{4}-\d{2}-\d{2})\.txt$/.exec(file)?.[1] ?? null;
  const path = `${folder}/${file}`;
  const base = { file: path, application, date };
  const made: Statement[] = [];
  const add = (statement: string, verdict: string, why: string) =>
    made.push({ ...base, statement, verdict, why });
  rejections.forEach((each, at) => {
    if (each.claims.length === 0) return;
    const seed = `${path} ${at}`;
    const kinds = [
      "same",
      "fewer",
      "more",
      "other-ground",
      "other-claims",
      "one-more-reference",
      "other-references",
      "elsewhere",
    ];
    const first = pick(kinds, seed);
    for (const kind of new Set([first, "same", pick(kinds, `${seed} too`)])) say(kind, each, seed);
  });
  if (allowedClaims.length > 0) {
    add(`${name(allowedClaims)} allowed${where(application, date, path)}`, "confirmed", "allowed");
    const rejected = rejections
      .flatMap(({ claims }) => claims)
      .filter((each) => !allowedClaims.includes(each));
    if (rejected.length > 0)
      add(
        `${name([...new Set(rejected)].slice(0, 4))} are allowed${where(application, date, path)}`,
        "contradicted",
        "rejected, not allowed",
      );
  }
  return made.slice(0, MOST);

  function say(kind: string, each: LabelRejection, seed: string): void {
    const { claims, references, ground } = each;
    const names = references.map(shortName);
    const same = rejections.filter((one) => isAlike(one.ground, ground));
    const all = new Set(same.flatMap((one) => one.claims));
    const place = where(application, date, seed);
    const told = (numbers: readonly number[], under: string, over: readonly string[], at = place) =>
      worded(numbers, under, over, at, seed + kind);
    switch (kind) {
      case "same":
        return void add(told(claims, ground, names), "confirmed", "as labelled");
      case "fewer":
        if (claims.length > 1)
          add(
            told(claims.slice(0, Math.ceil(claims.length / 2)), ground, names.slice(0, 1)),
            "confirmed",
            "some of its claims, one of its references",
          );
        return;
      case "more": {
        const further = Math.max(...rejections.flatMap((one) => one.claims)) + 7;
        return void add(told([...claims, further], ground, names), "partly", "one claim too many");
      }
      case "other-ground": {
        const raised = rejections.map((one) => one.ground.slice(0, 3));
        const free = ["101", "102", "103", "112", "DP"].find(
          (one) => !raised.includes(one.slice(0, 3)) && one !== ground,
        );
        if (free) add(told(claims, free, []), "contradicted", "a ground that is not raised");
        return;
      }
      case "other-claims": {
        const most = Math.max(...all);
        return void add(
          told([most + 11, most + 12], ground, []),
          "contradicted",
          "claims that stand rejected on no such ground",
        );
      }
      case "one-more-reference":
        if (names.length > 0)
          add(told(claims, ground, [...names, "Zimmermann"]), "partly", "one reference too many");
        return;
      case "other-references":
        if (names.length > 0)
          add(
            told(claims, ground, ["Zimmermann", "US 5,123,987"]),
            "contradicted",
            "references that are not used",
          );
        return;
      case "elsewhere":
        return void add(
          told(
            claims,
            ground,
            names,
            `, application ${pick(["12/999,001", "13/999,007", "14/999,013"], seed)}`,
          ),
          "not in the data",
          "an application that is not loaded",
        );
    }
  }
}

function isAlike(a: string, b: string): boolean {
  return a.slice(0, 3) === b.slice(0, 3);
}

function name(claims: readonly number[]): string {
  return claims.length === 1
    ? `Claim ${claims[0]}`
    : `Claims ${ranges([...claims].sort((a, b) => a - b)).replaceAll(",", ", ")}`;
}

function where(application: string, date: string | null, seed: string): string {
  const number = `${application.slice(0, 2)}/${application.slice(2, 5)},${application.slice(5)}`;
  const forms = [
    `, application ${number}`,
    ` in application no. ${number}`,
    ` (appl. ${number})`,
    `, ${number}`,
  ];
  if (date === null) return pick(forms, seed);
  return pick(
    [
      ...forms,
      `, action of ${date}, application ${number}`,
      ` in the Office action mailed ${inWords(date)} in application ${number}`,
    ],
    seed,
  );
}

function inWords(date: string): string {
  return new Date(date).toLocaleDateString("en-US", {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    day: "numeric",
  });
}

/** One of the ways in which people write it. */
function worded(
  claims: readonly number[],
  ground: string,
  references: readonly string[],
  place: string,
  seed: string,
): string {
  const who = name(claims);
  const over = references.length === 0 ? "" : ` over ${references.join(" in view of ")}`;
  const listed =
    references.length === 0 ? "" : ` over ${references.join(", ").replace(/, ([^,]*)$/, " and $1")}`;
  const statute = ground === "DP" ? "double patenting" : ground;
  const forms = [
    `${who} rejected under ${statute}${over}${place}`,
    `${who} were rejected ${ground === "DP" ? "for" : "under 35 U.S.C."} ${statute}${listed}${place}.`,
    `${who.toLowerCase()} stand rejected under ${ground === "DP" ? "nonstatutory double patenting" : `section ${statute}`}${over}${place}`,
    `The examiner rejected ${who.toLowerCase()} under ${ground === "DP" ? "obviousness-type double patenting" : `§ ${statute}`}${listed}${place}`,
  ];
  if (ground === "102" && references.length > 0)
    forms.push(`${who} rejected as anticipated by ${references.join(" and ")}${place}`);
  if (ground === "103" && references.length > 0) forms.push(`${who} found obvious${over}${place}`);
  if (ground === "112(b)") forms.push(`${who} rejected as indefinite${place}`);
  return pick(forms, seed);
}

/** What people call a reference: its short name where the label has one, else its number. */
function shortName(label: string): string {
  const quoted = /[“"]([A-Z][^”"]{1,30})[”"]/.exec(label)?.[1];
  if (quoted && !quoted.includes(" ")) return quoted;
  const hereinafter = /(?:hereinafter|hereafter)(?: referred to as)?,? ([A-Z][\p{L}’'-]+)/u.exec(label)?.[1];
  if (hereinafter) return hereinafter;
  const leading = /^([A-Z][\p{L}’'-]+)(?:,? et al|,? \(|$|,)/u.exec(label)?.[1];
  if (leading) return leading;
  return /[A-Z]{2}[ -]?\d[\d,/ -]{4,}\d|\d[\d,/]{6,}\d/.exec(label)?.[0] ?? label;
}
