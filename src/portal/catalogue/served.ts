import { type Dataset, datasetName } from "../../catalog/index.js";
import { type Installation, summaryOf } from "../../server/index.js";
import { protocolBelow } from "../../server/protocol.js";
import type { Asked, Context } from "../../server/route.js";
import { type Operation, operationsOf } from "../console/operations.js";
import { askNative } from "../native.js";
import type { Listed } from "./page.js";

/** What answers here in the place of a system: its datasets as far as they are loaded, and its calls. */
export interface ServedEntry {
  readonly datasets: readonly ServedDataset[];
  readonly calls: readonly ServedCall[];
}

export interface ServedDataset {
  readonly dataset: Dataset;
  readonly records: number;
  readonly years: Readonly<Record<string, number>>;
}

/** A call with what makes it answer from what is loaded. */
export interface ServedCall {
  readonly operation: Operation;
  readonly given: Readonly<Record<string, string>>;
}

/** What is loaded of the datasets behind a card of the catalogue, and the calls that answer it. */
export async function servedOf(
  { served }: Listed,
  asked: Asked,
  context: Context,
  installation: Installation,
): Promise<ServedEntry> {
  if (served === null) return { datasets: [], calls: [] };
  const datasets = "dataset" in served ? [served.dataset] : datasetsBehind(served.path, installation);
  const summary = context.isLoaded ? await summaryOf(context.lease.store, installation.datasets) : null;
  const [dataset] = datasets;
  const example = dataset && context.isLoaded ? await exampleOf(dataset, asked, context, installation) : null;
  return {
    datasets: datasets.map((each) => {
      const loaded = summary?.datasets.find(({ name }) => name === datasetName(each));
      return { dataset: each, records: loaded?.records ?? 0, years: loaded?.years ?? {} };
    }),
    calls: callsOf(served, installation).map((operation) => ({
      operation,
      given: givenTo(operation, example),
    })),
  };
}

/** Those that the protocol below whose paths this one stands asks for in its manner, or publishes. */
function datasetsBehind(path: string, installation: Installation): readonly Dataset[] {
  const protocol = protocolBelow(path, installation);
  if (protocol === null) return [];
  return installation.datasets.filter(
    (each) => each.manners?.[protocol.name] !== undefined || protocol.publishes(each).length > 0,
  );
}

function callsOf(served: NonNullable<Listed["served"]>, installation: Installation): readonly Operation[] {
  const operations = operationsOf(installation);
  if ("dataset" in served) {
    const paths = installation.protocols.flatMap((each) => each.publishes(served.dataset));
    return operations.filter(({ path }) => paths.includes(path));
  }
  const mounts = protocolBelow(served.path, installation)?.mounts ?? [];
  return operations.filter(({ path }) => mounts.some((mount) => path.startsWith(`${mount}/`)));
}

/** A value of a record that is loaded, and its field. */
interface Example {
  readonly field: string;
  readonly value: string;
}

/** Criteria that the first record that is loaded matches, by the column that its table is looked up by; null where there is none. */
async function exampleOf(
  dataset: Dataset,
  asked: Asked,
  context: Context,
  installation: Installation,
): Promise<Example | null> {
  const { application, date } = dataset.table.roles;
  const column = application ?? date;
  const field = dataset.fields.find((each) => each.column === column)?.name;
  if (column === undefined || field === undefined) return null;
  const given = { key: dataset.key, version: dataset.version, select: field, limit: 1 };
  const { records } = await askNative<{ readonly records: readonly Readonly<Record<string, unknown>>[] }>(
    "list-records",
    given,
    asked,
    context,
    installation,
  );
  const value = records[0]?.[field];
  return typeof value === "string" && value !== "" ? { field, value } : null;
}

/** What to fill in: the record that is loaded where the call takes criteria or an application, few rows where it takes a number of them. */
function givenTo({ fields }: Operation, example: Example | null): Readonly<Record<string, string>> {
  const given: Record<string, string> = {};
  for (const { name, example: usual, isRequired } of fields) {
    if (name === "criteria" && example) given[name] = `${example.field}:${example.value}`;
    else if (name === "rows" || (name === "limit" && !isRequired)) given[name] = "10";
    else if (isRequired && usual !== null) given[name] = usual;
  }
  return given;
}
