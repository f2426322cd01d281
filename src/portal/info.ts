import { count, counted, type Dataset, datasetName } from "../catalog/index.js";
import { findDataset } from "../query/index.js";
import { address } from "../server/address.js";
import { breakable, type Html, html } from "../server/html.js";
import { type Installation, type Summary, summaryOf } from "../server/index.js";
import type { Context, Route } from "../server/route.js";
import { AS_OF } from "../server/usualParameters.js";
import { code, facts, link, list, moment, table } from "./components.js";
import { tablePath } from "./datasets.js";
import { coverage, sizeOf } from "./home.js";
import { askNative } from "./native.js";
import { pageRoute } from "./pages.js";
import { type LoadedFile, loadedOf, rejectedOf, rejectedRoute } from "./rejected.js";

/** What a site says of itself: coverage, status, changes, about, accessibility; and what each dataset is. */
export function infoRoutes(installation: Installation): readonly Route[] {
  return [
    coverageRoute(installation),
    statusRoute(installation),
    changesRoute(installation),
    rejectedRoute(installation),
    CHANGES_FEED,
    still("/about", "about", "About Artunit", ABOUT, installation),
    still("/accessibility", "accessibility", "Accessibility", ACCESSIBILITY, installation),
    aboutDatasetRoute(installation),
  ];
}

/** A page that says the same whatever is loaded. */
function still(
  path: string,
  operationId: string,
  title: string,
  body: Html,
  installation: Installation,
): Route {
  return pageRoute(
    {
      path,
      operationId,
      summary: title,
      parameters: [],
      from: "nothing",
      open: true,
      draw: async () => ({ title: `${title}: Artunit`, body: html`<h1>${title}</h1>\n${body}` }),
    },
    installation,
  );
}

const ABOUT = html`<p>Artunit serves the open data of the USPTO around Office actions on the machine of whoever runs it, under the addresses and in the formats of the USPTO’s own services. It is <strong>not the USPTO</strong>, is not connected with it, and gives no legal advice.</p>
${list([
  "Records are the USPTO’s, as they were loaded; each leads to the file and line it came from.",
  "What is read in the text of an action is read by rules, and each finding leads to its passage. The passage decides.",
  "Totals are counted, never estimated. A page says which snapshot it shows.",
  "Nothing that is pasted or dropped here is kept, and no page asks anything of another server.",
])}
<p>The data are works of the United States government. The program is under the Apache License 2.0.</p>`;

const ACCESSIBILITY = html`<p>These pages are made to meet WCAG 2.2 at level AA, and are tested for it with axe-core in a browser, in light and dark, at 320, 768 and 1440 pixels.</p>
${list([
  "Everything works by keyboard and without JavaScript. Two things have a script: the console, whose answers without it open in pages of their own, and the start page, whose box proposes while one writes, and which reads a file dropped anywhere on it; without it both are plain forms.",
  "Each chart has its summary in words and the table it is drawn from; series differ by mark and stroke, not by colour alone. Bars and points are links for the mouse; by keyboard and with a screen reader the numbers of the table lead to the same records.",
  "Colours follow the reader’s choice of light, dark or forced colours; nothing moves.",
  "A wide table or chart is moved sideways within its own frame, which the keyboard reaches.",
])}
<p>Known: the text of an action is shown as it was loaded, and its own tables are plain lines there.</p>
<p>Whoever meets an obstacle tells the operator of this server, or the project.</p>`;

async function summary(context: Context): Promise<Summary> {
  return summaryOf(context.lease.store, context.catalog.datasets);
}

function coverageRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/coverage",
      operationId: "coverage",
      summary: "What is loaded of each dataset, by year and month.",
      parameters: [AS_OF],
      async draw(_asked, context) {
        const { datasets, snapshot } = await summary(context);
        return {
          title: "Coverage: Artunit",
          twin: "/index.json",
          body: html`<h1>Coverage</h1>
<p>How many records are loaded by the day they are dated, in snapshot ${snapshot}. What part of all that exists this is, the data do not tell: a year with few records may be covered in part.</p>
${coverage(
  datasets.filter(({ records }) => records > 0),
  installation,
  context.baseUrl,
)}`,
        };
      },
    },
    installation,
  );
}

