import { ArtunitError } from "../errors.js";
import { editDistance, MOST_EDITS } from "../query/edits.js";
import { firstFew } from "../query/index.js";
import { shown } from "./parameters.js";
import type { Installation } from "./protocol.js";

interface KnownRoute {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
  readonly isOpen: boolean;
}

interface Path {
  readonly path: string;
  readonly parts: readonly string[];
}

/** The routes of the server, as they are declared, to tell a wrong path from a wrong method. */
export class Routes {
  readonly #known = new Map<string, KnownRoute>();
  #paths: readonly Path[] | undefined;
  #filePaths: readonly string[] | undefined;

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

  /** Where a file is read that was sent to a route that reads none; nothing where no route does. */
  whereFilesGo(): string {
    this.#filePaths ??= this.installation.protocols
      .flatMap((protocol) => protocol.routes(this.installation))
      .flatMap(({ path, body }) => (body?.files ? [path] : []));
    return this.#filePaths.length === 0 ? "" : ` A file is read at ${this.#filePaths.join(", ")}.`;
  }

  /** What to tell someone whose request no route answers, and the methods the path does answer. */
  failure(
    method: string,
    path: string,
    isFile = false,
  ): { readonly error: ArtunitError; readonly allow: string | null } {
    const files = isFile ? this.whereFilesGo() : "";
    const allowed = new Set<string>();
    for (const { pattern, methods } of this.#known.values()) {
      if (pattern.test(path)) for (const each of methods) allowed.add(each);
    }
    if (allowed.size > 0) {
      const allow = [...allowed, "OPTIONS"].sort().join(", ");
      const message = `${shown(path)} does not answer ${shown(method)}. It answers ${allow}.${files}`;
      return { error: new ArtunitError("method-not-allowed", message), allow };
    }
    const message = `There is no route ${shown(path)}. ${this.#hint(path.slice(0, LONGEST_PATH))}${files}`;
    return { error: new ArtunitError("unknown-route", message), allow: null };
  }

