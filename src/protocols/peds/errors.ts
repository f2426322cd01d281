import { STATUS_CODES } from "node:http";
import type { Failure } from "../../server/failures.js";
import { html } from "../../server/html.js";
import type { Answer } from "../../server/route.js";

const STYLE =
  "body {font-family:Tahoma,Arial,sans-serif;} h1, h2, h3, b {color:white;background-color:#525D76;} h1 {font-size:22px;} h2 {font-size:16px;} h3 {font-size:14px;} p {font-size:12px;} a {color:black;} .line {height:1px;background-color:#525D76;border:none;}";

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: "The server cannot or will not process the request due to something that is perceived to be a client error (e.g., malformed request syntax, invalid request message framing, or deceptive request routing).",
  404: "The origin server did not find a current representation for the target resource or is not willing to disclose that one exists.",
};

/**
 * Errors were pages of the server behind the service, not JSON: of 400 and 404 one is recorded, of 403 the gateway's.
 * What is wrong stands in `Message`, which the recorded 404 has, too.
 */
export function errorPage({ status, message }: Failure): Answer {
  if (status === 401 || status === 403)
    return {
      kind: "text",
      type: "text/html",
      body: "<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n</body>\r\n</html>\r\n",
    };
  const title = `HTTP Status ${status} – ${STATUS_CODES[status] ?? "Error"}`;
  const description = DESCRIPTIONS[status];
  const body = [
    "<p><b>Type</b> Status Report</p>",
    html`<p><b>Message</b> ${message}</p>`.text,
    ...(description === undefined ? [] : [`<p><b>Description</b> ${description}</p>`]),
  ].join("");
  return {
    kind: "text",
    type: "text/html;charset=utf-8",
    body: `<!doctype html><html lang="en"><head><title>${title}</title><style type="text/css">${STYLE}</style></head><body><h1>${title}</h1><hr class="line" />${body}<hr class="line" /></body></html>`,
  };
}