function statusRoute({ protocols, ...rest }: Installation): Route {
  const installation = { protocols, ...rest };
  return pageRoute(
    {
      path: "/status",
      operationId: "status",
      summary: "Whether each API version answers, and from what.",
      parameters: [],
      from: "snapshot-if-any",
      async draw(_asked, context) {
        const { baseUrl: base, settings, isLoaded } = context;
        const held = isLoaded ? await summary(context) : null;
        const records = new Map(held?.datasets.map((each) => [each.name, each.records]));
        return {
          title: "Status: Artunit",
          twin: "/healthz",
          body: html`<h1>Status</h1>
${facts([
  ["Server", "answers"],
  ["Version", settings.version],
  ["Snapshot", held?.snapshot ?? "nothing is loaded"],
  ["Made", held ? moment(held.createdAt) : null],
])}
${table(
  "Datasets, whether they have records, and where each API answers",
  ["Dataset", { title: "Records", isNumber: true }, "State", "Addresses"],
  installation.datasets.map((dataset) => {
    const size = records.get(datasetName(dataset)) ?? 0;
    return [
      link(base + tablePath(dataset), code(datasetName(dataset))),
      link(base + tablePath(dataset), count(size)),
      size > 0
        ? "answers"
        : dataset.table.bundled
          ? "answers with the rows that come with the program"
          : "answers, without records",
      protocols.flatMap((protocol) =>
        protocol
          .publishes(dataset)
          .slice(0, 1)
          .map((path) => html`${protocol.title}: ${code(path)}<br>`),
      ),
    ];
  }),
  true,
)}`,
        };
      },
    },
    installation,
  );
}

interface Change {
  readonly day: string;
  readonly files: readonly LoadedFile[];
}

/** What was loaded, by the instant of the load, the latest first. */
function changesOf({ lease }: Context): readonly Change[] {
  const days = new Map<string, Change["files"][number][]>();
  for (const file of lease.store.manifest.files)
    days.set(file.loadedAt, [...(days.get(file.loadedAt) ?? []), file]);
  return [...days].map(([day, files]) => ({ day, files })).sort((a, b) => (a.day < b.day ? 1 : -1));
}

function changesRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/changes",
      operationId: "changes",
      summary: "What was loaded, the latest first.",
      parameters: [AS_OF],
      draw: async (_asked, context) => ({
        title: "Changes: Artunit",
        body: html`<h1>Changes</h1>
<p>What was loaded into snapshot ${context.lease.store.manifest.id}, the latest first. ${link(`${context.baseUrl}/changes.atom`, "As a feed")}.</p>
${changesOf(context).map(
  ({ day, files }) => html`<h2>${moment(day)}</h2>
${table(
  `Files of ${moment(day)}`,
  ["File", "Recognised as", { title: "Loaded", isNumber: true }, { title: "Rejected", isNumber: true }],
  files.map((each) => [
    breakable(each.name),
    breakable(each.kind),
    loadedOf(each, installation.datasets, context.baseUrl),
    rejectedOf(each, context.baseUrl),
  ]),
  true,
)}
`,
)}`,
      }),
    },
    installation,
  );
}

