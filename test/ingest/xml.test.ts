import { expect, test } from "vitest";
import type { Member } from "../../src/ingest/reader.js";
import { maybeXml } from "../../src/ingest/xml.js";

function member(text: string, chunk = 7): Member {
  const bytes = Buffer.from(text);
  return {
    name: "a.xml",
    bytes: null,
    path: null,
    open: async function* () {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

async function read(text: string, chunk?: number): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of maybeXml(member(text, chunk), new Set(["R", "S"])).open()) parts.push(part);
  return Buffer.concat(parts).toString();
}

test.each([
  ["texts", "<m><R><A>x &amp; é</A></R></m>", '{"<R>":[{"a":"x & é"}]}'],
  [
    "attributes, of which namespaces are none",
    '<m><R xmlns:u="u" u:id="7"><A n="1">x</A></R></m>',
    '{"<R>":[{"id":"7","a":{"n":"1","value":"x"}}]}',
  ],
  ["what is there several times", "<m><R><A>1</A><B/><A>2</A></R></m>", '{"<R>":[{"a":["1","2"],"b":""}]}'],
  ["capitals", "<m><R><CASE_NO>1</CASE_NO></R></m>", '{"<R>":[{"CASE_NO":"1"}]}'],
  [
    "several documents",
    '<?xml version="1.0"?><m><R><A>1</A></R></m>\n<?xml version="1.0"?>\n<m><R><A>2</A></R></m>',
    '{"<R>":[{"a":"1"},{"a":"2"}]}',
  ],
  ["two kinds", "<m><R><A>1</A></R><S><A>2</A></S></m>", '{"<R>":[{"a":"1"}],"<S>":[{"a":"2"}]}'],
  ["sections of characters", "<m><R><A><![CDATA[<b>]]></A></R></m>", '{"<R>":[{"a":"<b>"}]}'],
  ["a record without anything", "<m><R/></m>", '{"<R>":[{}]}'],
  ["other elements as they are", "<m><T>1</T></m>", "<m><T>1</T></m>"],
  ["what is no XML", '{"a":"<R>"}', '{"a":"<R>"}'],
])("%s are read", async (_, xml, json) => {
  expect(await read(xml)).toBe(json);
  expect(await read(xml, 1)).toBe(json);
});

test.each([
  ["<m><R><A>1</R></m>", /no well-formed XML/],
  ["<m><R><A>1</A>", /no well-formed XML/],
  [`<m><R>${"<A>".repeat(200)}${"</A>".repeat(200)}</R></m>`, /nested more than 100 deep/],
])("%s is refused", async (xml, says) => {
  await expect(read(xml)).rejects.toThrow(says);
});
