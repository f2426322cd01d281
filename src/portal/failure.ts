import { STATUS_CODES } from "node:http";
import type { Failure } from "../server/failures.js";
import { html } from "../server/html.js";
import type { Installation } from "../server/index.js";
import type { Answer } from "../server/route.js";
import { code, facts } from "./components.js";
import { pageAnswer } from "./layout.js";

/** What is wrong, where, and what to do next, as a page with a way on. */
export function failurePage(failure: Failure, installation: Installation, base: string): Answer {
  const { status, message, error, requestId } = failure;
  const words = STATUS_CODES[status] ?? "Error";
  const suggestion = error?.where.suggestion ?? null;
  const body = html`<h1>${status === 404 ? "Not found" : words}</h1>
<p>${error?.code === "key-missing" ? html`This server asks for a key. The <a href="${base}/console">console</a> has a field for one; a program sends it in the header <code>X-API-KEY</code>. ` : message}</p>
${facts([
  ["Probably meant", suggestion === null ? null : code(String(suggestion))],
  ["Status", `${status} ${words}`],
  ["Code", error?.code ?? "internal"],
  ["Request", requestId],
])}
<form class="big" action="${base}/find">
<label>Find something else <span class="hint">a number, a document, an art unit, criteria, words</span>
<input name="q" maxlength="2000" autocomplete="off" spellcheck="false"></label>
<p class="buttons"><button>Find</button></p>
</form>
<p><a href="${base}/">What is loaded</a>, <a href="${base}/datasets">all datasets</a>, <a href="${base}/openapi.json">all routes</a>.</p>`;
  return pageAnswer({ title: `${status} ${words}: Artunit`, base, body }, installation);
}
