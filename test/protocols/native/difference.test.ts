import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadedServer } from "../../server/loaded.js";

let server: Awaited<ReturnType<typeof loadedServer>>;
beforeAll(async () => {
  server = await loadedServer([fileURLToPath(new URL("../../../sample/oa_actions", import.meta.url))]);
});
afterAll(() => server?.close());

interface Told {
  readonly previous: string | null;
  readonly counts: Readonly<Record<"kept" | "new" | "dropped" | "changed", number>>;
  readonly paragraphs: readonly { readonly kind: string; readonly text: string }[];
}

async function told(id: string): Promise<Told> {
  return (await server.app.inject(`/v1/office-actions/${id}/difference`)).json<Told>();
}

test("a final rejection tells what it says otherwise than the non-final one before it", async () => {
  const { previous, counts, paragraphs } = await told("IVLC08MNRXEAPX5");
  expect(previous).toBe("IO07UNHTRXEAPX0");
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(0);
  const texts = (kind: string) => paragraphs.filter((each) => each.kind === kind).map(({ text }) => text);
  expect(texts("new").join("\n")).toContain("Response to Arguments");
  expect(paragraphs.map(({ text }) => text).join("\n")).not.toContain(
    "Any inquiry concerning this communication",
  );
});

test("the first action of an application has none before it", async () => {
  const first = (await server.app.inject("/v1/applications/14574014")).json<{
    readonly actions: readonly { readonly document_id: string }[];
  }>().actions[0]!;
  expect(await told(first.document_id)).toMatchObject({ previous: null, paragraphs: [] });
});

test("what is not loaded is said to be so", async () => {
  expect((await server.app.inject("/v1/office-actions/NOSUCHDOCUMENT1/difference")).statusCode).toBe(404);
});

test("the page of the action draws the same figures, and folds the rest", async () => {
  const { counts } = await told("IVLC08MNRXEAPX5");
  const { body } = await server.app.inject({
    url: "/office-actions/IVLC08MNRXEAPX5",
    headers: { host: "localhost" },
  });
  expect(body).toContain(
    `${counts.new} new, ${counts.changed} changed, ${counts.dropped} dropped, ${counts.kept} kept`,
  );
  expect(body).toContain("/v1/office-actions/IVLC08MNRXEAPX5/difference");
  expect(body).toContain('<details class="form">');
});
