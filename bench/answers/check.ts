import { type Dataset, datasetName, type Field, ownShape } from "../../src/catalog/index.js";
import { bindCriteria, parseCriteria } from "../../src/query/index.js";
import { memoryStore, type Row, type Store } from "../../src/store/index.js";
import type { Random } from "../release/random.js";
import type { Json, NativeClient } from "./client.js";
import { randomClause, randomCriteria } from "./criteria.js";

/** What random questions to one dataset are made of and held against. */
export interface Subject {
  readonly dataset: Dataset;
  readonly path: string;
  readonly rows: number;
  /** The fields that are asked, sorted by and counted. */
  readonly fields: readonly Field[];
  /** Some applications, all their records, and the oracle over these. */
  readonly applications: readonly string[];
  readonly records: readonly Json[];
  readonly oracle: Store;
}

/** Takes some applications of a dataset as the sample that questions are about and the oracle knows. */
export async function readSubject(
  client: NativeClient,
  dataset: Dataset,
  random: Random,
  sampled: number,
): Promise<Subject> {
  const path = `/v1/datasets/${datasetName(dataset)}`;
  const application = dataset.fields.find((each) => each.column === "application_number")!.name;
  const all: string[] = [];
  let cursor: unknown = null;
  do {
    const found: Json = await client.ask(`${path}/groups`, {
      by: [application],
      order: "key",
      limit: 10_000,
      ...(cursor === null ? {} : { cursor }),
    });
    for (const { key } of found.groups as { key: [string] }[]) all.push(key[0]);
    cursor = found.cursor;
  } while (cursor !== null && all.length < 1_000_000);
  const applications = Array.from({ length: Math.min(sampled, all.length) }, () => random.pick(all));
  const { records } = await client.ask(`${path}/records`, { applications, limit: 100_000 });
  const { rows } = await client.describe(path);
  return {
    dataset,
    path,
    rows: Number(rows),
    fields: dataset.fields.filter((each) => !each.isExtra),
    applications: [...new Set(applications)],
    records: records as Json[],
    oracle: memoryStore({ [dataset.table.name]: (records as Json[]).map((each) => rowOf(dataset, each)) }),
  };
}

/** A record of the native API, which says everything under another name, as the row it was made from. */
function rowOf(dataset: Dataset, record: Json): Row {
  return Object.fromEntries(
    dataset.fields.filter((each) => !each.isExtra).map((each) => [each.column, record[each.name] ?? null]),
  ) as Row;
}

/** What was found wrong with the answers to one random question, and how many records were walked for it. */
export interface Verdict {
  readonly question: string;
  readonly walked: number;
  readonly faults: readonly string[];
}

/** Results up to this size are always walked; of larger ones one in so many is, and the others are split in two. */
const WALKED = 5000;
const LARGE_WALKED = 0.02;
/** Whole records are compared with the oracle's this often, otherwise their ids. */
const WHOLE_RECORDS = 0.1;
/** So few applications are looked up without the engine. */
const FEW_APPLICATIONS = 15;

/**
 * Asks one random question in every way: its total, its complement's, its records by cursor, facets over it, and
 * its records among the sampled applications, which the oracle knows too.
 */
export async function checkOne(client: NativeClient, subject: Subject, random: Random): Promise<Verdict> {
  const { path, fields, rows } = subject;
  const criteria = randomCriteria(random, fields, subject.records);
  const question = `${datasetName(subject.dataset)} ${criteria}`;
  const faults: string[] = [];
  const expect = (what: string, found: unknown, expected: unknown) => {
    if (found !== expected) faults.push(`${what}: ${found} instead of ${expected}`);
  };
  const count = async (asked: string) =>
    Number((await client.ask(`${path}/records`, { criteria: asked, count_only: true })).total);

  const total = await count(criteria);
  const others = await count(random.chance(0.5) ? `NOT (${criteria})` : `*:* -(${criteria})`);
  expect("matching and other records together", total + others, rows);
  const isWalked = total <= WALKED || random.chance(LARGE_WALKED);
  if (isWalked)
    expect("records reached by cursor", await walk(client, subject, criteria, total, random), total);
  else {
    const parts = splitBy(random, fields, subject.records).map((part) => count(`(${criteria}) AND ${part}`));
    const [one, other] = await Promise.all(parts);
    expect("both parts of the matching records", one! + other!, total);
  }
  for (const { field, sum } of await facetSums(client, subject, criteria, random))
    expect(`sum of the facet ${field}`, sum, total);
  const known = await differenceFromOracle(client, subject, criteria, random);
  if (known !== null) faults.push(known);
  return { question, walked: isWalked ? total : 0, faults };
}

