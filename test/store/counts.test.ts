import { join } from "node:path";
import { expect, test } from "vitest";
import type { Table } from "../../src/catalog/index.js";
import { CITATIONS, OFFICE_ACTIONS } from "../../src/families/office-actions/tables.js";
import {
  buildCounts,
  COUNTS_BESIDE,
  COUNTS_DATABASE,
  mergeCounts,
  mergedCounts,
  mergedCountsViews,
  storedCounts,
} from "../../src/store/build/counts.js";
import { type Ask, askStore, columnsIn } from "../../src/store/duckdb/ask.js";
import { COUNTS_FILE } from "../../src/store/snapshots/dataFolder.js";
import { writeSnapshot } from "./fixture.js";
import { sampleRows } from "./generate.js";

const { name } = OFFICE_ACTIONS;
const COUNTS = storedCounts(OFFICE_ACTIONS);

async function countsIn(ask: Ask, path: string) {
  await ask(`attach '${path}' as seen (read_only)`);
  const found = new Map<string, unknown>();
  for (const { name: count } of COUNTS)
    found.set(count, await ask(`select columns(*)::varchar from seen.main.${count} order by all`));
  await ask("detach seen");
  return found;
}

/** What an overlay's file and its base's come to, as a connection shows it. */
async function together(ask: Ask, base: string, beside: string, table: Table, names: readonly string[]) {
  await ask(`attach '${base}' as ${COUNTS_DATABASE} (read_only)`);
  await ask(`attach '${beside}' as ${COUNTS_BESIDE} (read_only)`);
  const views = mergedCountsViews([table], await columnsIn(ask, COUNTS_BESIDE));
  const found = new Map<string, unknown>();
  for (const name of names) {
    await ask(views.get(name)!);
    found.set(name, await ask(`select columns(*)::varchar from ${mergedCounts(name)} order by all`));
  }
  return found;
}

test("counts that go on from others are those of all rows that are there afterwards", async () => {
  const rows = sampleRows(7, 120)[name]!;
  const folder = await writeSnapshot({ [name]: rows }, [OFFICE_ACTIONS]);
  const [base, merged, afresh] = ["base", "merged", COUNTS_FILE].map((each) => join(folder, each));
  const all = { rowsPerCount: 0 };
  await askStore(join(folder, "store.duckdb"), async (ask) => {
    // The rows of the snapshot are those afterwards: some of them are new, and others have left.
    const there = `store.main.${name}`;
    await ask("use memory");
    await ask(`create table came as select * from ${there} where position % 6 = 0`);
    await ask(
      `create table gone as select * replace (not has_rej_103 as has_rej_103) from ${there} where position % 17 = 0`,
    );
    await ask(`create table ${name} as from ${there} where position % 6 <> 0 union all from gone`);
    await buildCounts(ask, base!, [OFFICE_ACTIONS], all);
    await ask(`create or replace table ${name} as from ${there}`);
    const before = join(folder, "before");
    // Some of it in an overlay before, and the rest in the next.
    await ask("create table early as select * from came where position % 12 = 0");
    const first = () => ({ gone: ["gone"], come: ["early"] });
    await mergeCounts(ask, before, [OFFICE_ACTIONS], { base: base!, before: null, changesOf: first });
    const then = () => ({ gone: ["early"], come: ["came"] });
    await mergeCounts(ask, merged!, [OFFICE_ACTIONS], { base: base!, before, changesOf: then });
    await buildCounts(ask, afresh!, [OFFICE_ACTIONS], all);
    const expected = await countsIn(ask, afresh!);
    expect(expected.size).toBeGreaterThan(5);
    const names = COUNTS.map((each) => each.name);
    expect(await together(ask, base!, merged!, OFFICE_ACTIONS, names)).toEqual(expected);
  });
});

test("a count is left out where its lines would hardly be fewer than the rows", async () => {
  const row = sampleRows(7, 1)[name]![0]!;
  const rows = Array.from({ length: 12 }, (_, at) => ({
    ...row,
    record_id: `r${at}`,
    uspc_class: `${at % 4}`,
  }));
  const folder = await writeSnapshot({ [name]: rows }, [OFFICE_ACTIONS]);
  const written = await askStore(join(folder, "store.duckdb"), (ask) =>
    buildCounts(ask, join(folder, COUNTS_FILE), [OFFICE_ACTIONS]),
  );
  const kept = COUNTS.filter(({ columns }) => !columns.includes("uspc_class"));
  expect(Object.keys(written!)).toEqual(kept.map((each) => each.name));
});

test("what stands together with a frequent value stays right when applications come and go", async () => {
  const [order] = CITATIONS.secondOrders;
  const often = {
    ...CITATIONS,
    secondOrders: [{ ...order!, together: { ...order!.together!, above: 8 } }],
  };
  const numbers = ["7000001", "7000002", "7000003"];
  const rows = sampleRows(11, 150).citations!.map((row, at) => ({
    ...row,
    reference_number: numbers[at % 7] ?? null,
    legal_section: at % 3 === 0 ? null : "103",
    paragraph: null,
    document_id: `D${at % 4}`,
  }));
  const folder = await writeSnapshot({ citations: rows }, [often]);
  const [base, merged, afresh] = ["base", "merged", COUNTS_FILE].map((each) => join(folder, each));
  await askStore(join(folder, "store.duckdb"), async (ask) => {
    const build = (path: string) => buildCounts(ask, path, [often], { rowsPerCount: 0 });
    const seen = async (path: string) => {
      await ask(`attach '${path}' as seen (read_only)`);
      const found = await ask(
        "select columns(*)::varchar from seen.main.citations_by_number_together order by all",
      );
      await ask("detach seen");
      return found;
    };
    await ask("use memory");
    const show = async (where: string) => {
      await ask(
        `create or replace table citations as select * replace (row_number() over (order by position) - 1 as position) from store.main.citations where ${where}`,
      );
      await ask(
        `create or replace table citations_by_number as select reference_number, reference_text, position from citations order by reference_number nulls last, position`,
      );
    };
    await show("application_number <> '12000002'");
    await build(base!);
    await show("application_number <> '12000001'");
    await ask("create table came as select * from citations where application_number = '12000002'");
    await ask(
      "create table gone as select * from store.main.citations where application_number = '12000001'",
    );
    const changesOf = () => ({ gone: ["gone"], come: ["came"] });
    await mergeCounts(ask, merged!, [often], { base: base!, before: null, changesOf });
    await build(afresh!);
    const expected = await seen(afresh!);
    expect(new Set(expected.map(([value]) => value)).size).toBe(numbers.length);
    await ask("attach ':memory:' as overlay");
    await ask("create table overlay.slots_citations as select unnest(['12000001', '12000002']) as slot_key");
    const kept = "citations_by_number_together";
    expect((await together(ask, base!, merged!, often, [kept])).get(kept)).toEqual(expected);
  });
});
