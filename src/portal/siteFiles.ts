import { compiledText } from "../server/compiled.js";
import type { Installation } from "../server/protocol.js";
import type { Route } from "../server/route.js";
import { MARK, STYLE } from "./style.js";

/** What proposes while somebody writes into the big box. */
export const SUGGEST = "/suggest.js";

/** What a browser asks for beside the pages. */
export function siteFiles({ families }: Installation): readonly Route[] {
  const style = [STYLE, ...families.flatMap((each) => each.style ?? [])].join("\n");
  const file = (path: string, summary: string, type: string, body: string | (() => string)): Route => ({
    path,
    operationId: path.slice(1),
    summary,
    methods: ["GET"],
    parameters: [],
    from: "nothing",
    open: true,
    type,
    answer: { type: "string" },
    handle: async () => ({
      kind: "text",
      type: `${type}; charset=utf-8`,
      body: typeof body === "string" ? body : body(),
      headers: { "cache-control": "max-age=3600" },
    }),
  });
  return [
    file("/artunit.css", "How the pages look.", "text/css", style),
    file("/console.js", "What sends a call from the console.", "text/javascript", () =>
      compiledText(import.meta.url, "browser/console.js"),
    ),
    file(SUGGEST, "What proposes while somebody writes.", "text/javascript", () =>
      compiledText(import.meta.url, "browser/suggest.js"),
    ),
    file("/drop.js", "What reads a file that is dropped on the page.", "text/javascript", () =>
      compiledText(import.meta.url, "browser/drop.js"),
    ),
    file("/favicon.svg", "The mark of the pages.", "image/svg+xml", MARK),
    file("/favicon.ico", "The mark, where browsers look for it.", "image/svg+xml", MARK),
    file(
      "/robots.txt",
      "What crawlers may ask.",
      "text/plain",
      "User-agent: *\nDisallow: /find\nDisallow: /read\nDisallow: /v1/\nDisallow: /ds-api/\nDisallow: /api/\n",
    ),
  ];
}
