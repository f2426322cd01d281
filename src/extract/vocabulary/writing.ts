import { patternsOn, re } from "./pattern.js";

/** What a text is cleaned of before anybody reads it, and where one of its sentences ends and the next begins. */
const writing = patternsOn(
  "Slips, page furniture and the ends of sentences",
  "What stands in a text for another reason than to say something, what character recognition misread, and whether a line goes on.",
);

export const PLURAL_APART = writing({
  name: "plural-left-apart",
  says: 'A form leaves the plural apart: "Claim s 1-3", "Claim\' s 1-3".',
  matches: ["claim s 1-3", "claim' s 1-3"],
  not: ["claim 1", "claim set", "claim's scope"],
  is: /claim(?:\s{1,3}|'\s{1,2})s(?![a-z'])/y,
});

export const ET_AL_MISREAD = writing({
  name: "et-al-misread",
  says: 'What character recognition makes of "et al."; asked of the text as written.',
  matches: ["et at. (US", "et ai.", "et aI.", "eta!.", "el al."],
  not: ["et al.", "et attendu", "metal"],
  is: /e(?:[tl]\.?,?\s{1,2}a[tiIL1!|/]|l\s{1,2}al|t\.?,?a[!|1/])(?![A-Za-z\d])/y,
});

export const NUMBERING_RESIDUE = writing({
  name: "residue-of-a-control-character",
  says: "A control character that a converter spelled out.",
  matches: ["_x000D_"],
  not: ["_x00"],
  is: /^_x000[0-9a-fA-F]_/,
});

export const PAGES_IN_ALL = writing({
  name: "pages-in-all",
  says: '"Page 3 of 12": the number of pages behind the page.',
  matches: [" of 12"],
  not: [" of the"],
  is: /^ of \d{1,4}/,
});

export const PICTURE_KIND = writing({
  name: "kind-of-a-picture",
  says: "The kind of a picture that was embedded, before its name.",
  matches: ["PNG\n", "JPEG "],
  not: ["PNG file"],
  is: /(?:PNG|JPE?G|GIF|TIFF?|BMP|EMF|WMF)\s*$/,
});

export const PICTURE = writing({
  name: "name-of-a-picture",
  says: "The name of a picture that was embedded, with its width, height and colours.",
  matches: ["media_image1.png 172 172 Greyscale "],
  not: ["image 1"],
  is: /^media_image\d{0,5}(?:\.[a-zA-Z]{3,4})?(?:\s{1,8}\d{1,5}(?=\s)){0,2}(?:\s{1,8}(?:Greyscale|Grayscale|Color)(?=\s))?/,
});

const PAGE = /page\s{0,3}\d{1,4}/;
export const PAGE_HEAD = writing({
  name: "head-of-a-page",
  says: "The application number at the head of a page, with the page and art unit that stand beside it.",
  matches: ["Application/Control Number: 12/345,678    Page 2 Art Unit: 2626"],
  not: ["Application 12/345,678"],
  flags: "i",
  is: re`^application\/control\s{1,3}(?:number|no\.?)\s{0,3}:?\s{0,3}\d{2}\/\s?\d{3}[,.]?\d{3}(?:\s{1,120}${PAGE})?(?:\s{1,40}art unit\s{0,2}:?\s{0,3}\d{4})?(?:\s{1,120}${PAGE}(?=\s))?`,
});

export const ART_UNIT_HEAD = writing({
  name: "art-unit-at-the-head-of-a-page",
  says: "An art unit alone on its line, or with a page behind it. Not the signature's.",
  matches: ["Art Unit: 2626", "Art Unit: 2626    Page 3"],
  not: ["Art Unit: 2626, whose telephone", "Art Unit 2626"],
  is: /^Art Unit:\s{0,3}\d{4}(?:\s{1,120}Page\s{0,3}\d{1,4})?[ \t]{0,80}(?=\r?\n|$)/,
});

export const LINE_UNFINISHED = writing({
  name: "line-breaks-off",
  says: "A page ends behind a word that something must follow: the sentence goes on on the next.",
  matches: ["rejected under", "claims 1 and", "in view"],
  not: ["rejected", "standard"],
  is: /(?:\band|\bor|\bof|\bto|\bin view|\bover|\bunder|\bby|\bthe)$/i,
});

export const PARAGRAPH_UNFINISHED = writing({
  name: "paragraph-breaks-off",
  says: "An empty line behind a word or comma that something must follow ends no sentence.",
  matches: ["claims 1,", "unpatentable over", "1 and"],
  not: ["smith", "claims 1."],
  is: /(?:\bof|\bover|\bby|\band|\bto|,)$/,
});

export const STATUTE_GOES_ON = writing({
  name: "statute-goes-on",
  says: "The next line goes on with the name of the code.",
  matches: ["u.s.c. 103", "u. s. c. 103", "§ 103"],
  not: ["under 35"],
  is: /^(?:u\.\s?s\.\s?c|usc\b|§)/,
});

export const PREDICATE_GOES_ON = writing({
  name: "predicate-goes-on",
  says: "Words that begin no paragraph: the predicate of a sentence whose subject stands before the empty line.",
  matches: ["are rejected", "under 35 u.s.c.", "in view of jones"],
  not: ["claims 1", "area"],
  is: /^(?:(?:is|are|is\/are|stand|stands|remain|remains)\s|rejected\s|under\s|over\s|as\s+being\s|in\s+view\s+of\s|and\s+further\s+in)/,
});

export const RANGE_GOES_ON = writing({
  name: "range-goes-on",
  says: '"Claims 1", "-", "4": a range over three lines.',
  matches: ["-4", "- 4"],
  not: ["- the"],
  is: /^-\s{0,3}\d/,
});

export const NUMBERED_PARAGRAPH = writing({
  name: "numbered-paragraph",
  says: "A number with a stop or in brackets begins a paragraph.",
  matches: ["10. ", "(a) the", "iv) ", "b. "],
  not: ["10 ", "claim", "wherein"],
  is: /^(?:\d{1,3}[.)]\s|\([a-z0-9]{1,3}\)|[a-hivx]{1,3}[.)]\s)/,
});

export const INITIALS = writing({
  name: "letters-with-stops",
  says: '"35 U. S. C. 103", "J. P. Smith": the stop behind single letters ends no sentence.',
  matches: ["u.s.c", "j.p"],
  not: ["smith", "no"],
  is: /^(?:[a-z]\.){1,4}[a-z]$/,
});

export const CLAIM_BEHIND_STOP = writing({
  name: "claim-behind-a-stop",
  says: "A stop within brackets ends a sentence only where claims follow.",
  matches: [". claim 3", ". claims"],
  not: [". vol. 1"],
  is: /^.\s{1,3}claim/,
});