  /** The nearest routes; where none is near, what there is below the part of the path that is right. */
  #hint(asked: string): string {
    const parts = asked.split("/");
    this.#paths ??= this.#meant();
    const records = this.#datasetsMeant(parts);
    if (records.length > 0)
      return `${records.length === 1 ? "There is a dataset" : "There are datasets"}: ${records.join(", ")}.`;
    const near = nearestPaths(asked, parts, this.#paths);
    if (near.length > 0) return `The nearest ${near.length === 1 ? "is" : "are"} ${near.join(", ")}.`;
    const begin = parts.slice(0, Math.max(...this.#paths.map((each) => sharedParts(parts, each.parts))));
    const all = "/openapi.json describes all routes.";
    return begin.length < 2 ? all : `${this.#below(begin)} ${all}`;
  }

  /**
   * Where the path asks for what datasets are called (`/v1/citations`), and no route is called so: at most three, as the protocol
   * publishes them below whose paths it stands. One whose key ends so is meant before one that has the word.
   */
  #datasetsMeant([, mount = "", name = "", ...more]: readonly string[]): readonly string[] {
    if (name.length < LEAST_LETTERS || more.length > 1 || SAME.flat().includes(name)) return [];
    if (this.#paths!.some(({ parts }) => parts[1] === mount && plain(parts[2] ?? "") === plain(name)))
      return [];
    const { datasets, protocols } = this.installation;
    const publishing = protocols.find(({ mounts }) => mounts.includes(`/${mount}`));
    const words = (key: string) => key.split("_").map(plain);
    const ending = datasets.filter(({ key }) => [plain(key), words(key).at(-1)].includes(plain(name)));
    const having = datasets.filter(({ key }) => words(key).includes(plain(name)));
    return (ending.length > 0 ? ending : having)
      .flatMap((each) => publishing?.publishes(each)[0] ?? [])
      .slice(0, 3);
  }

  /** What goes on from the beginning of a path, where more than one does. */
  #below(begin: readonly string[]): string {
    const below = (this.#paths ?? []).filter(({ parts }) => sharedParts(begin, parts) === begin.length);
    const names = [...new Set(below.map(({ parts }) => parts[begin.length] ?? ""))].filter(
      (each) => each !== "",
    );
    const [only, second] = names;
    if (only !== undefined && second === undefined && below.length > 1) return this.#below([...begin, only]);
    return `Below ${begin.join("/")} there are: ${firstFew(names, MOST_NAMED)}.`;
  }

  /** What somebody can have meant who asked for a path that there is not. */
  #meant(): readonly Path[] {
    // What a dataset is asked under is named for each dataset.
    const own = [...this.#known.keys()].filter(
      (each) => each !== "/" && !each.includes("*") && !/:(?:key|dataset|version|afterSlash)\b/.test(each),
    );
    const { datasets, protocols } = this.installation;
    const paths = [
      ...own.map((each) => each.replaceAll(/:(\w+)/g, "{$1}")),
      ...protocols.flatMap((protocol) => datasets.flatMap((each) => protocol.publishes(each))),
    ];
    return [...new Set(paths)].map((each) => ({ path: each, parts: each.split("/") }));
  }
}

/** At most three: those that begin alike and go on with a part that is spelled nearly so, or that leave out nothing of what was asked. */
function nearestPaths(asked: string, parts: readonly string[], paths: readonly Path[]): readonly string[] {
  const differences = new Map<string, number>();
  const most = Math.max(...paths.map((each) => sharedParts(parts, each.parts)));
  const candidates = paths.flatMap((each, place) => {
    const shared = sharedParts(parts, each.parts);
    const [a = "", b = ""] = [parts[shared], each.parts[shared]];
    // Many paths differ in the same part. Of a path that only breaks off, those that are declared first are meant.
    const difference = a === "" ? place : (differences.get(b) ?? differenceOf(a, b));
    differences.set(b, difference);
    const leftOut = hasParts(each.parts, parts);
    const isNear = a === "" || difference <= MOST_EDITS * Math.max(a.length, b.length);
    return leftOut || (isNear && shared === most)
      ? [{ path: each.path, leftOut: Number(leftOut), shared, difference }]
      : [];
  });
  const closer = (a: (typeof candidates)[number], b: (typeof candidates)[number]) =>
    b.leftOut - a.leftOut || b.shared - a.shared || a.difference - b.difference;
  const [, , third] = candidates.sort(closer);
  // Whole paths are compared only where their parts do not tell which is nearer.
  return candidates
    .filter((each) => third === undefined || closer(each, third) <= 0)
    .map((each) => ({ ...each, edits: editDistance(asked, each.path) }))
    .sort((a, b) => closer(a, b) || a.edits - b.edits)
    .slice(0, 3)
    .map((each) => each.path);
}

const LONGEST_PATH = 120;
/** A shorter word is an abbreviation that may mean anything. */
const LEAST_LETTERS = 4;
/** Parts of paths that are told where none is near. */
const MOST_NAMED = 20;

/** Whether a path has all parts of another, in their order, and others between them: the `datasets` that was left out. */
function hasParts(path: readonly string[], others: readonly string[]): boolean {
  const left = others.slice(1);
  if (left.length < 3) return false;
  for (const part of path) if (part === left[0]) left.shift();
  return left.length === 0;
}

/** How many parts two paths have in common from their beginning. */
function sharedParts(one: readonly string[], other: readonly string[]): number {
  const differing = one.findIndex((part, i) => part !== other[i]);
  return differing < 0 ? one.length : differing;
}

/** What other services call a part of a path; of each line, the one that is declared is meant. */
const SAME: readonly (readonly string[])[] = [
  ["api-catalog", "catalog", "catalogue"],
  ["statistics", "stats", "reports", "report"],
  ["references", "patents", "patent", "publications"],
  ["openapi.json", "openapi", "swagger", "swagger.json", "api-docs", "docs"],
  ["healthz", "health", "ping", "ready", "livez", "readyz"],
];

/** How unlike two parts of paths are: not, one that is spelled in another way; hardly, `app` and `applications`, one that begins the other. */
function differenceOf(one: string, other: string): number {
  if (plain(one) === plain(other) || SAME.some((names) => names.includes(one) && names.includes(other)))
    return 0;
  const isLong = Math.min(one.length, other.length) >= 3;
  const begins = isLong && (other.startsWith(one) || one.startsWith(other));
  return begins ? 0.5 : editDistance(one, other);
}

/** A part without case, hyphens and the plural's ending: `artUnit` is `art-units`. */
function plain(part: string): string {
  return part.toLowerCase().replace(/[-_]/g, "").replace(/s$/, "");
}

function patternOf(url: string): RegExp {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/:\w+/g, "[^/]+").replace(/\*/g, ".*")}/?$`);
}
