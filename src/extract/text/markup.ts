import type { Span } from "../model.js";

/** Markdown and HTML within a text: escapes, entities, tags, links, what is struck out, what is quoted as a block. */
interface Markup {
  /** The code of the one character that it stands for; null if for none. */
  readonly written: number | null;
  /** How many characters of the source it takes. */
  readonly length: number;
}

/**
 * `4\-6`, `1&ndash;3`, `> Claims`, `<u>Claims</u>`, `[Smith](https://…)`: escapes, quotations and links of Markdown, entities of
 * HTML and its tags; else the character itself.
 */
export function markupAt(source: string, at: number, isAtLineStart: boolean): Markup {
  const mark = source[at]!;
  const itself = { written: source.charCodeAt(at), length: 1 };
  switch (mark) {
    case "\\":
      return ESCAPED.test(source[at + 1] ?? "") ? { written: null, length: 1 } : itself;
    case "<":
      return tagAt(source, at) ?? itself;
    case ">":
      return isAtLineStart ? { written: BLANK, length: 1 } : itself;
    case "[":
      return LINK.test(source.slice(at, at + LONGEST_LINK)) ? { written: null, length: 1 } : itself;
    case "]": {
      const target = source[at + 1] === "(" ? TARGET.exec(source.slice(at, at + LONGEST_TARGET)) : null;
      return target ? { written: null, length: target[0].length } : itself;
    }
    default: {
      const entity = ENTITY.exec(source.slice(at, at + LONGEST_ENTITY));
      const written = entity && characterOf(entity[1]!);
      return written ? { written, length: entity[0].length } : itself;
    }
  }
}

const BLANK = 32;
const NEWLINE = 10;