const CHANGES_FEED: Route = {
  path: "/changes.atom",
  operationId: "changes-feed",
  summary: "What was loaded, as an Atom feed.",
  methods: ["GET"],
  parameters: [],
  type: "application/atom+xml",
  answer: { type: "string" },
  async handle(_asked, context) {
    const { baseUrl: base } = context;
    const body = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${base}/changes.atom</id>
<title>What was loaded into Artunit</title>
<updated>${context.lease.store.manifest.createdAt}</updated>
<author><name>Artunit</name></author>
<link rel="self" href="${base}/changes.atom"/>
<link rel="alternate" type="text/html" href="${base}/changes"/>
${changesOf(context).map(
  ({ day, files }) => html`<entry>
<id>${base}/changes#${day}</id>
<title>${counted(files.length, "file")}, ${count(files.reduce((sum, { loaded }) => sum + loaded, 0))} records</title>
<updated>${day}</updated>
<link rel="alternate" type="text/html" href="${base}/changes"/>
<summary>${files.map(({ name }) => name).join(", ")}</summary>
</entry>
`,
)}</feed>
`;
    return { kind: "text", type: "application/atom+xml; charset=utf-8", body: body.text };
  },
};

/** A dataset as `/v1/datasets/{key}/{version}` describes it. */
interface Described {
  readonly snapshot: string;
  readonly fields: readonly {
    readonly name: string;
    readonly type: string;
    readonly meaning: string;
    readonly example: string;
    readonly missing: number;
    readonly nullRate: number;
  }[];
  readonly coverage: readonly { readonly month: string | null; readonly rows: number }[];
  readonly sources: readonly { readonly source: string; readonly rows: number }[];
  readonly files: readonly {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly read: number;
    readonly loaded: number;
    readonly rejected: number;
    readonly loadedAt: string;
  }[];
  readonly knownIssues: readonly string[];
  readonly title: string;
  readonly version: string;
  readonly description: string;
  readonly known: string;
  readonly rows: number;
  readonly lastLoad: string | null;
}

/** `/datasets/{key}/{version}/about`: how complete it is, field by field and month by month, and where it came from. */
function aboutDatasetRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/datasets/{key}/{version}/about",
      operationId: "dataset-about",
      summary: "How complete a dataset is, and the files it came from.",
      parameters: [
        { name: "key", in: "path", kind: "key", meaning: "Key of the dataset." },
        { name: "version", in: "path", kind: "version", meaning: "Version of the dataset." },
        AS_OF,
      ],
      async draw(asked, context) {
        const dataset = findDataset(installation, asked.text("key") ?? "", asked.text("version") ?? "");
        const name = datasetName(dataset);
        const given = { key: dataset.key, version: dataset.version };
        const told = await askNative<Described>("describe-dataset", given, asked, context, installation);
        return {
          title: `About ${name}: Artunit`,
          body: described(dataset, told, installation, context.baseUrl),
          twin: `/v1/datasets/${name}`,
        };
      },
    },
    installation,
  );
}

function described(dataset: Dataset, told: Described, { protocols }: Installation, base: string): Html {
  const name = datasetName(dataset);
  const path = base + tablePath(dataset);
  const loads = loadsOf(told.files);
  return html`<h1>About ${breakable(name)}</h1>
<p>${link(`${base}/datasets/${name}`, "Its rows")}. Snapshot ${told.snapshot}.</p>
${facts([
  ["Title", told.title],
  ["Version", told.version],
  ["Records", link(path, count(told.rows))],
  ["Purpose", told.description],
  ["Created", "by the USPTO; put together here from the files below, each record once"],
  ["Provenance", told.sources.map(({ source, rows }) => `${source}: ${count(rows)}`).join(", ") || null],
  ["Contract", html`${told.known}; ${link(`${base}/apis`, "the catalogue")} says what that means`],
  ["Last load", told.lastLoad === null ? null : moment(told.lastLoad)],
  ["Updated", updates(loads)],
  ["Publisher", "the operator of this server, who is not the USPTO"],
  ["Contact", "the operator of this server; of the original, the USPTO"],
  ["Language", "English"],
  [
    "Licence",
    html`<a href="https://creativecommons.org/publicdomain/zero/1.0/" rel="noreferrer">public domain</a>: a work of the United States government`,
  ],
  ["Access", "public"],
  [
    "For machines",
    html`${link(`${base}/v1/datasets/${name}`, "JSON")}, ${link(`${base}/data.json`, "DCAT-US 1.1")}, ${link(`${base}/dcat3.json`, "DCAT-US 3.0")}`,
  ],
])}
${table(
  "Usage: where it answers, and in whose manner",
  ["Address", "In the manner of"],
  protocols.flatMap((each) => each.publishes(dataset).map((path) => [code(path), each.title])),
)}
${table(
  `How often each field of ${name} is missing`,
  [
    "Field",
    "Type",
    { title: "Missing", isNumber: true },
    { title: "Share", isNumber: true },
    "Meaning",
    "Example",
  ],
  told.fields.map((each) => [
    code(each.name),
    each.type,
    each.missing === 0 ? 0 : link(address(path, { criteria: `NOT ${each.name}:*` }), count(each.missing)),
    `${(each.nullRate * 100).toFixed(1)} %`,
    each.meaning,
    each.example === "" ? null : code(each.example),
  ]),
  true,
)}
${table(
  "Records by source",
  ["Source", { title: "Records", isNumber: true }],
  told.sources.map(({ source, rows }) => [
    source,
    source === UNKNOWN ? rows : link(address(path, { source }), count(rows)),
  ]),
)}
${table(
  "Records by the month they are dated",
  ["Month", { title: "Records", isNumber: true }],
  told.coverage.map(({ month, rows }) => {
    const period = month ?? "undated";
    return [period, sizeOf(dataset, period, rows, base)];
  }),
  true,
)}
${filesOf(told.files, path, base)}
${told.knownIssues.length === 0 ? null : html`<h2>Known issues</h2>${list(told.knownIssues)}`}`;
}

/** The files it came from, and when they came; their numbers lead to the rows. */
function filesOf(files: Described["files"], path: string, base: string): Html {
  return html`${table(
    "Files it came from",
    ["File", { title: "Bytes", isNumber: true }, { title: "Records", isNumber: true }, "SHA-256"],
    files.map((each) => [
      breakable(each.name),
      each.bytes,
      each.loaded === 0 ? 0 : link(path, count(each.loaded)),
      code(each.sha256),
    ]),
    true,
  )}
${table(
  "Change log: what was loaded, the latest first",
  [
    "Loaded",
    { title: "Files", isNumber: true },
    { title: "Records", isNumber: true },
    { title: "Rejected", isNumber: true },
  ],
  loadsOf(files).map(({ at, files, loaded, rejected }) => [
    moment(at),
    link(`${base}/changes`, count(files)),
    loaded === 0 ? 0 : link(path, count(loaded)),
    rejected === 0 ? 0 : link(address(`${base}/rejected`, { loaded: at }), count(rejected)),
  ]),
)}`;
}

/** What the native answer says of rows that tell no source. */
const UNKNOWN = "unknown";

interface Load {
  readonly at: string;
  readonly files: number;
  readonly loaded: number;
  readonly rejected: number;
}

/** The loads that brought its files, the latest first. */
function loadsOf(files: Described["files"]): readonly Load[] {
  const instants = [...new Set(files.map(({ loadedAt }) => loadedAt))].sort().reverse();
  const sum = (some: Described["files"], of: "loaded" | "rejected") =>
    some.reduce((all, each) => all + each[of], 0);
  return instants.map((at) => {
    const own = files.filter(({ loadedAt }) => loadedAt === at);
    return { at, files: own.length, loaded: sum(own, "loaded"), rejected: sum(own, "rejected") };
  });
}

/** How often it changes: what is known of it is when it did. */
function updates(loads: readonly Load[]): string {
  if (loads.length === 0) return "whenever the operator loads files";
  if (loads.length === 1) return "whenever the operator loads files; once so far";
  return `whenever the operator loads files; ${loads.length} times from ${moment(loads.at(-1)!.at)} to ${moment(loads[0]!.at)}`;
}
