import { NATIVE } from "../protocols/native/index.js";
import type { Installation } from "../server/index.js";
import { answerOf } from "../server/inProcess.js";
import type { Asked, Context, Received, Route } from "../server/route.js";

const routes = new WeakMap<Installation, ReadonlyMap<string, Route>>();

/** Asks a route of the native API in process: what a page shows is what its JSON twin says. */
export async function askNative<T>(
  operation: string,
  given: Received,
  asked: Asked,
  context: Context,
  installation: Installation,
): Promise<T> {
  const known =
    routes.get(installation) ?? new Map(NATIVE.routes(installation).map((each) => [each.operationId, each]));
  routes.set(installation, known);
  const route = known.get(operation);
  if (!route) throw new Error(`The native API has no operation ${operation}.`);
  return (await answerOf(route, given, asked, context)) as T;
}
