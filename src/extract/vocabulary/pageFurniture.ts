import { patternsOn, re } from "./pattern.js";

/** What a text is cleaned of before anybody reads it. */
const wording = patternsOn(
  "Page furniture and residue",
  "What stands in a text for another reason than to say something: heads of pages, pictures, residue of a conversion.",
);

export const NUMBERING_RESIDUE = wording({
  name: "residue-of-a-control-character",
  says: "A control character that a converter spelled out.",
  matches: ["_x000D_"],
  not: ["_x00"],
  is: /^_x000[0-9a-fA-F]_/,
});

export const PAGES_IN_ALL = wording({
  name: "pages-in-all",
  says: '"Page 3 of 12": the number of pages behind the page.',
  matches: [" of 12"],
  not: [" of the"],
  is: /^ of \d{1,4}/,
});

export const PICTURE_KIND = wording({
  name: "kind-of-a-picture",
  says: "The kind of a picture that was embedded, before its name.",
  matches: ["PNG\n", "JPEG "],
  not: ["PNG file"],
  is: /(?:PNG|JPE?G|GIF|TIFF?|BMP|EMF|WMF)\s*$/,
});

export const PICTURE = wording({
  name: "name-of-a-picture",
  says: "The name of a picture that was embedded, with its width, height and colours.",
  matches: ["media_image1.png 172 172 Greyscale "],
  not: ["image 1"],
  is: /^media_image\d{0,5}(?:\.[a-zA-Z]{3,4})?(?:\s{1,8}\d{1,5}(?=\s)){0,2}(?:\s{1,8}(?:Greyscale|Grayscale|Color)(?=\s))?/,
});

const PAGE = /page\s{0,3}\d{1,4}/;
export const PAGE_HEAD = wording({
  name: "head-of-a-page",
  says: "The application number at the head of a page, with the page and art unit that stand beside it.",
  matches: ["Application/Control Number: 12/345,678    Page 2 Art Unit: 2626"],
  not: ["Application 12/345,678"],
  flags: "i",
  is: re`^application\/control\s{1,3}(?:number|no\.?)\s{0,3}:?\s{0,3}\d{2}\/\s?\d{3}[,.]?\d{3}(?:\s{1,120}${PAGE})?(?:\s{1,40}art unit\s{0,2}:?\s{0,3}\d{4})?(?:\s{1,120}${PAGE}(?=\s))?`,
});

export const ART_UNIT_HEAD = wording({
  name: "art-unit-at-the-head-of-a-page",
  says: "An art unit alone on its line, or with a page behind it. Not the signature's.",
  matches: ["Art Unit: 2626", "Art Unit: 2626    Page 3"],
  not: ["Art Unit: 2626, whose telephone", "Art Unit 2626"],
  is: /^Art Unit:\s{0,3}\d{4}(?:\s{1,120}Page\s{0,3}\d{1,4})?[ \t]{0,80}(?=\r?\n|$)/,
});

export const LINE_UNFINISHED = wording({
  name: "line-breaks-off",
  says: "A page ends behind a word that something must follow: the sentence goes on on the next.",
  matches: ["rejected under", "claims 1 and", "in view"],
  not: ["rejected", "standard"],
  is: /(?:\band|\bor|\bof|\bto|\bin view|\bover|\bunder|\bby|\bthe)$/i,
});