const ESCAPED = /[!-/:-@[-`{-~§–—“”‘’]/;

const LONGEST_TARGET = 400;
const LONGEST_LINK = 600;
const TARGET =
  /^\]\(\s{0,3}<?(?:https?:|www\.|mailto:|ftp:|\.{0,2}\/|#)[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*>?(?:\s+["'][^"'\n]*["'])?\s{0,3}\)/;
const LINK = /^\[[^[\]\n]{1,200}\]\(\s{0,3}<?(?:https?:|www\.|mailto:|ftp:|\.{0,2}\/|#)/;

/** Of a line's end or a block, of what is raised or lowered or a cell, and of how words look. */
const TAG =
  /^<\/?(?:(br|p|div|li|[uo]l|tr|table|tbody|h[1-6]|blockquote|hr)|(su[bp]|td|th)|[ubiasq]|em|strong|span|font|del|ins|strike|mark|small|big|tt|code|cite)(?:\s+[\w:-]+\s?=[^<>]{0,400})?\s?\/?>/i;
const LONGEST_TAG = 420;

function tagAt(source: string, at: number): Markup | null {
  const tag = TAG.exec(source.slice(at, at + LONGEST_TAG));
  if (!tag) return null;
  // What is raised is no digit of the number before it.
  return { written: tag[1] ? NEWLINE : tag[2] ? BLANK : null, length: tag[0].length };
}

/** "&amp;ndash;" was escaped twice. */
const ENTITY = /^&(?:amp;)?(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,25});/i;
const LONGEST_ENTITY = 34;

/** Names of HTML's entities and what they stand for, so far as a letter on patents has them. */
const ENTITIES: ReadonlyMap<string, string> = new Map(
  [
    // blanks and what is not seen
    "nbsp \u00a0,NonBreakingSpace \u00a0,ensp \u2002,emsp \u2003,emsp13 \u2003,emsp14 \u2003,numsp \u2007,puncsp \u2008,thinsp \u2009,ThinSpace \u2009",
    "hairsp \u200a,VeryThinSpace \u200a,MediumSpace \u205f,ZeroWidthSpace \u200b,NoBreak \u2060,zwnj \u200c,zwj \u200d,lrm \u200e,rlm \u200f,shy \u00ad,Tab \u0009,NewLine \u000a",
    // dashes
    "hyphen -,dash -,ndash -,mdash -,horbar -,minus -,lowbar _,UnderBar _",
    // stops, brackets, quotation marks
    "period .,colon :,excl !,quest ?,hellip .,mldr .,lpar (,rpar ),lsqb [,lbrack [,rsqb ],rbrack ],lcub {,rcub },lbrace {,rbrace }",
    "quot \",QUOT \",apos ',lsquo ',rsquo ',rsquor ',sbquo ',lsquor ',ldquo \",rdquo \",rdquor \",bdquo \",ldquor \",laquo \",raquo \",lsaquo ',rsaquo ',prime ',Prime \",grave ',acute '",
    // signs
    "amp &,AMP &,lt <,LT <,gt >,GT >,num #,dollar $,percnt %,ast *,midast *,plus +,equals =,commat @,sol /,frasl /,bsol \\,verbar |,vert |,Hat ^,tilde ~",
    "sect §,para ¶,deg °,copy ©,reg ®,trade ™,bull •,middot ·,centerdot ·,dagger †,Dagger ‡,plusmn ±,times ×,divide ÷,micro µ,cent ¢,pound £,euro €,yen ¥,ordm º,ordf ª",
    "frac12 ½,frac14 ¼,frac34 ¾,sup1 ¹,sup2 ²,sup3 ³,check ✓,cross ✗,square □,squ □,blacksquare ■,le ≤,ge ≥,ne ≠,asymp ≈,rarr →,larr ←,infin ∞,Omega Ω,ohm Ω",
    // letters that are no others with a mark
    "AElig Æ,aelig æ,OElig Œ,oelig œ,szlig ß,ETH Ð,eth ð,THORN Þ,thorn þ,Oslash Ø,oslash ø,Lstrok Ł,lstrok ł,Dstrok Đ,dstrok đ,imath ı,inodot ı",
  ]
    .flatMap((names) => names.split(","))
    .map((pair) => pair.split(/ (?=.$)/su) as [string, string])
    .concat([
      ["comma", ","],
      ["semi", ";"],
    ]),
);

const MARKED_LETTER = /^([a-z])(grave|acute|circ|tilde|uml|ring|cedil|caron|breve|macr|dot|ogon|dblac)$/i;
const COMBINING: Readonly<Record<string, string>> = {
  grave: "\u0300",
  acute: "\u0301",
  circ: "\u0302",
  tilde: "\u0303",
  macr: "\u0304",
  breve: "\u0306",
  dot: "\u0307",
  uml: "\u0308",
  ring: "\u030a",
  dblac: "\u030b",
  caron: "\u030c",
  cedil: "\u0327",
  ogon: "\u0328",
};
const GREEK =
  "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega".split(
    " ",
  );
const FIRST_GREEK = 0x3b1;

/** The code of the character that an entity stands for; 0 if it is none. */
function characterOf(name: string): number {
  if (name.startsWith("#")) {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code < 0x10000 ? code : 0;
  }
  const known = ENTITIES.get(name) ?? ENTITIES.get(name.toLowerCase());
  if (known) return known.charCodeAt(0);
  const marked = MARKED_LETTER.exec(name);
  if (marked) return (marked[1]! + COMBINING[marked[2]!.toLowerCase()]!).normalize("NFC").charCodeAt(0);
  const greek = GREEK.indexOf(name.toLowerCase());
  return greek < 0 ? 0 : FIRST_GREEK + greek;
}

/** What is struck out runs so far; an opening that nothing closes strikes out nothing. */
const LONGEST_STRUCK = 50_000;
const STRIKES = [
  { opens: /<(?:del|s|strike)(?:\s[^<>]{0,200})?>/gi, closes: /<\/(?:del|s|strike)\s?>/gi },
  { opens: /(?<!~)~~(?=[^\s~])/g, closes: /(?<=[^\s~])~~(?!~)/g },
] as const;

/** Words struck out: `<del>…</del>`, `<s>…</s>`, `~~…~~`. They are not read. */
export function findStruck(source: string): Span[] {
  if (!source.includes("</") && !source.includes("~~")) return [];
  return STRIKES.flatMap(({ opens, closes }) => {
    const spans: Span[] = [];
    opens.lastIndex = 0;
    for (let open = opens.exec(source); open; open = opens.exec(source)) {
      closes.lastIndex = opens.lastIndex;
      const close = closes.exec(source);
      if (!close) break;
      const end = close.index + close[0].length;
      if (end - open.index > LONGEST_STRUCK) continue;
      spans.push({ start: open.index, end });
      opens.lastIndex = end;
    }
    return spans;
  });
}

const HTML_QUOTE = /<blockquote[^<>]{0,200}>[\s\S]{0,50000}?<\/blockquote\s?>/gi;

/** So much of a text that is quoted is the text itself, in a mail, say. */
const WHOLE = 0.95;

/**
 * Block quotations within a text, in source positions: lines that open with ">", `<blockquote>`. None where all of it is
 * one.
 */
export function findBlockQuotes(source: string): Span[] {
  const tagged = source.includes("</blockquote")
    ? [...source.matchAll(HTML_QUOTE)].map(({ 0: words, index }) => ({
        start: index,
        end: index + words.length,
      }))
    : [];
  return [...tagged, ...findQuotedLines(source)];
}

function findQuotedLines(source: string): Span[] {
  if (!source.includes(">") || (!source.startsWith(">") && !/\n {0,3}>/.test(source))) return [];
  const spans: Span[] = [];
  let quoted = 0;
  let written = 0;
  for (const { 0: line, index } of source.matchAll(/[^\n]+/g)) {
    const length = line.trim().length;
    written += length;
    if (!/^ {0,3}>/.test(line)) continue;
    quoted += length;
    const last = spans.at(-1);
    if (last?.end === index - 1) spans[spans.length - 1] = { start: last.start, end: index + line.length };
    else spans.push({ start: index, end: index + line.length });
  }
  return quoted >= written * WHOLE ? [] : spans;
}
