import { address } from "../../server/address.js";
import type { Interpretation } from "../../server/extension.js";
import type { Installation } from "../../server/protocol.js";
import type { Route } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";
import { reportsOf } from "./statistics/routes.js";

const MOST = 8;

/** What the box proposes while somebody writes. */
export interface SuggestionsAnswer {
  readonly q: string;
  readonly suggestions: readonly { readonly says: string; readonly address: string }[];
}

/** `/v1/suggestions`: what is here that begins as it is written. */
export function suggestionsRoute(installation: Installation): Route {
  return {
    path: "/v1/suggestions",
    operationId: "suggestions",
    summary:
      "What may be meant while a number or words are written: only what is loaded, and the pages that tell of it.",
    methods: ["GET"],
    parameters: [{ name: "q", in: "query", kind: "text", meaning: "What is written so far.", example: "37" }],
    from: "snapshot-if-any",
    answer: object({
      q: { type: "string" },
      suggestions: list(
        object({
          says: { type: "string" },
          address: { type: "string", description: "The page that tells of it." },
        }),
      ),
    }),
    async handle(asked, context) {
      const written = (asked.text("q") ?? "").slice(0, 200);
      const found = await Promise.all([
        ...installation.families.flatMap(({ finders }) =>
          (finders ?? []).map((each) => each.suggest?.(written, asked, context) ?? []),
        ),
        reports(written, installation),
      ]);
      const body: SuggestionsAnswer = {
        q: written,
        suggestions: found
          .flat()
          .slice(0, MOST)
          .map(({ says, path }) => ({ says, address: address(context.baseUrl + path, {}) })),
      };
      return { kind: "json", body };
    },
  };
}

/** Reports whose titles have words that begin as each word does. */
function reports(
  written: string,
  installation: Installation,
): readonly Pick<Interpretation, "says" | "path">[] {
  const words = written.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  if (!words.some((each) => each.length > 1 && /\p{L}/u.test(each))) return [];
  return reportsOf(installation)
    .filter(({ title }) => {
      const told = title.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
      return words.every((word) => told.some((each) => each.startsWith(word)));
    })
    .map(({ name, title }) => ({ says: `report: ${title}`, path: `/statistics/${name}` }));
}
