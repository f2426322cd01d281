import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { citationColumns, officeActionColumns, rejectionColumns } from "../../bench/release/columns.js";
import { type GeneratedRelease, generateRelease } from "../../bench/release/generate.js";
import { References } from "../../bench/release/references.js";
import { scaledShape } from "../../bench/release/shape.js";
import type { Table, Truth } from "../../bench/release/truth.js";
import { cell, countBy, matching, type Row, readTables, splitRecord, type Tables } from "./recount.js";

const folder = mkdtempSync(join(tmpdir(), "artunit-generate-"));
const tables = ["office_actions", "rejections", "citations"] as const satisfies readonly Table[];
let release: GeneratedRelease;
let truth: Truth;
let rows: Tables;

beforeAll(async () => {
  release = await generateRelease({ folder, scale: 0.002, seed: 7, zip: false });
  truth = JSON.parse(readFileSync(release.truthPath, "utf8")) as Truth;
  rows = readTables(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the generated release", () => {
  test("has the published row counts at full scale and at least a tenth of them at a tenth", () => {
    expect(scaledShape(1)).toMatchObject({
      actions: 4_384_532,
      applications: 2_188_195,
      rejections: 10_133_179,
      citations: 58_862_278,
      orphanCitations: 316_827,
    });
    const tenth = scaledShape(0.1);
    expect(tenth.actions).toBeGreaterThanOrEqual(440_000);
    expect(tenth.rejections).toBeGreaterThanOrEqual(1_000_000);
    expect(tenth.citations).toBeGreaterThanOrEqual(5_900_000);
  });

  test.each([1, 0.3, 0.1, 0.02, 0.004, 0.001, 0.0002])("deals decks that add up at scale %d", (scale) => {
    const shape = scaledShape(scale);
    for (const [name, deck] of Object.entries(shape.decks)) {
      expect(sum(deck), name).toBe(shape.actions);
      expect(Math.min(...deck), name).toBeGreaterThanOrEqual(0);
    }
    expect(sum(shape.applicationsByActions)).toBe(shape.applications);
    expect(sum(shape.applicationsByActions.map((count, k) => count * k))).toBe(shape.actions);
    expect(Math.min(...shape.applicationsByActions)).toBeGreaterThanOrEqual(0);
    expect(shape.applicationsByActions.length - 1).toBe(22);
  });

  test("has exactly the rows its shape asks for", () => {
    const { actions, rejections, citations } = scaledShape(0.002);
    expect(truth.rows).toEqual({ office_actions: actions, rejections, citations });
    expect(Object.fromEntries(tables.map((table) => [table, rows[table].length]))).toEqual(truth.rows);
  });

  test.each([
    ["office_actions", officeActionColumns],
    ["rejections", rejectionColumns],
    ["citations", citationColumns],
  ] as const)("writes the columns of %s in the order of the release", (table, columns) => {
    const [header, first] = readFileSync(join(folder, `${table}.csv`), "utf8").split("\n", 2);
    expect(header).toBe(columns.join(","));
    expect(splitRecord(first!)).toHaveLength(columns.length);
  });

  test("is sorted as the release: actions by document id as text, the others by application", () => {
    expect(isSorted(rows.office_actions.map((row) => row.ifw_number!))).toBe(true);
    expect(isSorted(rows.rejections.map((row) => row.app_id!))).toBe(true);
    expect(isSorted(rows.citations.map((row) => row.app_id!))).toBe(true);
  });

  test("gives every document one id, of 15 characters or 9 digits", () => {
    const ids = rows.office_actions.map((row) => row.ifw_number!);
    expect(new Set(ids).size).toBe(ids.length);
    const forms = countBy(rows.office_actions, ({ ifw_number }) =>
      /^\d{9}$/.test(ifw_number!)
        ? "digits"
        : /^[F-J][0-9A-Z]{7}(PPOPPY5|PXXIFW4|RXEAPX[0-5])$/.test(ifw_number!)
          ? "letters"
          : ifw_number!,
    );
    expect(Object.keys(forms)).toEqual(["digits", "letters"]);
    expect(forms.digits).toBeGreaterThan(30);
  });

  test("gives each reference its own number, of 6 or 7 digits or a year and 7", () => {
    const references = new References(300_000, 3);
    const texts = Array.from({ length: references.count }, (_, rank) => references.text(rank));
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => !/^(\d{6,7}|20(0[1-9]|1[0-6])\d{7})$/.test(text))).toEqual([]);
  });

  test.each<[string, () => number, number, number]>([
    ["CTNF", () => share(rows.office_actions, "document_cd", "CTNF"), 0.67, 0.68],
    ["one action", () => truth.applications.byActions[1]! / truth.applications.withActions, 0.48, 0.49],
    ["two actions", () => truth.applications.byActions[2]! / truth.applications.withActions, 0.27, 0.28],
    ["rejection_103", () => share(rows.office_actions, "rejection_103", "1"), 0.785, 0.8],
    ["citations without an action", () => share(rows.citations, "action_type", ""), 0.77, 0.81],
    ["citations under 103", () => share(rows.citations, "action_type", "103"), 0.15, 0.19],
    ["bare digits", () => digitShare(), 0.97, 0.995],
    ["distinct bare digits", () => distinctDigitShare(), 0.93, 0.99],
    ["a class with leading zeros", () => leadingZeros(), 0.02, 0.2],
    ["no number in parsed", () => share(rows.citations, "parsed", ""), 0.005, 0.009],
    ["dates held twice in November 2015", () => heldTwice("2015-11"), 0.6, 0.9],
    ["dates held twice in July 2015", () => heldTwice("2015-07"), 0, 0],
  ])("has the share of %s the release has", (_, measured, least, most) => {
    expect(measured()).toBeGreaterThanOrEqual(least);
    expect(measured()).toBeLessThanOrEqual(most);
  });

  test("cites a few references very often and most of them seldom", () => {
    const counts = Object.values(countBy(rows.citations, (row) => row.parsed!)).sort((a, b) => b - a);
    expect(counts[1]! / counts[Math.floor(counts.length / 2)]!).toBeGreaterThan(30);
  });

  test("raises in each action's flags what its rejections and citations say", () => {
    const rejections = groupBy(rows.rejections, "ifw_number");
    const citations = groupBy(rows.citations, "ifw_number");
    for (const action of rows.office_actions) {
      const own = rejections.get(action.ifw_number!) ?? [];
      const has = (type: string) => (own.some((row) => row.action_type === type) ? "1" : "0");
      expect(action).toMatchObject({
        rejection_101: has("101"),
        rejection_102: has("102"),
        rejection_103: has("103"),
        rejection_112: has("112"),
        rejection_dp: has("nonstatutory double patenting"),
        objection: has("objected"),
        allowed_claims: has("allowed"),
      });
      const most = Number(action.cite103_max);
      expect(most > 0).toBe(action.rejection_103 === "1");
      expect(action.cite103_gt3 === "1").toBe(most > 3);
      if (most === 1) expect(action.cite103_eq1).toBe("1");
      const cited = (citations.get(action.ifw_number!) ?? []).filter((row) => row.action_type === "103");
      if (cited.length > 0) {
        expect(action.rejection_103).toBe("1");
        expect(
          new Set(cited.map((row) => row.parsed! + row.citation_pat_pgpub_id!)).size,
        ).toBeGreaterThanOrEqual(most);
      }
    }
  });

  test("has one rejection row per document, type and subtype, with its claims enumerated", () => {
    const keys = rows.rejections.map((row) => `${row.ifw_number}|${row.action_type}|${row.action_subtype}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows.rejections.filter((row) => !/^(\d+(,\d+)*)?$/.test(row.claim_numbers!))).toEqual([]);
  });

  test("gives a reference that is only listed one row in an application, and the same forms on all its rows", () => {
    const pairs = groupBy(
      rows.citations.map((row) => ({
        ...row,
        pair: `${row.app_id}|${row.citation_pat_pgpub_id}|${row.parsed}`,
      })),
      "pair",
    );
    let bareRepeats = 0;
    for (const own of pairs.values()) {
      if (own[0]!.parsed === "") continue;
      expect(new Set(own.map((row) => `${row.form892}${row.form1449}`)).size).toBe(1);
      if (own.length > 1 && own.some((row) => row.citation_in_oa === "0")) bareRepeats++;
    }
    expect(bareRepeats).toBe(0);
  });

  test("gives the same bytes for the same seed, and others for another", async () => {
    const digest = async (seed: number, name: string) => {
      const made = await generateRelease({ folder: join(folder, name), scale: 0.001, seed, zip: true });
      return made.files.map((file) => createHash("sha256").update(readFileSync(file.path)).digest("hex"));
    };
    const first = await digest(5, "a");
    expect(await digest(5, "b")).toEqual(first);
    expect(await digest(6, "c")).not.toEqual(first);
  });
});

describe("truth.json", () => {
  test("knows every value count of the files", () => {
    for (const table of tables) {
      for (const [column, counts] of Object.entries(truth.values[table])) {
        const recounted = countBy(rows[table], (row) => cell(row, column));
        for (const value of Object.keys(counts)) recounted[value] ??= 0;
        expect({ [`${table}.${column}`]: recounted }).toEqual({ [`${table}.${column}`]: counts });
      }
    }
  });

  test("knows the total of each of its queries", () => {
    expect(truth.queries.length).toBeGreaterThan(100);
    expect(new Set(truth.queries.map((query) => query.kind)).size).toBe(6);
    for (const { table, where, total } of truth.queries) {
      expect({ table, where, total: matching(rows[table], where).length }).toEqual({ table, where, total });
    }
  });

  test("knows each of its groupings", () => {
    for (const { table, by, where, counts } of truth.groups) {
      const keyed = Object.fromEntries(counts.map(([a, b, count]) => [`${a}|${b}`, count]));
      const recounted = countBy(
        matching(rows[table], where),
        (row) => `${cell(row, by[0])}|${cell(row, by[1])}`,
      );
      expect({ table, by, counts: recounted }).toEqual({ table, by, counts: keyed });
    }
  });

  test("knows its facets", () => {
    for (const { table, where, total, fields } of truth.facets) {
      const matched = matching(rows[table], where);
      expect(matched).toHaveLength(total);
      for (const [field, counts] of Object.entries(fields)) {
        expect(withoutZeros(countBy(matched, (row) => cell(row, field)))).toEqual(withoutZeros(counts));
      }
    }
  });

  test("knows which application stands where in the order of application numbers", () => {
    expect(truth.positions.length).toBeGreaterThanOrEqual(9);
    for (const { table, position, app_id } of truth.positions) {
      const ordered = rows[table].map((row) => row.app_id!).sort();
      expect(ordered[position]).toBe(app_id);
    }
  });

  test("knows the newest dates", () => {
    for (const { table, where, dates } of truth.newest) {
      const recounted = matching(rows[table], where)
        .map((row) => row.mail_dt!)
        .sort()
        .reverse();
      expect(recounted.slice(0, dates.length)).toEqual(dates);
      expect(dates).toHaveLength(Math.min(100, recounted.length));
    }
  });

  test("holds a sample of applications with their row counts, some with all their rows", () => {
    const counts = Object.fromEntries(
      tables.map((table) => [table, countBy(rows[table], (row) => row.app_id!)]),
    );
    expect(truth.sample.length).toBeGreaterThan(1000);
    for (const sampled of truth.sample) {
      for (const table of tables) expect(counts[table]![sampled.app_id] ?? 0).toBe(sampled[table]);
    }
    expect(truth.whole.length).toBe(40);
    for (const table of tables) {
      const lines = readFileSync(join(folder, `${table}.csv`), "utf8").split("\n");
      for (const whole of truth.whole) {
        expect(lines.filter((line) => line.startsWith(`${whole.app_id},`)).sort()).toEqual(
          [...whole[table]].sort(),
        );
      }
    }
  });

  test("counts duplicates, orphans and applications", () => {
    const pairs = groupBy(
      rows.office_actions.map((row) => ({ ...row, key: `${row.app_id}|${row.mail_dt}|${row.document_cd}` })),
      "key",
    );
    expect([...pairs.values()].filter((pair) => pair.length === 2)).toHaveLength(truth.duplicates);
    expect([...pairs.values()].filter((pair) => pair.length > 2)).toHaveLength(0);
    const withActions = new Set(rows.office_actions.map((row) => row.app_id));
    const cited = new Set(rows.citations.map((row) => row.app_id));
    expect(withActions.size).toBe(truth.applications.withActions);
    expect([...cited].filter((app) => withActions.has(app))).toHaveLength(truth.applications.withCitations);
    expect([...cited].filter((app) => !withActions.has(app))).toHaveLength(truth.applications.orphans);
    expect(rows.citations.filter((row) => !withActions.has(row.app_id))).toHaveLength(
      truth.applications.orphanCitations,
    );
  });
});

function heldTwice(month: string): number {
  const inMonth = rows.office_actions.filter((row) => row.mail_dt!.startsWith(month));
  const documents = new Set(inMonth.map((row) => `${row.app_id}|${row.mail_dt}`));
  return (inMonth.length - documents.size) / documents.size;
}

function share(of: readonly Row[], column: string, value: string): number {
  return of.filter((row) => row[column] === value).length / of.length;
}

function digitShare(): number {
  return (
    rows.citations.filter((row) => /^\d+$/.test(row.citation_pat_pgpub_id!)).length / rows.citations.length
  );
}

function distinctDigitShare(): number {
  const distinct = [...new Set(rows.citations.map((row) => row.citation_pat_pgpub_id!))];
  return distinct.filter((raw) => /^\d+$/.test(raw)).length / distinct.length;
}

function leadingZeros(): number {
  return rows.office_actions.filter((row) => /^0/.test(row.uspc_class!)).length / rows.office_actions.length;
}

function groupBy(of: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of of) {
    const key = row[column]!;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function isSorted(values: readonly string[]): boolean {
  return values.every((value, i) => i === 0 || values[i - 1]! <= value);
}

function withoutZeros(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
