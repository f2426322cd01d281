import { expect, test } from "vitest";
import { DATASETS, findDataset } from "../../src/installation.js";
import { lineRecord } from "../../src/store/engines/lookup/lineRecords.js";
import {
  fieldsReader,
  formatOf,
  MISSING,
  type RowFormat,
  rowParser,
  SEPARATOR,
} from "../../src/store/engines/lookup/rowFormat.js";
import { recordRenderer } from "../../src/store/records/render.js";
import { MANNERS, shapeOf } from "../shapes.js";

/** A line whose fields are as given, by column; those not named are missing, flags false. */
function lineOf(format: RowFormat, values: Readonly<Record<string, string>>, flags = "0"): string {
  return [
    "14574014",
    "7",
    ...format.flags.map(() => flags),
    ...format.columns.slice(0, format.written).map(({ name }) => values[name] ?? MISSING),
  ].join(SEPARATOR);
}

const PLAIN = {
  record_id: "abc",
  document_id: "IVLC08MNRXEAPX5",
  mail_date: "2016-07-01",
  art_unit: "2618",
  claim_numbers: "1,2",
  claims: "1 2",
  source_row: "12",
};

test.each<[string, Readonly<Record<string, string>>]>([
  ["plain values", PLAIN],
  ["nothing but missing values", {}],
  ["quotation marks", { ...PLAIN, uspc_class: 'a"b' }],
  ["backslashes", { ...PLAIN, uspc_class: "a\\" }],
  ["control characters", { ...PLAIN, uspc_class: "a\u0001b" }],
  ["the mark of missing values at the end of a value", { ...PLAIN, uspc_class: `a${MISSING}` }],
  ["the mark of missing values at the beginning of a value", { ...PLAIN, uspc_class: `${MISSING}a` }],
  ["a last value that holds the mark", { ...PLAIN, source_file: `${MISSING}a` }],
  ["letters beyond ASCII", { ...PLAIN, uspc_class: "ü漢\u2028😀\u007f" }],
  ["no claims at all", { ...PLAIN, claims: "" }],
  ["received otherwise", { ...PLAIN, verbatim: '{"ds":{"artUnit":"x"},"extra":{"a":1.0}}' }],
])("a line's record is the row's: %s", (_, values) => {
  for (const dataset of DATASETS.filter(({ table }) => table.name !== "texts" && table.name !== "archives")) {
    const table = dataset.table;
    for (const constants of [
      {},
      { source: "release-2017", is_preferred: true, source_file: null, verbatim: null },
    ]) {
      const format = formatOf(table, { constants, jsonColumns: new Set(["document_code"]) });
      for (const manner of MANNERS) {
        const render = recordRenderer(shapeOf(dataset, manner));
        const write = lineRecord({ format, table }, render);
        // Twice, with another line between: what is kept of one line must not show in the next.
        for (const [these, flags] of [
          [values, "0"],
          [{ ...values, art_unit: "3600", document_code: '"CT\\nNF"' }, "357913941"],
          [values, "0"],
        ] as const) {
          const line = lineOf(format, these, flags);
          const fields = fieldsReader({ format, table })(line)!;
          const row = rowParser(
            { format, table },
            new Set([...render.columns, "application_number"]),
          )(fields);
          expect(write(line, fields)).toBe(render(row));
        }
      }
    }
  }
});

test("a selection in another order is written in that order", () => {
  const dataset = findDataset("oa_rejections", "v2");
  const { table } = dataset;
  const format = formatOf(table, { constants: {}, jsonColumns: new Set() });
  const render = recordRenderer(shapeOf(dataset, "native", ["hasRej101", "id", "claims", "hasRej102"]));
  const line = lineOf(format, PLAIN, String(0b01_01_01));
  expect(lineRecord({ format, table }, render)(line, fieldsReader({ format, table })(line)!)).toBe(
    '{"hasRej101":false,"id":"abc","claims":[1,2],"hasRej102":false}',
  );
});
