import { type Dataset, type NestedObject, nestedShape, readNested } from "../../catalog/index.js";
import { html } from "../../server/html.js";
import type { Context, Route } from "../../server/route.js";
import { AS_OF } from "../../server/usualParameters.js";
import { dayAt, textAt } from "../nestedValues.js";

/** One collection of decisions, with the places in a record of what a feed tells. */
export interface Decided {
  readonly dataset: Dataset;
  /** What its records are called: `Appeal`. */
  readonly kind: string;
  readonly path: string;
  readonly number: string;
  readonly date: string;
  readonly outcome: string;
  readonly name: string;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly path: string;
  readonly name: string;
}

const MOST = 50;
const MOST_ASKED = 500;

/** The board's new decisions, the latest first, for readers of feeds (RFC 4287), as the office's alerts were. */
export function decisionFeed(collections: readonly Decided[]): Route {
  return {
    path: "/v1/feeds/decisions",
    operationId: "decision-feed",
    summary: "The board's latest decisions, as an Atom feed.",
    methods: ["GET"],
    parameters: [
      {
        name: "limit",
        in: "query",
        kind: "count",
        most: MOST_ASKED,
        meaning: `How many; ${MOST} when absent, ${MOST_ASKED} at most.`,
      },
      AS_OF,
    ],
    type: "application/atom+xml",
    answer: { type: "string", description: "A feed." },
    async handle(asked, context) {
      const limit = Math.min(asked.count("limit") ?? MOST, MOST_ASKED);
      const found = await Promise.all(collections.map((each) => latest(each, limit, asked.signal, context)));
      const entries = found
        .flat()
        .sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.id < b.id ? -1 : 1));
      return {
        kind: "text",
        type: "application/atom+xml; charset=utf-8",
        body: feedOf(entries.slice(0, limit), context),
      };
    },
  };
}

async function latest(
  { dataset, kind, path, number, date, outcome, name }: Decided,
  limit: number,
  signal: AbortSignal,
  { lease }: Context,
): Promise<readonly Entry[]> {
  const { column } = dataset.fields.find((each) => each.name === date)!;
  const page = await lease.store.page({
    dataset,
    predicate: { kind: "exists", column },
    sort: [{ column, descending: true }],
    shape: nestedShape(dataset, "feed"),
    rows: limit,
    counts: false,
    signal,
  });
  const entries: Entry[] = [];
  const text = (object: NestedObject, place: string) => textAt(object, ...place.split("."));
  for await (const batch of page.records)
    for (const record of batch) {
      const object = readNested(record) as NestedObject;
      const id = text(object, "documentData.documentIdentifier") ?? "";
      entries.push({
        id,
        title: `${kind} ${text(object, number) ?? id}: ${text(object, outcome) ?? "decision"}`,
        date: dayAt(object, ...date.split(".")) ?? "",
        path: `${path}/${encodeURIComponent(id)}`,
        name: text(object, name) ?? "",
      });
    }
  return entries;
}

function feedOf(entries: readonly Entry[], { baseUrl, lease }: Context): string {
  const updated = entries[0] ? `${entries[0].date}T00:00:00Z` : lease.store.manifest.createdAt;
  const body = entries.map(
    ({ id, title, date, path, name }) => html`<entry>
<id>urn:artunit:decision:${encodeURIComponent(id)}</id>
<title>${title}</title>
<updated>${date}T00:00:00Z</updated>
<link href="${baseUrl}${path}"/>
<summary>${name}</summary>
</entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>\n${
    html`<feed xmlns="http://www.w3.org/2005/Atom">
<id>${baseUrl}/v1/feeds/decisions</id>
<title>Decisions of the Patent Trial and Appeal Board</title>
<author><name>Artunit</name></author>
<updated>${updated}</updated>
<link rel="self" href="${baseUrl}/v1/feeds/decisions"/>
${body}</feed>
`.text
  }`;
}
