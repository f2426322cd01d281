import {
  dayOf,
  isNestedObject,
  type Nested,
  readNested,
  valuesAt,
  writeNested,
} from "../../catalog/index.js";
import type { Answer, Context, Asked as Request } from "../../server/route.js";
import { type ZipEntry, zipStream } from "../../server/zipStream.js";
import type { Page } from "../../store/index.js";
import { findRecords, type Query } from "./answer.js";
import type { Asked } from "./criteria.js";

export type PackageFormat = "JSON" | "XML";

/** All that a question finds, as a zip of a file for each year of filing, as the bulk files were. */
export async function downloadPackage(
  { written }: Query,
  asked: Asked,
  format: PackageFormat,
  request: Request,
  context: Context,
): Promise<Answer> {
  const { date } = asked.dataset.table.roles;
  const found = await findRecords(
    written,
    asked,
    {
      start: 0,
      rows: Number.POSITIVE_INFINITY,
      as: format === "XML" ? "xml" : "package",
      sort: date === undefined ? [] : [{ column: date, descending: false }],
    },
    request.signal,
    context,
  );
  return {
    kind: "stream",
    type: "application/zip",
    fileName: `patent-data-${dayOf(context.now)}.zip`,
    held: 0,
    chunks: zipStream(entriesOf(found.page, format), context.now),
  };
}

/** Records of one year after another; those without a day of filing come last. */
async function* entriesOf(page: Page, format: PackageFormat): AsyncGenerator<ZipEntry> {
  const records = recordsOf(page)[Symbol.asyncIterator]();
  let next = await records.next();
  const seen = new Map<string, number>();
  if (next.done) yield { name: entryName("none", format, 0), pieces: only(around(format).join("")) };
  while (!next.done) {
    const { year } = next.value;
    const nth = seen.get(year) ?? 0;
    seen.set(year, nth + 1);
    const pieces = (async function* () {
      const [before, behind] = around(format);
      yield before;
      for (let isFirst = true; !next.done && next.value.year === year; isFirst = false) {
        yield format === "XML"
          ? xmlOf("uspat:PatentData", next.value.value)
          : `${isFirst ? "" : ","}${next.value.text}`;
        next = await records.next();
      }
      yield behind;
    })();
    yield { name: entryName(year, format, nth), pieces };
  }
}

function entryName(year: string, format: PackageFormat, nth: number): string {
  return `${year}${nth === 0 ? "" : `-${nth + 1}`}.${format.toLowerCase()}`;
}

async function* only(text: string): AsyncGenerator<string> {
  yield text;
}

async function* recordsOf(page: Page): AsyncGenerator<{ year: string; value: Nested; text: string }> {
  for await (const batch of page.records)
    for (const text of batch) {
      const value = readNested(text);
      yield { year: yearOf(value), value, text: writeNested(value) };
    }
}

function yearOf(record: Nested): string {
  const [day] = [
    ...valuesAt(record, "patentCaseMetadata.filingDate"),
    ...valuesAt(record, "uspat:PatentCaseMetadata.uspat:FilingDate"),
  ];
  return typeof day === "string" && /^\d{4}-/.test(day) ? day.slice(0, 4) : "undated";
}

const NAMESPACES =
  'xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common" xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent" xmlns:uscom="urn:us:gov:doc:uspto:common" xmlns:uspat="urn:us:gov:doc:uspto:patent"';

/** What stands before and behind the records of a file. In packages the root was `PatentData` [claimed]. */
function around(format: PackageFormat): readonly [before: string, behind: string] {
  return format === "JSON"
    ? ['{"PatentData":[', "]}"]
    : [
        `<?xml version="1.0" encoding="UTF-8"?>\n<uspat:PatentBulkData ${NAMESPACES} com:st96Version="V3_1" com:ipoVersion="US_V8_0">\n`,
        "</uspat:PatentBulkData>\n",
      ];
}

/** An element: members are elements, those with `@` attributes, `#` is its text. */
function xmlOf(name: string, value: Nested): string {
  if (!isNestedObject(value)) return `<${name}>${escaped(textOf(value))}</${name}>\n`;
  const members = [...value];
  const attributes = members.flatMap(([key, each]) =>
    key.startsWith("@") ? [` ${key.slice(1)}="${escaped(textOf(each)).replaceAll('"', "&quot;")}"`] : [],
  );
  const inner = members.flatMap(([key, each]) => {
    if (key.startsWith("@")) return [];
    if (key === "#") return [escaped(textOf(each))];
    return (Array.isArray(each) ? (each as readonly Nested[]) : [each]).map((one) => xmlOf(key, one));
  });
  return `<${name}${attributes.join("")}>${inner.join("")}</${name}>\n`;
}

function textOf(value: Nested): string {
  if (Array.isArray(value)) return (value as readonly Nested[]).map(textOf).join(" ");
  return typeof value === "string" ? value : writeNested(value);
}

/** Characters that XML 1.0 cannot hold are left out. */
function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is sought.
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
  );
}
