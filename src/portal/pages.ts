import { address } from "../server/address.js";
import type { Html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import type { Asked, Context, Parameter, Route } from "../server/route.js";
import { AS_OF } from "../server/usualParameters.js";
import { type Page, pageAnswer } from "./layout.js";
import { ofSameSnapshot } from "./sameSnapshot.js";

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
  readonly guarded?: true;
  /** What it shows is kept by nobody on its way. */
  readonly isPrivate?: true;
  readonly slashed?: string;
  /** The path of the module it brings; a page has none but for what cannot be done without. */
  readonly script?: string;
  draw(
    asked: Asked,
    context: Context,
  ): Promise<
    | {
        readonly title: string;
        readonly body: Html;
        readonly twin?: string | null;
        /** Its twin says the same whatever is loaded. */
        readonly isTwinStill?: true;
      }
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
    guarded,
    isPrivate,
    slashed,
    script,
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
    ...(guarded ? { guarded } : {}),
    ...(slashed ? { slashed } : {}),
    async handle(asked, context) {
      const drawn = await drawing.draw(asked, context);
      const snapshot = snapshotNamed(parameters, asked);
      if ("elsewhere" in drawn)
        return { kind: "elsewhere", url: context.baseUrl + withSnapshot(drawn.elsewhere, snapshot) };
      const written = asked.text("asked") ?? null;
      const frame = {
        written,
        permanent: permanentAddress(path, parameters, asked, context),
        asOf: asOfPart(path, parameters, asked, context),
        script: script ?? null,
        base: context.baseUrl,
      };
      const twin = drawn.twin && !drawn.isTwinStill ? withSnapshot(drawn.twin, snapshot) : drawn.twin;
      const body = snapshot
        ? ofSameSnapshot(drawn.body, snapshot, context.baseUrl, installation)
        : drawn.body;
      const answer = pageAnswer({ ...drawn, ...frame, body, twin: twin ?? null }, installation);
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
  return addressOf(path, parameters, asked, context, context.lease.store.manifest.id);
}

function snapshotNamed(parameters: readonly Parameter[], asked: Asked): string | undefined {
  return parameters.some(({ kind }) => kind === "snapshot") ? asked.text(AS_OF.name) : undefined;
}

/** The snapshot that was named, and where the same stands without; null where none was. */
function asOfPart(
  path: string,
  parameters: readonly Parameter[],
  asked: Asked,
  context: Context,
): NonNullable<Page["asOf"]> | null {
  const snapshot = snapshotNamed(parameters, asked);
  if (snapshot === undefined) return null;
  return { snapshot, present: addressOf(path, parameters, asked, context, null) };
}

/** The address of a page with all that it was asked with, but for the box, and as of a snapshot. */
function addressOf(
  path: string,
  parameters: readonly Parameter[],
  asked: Asked,
  context: Context,
  snapshot: string | null,
): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(asked.text(name) ?? ""),
  );
  const given = parameters
    .filter((each) => each.in === "query" && each.kind !== "snapshot")
    // A cursor names its snapshot, too.
    .filter((each) => snapshot !== null || each.kind !== "cursor")
    .map(({ name, kind }) => [name, writtenValue(name, kind, asked)] as const);
  return address(context.baseUrl + filled, { ...Object.fromEntries(given), as_of: snapshot });
}

/** A value as it stands in an address; undefined for one that was not asked, or stands in none. */
function writtenValue(name: string, kind: Parameter["kind"], asked: Asked): string | undefined {
  switch (kind) {
    case "count":
      return asked.count(name)?.toString();
    case "flag":
      return asked.flag(name)?.toString();
    case "list":
      return asked.list(name)?.join(",");
    case "file":
      return undefined;
    case "text":
    case "criteria":
    case "cursor":
    case "snapshot":
    case "key":
    case "version":
    case "day":
    case "choice":
      return asked.text(name);
  }
}

/** What a page of a snapshot leads to by itself, its twin too, is of the same snapshot. */
function withSnapshot(path: string, snapshot: string | undefined): string {
  if (snapshot === undefined) return path;
  const [before = "", anchor] = path.split("#");
  return `${before}${before.includes("?") ? "&" : "?"}as_of=${encodeURIComponent(snapshot)}${anchor ? `#${anchor}` : ""}`;
}
