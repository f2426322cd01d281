import { type FlateError, FlateErrorCode, type Unzipped, unzipSync } from "fflate";
import { SaxesParser } from "saxes";
import { ArtunitError } from "../../errors.js";
import { cutOff, isBomb, UNPACKED_CAPS } from "../opened.js";
import { textOfMarkup } from "./markup.js";

/** A document as a person has it on disk. */
export interface OpenedDocument {
  readonly kind: "word" | "pdf" | "html" | "xml" | "text";
  readonly text: string;
  /** What stands at the head of its pages, where it is no part of the text: in Word documents and PDFs. */
  readonly head: string;
  /** What programs noted in it, by name: the custom properties of a Word document. */
  readonly properties: ReadonlyMap<string, string>;
  /** What a person should know of how it was read. */
  readonly remarks: readonly string[];
}

/** Largest .docx file that is opened, and largest text part within it, in bytes. */
const LARGEST_DOCX = 64 * 1024 * 1024;
const LARGEST_PART = 64 * 1024 * 1024;

/**
 * A Word document: its text (paragraphs as lines, deleted revisions left out, inserted ones kept), the heads of its pages and
 * its custom properties. The parts are found as the package says (ECMA-376 part 2, relationships). `name` is for messages.
 * Errors: `file-unreadable` (damaged), `format-refused` (encrypted), `format-unknown` (another kind of zip),
 * `file-hostile` (over the caps).
 */
export function readDocx(bytes: Uint8Array, name: string): OpenedDocument {
  if (bytes.length > LARGEST_DOCX) {
    throw new ArtunitError("file-hostile", `${name} is larger than ${LARGEST_DOCX} bytes.`);
  }
  if (encryptedEntry(bytes)) {
    throw new ArtunitError(
      "format-refused",
      `${name} holds an encrypted entry. Save it without a password and try again.`,
    );
  }
  const { body, heads, properties } = placesOfParts(bytes, name);
  const parts = unpacked(bytes, name, (part) => part === body || part === properties || heads.includes(part));
  const textOf = (part: string) => paragraphsOf(decoded(parts[part]!), part, name);
  return {
    kind: "word",
    text: textOf(body),
    head: heads.map(textOf).join(""),
    properties: properties === null ? new Map() : propertiesOf(decoded(parts[properties]!)),
    remarks: [],
  };
}

interface Parts {
  readonly body: string;
  readonly heads: readonly string[];
  readonly properties: string | null;
}

const BODY = "word/document.xml";
const HEAD = /^word\/header\d*\.xml$/;
const PROPERTIES = "docProps/custom.xml";

/** Where the parts are: as the relationships say, else where Word puts them. */
function placesOfParts(bytes: Uint8Array, name: string): Parts {
  const all = new Set<string>();
  const relations = unpacked(bytes, name, (part) => {
    all.add(part);
    return part.endsWith(".rels");
  });
  const related = (of: string, type: string) => {
    const cut = of.lastIndexOf("/") + 1;
    const rels = relations[`${of.slice(0, cut)}_rels/${of.slice(cut)}.rels`];
    return rels ? targetsOf(decoded(rels), type, of.slice(0, cut)).filter((part) => all.has(part)) : [];
  };
  const body = related("", "officeDocument")[0] ?? BODY;
  if (!all.has(body))
    throw new ArtunitError("format-unknown", `${name} is no Word document: it has no ${BODY}.`);
  const heads = related(body, "header");
  const [properties = all.has(PROPERTIES) ? PROPERTIES : null] = related("", "custom-properties");
  return { body, heads: heads.length > 0 ? heads : [...all].filter((part) => HEAD.test(part)), properties };
}

/** What a list of relationships leads to, of a type that ends so: transitional and strict documents name it differently. */
function targetsOf(rels: string, type: string, folder: string): readonly string[] {
  return [...rels.matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)].flatMap(([relation]) => {
    const attribute = (name: string) =>
      new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(relation)?.[1] ?? "";
    if (!attribute("Type").endsWith(`/${type}`) || attribute("TargetMode") === "External") return [];
    const target = attribute("Target");
    return [new URL(target.startsWith("/") ? target : `/${folder}${target}`, "part:/").pathname.slice(1)];
  });
}

/** The texts of custom properties by name (ECMA-376 part 1, 22.3). */
function propertiesOf(xml: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, name, value] of xml.matchAll(
    /<(?:\w+:)?property\s[^<>]*?\bname="([^"]*)"[^<>]*>([\s\S]*?)<\/(?:\w+:)?property>/g,
  ))
    found.set(textOfMarkup(name!), textOfMarkup(value!));
  return found;
}

function unpacked(bytes: Uint8Array, name: string, isWanted: (part: string) => boolean): Unzipped {
  let hostile: string | null = null;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name: part, size, originalSize }) => {
        if (!isWanted(part)) return false;
        if (originalSize > LARGEST_PART || isBomb(originalSize, size)) hostile = part;
        return hostile === null;
      },
    });
    if (hostile === null) return parts;
  } catch (error) {
    if ((error as FlateError).code === FlateErrorCode.InvalidZipData) throw cutOff(name);
    throw new ArtunitError("file-unreadable", `${name} is damaged: ${(error as Error).message}.`);
  }
  throw new ArtunitError(
    "file-hostile",
    `${hostile} in ${name} unpacks to more than ${LARGEST_PART} bytes, or to more than ${UNPACKED_CAPS.ratio} times its size.`,
  );
}

function decoded(part: Uint8Array): string {
  return new TextDecoder().decode(part);
}

/** Bit 0 of the general flags of the first entry (APPNOTE.TXT 4.4.4), in an archive that has its end. */
function encryptedEntry(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return (
    file.indexOf("PK\u0003\u0004", 0, "latin1") === 0 &&
    ((bytes[6] ?? 0) & 1) === 1 &&
    file.lastIndexOf("PK\u0005\u0006", undefined, "latin1") > 0
  );
}

/** Elements whose content is no text of the document: deleted revisions, field codes, drawings' fallbacks. */
const SKIPPED = new Set([
  "w:del",
  "w:moveFrom",
  "w:instrText",
  "w:delText",
  "mc:Fallback",
  "w:rPr",
  "w:pPr",
  "w:sectPr",
]);

function paragraphsOf(xml: string, part: string, name: string): string {
  const parser = new SaxesParser();
  const out: string[] = [];
  let skipping = 0;
  let inText = false;
  let failure: Error | null = null;
  parser.on("error", (error) => {
    failure ??= error;
  });
  parser.on("opentag", (tag) => {
    if (skipping > 0 || SKIPPED.has(tag.name)) {
      skipping++;
      return;
    }
    if (tag.name === "w:t") inText = true;
    else if (tag.name === "w:tab" || tag.name === "w:ptab") out.push("\t");
    else if (tag.name === "w:br" || tag.name === "w:cr") out.push("\n");
    else if (tag.name === "w:noBreakHyphen") out.push("-");
  });
  parser.on("text", (text) => {
    if (inText && skipping === 0) out.push(text);
  });
  parser.on("closetag", (tag) => {
    if (skipping > 0) {
      skipping--;
      return;
    }
    if (tag.name === "w:t") inText = false;
    else if (tag.name === "w:p") out.push("\n");
    else if (tag.name === "w:tc") out.push("\t");
  });
  try {
    parser.write(xml).close();
  } catch (error) {
    failure ??= error as Error;
  }
  if (failure) {
    throw new ArtunitError(
      "file-unreadable",
      `${name} is damaged: its ${part} is no well-formed XML (${(failure as Error).message.trim()}).`,
    );
  }
  return out.join("");
}
