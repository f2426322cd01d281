import { expect, test } from "vitest";
import { Extractor } from "../../src/families/office-actions/texts/reader.js";

const rowsOf = (...bodies: readonly string[]) =>
  bodies.map((body, at) => ({ application_number: "14000001", document_id: `${body}-${at}`, body }));

test("a text that kills its thread is set aside alone, and the others are read", async () => {
  const extractor = new Extractor(1, new URL("./mortalWorker.js", import.meta.url));
  const batches = await Promise.all([
    extractor.withFindings(rowsOf("a", "die", "b", "die", "fail"), null),
    // Waits for the same thread when it dies.
    extractor.withFindings(rowsOf("c"), null),
  ]);
  const afterwards = await extractor.withFindings(rowsOf("d"), null);
  await extractor.close();
  const setAside = batches.map((some) =>
    some.flatMap((each) => (each.kind === "flawed" ? [each.rejected] : [])),
  );
  expect(setAside).toEqual([
    [
      {
        line: 0,
        reason: expect.stringMatching(/^extraction-failed: its thread died: .*code 7/),
        raw: "die-1",
      },
      { line: 0, reason: expect.stringMatching(/^extraction-failed: its thread died/), raw: "die-3" },
      { line: 0, reason: "extraction-failed: it says so", raw: "fail-4" },
    ],
    [],
  ]);
  for (const some of [...batches, afterwards])
    expect(some[0]).toMatchObject({ kind: "rows", table: "texts" });
  expect(afterwards).toHaveLength(1);
});
