import { expect, test } from "vitest";
import { agreement } from "../../src/families/office-actions/texts/agreement.js";
import { memoryStore } from "../../src/store/index.js";

const row = (source: string, document: string, more: object) => ({
  record_id: `${source}-${document}-${JSON.stringify(more)}`,
  application_number: "14000001",
  document_id: document,
  source,
  action_category: "rejected",
  ...more,
});

const store = memoryStore({
  office_actions: ["A", "B", "C"].map((id) => row("extraction", id, {})),
  rejections: [
    row("extraction", "A", {
      legal_section: "103",
      paragraph: "a",
      claims: [1, 2],
      has_rej_103: true,
      cite103_max: 2,
      allowed_claims: true,
      alice: false,
    }),
    row("release-2017", "A", {
      legal_section: "103",
      paragraph: "a",
      claims: [2, 1],
      has_rej_103: true,
      cite103_max: 3,
      allowed_claims: false,
      alice: false,
    }),
    row("extraction", "B", { legal_section: "101", claims: [1], has_rej_103: false }),
    row("api", "B", { legal_section: "102", claims: [1], has_rej_103: false, has_rej_101: null }),
    // A worse source of the USPTO's own does not count beside a better one.
    row("release-2017", "B", { legal_section: "102", claims: [1], has_rej_103: true }),
    row("extraction", "C", { legal_section: "112", claims: [1] }),
  ],
  citations: [
    row("extraction", "A", { reference_key: "US1", in_office_action: true }),
    row("api", "A", { reference_key: "US1", in_office_action: true }),
    row("api", "A", { reference_key: "US2", in_office_action: false }),
  ],
  enriched_citations: [
    row("extraction", "A", { reference_key: "US1", category_code: "Y", claims: [1, 2], passages: "col. 2" }),
    row("extraction", "A", { reference_key: "US3", category_code: "A", claims: [] }),
    row("api", "A", { reference_key: "US1", category_code: "X", claims: [2, 1] }),
    row("api", "A", { reference_key: null, category_code: "A", claims: [1] }),
  ],
});

test("agreement is counted by field over the documents that both sides describe", async () => {
  const { documents, fields } = await agreement(store);
  expect(documents).toBe(2);
  const counts = Object.fromEntries(fields.map(({ field, equal, compared }) => [field, [equal, compared]]));
  expect(counts).toEqual({
    has_rej_103: [2, 2],
    cite103_max: [0, 1],
    allowed_claims: [0, 1],
    alice: [1, 1],
    "claims rejected, 103": [1, 1],
    "paragraphs, 103": [1, 1],
    "claims rejected, 101": [0, 1],
    "claims rejected, 102": [0, 1],
    references: [1, 1],
    "enriched references": [0, 1],
    "enriched category_code": [0, 1],
    "enriched claims": [1, 1],
  });
  expect(fields.find(({ field }) => field === "cite103_max")?.examples).toEqual([
    { document: "A", uspto: "3", extracted: "2" },
  ]);
});
