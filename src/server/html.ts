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

/** Controls that turn the direction of what follows: a text could show itself, and what stands behind it, otherwise. */
const TURNING = /[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\0]/g;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!).replace(TURNING, "\ufffd");
}

/** A name of the machine's, which may be broken on a narrow page where its words meet. */
export function breakable(name: string): Html {
  return new Html(escapeHtml(name).replace(/[_/.]|[a-z0-9](?=[A-Z])/g, "$&<wbr>"));
}
