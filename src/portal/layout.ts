import { type Html, html } from "../server/html.js";

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
