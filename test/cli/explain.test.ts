import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

interface Explained {
  readonly normalized: string;
  readonly meaning?: string;
  readonly engines?: readonly {
    readonly engine: string;
    readonly sql: string;
    readonly parameters: readonly unknown[];
  }[];
}

function artunit(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, [MAIN, ...args], { encoding: "utf8" });
}

test("without a dataset the normal form is printed", () => {
  const { status, stdout } = artunit("explain", "a OR b AND c");
  expect([status, JSON.parse(stdout)]).toEqual([0, { normalized: "a +b +c" }]);
});

test.each([
  [
    "oa_rejections/v2",
    "hasRej103:1 AND groupArtUnitNumber:2431",
    "hasRej103 is true and groupArtUnitNumber is 2431",
    "duckdb",
    "SELECT count(*) FROM rejections WHERE is_preferred = TRUE AND has_rej_103 = TRUE AND art_unit = $1",
    ["2431"],
  ],
  [
    "oa_rejections/v1",
    "artUnit:2431",
    "artUnit is 2431",
    "duckdb",
    "SELECT count(*) FROM rejections WHERE source = $1 AND art_unit = $2",
    ["release-2017", "2431"],
  ],
  [
    "oa_actions/v1",
    'bodyText:"lithium cell"',
    'bodyText contains the phrase "lithium cell"',
    "sqlite fts5",
    "SELECT count(*) FROM (SELECT rowid AS place FROM body_words WHERE body_words MATCH ?1) CROSS JOIN texts ON position = place WHERE TRUE",
    ['"lithium cell"'],
  ],
])(
  "%s %s is explained in words and in SQL, without any data",
  (dataset, criteria, meaning, engine, sql, parameters) => {
    const { status, stdout } = artunit("explain", "--dataset", dataset, criteria);
    const explained = JSON.parse(stdout) as Explained;
    expect([status, explained.meaning]).toEqual([0, meaning]);
    expect(explained.engines?.find((each) => each.engine === engine)).toEqual({ engine, sql, parameters });
  },
);

test.each([
  [["explain", "a AND (b"], 6],
  [["explain", "--dataset", "oa_rejections/v2", "hasRej103:1 hasRej013:1"], 12],
  [["map", "oa_rejections", "v1", "v2", "artUnit:("], 8],
])("artunit %j prints what is wrong, where and what to do, and exits with 2", (args, position) => {
  const { status, stdout, stderr } = artunit(...args);
  expect([status, stderr]).toEqual([2, ""]);
  const failure = JSON.parse(stdout) as { error: string; position: number; hint: string };
  expect(failure).toMatchObject({ position, error: expect.any(String), hint: expect.any(String) });
});

test("an unknown dataset is refused, naming those that exist", () => {
  const { status, stderr } = artunit("explain", "--dataset", "oa_rejections/v9", "x");
  expect([status, stderr]).toEqual([
    2,
    expect.stringContaining("There are: oa_rejections/v2, oa_rejections/v1."),
  ]);
});
