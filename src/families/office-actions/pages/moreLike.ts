import { link, list, more } from "../../../portal/components.js";
import { address } from "../../../server/address.js";
import type { Html } from "../../../server/html.js";
import { paragraphsOf } from "../similar/paragraphs.js";

/** So much of a paragraph tells which it is. */
const BEGINNING = 90;

/** A link to passages like the one in which a place of a document stands. */
export function moreLikeThis(document: string, start: number, base: string, words = "more like this"): Html {
  return link(address(`${base}/similar`, { document, start: String(start) }), words);
}

/** The paragraphs of an action that the examiner wrote, each leading to those like it. */
export function paragraphLinks(document: string, body: string, base: string): Html | null {
  const paragraphs = paragraphsOf(body);
  if (paragraphs.length === 0) return null;
  return more(
    "More like a paragraph of it",
    list(
      paragraphs.map(({ start, end }) =>
        moreLikeThis(document, start, base, beginningOf(body.slice(start, end))),
      ),
    ),
  );
}

function beginningOf(text: string): string {
  return text.length <= BEGINNING ? text : `${text.slice(0, BEGINNING).trimEnd()} …`;
}
