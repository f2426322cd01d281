import { ArtunitError } from "../../errors.js";
import type { Answer, Asked, Context, Route } from "../../server/route.js";
import { list, object } from "../../server/schemas.js";
import { AS_OF, limitOf, readLimit, USUAL_ROWS } from "../../server/usualParameters.js";
import { rowsSetAside } from "../../store/snapshots/setAside.js";

const MOST_ROWS = 1_000;

/** `/v1/rejected`: the rows that loads could not read, each with its line and the reason. */
export const REJECTED: Route = {
  path: "/v1/rejected",
  operationId: "rejected-rows",
  summary: "The rows of loaded files that were rejected: line, reason, and the row as it came.",
  methods: ["GET"],
  guarded: true,
  parameters: [
    {
      name: "loaded",
      in: "query",
      kind: "text",
      meaning: "The instant of a load, as `loadedAt` of a file; all loads when absent.",
    },
    { name: "file", in: "query", kind: "text", meaning: "The name of one file; all files when absent." },
    limitOf(MOST_ROWS),
    AS_OF,
  ],
  answer: object({
    rejected: { type: "integer", description: "All of them." },
    rows: list(
      object({
        file: { type: "string" },
        line: { type: "integer", description: "Of a text file, or the number of the record, from 1." },
        reason: { type: "string" },
        raw: { type: "string", description: "As it came, cut." },
      }),
    ),
    isCut: { type: "boolean", description: "There are more than the answer has." },
  }),
  handle: answer,
};

async function answer(asked: Asked, { lease, settings }: Context): Promise<Answer> {
  const [loaded, file] = [asked.text("loaded"), asked.text("file")];
  const limit = readLimit(asked, USUAL_ROWS, MOST_ROWS);
  const files = lease.store.manifest.files.filter(
    (each) => each.loadedAt === (loaded ?? each.loadedAt) && each.name === (file ?? each.name),
  );
  if (files.length === 0) {
    const called = file === undefined ? "" : ` called "${file}"`;
    const then = loaded === undefined ? "" : ` at ${loaded}`;
    throw new ArtunitError(
      "not-found",
      `No file${called} of this snapshot was loaded${then}. /v1/datasets/{key}/{version} lists them.`,
      { field: file === undefined ? "loaded" : "file" },
    );
  }
  if (settings.setAsideFolder === null)
    throw new ArtunitError(
      "not-found",
      "Rows that were rejected are not shown under an embargo: how old they are could not be read.",
    );
  const rejected = files.reduce((sum, each) => sum + each.rejected, 0);
  const instants = files.map(({ loadedAt }) => loadedAt);
  const rows = await rowsSetAside(settings.setAsideFolder, instants, file, limit, asked.signal);
  return { kind: "json", body: { rejected, rows, isCut: rejected > rows.length } };
}
