import { createHash } from "node:crypto";
import { facts, lines, link } from "../../../portal/components.js";
import { address } from "../../../server/address.js";
import { type Html, html } from "../../../server/html.js";

/** What a citation needs to know of an action. */
interface Cited {
  readonly document_id: string;
  readonly application_number: string;
  readonly snapshot: string;
}

/** How to cite what the page shows: the document, the snapshot, and a hash that tells whether a text is the same. */
export function citation(
  { document_id: id, application_number: number, snapshot }: Cited,
  title: string,
  text: string | null,
  base: string,
): Html {
  const page = address(`${base}/office-actions/${encodeURIComponent(id)}`, { as_of: snapshot });
  const hash = text === null ? null : createHash("sha256").update(text).digest("hex");
  const words = `${title}, U.S. patent application ${number.slice(0, 2)}/${number.slice(2, 5)},${number.slice(5)}, document ${id}, as loaded by Artunit, snapshot ${snapshot}${hash ? `, SHA-256 of the text ${hash}` : ""}.`;
  return html`<h2>Cite this</h2>
${lines(words, "Citation")}
${facts([
  ["Permanent link", link(page, "this page, as it is now")],
  [
    "The claim table as",
    html`${["csv", "docx"].map((extension, at) => html`${at > 0 ? ", " : ""}${link(address(`${base}/v1/office-actions/${encodeURIComponent(id)}/claims.${extension}`, { as_of: snapshot }), `.${extension}`)}`)}`,
  ],
])}`;
}
