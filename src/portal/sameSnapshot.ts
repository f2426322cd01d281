import { Html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import { AS_OF } from "../server/usualParameters.js";

/** The paths of a route, and whether it can be asked of a snapshot. */
interface Paths {
  readonly pattern: RegExp;
  readonly isOne: boolean;
  readonly takesSnapshot: boolean;
}

const known = new WeakMap<Installation, readonly Paths[]>();

/** What a page of a snapshot leads to by links and forms is of the same snapshot: its numbers lead to their rows later, too. */
export function ofSameSnapshot(body: Html, snapshot: string, base: string, installation: Installation): Html {
  const paths = known.get(installation) ?? pathsOf(installation);
  known.set(installation, paths);
  const found = new Map<string, boolean>();
  const takesSnapshot = (url: string) => {
    if (!url.startsWith(`${base}/`) || /[?;](?:as_of|cursor)=/.test(url)) return false;
    const path = url.slice(base.length).split(/[?#]/, 1)[0]!;
    const takes = found.get(path) ?? isAskedOfSnapshot(path, paths);
    found.set(path, takes);
    return takes;
  };
  const id = encodeURIComponent(snapshot);
  return new Html(
    body.text
      .replaceAll(/ href="([^"]*)"/g, (whole, url: string) => {
        if (!takesSnapshot(url)) return whole;
        const [before = "", anchor] = url.split("#");
        const more = `${before.includes("?") ? "&amp;" : "?"}${AS_OF.name}=${id}`;
        return ` href="${before}${more}${anchor === undefined ? "" : `#${anchor}`}"`;
      })
      .replaceAll(/<form [^>]*?action="([^"]*)"[^>]*>/g, (whole, url: string) =>
        takesSnapshot(url) ? `${whole}<input type="hidden" name="${AS_OF.name}" value="${id}">` : whole,
      ),
  );
}

function pathsOf(installation: Installation): readonly Paths[] {
  return installation.protocols
    .flatMap((protocol) => protocol.routes(installation))
    .filter(({ methods }) => methods.includes("GET"))
    .map(({ path, slashed, parameters, otherTypes }) => {
      const pattern = path
        .replaceAll(".", "\\.")
        .replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === slashed ? ".+" : "[^/]+"));
      return {
        pattern: new RegExp(`^${pattern}${otherTypes ? "(?:\\.\\w+)?" : ""}$`),
        isOne: !path.includes("{"),
        takesSnapshot: parameters.some(({ name }) => name === AS_OF.name),
      };
    });
}

/** A path that is written out in full goes before one with parameters, as it does for the server. */
function isAskedOfSnapshot(path: string, paths: readonly Paths[]): boolean {
  const fitting = paths.filter(({ pattern }) => pattern.test(path));
  return (fitting.find(({ isOne }) => isOne) ?? fitting[0])?.takesSnapshot ?? false;
}
