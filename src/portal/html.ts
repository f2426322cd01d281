/** Text that is HTML already. Everything else that goes into a page is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | readonly Part[];

/** Writes HTML: what is put in is escaped, unless it is HTML itself; lists are joined, null is nothing. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let written = texts[0] ?? "";
  parts.forEach((part, at) => {
    written += textOf(part) + (texts[at + 1] ?? "");
  });
  return new Html(written);
}

function textOf(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(textOf).join("");
  return escapeHtml(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A name of the machine's, which may be broken on a narrow page where its words meet. */
export function breakable(name: string): Html {
  return new Html(escapeHtml(name).replace(/[_/.]|[a-z0-9](?=[A-Z])/g, "$&<wbr>"));
}

export interface Page {
  readonly title: string;
  readonly base: string;
  readonly body: Html;
}

/** A whole page: no script, no request but for our own style sheet. */
export function wholePage({ title, base, body }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${base}/artunit.css">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a class="name" href="${base}/">Artunit</a>
<nav aria-label="Main"><a href="${base}/">What is loaded</a> <a href="${base}/ds-api-docs/index.html">Console</a> <a href="${base}/openapi.json">OpenAPI</a></nav>
</header>
<main id="content" tabindex="-1">
${body}
</main>
<footer>
<p>Artunit is not the USPTO and is not connected with it. The records are the USPTO’s open data, in the public domain, as they were loaded on this machine.</p>
</footer>
</body>
</html>
`.text;
}