/** A clause and its complement: every record satisfies exactly one of them. */
function splitBy(random: Random, fields: readonly Field[], records: readonly Json[]): readonly string[] {
  const clause = randomClause(random, fields, random.pick(records));
  return [clause, `(*:* -${clause})`];
}

/** The records that a walk by cursor reaches, in the declared order or (small results) in another. */
async function walk(
  client: NativeClient,
  { path, dataset, fields }: Subject,
  criteria: string,
  total: number,
  random: Random,
): Promise<number> {
  const limit = total > 2000 ? 100_000 : 1 + random.below(1000);
  const sort = total <= 2000 && random.chance(0.5) ? { sort: [`${random.pick(fields).name} desc`] } : {};
  const id = dataset.fields.find((each) => each.column === "record_id")?.name;
  const select = [id ?? dataset.fields[0]!.name];
  const seen = new Set<unknown>();
  let reached = 0;
  let cursor: unknown = null;
  do {
    const page: Json = await client.ask(`${path}/records`, {
      criteria,
      limit: Math.max(limit, Math.ceil(total / 20)),
      select,
      ...sort,
      ...(cursor === null ? {} : { cursor }),
    });
    const records = page.records as Json[];
    reached += records.length;
    if (id !== undefined) for (const record of records) seen.add(record[id]);
    cursor = page.cursor;
  } while (cursor !== null);
  return id === undefined ? reached : seen.size;
}

async function facetSums(client: NativeClient, subject: Subject, criteria: string, random: Random) {
  const { columns } = subject.dataset.table;
  const isList = (field: Field) => columns.find((each) => each.name === field.column)!.isList === true;
  const fields = subject.fields.filter((each) => !isList(each));
  const chosen = [...new Set(Array.from({ length: 2 }, () => random.pick(fields).name))];
  const { facets } = await client.ask(`${subject.path}/facets`, { criteria, fields: chosen });
  return (facets as { field: string; otherRecords: number; values: { count: number }[] }[]).map(
    ({ field, otherRecords, values }) => ({
      field,
      sum: values.reduce((sum, { count }) => sum + count, otherRecords),
    }),
  );
}

/** The records among the sampled applications that the server finds and the oracle does not, or the reverse. */
async function differenceFromOracle(
  client: NativeClient,
  { dataset, path, applications, oracle }: Subject,
  criteria: string,
  random: Random,
): Promise<string | null> {
  const chosen = random.chance(0.5)
    ? applications
    : Array.from({ length: FEW_APPLICATIONS }, () => random.pick(applications));
  const id = dataset.fields.find((each) => each.column === "record_id")?.name;
  const select = id === undefined || random.chance(WHOLE_RECORDS) ? undefined : [id];
  const asked = { criteria, applications: chosen, limit: 100_000, ...(select ? { select } : {}) };
  const { records } = await client.ask(`${path}/records`, asked);
  const { predicate } = bindCriteria(parseCriteria(criteria), dataset);
  const among = { kind: "in", column: "application_number", values: chosen } as const;
  const page = await oracle.page({
    dataset,
    predicate: { kind: "and", children: [among, predicate] },
    shape: ownShape(dataset, select),
    rows: Number.POSITIVE_INFINITY,
  });
  const expected: string[] = [];
  for await (const batch of page.records) expected.push(...batch);
  const found = (records as Json[]).map((each) => JSON.stringify(each)).sort();
  expected.sort();
  const at = expected.findIndex((each, i) => each !== found[i]);
  if (at < 0 && found.length === expected.length) return null;
  return `the oracle has ${expected.length} records and the server ${found.length}; first ${expected[at] ?? found[expected.length]}`;
}
