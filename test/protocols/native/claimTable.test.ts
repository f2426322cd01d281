import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readDocument } from "../../../src/ingest/documents/index.js";
import { loadedServer } from "../../server/loaded.js";
import { rejection, serverOf, storeOf } from "../../server/servers.js";

let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  server = await loadedServer([fileURLToPath(new URL("../../../sample/oa_actions", import.meta.url))]);
});
afterAll(() => server?.close());

const PATH = "/v1/office-actions/IVLC08MNRXEAPX5/claims";
interface Table {
  readonly from: string;
  readonly lines: readonly Readonly<Record<string, string>>[];
}

test("the claim table says ground, references and passage of each rejection", async () => {
  const { from, lines } = (await server.app.inject(PATH)).json<Table>();
  expect(from).toBe("text");
  const [first] = lines.filter(({ ground }) => ground!.startsWith("103"));
  expect(first).toMatchObject({ claims: "33,40,42", standing: "rejected" });
  expect(first!.references).toContain("US20090048582");
  expect(first!.passage).toContain("Claims 33, 40, and 42 are rejected");
  expect(lines.map(({ standing }) => standing)).toContain("allowed");
});

test("as CSV and as a Word document it holds the same lines", async () => {
  const { lines } = (await server.app.inject(PATH)).json<Table>();
  const csv = await server.app.inject(`${PATH}.csv`);
  expect(csv.headers["content-type"]).toContain("text/csv");
  expect(csv.body.trim().split("\r\n")).toHaveLength(lines.length + 1);
  const word = await server.app.inject(`${PATH}.docx`);
  expect(word.headers["content-disposition"]).toContain("claims-IVLC08MNRXEAPX5.docx");
  const text = (await readDocument(word.rawPayload, "claims.docx")).replaceAll(/\s+/g, " ");
  for (const { passage, claims } of lines) {
    expect(text).toContain(claims);
    expect(text).toContain(passage!.trim());
  }
});

test("where only rows are loaded the table is theirs, and a formula stays a text", async () => {
  const row = rejection(1, { document_id: "IVLC08MNRXEAPX5", claim_numbers: "=1+1" });
  const { app } = serverOf(storeOf({ rejections: [row] }));
  const { from, lines } = (await app.inject(PATH)).json<Table>();
  expect([from, lines[0]!.ground]).toEqual(["rows", "103"]);
  expect((await app.inject(`${PATH}.csv`)).body).toContain("'=1+1");
});
