import { address } from "../server/address.js";
import type { Html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import type { Asked, Context, Parameter, Route } from "../server/route.js";
import { pageAnswer } from "./layout.js";

/** A page, or the way to it, before it has its frame. */
interface Drawing {
  readonly path: string;
  readonly operationId?: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly methods?: Route["methods"];
  readonly body?: Route["body"];
  readonly from?: Route["from"];
  readonly open?: true;
  readonly forNewcomers?: true;
  /** What it shows is kept by nobody on its way. */
  readonly isPrivate?: true;
  readonly slashed?: string;
  draw(
    asked: Asked,
    context: Context,
  ): Promise<
    | { readonly title: string; readonly body: Html; readonly twin?: string | null }
    | { readonly elsewhere: string }
  >;
}

/** What somebody wrote into the one box, so that a page can say what it was taken for. */
const ASKED: Parameter = {
  name: "asked",
  in: "query",
  kind: "text",
  meaning: "What was written into the box that led here.",
};

/** A drawing as a route: in the portal's frame. */
export function pageRoute(drawing: Drawing, installation: Installation): Route {
  const {
    path,
    operationId,
    summary,
    parameters,
    methods,
    body,
    from,
    open,
    forNewcomers,
    isPrivate,
    slashed,
  } = drawing;
  return {
    path,
    operationId: operationId ?? path,
    summary,
    methods: methods ?? ["GET"],
    parameters: [...parameters, ASKED],
    type: "text/html",
    answer: { type: "string" },
    ...(body ? { body } : {}),
    ...(from ? { from } : {}),
    ...(open ? { open } : {}),
    ...(forNewcomers ? { forNewcomers } : {}),
    ...(slashed ? { slashed } : {}),
    async handle(asked, context) {
      const drawn = await drawing.draw(asked, context);
      if ("elsewhere" in drawn) return { kind: "elsewhere", url: context.baseUrl + drawn.elsewhere };
      const written = asked.text("asked") ?? null;
      const permanent = permanentAddress(path, parameters, asked, context);
      const answer = pageAnswer({ ...drawn, written, permanent, base: context.baseUrl }, installation);
      return isPrivate ? { ...answer, headers: { ...answer.headers, "cache-control": "no-store" } } : answer;
    },
  };
}

/** The address under which the page shows the same as long as its snapshot is kept; null where no snapshot answers. */
function permanentAddress(
  path: string,
  parameters: readonly Parameter[],
  asked: Asked,
  context: Context,
): string | null {
  if (!context.isLoaded || !parameters.some(({ kind }) => kind === "snapshot")) return null;
  const texts = parameters.filter(
    ({ kind }) =>
      kind === "text" || kind === "criteria" || kind === "choice" || kind === "key" || kind === "version",
  );
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(asked.text(name) ?? ""),
  );
  const given = texts
    .filter((each) => each.in === "query")
    .map(({ name }) => [name, asked.text(name)] as const);
  return address(context.baseUrl + filled, {
    ...Object.fromEntries(given),
    as_of: context.lease.store.manifest.id,
  });
}
