import { ArtunitError } from "../errors.js";
import { editDistance } from "../query/edits.js";
import { shown } from "./parameters.js";
import type { Installation } from "./protocol.js";

interface KnownRoute {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
  readonly isOpen: boolean;
}

/** The routes of the server, as they are declared, to tell a wrong path from a wrong method. */
export class Routes {
  readonly #known = new Map<string, KnownRoute>();

  constructor(private readonly installation: Installation) {}

  add(url: string, methods: string | readonly string[], isOpen: boolean): void {
    const route = this.#known.get(url) ?? { pattern: patternOf(url), methods: new Set<string>(), isOpen };
    this.#known.set(url, { ...route, isOpen: route.isOpen && isOpen });
    for (const method of [methods].flat()) route.methods.add(method);
  }

  /** Every route; one that is open answers without a key, all its methods do. */
  all(): readonly { readonly url: string; readonly methods: readonly string[]; readonly isOpen: boolean }[] {
    return [...this.#known].map(([url, { methods, isOpen }]) => ({ url, methods: [...methods], isOpen }));
  }

  /** What to tell someone whose request no route answers, and the methods the path does answer. */
  failure(method: string, path: string): { readonly error: ArtunitError; readonly allow: string | null } {
    const allowed = new Set<string>();
    for (const { pattern, methods } of this.#known.values()) {
      if (pattern.test(path)) for (const each of methods) allowed.add(each);
    }
    if (allowed.size > 0) {
      const allow = [...allowed, "OPTIONS"].sort().join(", ");
      const message = `${shown(path)} does not answer ${shown(method)}. It answers ${allow}.`;
      return { error: new ArtunitError("method-not-allowed", message), allow };
    }
    const message = `There is no route ${shown(path)}. The nearest are ${this.#nearest(path).join(", ")}.`;
    return { error: new ArtunitError("unknown-route", message), allow: null };
  }

  #nearest(path: string): readonly string[] {
    // What a dataset is asked under is named for each dataset, below.
    const own = [...this.#known.keys()].filter(
      (each) => !each.includes("*") && !/:(?:key|dataset|version|afterSlash)\b/.test(each),
    );
    const literal = own.map((each) => each.replaceAll(/:(\w+)/g, "{$1}"));
    const { datasets, protocols } = this.installation;
    const ofDatasets = protocols.flatMap((protocol) => datasets.flatMap((each) => protocol.publishes(each)));
    const asked = path.slice(0, 120);
    return [...literal, ...ofDatasets]
      .map((each) => ({ path: each, shared: sharedParts(asked, each), edits: differenceOf(asked, each) }))
      .sort((a, b) => b.shared - a.shared || a.edits - b.edits)
      .slice(0, 3)
      .map((each) => each.path);
  }
}

/** How many parts two paths have in common from their beginning. */
function sharedParts(one: string, other: string): number {
  const [a, b] = [one.split("/"), other.split("/")];
  const differing = a.findIndex((part, i) => part !== b[i]);
  return differing < 0 ? a.length : differing;
}

/** How unlike the first parts are in which two paths differ: `app` and `applications` hardly, one that begins the other. */
function differenceOf(one: string, other: string): number {
  const at = sharedParts(one, other);
  const [a = "", b = ""] = [one.split("/")[at], other.split("/")[at]];
  const begins = a.length >= 3 && (b.startsWith(a) || a.startsWith(b));
  return begins ? 0.5 : editDistance(a, b) + editDistance(one, other) / 1000;
}

function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/:\w+/g, "[^/]+").replace(/\*/g, ".*")}/?$`);
}
