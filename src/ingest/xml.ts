import { SaxesParser } from "saxes";
import { ArtunitError } from "../errors.js";
import { bagsOf, type Kinds } from "./kindOfFile.js";
import type { Member } from "./reader.js";

/** Values within values up to so deep are read. */
const MAX_DEPTH = 100;
/** Characters of records that are handed on at a time. */
const AT_ONCE = 256 * 1024;
/** So much of a file is looked at to see whether it is XML that holds records of ours. */
const HEAD_BYTES = 64 * 1024;

/** The names of elements that are records of some kind of file: a source's bag that is written `<PatentData>`. */
export function elementsOf(kinds: Kinds): ReadonlySet<string> {
  return new Set(bagsOf(kinds).flatMap((bag) => (bag.startsWith("<") ? [bag.slice(1, -1)] : [])));
}

/**
 * A member that may be XML whose elements are records, told by its content. It is read as a JSON document of them, in a
 * list that is called as the element: `{"<PatentData>":[…]}`. Any other member is read as it is.
 *
 * An element of text alone is that text; any other an object of its attributes and elements, called by their names
 * without prefix and with a small first letter; what is there several times is a list; text beside attributes is `value`.
 */
export function maybeXml(member: Member, elements: ReadonlySet<string>): Member {
  if (elements.size === 0) return member;
  let isXml: boolean | null = null;
  return {
    ...member,
    open: async function* () {
      isXml ??= (await recordIn(member, elements)) !== null;
      if (isXml) yield* asJson(member, elements);
      else yield* member.open();
    },
  };
}

async function recordIn(member: Member, elements: ReadonlySet<string>): Promise<string | null> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of member.open()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= HEAD_BYTES || !isMarkup(parts[0]!)) break;
  }
  if (parts[0] === undefined || !isMarkup(parts[0])) return null;
  const head = Buffer.concat(parts).subarray(0, HEAD_BYTES).toString("latin1");
  for (const [, name = ""] of head.matchAll(/<(?:[\w.-]+:)?([\w.-]+)[\s>/]/g))
    if (elements.has(name)) return name;
  return null;
}

function isMarkup(bytes: Uint8Array): boolean {
  const begin = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
  return /^(?:\xef\xbb\xbf)?\s*</.test(begin);
}

async function* asJson(member: Member, elements: ReadonlySet<string>): AsyncIterable<Uint8Array> {
  const writer = new RecordWriter(elements, member.name);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let rest = "";
  try {
    for await (const chunk of member.open()) {
      const { whole, behind } = withoutDeclarations(rest + decoder.decode(chunk, { stream: true }));
      rest = behind;
      writer.read(whole);
      if (writer.length >= AT_ONCE) yield Buffer.from(writer.take(), "utf8");
    }
    writer.read(withoutDeclarations(rest + decoder.decode()).whole);
    writer.close();
  } catch (error) {
    if (error instanceof ArtunitError) throw error;
    throw new ArtunitError(
      "file-unreadable",
      `${member.name} is damaged: ${(error as Error).message.trim()}.`,
    );
  }
  yield Buffer.from(writer.take(), "utf8");
}

/** A file may be several documents one after another: what stands before each is left out, as far as it is whole. */
function withoutDeclarations(text: string): { readonly whole: string; readonly behind: string } {
  const cut = text.lastIndexOf("<");
  const isWhole = cut < 0 || text.includes(">", cut);
  const whole = isWhole ? text : text.slice(0, cut);
  const behind = isWhole ? "" : text.slice(cut);
  return { whole: whole.replace(/^\ufeff/, "").replace(/<\?xml\s[^>]*\?>|<!DOCTYPE[^>[]*>/g, ""), behind };
}

/** An element that is being read; `members` is null while it has text alone. */
interface Open {
  readonly name: string;
  members: Map<string, string[]> | null;
  text: string;
}

/** Writes the elements of some names as JSON objects. */
class RecordWriter {
  private readonly parser = new SaxesParser({ fragment: true });
  private readonly open: Open[] = [];
  private parts: string[] = [];
  private list: string | null = null;
  length = 0;

  constructor(elements: ReadonlySet<string>, file: string) {
    this.parser.on("error", (error) => {
      throw new ArtunitError("file-unreadable", `${file} is no well-formed XML: ${error.message.trim()}.`);
    });
    this.parser.on("opentag", (tag) => {
      const name = localName(tag.name);
      if (this.open.length === 0 && !elements.has(name)) return;
      if (this.open.length >= MAX_DEPTH)
        throw new ArtunitError("file-hostile", `${file} has elements nested more than ${MAX_DEPTH} deep.`);
      this.open.push({ name, members: attributesOf(tag.attributes as Record<string, string>), text: "" });
    });
    this.parser.on("text", (text) => this.addText(text));
    this.parser.on("cdata", (text) => this.addText(text));
    this.parser.on("closetag", () => this.closeElement());
  }

  read(text: string): void {
    this.parser.write(text);
  }

  close(): void {
    this.parser.close();
    this.add(this.list === null ? "" : "]}");
  }

  take(): string {
    const text = this.parts.join("");
    this.parts = [];
    this.length = 0;
    return text;
  }

  private add(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }

  private addText(text: string): void {
    const inner = this.open.at(-1);
    if (inner) inner.text += text;
  }

  private closeElement(): void {
    const closed = this.open.pop();
    if (!closed) return;
    const above = this.open.at(-1);
    if (above) {
      above.members ??= new Map();
      const name = memberName(closed.name);
      const others = above.members.get(name);
      if (others) others.push(jsonOf(closed));
      else above.members.set(name, [jsonOf(closed)]);
      return;
    }
    if (this.list === null) this.add(`{${JSON.stringify(`<${closed.name}>`)}:[`);
    else if (this.list === closed.name) this.add(",");
    else this.add(`],${JSON.stringify(`<${closed.name}>`)}:[`);
    this.list = closed.name;
    // A record without anything in it is one still.
    this.add(closed.members === null ? "{}" : jsonOf(closed));
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function memberName(name: string): string {
  return /^[A-Z0-9_]{2,}$/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

function attributesOf(attributes: Readonly<Record<string, string>>): Map<string, string[]> | null {
  const own = Object.entries(attributes).filter(([name]) => !/^xmlns\b|^xsi:/.test(name));
  if (own.length === 0) return null;
  return new Map(own.map(([name, value]) => [memberName(localName(name)), [JSON.stringify(value)]]));
}

function jsonOf({ members, text }: Open): string {
  if (members === null) return JSON.stringify(text);
  if (text.trim() !== "" && !members.has("value")) members.set("value", [JSON.stringify(text)]);
  const written = [...members].map(([name, values]) => {
    const value = values.length === 1 ? values[0] : `[${values.join(",")}]`;
    return `${JSON.stringify(name)}:${value}`;
  });
  return `{${written.join(",")}}`;
}
