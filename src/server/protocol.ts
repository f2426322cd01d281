import type { Catalog, Dataset } from "../catalog/index.js";
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
  error(failure: Failure): Schema;
  readonly errorSchema: Schema;
  /** The same for a person, as a page; what stands below no protocol's paths is told so, too. */
  errorPage?(failure: Failure, installation: Installation, base: string): Answer;
  /** The addresses of what it publishes of a dataset; none where it does not publish it. */
  publishes(dataset: Dataset): readonly string[];
  /** Schemas that those of its routes refer to, by name. */
  schemas(installation: Installation): Readonly<Record<string, Schema>>;
}
