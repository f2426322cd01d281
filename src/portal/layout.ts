import { breakable, Html, html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import type { Answer } from "../server/route.js";

export interface Page {
  readonly title: string;
  readonly base: string;
  readonly body: Html;
  /** What somebody wrote into the one box that led here; null where nobody did. */
  readonly written?: string | null;
  /** Where the same stands for machines, below the base. */
  readonly twin?: string | null;
  /** Where it stands as it is now, as long as the snapshot is kept. */
  readonly permanent?: string | null;
  /** The snapshot that its address names, and where the same stands without; null where it names none. */
  readonly asOf?: { readonly snapshot: string; readonly present: string } | null;
  /** The path of the module it brings. */
  readonly script?: string | null;
}

/** No script, no frame, nothing from elsewhere. */
const CONTENT_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** A page with a module runs that one, and asks this server alone. */
const WITH_SCRIPT = `${CONTENT_POLICY}; script-src 'self'; connect-src 'self'`;

/** Apart, since a bundler takes a template with this tag for one within a page. */
const SCRIPT_ENDS = new Html("</script>");

/** A whole page as an answer. */
export function pageAnswer(page: Page, installation: Installation): Answer {
  return {
    kind: "text",
    type: "text/html; charset=utf-8",
    body: wholePage(page, installation),
    headers: {
      "content-security-policy": page.script ? WITH_SCRIPT : CONTENT_POLICY,
      "referrer-policy": "no-referrer",
    },
  };
}

const FOOT = [
  { path: "/about", title: "About" },
  { path: "/coverage", title: "Coverage" },
  { path: "/status", title: "Status" },
  { path: "/changes", title: "Changes" },
  { path: "/accessibility", title: "Accessibility" },
];

/** The one frame: no request but for our own style sheet and mark, and the module of a page that has one. */
function wholePage(
  { title, base, body, written, twin, permanent, asOf, script }: Page,
  { families }: Installation,
): string {
  const own = families.flatMap(({ pages }) =>
    pages.flatMap(({ menu, path }) => (menu ? [{ menu, path }] : [])),
  );
  const menu = [
    ...own,
    { menu: "Statistics", path: "/statistics" },
    { menu: "Datasets", path: "/datasets" },
    { menu: "Catalogue", path: "/apis" },
    { menu: "Console", path: "/console" },
    { menu: "Keys", path: "/keys" },
    { menu: "OpenAPI", path: "/openapi.json" },
  ];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${base}/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${base}/artunit.css">
${twin ? html`<link rel="alternate" type="application/json" href="${base}${twin}">\n` : null}${script ? html`<script type="module" src="${base}${script}">${SCRIPT_ENDS}\n` : null}</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<p class="brand"><a class="name" href="${base}/">Artunit</a> <span>not the USPTO</span></p>
<form class="box" role="search" action="${base}/find" aria-label="Find">
<label for="box" class="unseen">Number, document or words</label>
<input id="box" name="q" value="${written ?? ""}" placeholder="Number, document, words" autocomplete="off" spellcheck="false" maxlength="2000">
<button>Find</button>
</form>
<nav aria-label="Main">${menu.map((each) => html`<a href="${base}${each.path}">${each.menu}</a> `)}</nav>
</header>
<main id="content" tabindex="-1">
${written ? understood(written, base) : null}${asOf ? named(asOf) : null}
${body}
</main>
<footer>
${twin ? html`<p>The same for machines: <a href="${base}${twin}">${twin}</a></p>` : null}
${permanent ? html`<p><a href="${permanent}">This page as it is now</a>, as long as its snapshot is kept.</p>` : null}
<p>${FOOT.map(({ path, title }) => html`<a href="${base}${path}">${title}</a> `)}</p>
<p>Artunit is not the USPTO and is not connected with it. The records are the USPTO’s open data, in the public domain, as they were loaded on this machine.</p>
</footer>
</body>
</html>
`.text;
}

function named({ snapshot, present }: NonNullable<Page["asOf"]>): Html {
  return html`<p class="note" role="note">This page is of snapshot ${breakable(snapshot)}, which its address names. <a href="${present}">The same from what is loaded now</a></p>`;
}

function understood(written: string, base: string): Html {
  return html`<p class="note" role="note">This is what “${written}” was taken for. <a href="${base}/find?q=${encodeURIComponent(written)}&amp;all=true">What else it may mean</a></p>`;
}
