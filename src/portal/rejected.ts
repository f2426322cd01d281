import { count, type Dataset, datasetName } from "../catalog/index.js";
import { address } from "../server/address.js";
import { breakable, type Html, html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import type { Route } from "../server/route.js";
import { AS_OF } from "../server/usualParameters.js";
import { code, link, moment, table } from "./components.js";
import { tablePath } from "./datasets.js";
import { askNative } from "./native.js";
import { pageRoute } from "./pages.js";

/** A file as a manifest tells it. */
export interface LoadedFile {
  readonly kind: string;
  readonly name: string;
  readonly loaded: number;
  readonly rejected: number;
  readonly loadedAt: string;
}

interface RejectedRows {
  readonly rejected: number;
  readonly rows: readonly {
    readonly file: string;
    readonly line: number;
    readonly reason: string;
    readonly raw: string;
  }[];
  readonly isCut: boolean;
}

/** The number of rows of a file that were rejected; it leads to them. */
export function rejectedOf({ name, rejected, loadedAt }: LoadedFile, base: string): Html | number {
  if (rejected === 0) return 0;
  return link(address(`${base}/rejected`, { loaded: loadedAt, file: name }), count(rejected));
}

/** The number of rows of a file that were loaded; it leads to the rows of its dataset, among which they are. */
export function loadedOf(
  { kind, loaded }: LoadedFile,
  datasets: readonly Dataset[],
  base: string,
): Html | number {
  const dataset = datasets.find((each) => datasetName(each) === kind.split(/[ ,]/)[0]);
  return loaded === 0 || !dataset ? loaded : link(base + tablePath(dataset), count(loaded));
}

const MOST_SHOWN = 1_000;

/** `/rejected`: the rows of a file that could not be read, each with its line and the reason. */
export function rejectedRoute(installation: Installation): Route {
  return pageRoute(
    {
      path: "/rejected",
      operationId: "rejected",
      summary: "The rows of a loaded file that were rejected, and why.",
      guarded: true,
      parameters: [
        { name: "loaded", in: "query", kind: "text", meaning: "The instant of a load; all when absent." },
        { name: "file", in: "query", kind: "text", meaning: "The name of one file; all when absent." },
        AS_OF,
      ],
      async draw(asked, context) {
        const [loaded, file] = [asked.text("loaded"), asked.text("file")];
        const given = { loaded, file, limit: String(MOST_SHOWN) };
        const told = await askNative<RejectedRows>("rejected-rows", given, asked, context, installation);
        return {
          title: "Rejected rows: Artunit",
          twin: address("/v1/rejected", { loaded, file }),
          body: html`<h1>Rejected rows</h1>
<p>${count(told.rejected)}${file === undefined ? "" : html` of ${breakable(file)}`}${loaded === undefined ? "" : `, loaded ${moment(loaded)}`}. Nothing of them is served; mend the file and load it again.${told.isCut ? ` The first ${count(told.rows.length)} are shown; all are in the data folder, below quarantine.` : ""}</p>
${table(
  "Rows that could not be read, and why",
  ["File", { title: "Line", isNumber: true }, "Reason", "As it came"],
  told.rows.map((each) => [breakable(each.file), each.line, each.reason, code(each.raw)]),
  true,
)}`,
        };
      },
    },
    installation,
  );
}
