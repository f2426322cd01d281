/** Elements whose content nobody sees. */
const UNSEEN = /<(script|style|head|noscript|template|svg)\b[^<>]*>[\s\S]*?<\/\1\s*>/gi;
const REMARKS = /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[|\]\]>|<!doctype[^<>]*>/gi;
/** What ends a line when it ends, in a web page and in the USPTO's XML. */
const BLOCKS =
  /<\/(?:\w+:)?(?:p|paragraph|heading|h[1-6]|li|tr|div|section|article|title|blockquote|pre|table|ul|ol|td|th)\w*\s*>|<br\s*\/?>|<hr\s*\/?>/gi;

/** The text of a web page or of XML: what stands between its marks, a line for each block. */
export function textOfMarkup(markup: string): string {
  const text = markup
    .replace(UNSEEN, " ")
    .replace(REMARKS, "")
    .replace(/[ \t]*\r?\n[ \t]*/g, "\n")
    .replace(BLOCKS, "\n\n")
    .replace(/<[^<>]*>/g, "");
  return withoutEntities(text)
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  amp: "&",
  nbsp: "\u00a0",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  sect: "§",
  para: "¶",
  hellip: "…",
  deg: "°",
  eacute: "é",
  ouml: "ö",
  uuml: "ü",
  auml: "ä",
};

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name as string] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
