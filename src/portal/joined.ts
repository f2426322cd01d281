import { counted, type Dataset, datasetName } from "../catalog/index.js";
import { contributionsAbout } from "../protocols/native/contributions.js";
import { address } from "../server/address.js";
import type { Contribution, Drawn } from "../server/extension.js";
import { type Html, html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import { code, facts, link, patentPages, table } from "./components.js";
import { tablePath } from "./datasets.js";

type Joined = Readonly<Record<string, unknown>>;

/** An application as all families know it: each draws its own part. */
export function applicationPage(joined: Joined, installation: Installation, base: string): Drawn {
  const number = String(joined.application_number);
  const spellings = joined.spellings as Readonly<Record<string, string>>;
  const body = html`<h1>Application ${spellings.printed ?? number}</h1>
${facts([
  ["Number", number],
  ["Snapshot", String(joined.snapshot)],
  [
    "Files",
    html`${link("#rows", "CSV of each dataset")}, ${link(`${base}/v1/applications/${number}`, "JSON of all")}`,
  ],
])}
${drawn("application", number, joined, installation, base)}
${rowsElsewhere(number, installation, base)}`;
  return { title: `Application ${number}: Artunit`, body, twin: `/v1/applications/${number}` };
}

/** A cited document as all families know it. */
export function referencePage(joined: Joined, installation: Installation, base: string): Drawn {
  const key = String(joined.reference_key);
  const body = html`<h1>Cited document ${key}</h1>
${facts([
  ["Elsewhere", patentPages(key)],
  ["Snapshot", String(joined.snapshot)],
])}
${drawn("reference", key, joined, installation, base)}`;
  return { title: `Cited document ${key}: Artunit`, body, twin: `/v1/references/${key}` };
}

function drawn(
  about: Contribution["about"],
  number: string,
  joined: Joined,
  installation: Installation,
  base: string,
): readonly Html[] {
  const parts = contributionsAbout(about, installation).map(({ draw, members }) => {
    const own = Object.entries(joined).filter(([name]) => name in members);
    return { drawn: draw?.(Object.fromEntries(own), base, number) ?? null, own: draw ? [] : own };
  });
  return [...parts.flatMap((each) => each.drawn ?? []), ...plainly(parts.flatMap(({ own }) => own))];
}

/** What nobody draws: names and values, of a list how long it is; nothing where all lists are empty. */
function plainly(members: readonly (readonly [name: string, value: unknown])[]): readonly Html[] {
  const loaded = members.filter(([, value]) => !Array.isArray(value) || value.length > 0);
  if (loaded.length === 0) return [];
  const rows = loaded.map(([name, value]) => [code(name), plainValue(value)]);
  return [table("Also loaded", ["What", "Value"], rows)];
}

function plainValue(value: unknown): string {
  if (Array.isArray(value)) return counted(value.length, "record");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The rows about the application in every dataset that has its number, and as files. */
function rowsElsewhere(number: string, { datasets }: Installation, base: string): Html {
  const having = datasets.flatMap((dataset) => {
    const field = applicationField(dataset);
    return field === undefined ? [] : [{ dataset, field }];
  });
  return html`<h2 id="rows">Its rows</h2>
${table(
  "Rows about this application, by dataset",
  ["Dataset", "Rows", "Files"],
  having.map(({ dataset, field }) => {
    const name = datasetName(dataset);
    const records = (extension: string) =>
      address(`${base}/v1/datasets/${name}/records${extension}`, { applications: number });
    return [
      dataset.title,
      link(address(base + tablePath(dataset), { criteria: `${field}:${number}` }), code(name)),
      html`${link(records(".csv"), "CSV")}, ${link(records(""), "JSON")}`,
    ];
  }),
)}`;
}

function applicationField({ fields, table: { roles } }: Dataset): string | undefined {
  return fields.find(({ column, spelling }) => column === roles.application && spelling === undefined)?.name;
}
