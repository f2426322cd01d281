import {
  columnOf,
  count,
  type Dataset,
  datasetName,
  fieldName,
  fieldsOf,
  typeName,
} from "../../catalog/index.js";
import { address } from "../../server/address.js";
import { type Html, html } from "../../server/html.js";
import { code, facts, link, list, more, table } from "../components.js";
import { VALUE } from "../console/page.js";
import { tablePath } from "../datasets.js";
import { sizeOf } from "../home.js";
import { ENTRIES, type Entry } from "./entries.js";
import { fateOf, here, type Listed } from "./page.js";
import type { ServedCall, ServedDataset, ServedEntry } from "./served.js";

const KNOWN: Readonly<Record<Entry["known"], string>> = {
  recorded: "recorded: answers of the original are kept, and ours are held against them",
  documented: "documented by the USPTO; no answer of the original is kept",
  claimed: "claimed by others; no answer of the original is kept",
  inferred: "inferred from its neighbours",
};

/** One system: what became of it, and what of it is here: coverage, examples that answer, dictionary. */
export function entryPage(entry: Listed, { datasets, calls }: ServedEntry, base: string): Html {
  const successor = ENTRIES.find(({ slug }) => slug === entry.replacedBy);
  return html`<h1>${entry.title}</h1>
${facts([
  ["Version", entry.version],
  ["Category", entry.category],
  ["Now", entry.lifecycle],
  ["Here", here(entry, base)],
  ["At the USPTO", fateOf(entry)],
  ["Since", entry.since],
  ["Replaced by", successor ? link(`${base}/apis/${successor.slug}`, successor.title) : null],
  ["Its contract is", KNOWN[entry.known]],
])}
${datasets.length === 1 ? html`<p>${datasets[0]!.dataset.description}</p>` : null}
${datasets.length === 0 ? null : html`<h2 id="coverage">Coverage</h2>\n${coverage(datasets, base)}`}
${calls.length === 0 ? null : html`<h2 id="examples">Examples</h2>\n${examples(calls, base)}`}
${datasets.length === 0 ? null : html`<h2 id="dictionary">Dictionary</h2>\n${datasets.map(({ dataset }) => dictionary(dataset, datasets.length > 1))}`}
<p>${link(`${base}/apis`, "All systems")}</p>`;
}

function coverage(datasets: readonly ServedDataset[], base: string): Html {
  const years = [...new Set(datasets.flatMap((each) => Object.keys(each.years)))].sort();
  return html`${table(
    "What is loaded here",
    ["Dataset", { title: "Records", isNumber: true }, "Dated", "More"],
    datasets.map(({ dataset, records, years: own }) => {
      const dated = Object.keys(own)
        .filter((year) => year !== "undated")
        .sort();
      return [
        link(base + tablePath(dataset), code(datasetName(dataset))),
        link(base + tablePath(dataset), count(records)),
        dated.length === 0 ? null : `${dated[0]} to ${dated.at(-1)}`,
        link(`${base}${tablePath(dataset)}/about`, "provenance, files, missing values"),
      ];
    }),
  )}
${
  years.length === 0
    ? null
    : more(
        "By year",
        table(
          "Records by the year they are dated",
          [
            "Year",
            ...datasets.map(({ dataset }) => ({ title: datasetName(dataset), isNumber: true as const })),
          ],
          years.map((year) => [
            year,
            ...datasets.map((each) => sizeOf(each.dataset, year, each.years[year], base)),
          ]),
          true,
        ),
      )
}`;
}

function examples(calls: readonly ServedCall[], base: string): Html {
  return table(
    "Calls that answer from what is loaded here; each opens in the console, filled in",
    ["Call", "What it answers"],
    calls.map(({ operation, given }) => [
      link(
        address(`${base}/console`, {
          operation: operation.id,
          ...Object.fromEntries(Object.entries(given).map(([name, value]) => [VALUE + name, value])),
        }),
        html`<code>${operation.method} ${operation.path}</code>`,
      ),
      operation.says,
    ]),
  );
}

/** The fields by the names under which the Developer Hub's clients know them, where it published the dataset. */
function dictionary(dataset: Dataset, isFolded: boolean): Html {
  const protocol = "ds" in dataset.publishedIn ? "ds" : null;
  const fields = protocol === null ? dataset.fields : fieldsOf(dataset, protocol);
  const body = html`${table(
    `Fields of ${datasetName(dataset)}`,
    ["Field", "Type", "Searched as", "Meaning", "Example"],
    fields.map((field) => [
      code(protocol === null ? field.name : fieldName(field, protocol)),
      typeName(columnOf(dataset.table, field.column)),
      field.match,
      `${field.meaning}${field.derived ? ` (${field.derived})` : ""}`,
      field.example === "" ? null : code(field.example),
    ]),
    true,
  )}
${dataset.notes.length === 0 ? null : list(dataset.notes)}`;
  return isFolded ? more(`${dataset.title} (${fields.length} fields)`, body) : body;
}
