import type { Catalog, Dataset } from "../catalog/index.js";
import { ArtunitError } from "../errors.js";
import type { Extension } from "./extension.js";
import type { Failure } from "./failures.js";
import type { Request } from "./received.js";
import type { Answer, Received, Route, Schema } from "./route.js";

/** What is served: the catalog, what its families add beside it, and the manners of asking and answering. */
export interface Installation extends Catalog {
  readonly families: readonly Extension[];
  readonly protocols: readonly Protocol[];
}

/** One manner of asking and answering. A folder of `src/protocols` exports one such value. */
export interface Protocol {
  readonly name: string;
  /** How `/openapi.json` calls it. */
  readonly title: string;
  readonly description: string;
  /** The paths below which it answers, also where none of its routes does: what is wrong there is told in its manner. */
  readonly mounts: readonly string[];
  routes(installation: Installation): readonly Route[];
  /** What a request says, by the names of the route's parameters: as forgiving as the protocol's clients need. */
  read(request: Request, route: Route): Received;
  /** The body of an answer that says what is wrong. */
  error(failure: Failure, installation: Installation): Schema;
  readonly errorSchema: Schema;
  /** The same for a person, as a page; what stands below no protocol's paths is told so, too. */
  errorPage?(failure: Failure, installation: Installation, base: string): Answer;
  /** Its original told everybody by pages, programs too. */
  readonly tellsByPages?: true;
  /** The addresses of what it publishes of a dataset; none where it does not publish it. */
  publishes(dataset: Dataset): readonly string[];
  /** Schemas that those of its routes refer to, by name. */
  schemas(installation: Installation): Readonly<Record<string, Schema>>;
}

/** How an operator calls a protocol: by what its paths begin with, or by its name. */
function areasOf({ name, mounts }: Protocol): readonly string[] {
  const beginnings = mounts.map((path) => path.split("/")[1] ?? "");
  return [...new Set([...beginnings, ...(mounts.length === 0 ? ["pages"] : []), name])];
}

/**
 * The names of the protocols that an operator means: `v1` and `api` for those whose paths begin so, `pages`, or all but
 * some, each with a minus: `-ds-api`.
 *
 * @throws ArtunitError `bad-parameter` where one is not there, or both ways are mixed.
 */
export function protocolsMeant(
  written: readonly string[],
  { protocols }: Pick<Installation, "protocols">,
): ReadonlySet<string> {
  const isBut = written.every((each) => each.startsWith("-"));
  const asked = written.map((each) => (isBut ? each.slice(1) : each).replace(/^\//, ""));
  const known = [...new Set(protocols.flatMap((each) => areasOf(each)[0] ?? []))];
  const unknown = asked.find((each) => !protocols.some((protocol) => areasOf(protocol).includes(each)));
  if (unknown !== undefined)
    throw new ArtunitError(
      "bad-parameter",
      `"${unknown}" is nothing that is served. Write some of ${known.join(", ")}, or all but some, as -${known[0]}.`,
    );
  const isAsked = (protocol: Protocol) => areasOf(protocol).some((each) => asked.includes(each));
  return new Set(protocols.filter((each) => isAsked(each) !== isBut).map(({ name }) => name));
}

/** The protocol below whose paths this one stands; null where there is none. */
export function protocolBelow(path: string, { protocols }: Installation): Protocol | null {
  const isBelow = (mountedAt: string) => path === mountedAt || path.startsWith(`${mountedAt}/`);
  return protocols.find(({ mounts }) => mounts.some(isBelow)) ?? null;
}
