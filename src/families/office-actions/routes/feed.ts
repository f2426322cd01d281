import { address } from "../../../server/address.js";
import { html } from "../../../server/html.js";
import { answerOf } from "../../../server/inProcess.js";
import type { Answer, Asked, Context, Parameter, Route } from "../../../server/route.js";
import { list, object, TEXT } from "../../../server/schemas.js";
import { AS_OF } from "../../../server/usualParameters.js";
import { OFFICE_ACTION_SEARCH, type SearchAnswer } from "./search.js";

const LIMIT = 50;

const PARAMETERS: readonly Parameter[] = [
  {
    name: "text",
    in: "query",
    kind: "criteria",
    meaning: "Words to find in the full text, in the criteria language.",
    example: "lithium",
  },
  {
    name: "criteria",
    in: "query",
    kind: "criteria",
    meaning: "What to match beside, in the fields of oa_actions/v1.",
  },
  AS_OF,
];

/** A search to come back to: the latest texts that match, as Atom (RFC 4287). */
export const ATOM_FEED: Route = {
  path: "/v1/office-actions/feed.atom",
  operationId: "office-action-feed-atom",
  summary: "The latest Office actions that match, as an Atom feed.",
  methods: ["GET"],
  parameters: PARAMETERS,
  type: "application/atom+xml",
  answer: { type: "string" },
  async handle(asked, context): Promise<Answer> {
    const { items, self, page, title, updated } = await latest("atom", asked, context);
    const body = html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${self}</id>
<title>${title}</title>
<updated>${updated}</updated>
<author><name>Artunit</name></author>
<link rel="self" href="${self}"/>
<link rel="alternate" type="text/html" href="${page}"/>
${items.map(
  (each) => html`<entry>
<id>${each.url}</id>
<title>${each.title}</title>
<updated>${each.date}</updated>
<link rel="alternate" type="text/html" href="${each.url}"/>
<summary>${each.summary}</summary>
</entry>
`,
)}</feed>
`;
    return { kind: "text", type: "application/atom+xml; charset=utf-8", body: body.text };
  },
};

/** The same as JSON Feed 1.1. */
export const JSON_FEED: Route = {
  path: "/v1/office-actions/feed.json",
  operationId: "office-action-feed-json",
  summary: "The latest Office actions that match, as a JSON feed.",
  methods: ["GET"],
  parameters: PARAMETERS,
  answer: object({
    version: TEXT,
    title: TEXT,
    home_page_url: TEXT,
    feed_url: TEXT,
    items: list(object({ id: TEXT, url: TEXT, title: TEXT, content_text: TEXT, date_published: TEXT })),
  }),
  async handle(asked, context): Promise<Answer> {
    const { items, self, page, title } = await latest("json", asked, context);
    return {
      kind: "json",
      body: {
        version: "https://jsonfeed.org/version/1.1",
        title,
        home_page_url: page,
        feed_url: self,
        items: items.map((each) => ({
          id: each.url,
          url: each.url,
          title: each.title,
          content_text: each.summary,
          date_published: each.date,
        })),
      },
    };
  },
};

async function latest(extension: string, asked: Asked, context: Context) {
  const [text, criteria] = [asked.text("text") || undefined, asked.text("criteria") || undefined];
  const given = { text, criteria, order: "date", limit: LIMIT };
  const { hits } = (await answerOf(OFFICE_ACTION_SEARCH, given, asked, context)) as SearchAnswer;
  const { baseUrl } = context;
  return {
    self: address(`${baseUrl}/v1/office-actions/feed.${extension}`, { text, criteria }),
    page: address(`${baseUrl}/search`, { text, criteria, order: "date" }),
    title: `Office actions: ${[text, criteria].filter((each) => each).join(", ") || "all"}`,
    updated: context.lease.store.manifest.createdAt,
    items: hits.map(({ record, passages }) => {
      const id = String(record.obsoleteDocumentIdentifier ?? record.id);
      const day = String(record.submissionDate ?? "").slice(0, 10);
      return {
        url: `${baseUrl}/office-actions/${encodeURIComponent(id)}`,
        title: `${record.legacyDocumentCodeIdentifier ?? "Document"} ${day}: ${record.inventionTitle ?? id}`,
        date: day === "" ? context.lease.store.manifest.createdAt : `${day}T00:00:00Z`,
        summary:
          passages.map((each) => each.text).join(" … ") || `Application ${record.patentApplicationNumber}`,
      };
    }),
  };
}
