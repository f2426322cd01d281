import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Targets of the links of a page, without those in code. */
export function linksOf(markdown: string): readonly string[] {
  const prose = markdown
    .replaceAll(/^```[\s\S]*?^```/gm, "")
    .replaceAll(/(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
}

/** What GitHub and npm make of a heading. */
function anchorsOf(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#+ (.*)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** Whether a link of a page leads nowhere; addresses of the web are not asked. */
export function isBroken(page: string, link: string): boolean {
  if (/^(https?|mailto):/.test(link)) return false;
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : resolve(dirname(page), path);
  if (!existsSync(target)) return true;
  return anchor !== undefined && !anchorsOf(readFileSync(target, "utf8")).includes(anchor);
}
